// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/catalogbuilder.h"

#include <QtTest>

using namespace bw;

namespace {

Instant at(std::string_view iso)
{
    return *parseIso(iso);
}

/// Writes a batch by hand.
class Batch {
public:
    explicit Batch(std::string feed, bool cumulative = false)
    {
        m_batch.feed = std::move(feed);
        m_batch.cumulative = cumulative;
    }
    StringId text(std::string_view text) { return text.empty() ? StringPool::npos : m_batch.strings.intern(text); }
    Batch& advisory(std::string_view id, std::vector<std::string_view> cves, std::string_view modified = "2026-01-01",
                    bool withdrawn = false)
    {
        AdvisoryRecord record;
        record.id = text(id);
        record.title = text(std::string(id) + " title");
        record.modified = parseIso(modified);
        record.withdrawn = withdrawn;
        for (const auto cve : cves)
            record.cves.push_back(text(cve));
        m_batch.advisories.push_back(record);
        return *this;
    }
    /// A row of the advisory that was added last.
    Batch& row(std::string_view stream, std::string_view package, std::string_view fixed)
    {
        AffectedRow row;
        row.advisory = std::uint32_t(m_batch.advisories.size() - 1);
        row.stream = text(stream);
        row.package = text(package);
        row.fixed = text(fixed);
        m_batch.affected.push_back(row);
        return *this;
    }
    Batch& kev(std::string_view cve, std::string_view added)
    {
        KevEntry entry;
        entry.cve = text(cve);
        entry.name = text("known");
        entry.added = parseDay(added);
        entry.ransomware = true;
        m_batch.kev.push_back(entry);
        return *this;
    }
    Batch& epss(std::string_view cve, float score, float percentile = -1)
    {
        m_batch.epss.push_back({text(cve), score, percentile});
        return *this;
    }
    Batch& cve(std::string_view id, std::string_view modified, std::optional<Exploitation> exploitation,
               bool rejected = false, std::string_view kevAdded = {})
    {
        CveRecord record;
        record.cve = text(id);
        record.modified = parseIso(modified);
        record.exploitation = exploitation;
        record.rejected = rejected;
        record.kevAdded = parseDay(kevAdded);
        m_batch.cves.push_back(record);
        return *this;
    }
    LoadedRevision loaded(std::int64_t id, std::string_view asOf = "2026-02-01")
    {
        FeedRevision revision;
        revision.id = id;
        revision.feed = m_batch.feed;
        revision.cumulative = m_batch.cumulative;
        revision.importedAt = at(asOf);
        return {revision, std::move(m_batch)};
    }

private:
    FeedBatch m_batch;
};

template <typename... Revisions>
Catalog catalogOf(std::string_view t, Revisions&&... revisions)
{
    std::vector<LoadedRevision> all;
    (all.push_back(std::forward<Revisions>(revisions)), ...);
    return buildCatalog(std::move(all), at(t));
}

std::vector<std::string> fixesOf(const Catalog& catalog, std::string_view stream, std::string_view package)
{
    std::vector<std::string> fixes;
    for (const CatalogRow& row :
         catalog.rowsFor(catalog.strings.find(stream), catalog.strings.find(package), PackageKind::Source))
        fixes.emplace_back(catalog.strings.text(row.row.fixed));
    return fixes;
}

using Texts = std::vector<std::string>;

} // namespace

class AdvisoryCatalogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newestReplacesAndCumulativeStays();
    void rowsOfAllFeedsAreKept();
    void newestModifiedRecordWins();
    void withdrawnRecordClosesWhatItOpened();
    void rejectedCveDropsItsAdvisories();
    void kevCountsFromItsDayOn();
    void kevOverridesExploitation();
    void kevBlockOfARecordOnlyWithoutCatalogue();
    void newestCveRecordWins();
    void scoresJoinNamedCvesAndStayForOthers();
    void cvesAreSortedAndShared();
    void noticesBecomeAliases();
    void emptyCatalog();
};

