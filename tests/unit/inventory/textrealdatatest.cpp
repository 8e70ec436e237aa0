// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/realdata.h"
#include "tests/unit/inventory/readerharness.h"

using namespace bw;
using namespace bw::test;

class TextRealDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dpkgFormsTellTheSameSet();
    void aptUpgradableNamesTheInstalledVersions();
    void rpmTable();
    void csvTables_data();
    void csvTables();
    void assetList();
    void badTablesSurvive();
};

static std::unique_ptr<Reading> readReal(const char* path, const ReadOptions& options = {})
{
    return readPath(realData(QLatin1String("inventory/") + QLatin1String(path)).toStdString(), options);
}

void TextRealDataTest::dpkgFormsTellTheSameSet()
{
    const auto columns = readReal("dpkg/live_dpkg-query-W-format_debian12.tsv");
    const auto plain = readReal("dpkg/live_dpkg-query-W_debian12.tsv");
    const auto list = readReal("dpkg/live_dpkg-l_debian12.txt");
    QCOMPARE(columns->reader, std::string("dpkg-query"));
    QCOMPARE(plain->reader, std::string("dpkg-query"));
    QCOMPARE(list->reader, std::string("dpkg-list"));
    QVERIFY(columns->result.ok() && plain->result.ok() && list->result.ok());
    QCOMPARE(columns->host().components.size(), std::size_t(1031));
    QCOMPARE(columns->builder.issueCount(), std::uint64_t(0));
    QCOMPARE(list->builder.issueCount(), std::uint64_t(0));
    QVERIFY(columns->nameVersions() == plain->nameVersions());
    QVERIFY(columns->nameVersions() == list->nameVersions());
    for (const auto& reading : {columns.get(), plain.get(), list.get()}) {
        QCOMPARE(streamOf(reading->host().os), std::string("Debian:12"));
        QCOMPARE(reading->host().os.version, std::string("12.11"));
        QVERIFY(reading->host().toldPackages && !reading->host().truncated);
    }
    std::size_t withSource = 0;
    for (const auto id : columns->host().components) {
        const auto component = columns->pool.view(id);
        withSource += !component.source.empty();
        QVERIFY(!component.arch.empty());
    }
    QCOMPARE(withSource, std::size_t(1031));
}

void TextRealDataTest::aptUpgradableNamesTheInstalledVersions()
{
    const auto pending = readReal("dpkg/live_apt-list-upgradable_debian12.txt");
    const auto installed = readReal("dpkg/live_dpkg-query-W_debian12.tsv");
    QCOMPARE(pending->reader, std::string("apt-list"));
    QVERIFY(pending->result.ok());
    QCOMPARE(pending->host().components.size(), std::size_t(112));
    QVERIFY(pending->host().partial);
    const auto all = installed->nameVersions();
    std::size_t same = 0;
    for (const auto& one : pending->nameVersions())
        same += all.count(one);
    QVERIFY(same > 100); // taken at nearly the same moment
}

void TextRealDataTest::rpmTable()
{
    const auto rpm = readReal("rpm/live_rpm-qa-qf_mariner2.tsv");
    QCOMPARE(rpm->reader, std::string("rpm-qa-tsv"));
    QVERIFY(rpm->result.ok());
    QCOMPARE(rpm->builder.issueCount(), std::uint64_t(0));
    QCOMPARE(streamOf(rpm->host().os), std::string("CBL-Mariner:2.0"));
    const auto all = rpm->nameVersions();
    QVERIFY(all.count({"openssl-libs", "1.1.1k-7.cm2"}) == 1);
    QVERIFY(all.count({"ca-certificates-base", "1:2.0.0-1.cm2"}) == 1);
    for (const auto id : rpm->host().components) {
        QVERIFY(!rpm->pool.view(id).source.empty());
        QVERIFY(!rpm->pool.view(id).arch.empty());
        QVERIFY(rpm->pool.view(id).module.empty());
    }
}

void TextRealDataTest::csvTables_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("error"); // -1: read
    const auto row = [](const char* path, int error) { QTest::newRow(path) << path << error; };
    row("csv_xlsx_generic/k2mivs_asset_inventory.csv", -1);
    row("snipeit_csv/assets-sample.csv", -1);
    row("qualys/dd_Qualys_Sample_Report.csv", int(ErrorKind::Unsupported));
    row("nessus/dd_nessus-template.csv", int(ErrorKind::Unsupported));
    row("nessus/dd_nessus_many_vuln.csv", int(ErrorKind::Unsupported));
    row("openvas_gvm/dd_many_vuln.csv", int(ErrorKind::Unsupported));
    row("openvas_gvm/dd_no_vuln.csv", int(ErrorKind::Unsupported));
}

void TextRealDataTest::csvTables()
{
    QFETCH(QString, path);
    QFETCH(int, error);
    const auto reading = readReal(path.toUtf8().constData());
    QCOMPARE(reading->reader, std::string("csv"));
    if (!reading->result.ok())
        qInfo("%s", reading->result.error().subject.c_str());
    QCOMPARE(reading->result.ok() ? -1 : int(reading->result.error().kind), error);
    if (error >= 0)
        return;
    qInfo("%d hosts, %d components of the first, %d issues", int(reading->builder.hosts().size()),
          int(reading->host().components.size()), int(reading->builder.issueCount()));
    for (const auto& issue : reading->builder.issues())
        qInfo("  line %d: %s [%s]", int(issue.place.line), issue.reason.c_str(), issue.raw.substr(0, 80).c_str());
    QVERIFY(!reading->builder.hosts().empty());
}

void TextRealDataTest::assetList()
{
    const auto reading = readReal("csv_xlsx_generic/k2mivs_asset_inventory.csv");
    QVERIFY(reading->builder.hosts().size() > 800); // its ID column is shared by many machines
    const HostDraft& first = reading->host();
    QVERIFY(!first.identity.name.empty() && !first.identity.agentId.empty());
    QVERIFY(!first.toldPackages);
    for (const auto& host : reading->builder.hosts())
        QVERIFY(!host.os.name.empty());
}

void TextRealDataTest::badTablesSurvive()
{
    const QDir folder(realData(QStringLiteral("inventory/bad_inputs/csv")));
    const auto files = folder.entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const auto& file : files) {
        for (const auto& reader : inventoryReaders()) {
            const auto reading = readPath(folder.filePath(file).toStdString(), {}, reader->id());
            QVERIFY2(!reading->result.ok() || !reading->builder.hosts().empty(), qPrintable(file));
        }
    }
}

BREAKWATER_REALDATA_MAIN(TextRealDataTest)
#include "textrealdatatest.moc"
