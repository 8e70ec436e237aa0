// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/catalog.h"

#include <QtTest>

using namespace bw;

class CatalogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cveKeysRoundTrip();
    void otherSpellingsHaveNoKey();
    void idsSortByYearThenNumber();
    void rowsAreFoundByTheirKey();
    void emptyCatalogAnswersNothing();
    void cveAnswersAlsoForScoresOnly();
};

void CatalogTest::cveKeysRoundTrip()
{
    for (const char* id :
         {"CVE-1999-0001", "CVE-2021-44228", "CVE-2026-1000000", "CVE-2024-123456789", "CVE-2020-0000"})
        QCOMPARE(cveIdOf(cveKey(id)), std::string(id));
}

void CatalogTest::otherSpellingsHaveNoKey()
{
    for (const char* id : {"", "CVE-", "cve-2021-44228", "CVE-2021-123", "CVE-2021-00123", "CVE-2023-XXXX",
                           "TEMP-0000000-AB12CD", "CVE-2021-44228 ", "CVE-2021-1234567890", "CVE-0000-1234"})
        QCOMPARE(cveKey(id), CveKey(0));
    QCOMPARE(cveIdOf(0), std::string());
}

void CatalogTest::idsSortByYearThenNumber()
{
    QVERIFY(cveIdLess("CVE-2020-5902", "CVE-2020-10001"));
    QVERIFY(cveIdLess("CVE-2019-99999", "CVE-2020-0001"));
    QVERIFY(cveIdLess("CVE-2026-0001", "TEMP-0000000-AB12CD"));
    QVERIFY(!cveIdLess("TEMP-1", "TEMP-1"));
}

void CatalogTest::rowsAreFoundByTheirKey()
{
    Catalog catalog;
    const StringId bookworm = catalog.strings.intern("Debian:12");
    const StringId nine = catalog.strings.intern("AlmaLinux:9");
    const StringId openssl = catalog.strings.intern("openssl");
    const StringId curl = catalog.strings.intern("curl");
    const auto add = [&](StringId stream, StringId package, PackageKind kind, std::uint32_t advisory) {
        CatalogRow row;
        row.row.stream = stream;
        row.row.package = package;
        row.row.kind = kind;
        row.row.advisory = advisory;
        catalog.rows.push_back(row);
    };
    add(nine, openssl, PackageKind::Binary, 1);
    add(bookworm, curl, PackageKind::Source, 2);
    add(bookworm, openssl, PackageKind::Source, 3);
    add(bookworm, curl, PackageKind::Source, 4);
    catalog.index();

    const auto found = catalog.rowsFor(bookworm, curl, PackageKind::Source);
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].row.advisory, 2u);
    QCOMPARE(found[1].row.advisory, 4u);
    QCOMPARE(catalog.rowsFor(nine, openssl, PackageKind::Binary).size(), std::size_t(1));
    QVERIFY(catalog.rowsFor(nine, openssl, PackageKind::Source).empty());
    QVERIFY(catalog.rowsFor(nine, curl, PackageKind::Binary).empty());
    QVERIFY(catalog.covers(bookworm));
    QVERIFY(!catalog.covers(openssl));
}

void CatalogTest::emptyCatalogAnswersNothing()
{
    Catalog catalog;
    QVERIFY(catalog.rowsFor(0, 0, PackageKind::Source).empty());
    catalog.index();
    QVERIFY(catalog.rowsFor(0, 0, PackageKind::Source).empty());
    QVERIFY(!catalog.cve("CVE-2021-44228"));
}

void CatalogTest::cveAnswersAlsoForScoresOnly()
{
    Catalog catalog;
    catalog.epss = {{cveKey("CVE-2020-5902"), 0.5f, -1}, {cveKey("CVE-2020-10001"), 0.25f, 0.75f}};
    catalog.epssRevision = 7;
    catalog.cves.resize(2);
    catalog.cves[0].id = "CVE-2020-5902";
    catalog.cves[0].title = "told";
    catalog.cves[1].id = "TEMP-1";

    QCOMPARE(catalog.cve("CVE-2020-5902")->title, std::string("told"));
    QCOMPARE(*catalog.indexOf("TEMP-1"), CveIndex(1));
    const auto facts = catalog.cve("CVE-2020-10001");
    QVERIFY(facts.has_value());
    QCOMPARE(*facts->epssPercentile, 0.75f);
    QCOMPARE(facts->epssRevision, std::int64_t(7));
    QVERIFY(!catalog.cve("CVE-2020-10002"));
    QVERIFY(!catalog.cve("TEMP-2"));
}

QTEST_APPLESS_MAIN(CatalogTest)
#include "catalogtest.moc"