void AdvisoryCatalogTest::newestReplacesAndCumulativeStays()
{
    const auto revision = [](std::int64_t id, const char* feed, const char* scope, bool cumulative,
                             const char* imported, const char* asOf) {
        FeedRevision r;
        r.id = id;
        r.feed = feed;
        r.scope = scope;
        r.cumulative = cumulative;
        r.importedAt = at(imported);
        r.asOf = parseIso(asOf);
        return r;
    };
    const std::vector<FeedRevision> all{
        revision(1, "kev", "", false, "2026-03-01", "2026-02-20"),
        revision(2, "kev", "", false, "2026-03-02", "2026-02-27"),
        revision(3, "kev", "", false, "2026-03-03", "2026-02-10"), // an older file that was imported later
        revision(4, "debsecan", "bookworm", false, "2026-02-01", ""),
        revision(5, "debsecan", "trixie", false, "2026-02-01", ""),
        revision(6, "osv", "", true, "2026-01-01", ""),
        revision(7, "osv", "", true, "2026-02-25", ""),
        revision(8, "debsecan", "bookworm", false, "2026-02-01", "")};
    using Ids = std::vector<std::int64_t>;
    QCOMPARE(revisionsInForce(all, at("2026-03-10")), Ids({2, 5, 6, 7, 8}));
    QCOMPARE(revisionsInForce(all, at("2026-02-21")), Ids({1, 5, 6, 8}));
    QCOMPARE(revisionsInForce(all, at("2026-01-15")), Ids({6}));
    QCOMPARE(revisionsInForce(all, at("2025-01-01")), Ids());
}

void AdvisoryCatalogTest::rowsOfAllFeedsAreKept()
{
    const Catalog catalog = catalogOf(
        "2026-03-01",
        Batch("debian-tracker").advisory("CVE-2026-0001", {"CVE-2026-0001"}).row("Debian:12", "gate", "2").loaded(1),
        Batch("osv", true)
            .advisory("DSA-1-1", {"CVE-2026-0001"})
            .row("Debian:12", "gate", "3")
            .row("Debian:13", "gate", "4")
            .loaded(2));
    QCOMPARE(fixesOf(catalog, "Debian:12", "gate"), Texts({"2", "3"}));
    QCOMPARE(fixesOf(catalog, "Debian:13", "gate"), Texts({"4"}));
    const auto rows =
        catalog.rowsFor(catalog.strings.find("Debian:12"), catalog.strings.find("gate"), PackageKind::Source);
    QCOMPARE(catalog.feeds[rows[0].feed], std::string("debian-tracker"));
    QCOMPARE(rows[1].revision, std::int64_t(2));
    QCOMPARE(catalog.advisories[rows[1].row.advisory].id, std::string("DSA-1-1"));
    QVERIFY(catalog.covers(catalog.strings.find("Debian:13")));
}

void AdvisoryCatalogTest::newestModifiedRecordWins()
{
    // The revision that was imported later brings the older text of the record.
    const Catalog catalog = catalogOf("2026-03-01",
                                      Batch("osv", true)
                                          .advisory("DSA-1-1", {"CVE-2026-0001"}, "2026-02-02")
                                          .row("Debian:12", "gate", "3")
                                          .loaded(1, "2026-02-02"),
                                      Batch("osv", true)
                                          .advisory("DSA-1-1", {"CVE-2026-0009"}, "2026-01-01")
                                          .row("Debian:12", "gate", "2")
                                          .advisory("DSA-2-1", {"CVE-2026-0002"}, "2026-01-01")
                                          .row("Debian:12", "door", "1")
                                          .advisory("DSA-2-1", {"CVE-2026-0002"}, "2026-01-01")
                                          .row("Debian:12", "door", "1.1")
                                          .loaded(2, "2026-02-05"));
    QCOMPARE(fixesOf(catalog, "Debian:12", "gate"), Texts({"3"}));
    QCOMPARE(fixesOf(catalog, "Debian:12", "door"), Texts({"1.1"}));
    QCOMPARE(catalog.advisories.size(), std::size_t(2));
    QVERIFY(!catalog.cve("CVE-2026-0009"));
}

void AdvisoryCatalogTest::withdrawnRecordClosesWhatItOpened()
{
    const auto first = [] {
        return Batch("osv", true)
            .advisory("DSA-1-1", {"CVE-2026-0001"}, "2026-01-01")
            .row("Debian:12", "gate", "3")
            .loaded(1);
    };
    QCOMPARE(fixesOf(catalogOf("2026-03-01", first()), "Debian:12", "gate"), Texts({"3"}));
    const Catalog closed =
        catalogOf("2026-03-01", first(), Batch("osv", true).advisory("DSA-1-1", {}, "2026-02-01", true).loaded(2));
    QVERIFY(fixesOf(closed, "Debian:12", "gate").empty());
    QVERIFY(closed.advisories.empty());
}

