// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/versions.h"

#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace bw;

namespace {

using Pair = std::pair<std::string, std::string>;

/// Valid random versions, the same in every run: a digit, then random pieces.
std::vector<Pair> randomPairs(VersionScheme scheme, const std::vector<std::string>& pieces, std::size_t count)
{
    std::mt19937 engine(4711);
    const auto version = [&] {
        std::string text;
        do {
            text = std::to_string(engine() % 3);
            for (auto n = engine() % 8; n > 0; --n)
                text += pieces[engine() % pieces.size()];
        } while (!isValidVersion(scheme, text));
        return text;
    };
    std::vector<Pair> pairs;
    while (pairs.size() < count)
        pairs.emplace_back(version(), version());
    return pairs;
}

QByteArray standardOutput(const QString& program, const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    return process.waitForFinished(60'000) ? process.readAllStandardOutput() : QByteArray();
}

void compareWithAnswers(VersionScheme scheme, const std::vector<Pair>& pairs, const QList<QByteArray>& answers)
{
    QCOMPARE(std::size_t(answers.size()), pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto& [a, b] = pairs[i];
        const std::string what = a + " and " + b + ": the program says " + answers[qsizetype(i)].toStdString();
        QVERIFY2(compareAccepted(scheme, a, b) == answers[qsizetype(i)].toInt(), what.c_str());
    }
}

} // namespace

class VersionsNativeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithDpkg();
    void agreesWithRpm();
};

void VersionsNativeTest::agreesWithDpkg()
{
    if (QStandardPaths::findExecutable(QStringLiteral("dpkg")).isEmpty())
        QSKIP("dpkg is not installed");
    const auto pairs = randomPairs(
        VersionScheme::Deb, {"0", "1", "10", "09", ".", ".", "a", "b", "Z", "~", "+", "-1", "-0", ":", "deb12u1"}, 200);
    QByteArray lines;
    for (const auto& [a, b] : pairs)
        lines += QByteArray::fromStdString(a + ' ' + b + '\n');
    // One process a comparison; two where the first says no.
    const QString script = QStringLiteral("while read -r a b; do "
                                          "if dpkg --compare-versions \"$a\" lt \"$b\"; then echo -1; "
                                          "elif dpkg --compare-versions \"$a\" eq \"$b\"; then echo 0; "
                                          "else echo 1; fi; done");
    const QByteArray output = standardOutput(QStringLiteral("sh"), {QStringLiteral("-c"), script}, lines);
    compareWithAnswers(VersionScheme::Deb, pairs, output.trimmed().split('\n'));
}

void VersionsNativeTest::agreesWithRpm()
{
    if (QStandardPaths::findExecutable(QStringLiteral("rpm")).isEmpty())
        QSKIP("rpm is not installed");
    const auto pairs =
        randomPairs(VersionScheme::Rpm,
                    {"0", "1", "10", "09", ".", "_", "+", "a", "b", "Z", "~", "^", "-1", "-", ":1", "el9"}, 1500);
    std::string script = "%{lua: ";
    for (const auto& [a, b] : pairs)
        script += "print(rpm.vercmp('" + a + "','" + b + "')..';')";
    script += "}";
    QByteArray output =
        standardOutput(QStringLiteral("rpm"), {QStringLiteral("--eval"), QString::fromStdString(script)}, {});
    if (output.startsWith("%{lua"))
        QSKIP("this rpm has no Lua");
    output = output.trimmed();
    output.chop(1);
    compareWithAnswers(VersionScheme::Rpm, pairs, output.split(';'));
}

QTEST_GUILESS_MAIN(VersionsNativeTest)
#include "versionsnativetest.moc"
