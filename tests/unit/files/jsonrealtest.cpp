// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/jsonwalker.h"
#include "tests/support/jsonreading.h"
#include "tests/support/realdata.h"

#include <QDirIterator>
#include <QFile>

using namespace bw;

/// Over the real files: the walker and Qt agree on what is JSON and on how many values it holds.
class JsonRealTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conformance_data();
    void conformance();
    void countsAsQtDoes_data();
    void countsAsQtDoes();

private:
    struct Counts {
        std::uint64_t values = 0;
        std::size_t issues = 0;
        bool failed = false;
    };
    static Counts read(const QString& path, const std::string& subscription);
};

JsonRealTest::Counts JsonRealTest::read(const QString& path, const std::string& subscription)
{
    Counts counts;
    JsonWalker walker(path.toStdString());
    walker.on(subscription, [](simdjson::ondemand::value value, const auto&) { test::readAll(value); });
    auto bytes = fileSource(path.toStdString());
    if (!bytes) {
        counts.failed = true;
        return counts;
    }
    std::vector<Issue> issues;
    const auto outcome = walker.run(**bytes, issues, ProgressSink::none());
    counts.failed = !outcome;
    counts.values = outcome ? outcome->values : 0;
    counts.issues = issues.size();
    return counts;
}

void JsonRealTest::conformance_data()
{
    QTest::addColumn<QString>("path");
    const QDir dir(test::realData(QStringLiteral("inventory/bad_inputs/json")));
    const QStringList names = dir.entryList(QDir::Files);
    if (names.isEmpty())
        QSKIP("no bad inputs here");
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << dir.filePath(name);
}

void JsonRealTest::conformance()
{
    QFETCH(QString, path);
    const QString name = QFileInfo(path).fileName();
    const Counts whole = read(path, "");
    const Counts members = read(path, "*");
    if (name.startsWith(QLatin1String("jts_y_"))) {
        QVERIFY(!whole.failed && !members.failed);
        QCOMPARE(whole.issues, std::size_t(0));
        QCOMPARE(members.issues, std::size_t(0));
    }
    // Two documents in a row are welcome here.
    if (name.startsWith(QLatin1String("jts_n_")) && name != QLatin1String("jts_n_structure_double_array.json"))
        QVERIFY(whole.failed || whole.issues > 0);
}

void JsonRealTest::countsAsQtDoes_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(test::realData(QStringLiteral("inventory")), {QStringLiteral("*.json")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (!path.contains(QLatin1String("bad_inputs")) && QFileInfo(path).size() < 8'000'000)
            QTest::newRow(qPrintable(path.section(u'/', -2))) << path;
    }
}

void JsonRealTest::countsAsQtDoes()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (document.isNull())
        QSKIP("not one plain JSON document to Qt");
    std::uint64_t elements = 0;
    std::uint64_t below = 0;
    for (const auto& child : test::childrenOf(document.isArray() ? QJsonValue(document.array()) : document.object())) {
        ++elements;
        below += test::childrenOf(child.second).size();
    }
    const Counts one = read(path, "*");
    QVERIFY(!one.failed);
    QCOMPARE(one.issues, std::size_t(0));
    QCOMPARE(one.values, elements);
    QCOMPARE(read(path, "*/*").values, below);
}

BREAKWATER_REALDATA_MAIN(JsonRealTest)
#include "jsonrealtest.moc"