void AdvisoryCatalogTest::rejectedCveDropsItsAdvisories()
{
    const auto osv = [] {
        return Batch("osv", true)
            .advisory("DSA-1-1", {"CVE-2026-0001"})
            .row("Debian:12", "gate", "3")
            .advisory("DSA-2-1", {"CVE-2026-0001", "CVE-2026-0002"})
            .row("Debian:12", "door", "3")
            .advisory("DSA-3-1", {})
            .row("Debian:12", "wall", "3")
            .loaded(1);
    };
    const Catalog catalog =
        catalogOf("2026-03-01", osv(), Batch("cve", true).cve("CVE-2026-0001", "2026-01-05", {}, true).loaded(2));
    QVERIFY(fixesOf(catalog, "Debian:12", "gate").empty());
    QCOMPARE(fixesOf(catalog, "Debian:12", "door"), Texts({"3"}));
    QCOMPARE(fixesOf(catalog, "Debian:12", "wall"), Texts({"3"}));
    QVERIFY(catalog.cve("CVE-2026-0001")->rejected);
    // A later record takes the rejection back.
    const Catalog again =
        catalogOf("2026-03-01", osv(), Batch("cve", true).cve("CVE-2026-0001", "2026-01-05", {}, true).loaded(2),
                  Batch("cve", true).cve("CVE-2026-0001", "2026-01-06", {}).loaded(3));
    QCOMPARE(fixesOf(again, "Debian:12", "gate"), Texts({"3"}));
}

void AdvisoryCatalogTest::kevCountsFromItsDayOn()
{
    const auto kev = [] { return Batch("kev").kev("CVE-2026-0001", "2026-02-10").loaded(5); };
    QVERIFY(!catalogOf("2026-02-09", kev()).cve("CVE-2026-0001"));
    const auto facts = catalogOf("2026-02-10", kev()).cve("CVE-2026-0001");
    QVERIFY(facts && facts->kev());
    QCOMPARE(toIso(*facts->kevAdded), std::string("2026-02-10"));
    QCOMPARE(facts->kevName, std::string("known"));
    QVERIFY(facts->kevRansomware);
    QCOMPARE(facts->kevRevision, std::int64_t(5));
    QVERIFY(!facts->epss);
}

void AdvisoryCatalogTest::kevOverridesExploitation()
{
    const Catalog catalog = catalogOf("2026-03-01", Batch("kev").kev("CVE-2026-0001", "2026-02-10").loaded(1),
                                      Batch("cve", true)
                                          .cve("CVE-2026-0001", "2026-02-20", Exploitation::None)
                                          .cve("CVE-2026-0002", "2026-02-20", Exploitation::Poc)
                                          .loaded(2),
                                      Batch("epss").epss("CVE-2026-0001", 0.001f).loaded(3));
    QVERIFY(catalog.cve("CVE-2026-0001")->exploitation == Exploitation::Active);
    QVERIFY(catalog.cve("CVE-2026-0002")->exploitation == Exploitation::Poc);
}

void AdvisoryCatalogTest::kevBlockOfARecordOnlyWithoutCatalogue()
{
    const auto cve = [] {
        return Batch("cve", true).cve("CVE-2026-0001", "2026-02-20", Exploitation::None, false, "2026-02-15").loaded(2);
    };
    const auto alone = catalogOf("2026-03-01", cve()).cve("CVE-2026-0001");
    QVERIFY(alone->kev() && alone->exploitation == Exploitation::Active);
    QVERIFY(!catalogOf("2026-02-14", cve()).cve("CVE-2026-0001")->kev());
    // Taken out of the catalogue: the record's block is left over.
    const auto removed =
        catalogOf("2026-03-01", cve(), Batch("kev").kev("CVE-2026-0009", "2026-02-10").loaded(1)).cve("CVE-2026-0001");
    QVERIFY(!removed->kev() && removed->exploitation == Exploitation::None);
}

void AdvisoryCatalogTest::newestCveRecordWins()
{
    const auto facts =
        catalogOf("2026-03-01", Batch("cve", true).cve("CVE-2026-0001", "2026-02-20", Exploitation::Active).loaded(1),
                  Batch("cve", true).cve("CVE-2026-0001", "2026-02-19", Exploitation::None).loaded(2))
            .cve("CVE-2026-0001");
    QVERIFY(facts->exploitation == Exploitation::Active);
    QCOMPARE(facts->recordRevision, std::int64_t(1));
}

