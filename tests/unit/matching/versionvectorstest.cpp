// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/versions.h"
#include "tests/support/realdata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace bw;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(test::realData(QStringLiteral("feeds/version_vectors/") + path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "a < b", "a = b", "a > b" a line; blank lines, "#" and "//" comments aside.
void checkLines(VersionScheme scheme, const QString& path, int atLeast)
{
    int checked = 0;
    const auto lines = contents(path).split('\n');
    for (const QByteArray& line : lines) {
        const auto words = line.simplified().split(' ');
        if (words.size() != 3 || line.startsWith('#') || line.startsWith("//"))
            continue;
        const auto order = compareVersions(scheme, words[0].toStdString(), words[2].toStdString());
        QVERIFY2(order, (line + ": " + QByteArray::fromStdString(order ? "" : order.error().subject)).constData());
        const Order expected = words[1] == "<" ? Order::Less : words[1] == "=" ? Order::Equal : Order::Greater;
        QVERIFY2(*order == expected, line.constData());
        ++checked;
    }
    QVERIFY2(checked >= atLeast, QByteArray::number(checked).constData());
}

void checkComparisons(VersionScheme scheme, const QString& path, int expectedCount)
{
    int checked = 0;
    const auto tests = QJsonDocument::fromJson(contents(path)).object()[QLatin1String("tests")].toArray();
    for (const QJsonValue& test : tests) {
        const auto versions = test[QLatin1String("input")][QLatin1String("versions")].toArray();
        const auto a = versions[0].toString().toStdString();
        const auto b = versions[1].toString().toStdString();
        const std::string what = a + " and " + b;
        const auto order = compareVersions(scheme, a, b);
        QVERIFY2(order, what.c_str());
        const auto expected = test[QLatin1String("expected_output")];
        if (expected.isBool())
            QVERIFY2((*order == Order::Equal) == expected.toBool(), what.c_str());
        else if (expected[0] == versions[0])
            QVERIFY2(*order != Order::Greater, what.c_str());
        else
            QVERIFY2(*order == Order::Greater, what.c_str());
        ++checked;
    }
    QCOMPARE(checked, expectedCount);
}

void checkValidity(const QString& path, bool valid, int atLeast)
{
    int checked = 0;
    const auto lines = contents(path).split('\n');
    for (const QByteArray& line : lines) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        QVERIFY2(isValidVersion(VersionScheme::Apk, line.toStdString()) == valid, line.constData());
        ++checked;
    }
    QVERIFY2(checked >= atLeast, QByteArray::number(checked).constData());
}

} // namespace

class VersionVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void debLines();
    void rpmLines();
    void semverLines();
    void apkComparisons();
    void alpmComparisons();
    void apkValidity();
    void debValidity();
};

void VersionVectorsTest::debLines()
{
    checkLines(VersionScheme::Deb, QStringLiteral("osv-scalibr-semantic/semantic/testdata/debian-versions.txt"), 28);
}

void VersionVectorsTest::rpmLines()
{
    checkLines(VersionScheme::Rpm, QStringLiteral("osv-scalibr-semantic/semantic/testdata/redhat-versions.txt"), 150);
}

void VersionVectorsTest::semverLines()
{
    checkLines(VersionScheme::Semver, QStringLiteral("osv-scalibr-semantic/semantic/testdata/semver-versions.txt"), 70);
}

void VersionVectorsTest::apkComparisons()
{
    checkComparisons(VersionScheme::Apk, QStringLiteral("vers-spec/tests/alpine_version_cmp_test.json"), 716);
}

void VersionVectorsTest::alpmComparisons()
{
    checkComparisons(VersionScheme::Pacman, QStringLiteral("vers-spec/tests/alpm_version_cmp_test.json"), 42);
}

void VersionVectorsTest::apkValidity()
{
    checkValidity(QStringLiteral("osv.dev/apk_valid_versions.txt"), true, 150);
    checkValidity(QStringLiteral("osv.dev/apk_invalid_versions.txt"), false, 11);
}

void VersionVectorsTest::debValidity()
{
    int checked = 0;
    auto lines = contents(QStringLiteral("dpkg_parse.tsv")).split('\n');
    for (const QByteArray& line : lines) {
        const auto tab = line.lastIndexOf('\t');
        if (tab < 0 || line.startsWith("version_c_escaped"))
            continue;
        const bool valid = line.mid(tab + 1) == "valid";
        QVERIFY2(isValidVersion(VersionScheme::Deb, line.left(tab).toStdString()) == valid, line.constData());
        ++checked;
    }
    QCOMPARE(checked, 31);
}

BREAKWATER_REALDATA_MAIN(VersionVectorsTest)
#include "versionvectorstest.moc"