void AdvisoryCatalogTest::scoresJoinNamedCvesAndStayForOthers()
{
    const Catalog catalog = catalogOf("2026-03-01",
                                      Batch("osv", true)
                                          .advisory("DSA-1-1", {"CVE-2026-10000", "CVE-2026-0001", "TEMP-1"})
                                          .row("Debian:12", "gate", "3")
                                          .loaded(1),
                                      Batch("epss")
                                          .epss("CVE-2026-10000", 0.5f, 0.9f)
                                          .epss("CVE-2026-9999", 0.25f)
                                          .epss("CVE-2020-0001", 0)
                                          .loaded(2));
    QCOMPARE(catalog.cves.size(), std::size_t(3));
    QCOMPARE(catalog.epss.size(), std::size_t(3));
    const auto named = catalog.cve("CVE-2026-10000");
    QCOMPARE(*named->epss, 0.5f);
    QCOMPARE(*named->epssPercentile, 0.9f);
    QVERIFY(!catalog.cve("CVE-2026-0001")->epss);
    QCOMPARE(catalog.cve("CVE-2026-0001")->epssRevision, std::int64_t(0));
    QVERIFY(!catalog.cve("TEMP-1")->epss);
    const auto other = catalog.cve("CVE-2026-9999");
    QCOMPARE(*other->epss, 0.25f);
    QVERIFY(!other->epssPercentile);
    QCOMPARE(other->epssRevision, std::int64_t(2));
    QCOMPARE(*catalog.cve("CVE-2020-0001")->epss, 0.0f);
}

void AdvisoryCatalogTest::cvesAreSortedAndShared()
{
    const Catalog catalog = catalogOf(
        "2026-03-01",
        Batch("osv", true).advisory("B", {"TEMP-1", "CVE-2026-10000", "CVE-2026-0999", "CVE-2026-0999"}).loaded(1),
        Batch("debian-tracker").advisory("A", {"CVE-2026-0999"}).loaded(2));
    Texts ids;
    for (const CveFacts& facts : catalog.cves)
        ids.push_back(facts.id);
    QCOMPARE(ids, Texts({"CVE-2026-0999", "CVE-2026-10000", "TEMP-1"}));
    QCOMPARE(catalog.advisories[0].cves, std::vector<CveIndex>({0, 1, 2}));
    QCOMPARE(catalog.advisories[1].cves, std::vector<CveIndex>({0}));
}

void AdvisoryCatalogTest::noticesBecomeAliases()
{
    const Catalog catalog = catalogOf("2026-03-01",
                                      Batch("debian-tracker")
                                          .advisory("CVE-2026-0001", {"CVE-2026-0001"})
                                          .row("Debian:12", "gate", "2")
                                          .row("Debian:12", "door", "9")
                                          .advisory("CVE-2026-0002", {"CVE-2026-0002"})
                                          .row("Debian:12", "gate", "3")
                                          .advisory("CVE-2026-0003", {"CVE-2026-0003"})
                                          .row("Debian:13", "gate", "2")
                                          .loaded(1),
                                      Batch("debian-list")
                                          .advisory("DSA-1-1", {"CVE-2026-0001"})
                                          .row("Debian:12", "gate", "2.1")
                                          .advisory("DSA-1-2", {})
                                          .row("Debian:12", "gate", "3")
                                          .loaded(2));
    const auto aliases = [&](std::string_view id) {
        for (const CatalogAdvisory& advisory : catalog.advisories) {
            if (advisory.id == id)
                return advisory.aliases;
        }
        return Texts({"?"});
    };
    QCOMPARE(aliases("CVE-2026-0001"), Texts({"DSA-1-1"}));
    QCOMPARE(aliases("CVE-2026-0002"), Texts({"DSA-1-2"}));
    QCOMPARE(aliases("CVE-2026-0003"), Texts());
}

void AdvisoryCatalogTest::emptyCatalog()
{
    const Catalog catalog = buildCatalog({}, at("2026-01-01"));
    QVERIFY(catalog.rows.empty() && catalog.cves.empty());
    QVERIFY(!catalog.cve("CVE-2026-0001"));
}

QTEST_APPLESS_MAIN(AdvisoryCatalogTest)
#include "catalogtest.moc"
