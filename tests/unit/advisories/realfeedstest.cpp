// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/catalogbuilder.h"
#include "models/advisories/feedcodec.h"
#include "models/files/filewalk.h"
#include "tests/support/realdata.h"
#include "tests/unit/advisories/readfeed.h"
#include "tests/unit/advisories/samplebatch.h"

#include <zlib.h>

using namespace bw;
using namespace bw::test;

namespace {

std::string contents(const QString& path)
{
    QFile file(realData(QStringLiteral("feeds/") + path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().toStdString();
}

/// gzip or zlib, as the walk over files hands it out.
std::string unpacked(const std::string& packed)
{
    z_stream stream{};
    inflateInit2(&stream, 15 + 32);
    std::string out;
    std::string block(1u << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = uInt(packed.size());
    for (int status = Z_OK; status == Z_OK;) {
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = uInt(block.size());
        status = inflate(&stream, Z_NO_FLUSH);
        out.append(block, 0, block.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return out;
}

FeedRead folder(std::string_view reader, const QString& path)
{
    FeedRead read;
    const QDir dir(realData(QStringLiteral("feeds/") + path));
    for (const QString& name : dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        readMore(read, reader, contents(path + u'/' + name), (path + u'/' + name).toStdString());
    return read;
}

/// Everything below a path that is recognised as a feed, one result for each format.
std::map<std::string, FeedRead> walked(const QString& path)
{
    std::map<std::string, FeedRead> reads;
    std::vector<Issue> issues;
    const auto done = walkFiles(realData(QStringLiteral("feeds/") + path).toStdString(), {}, ProgressSink::none(),
                                issues, [&](WalkedFile& file) {
                                    const auto head = file.bytes->peek(64 * 1024);
                                    const FeedReader* reader = head ? recogniseFeed({file.path, *head}) : nullptr;
                                    if (!reader)
                                        return true;
                                    FeedRead& read = reads[std::string(reader->id())];
                                    FeedSink sink{read.batch, read.issues, read.issueCount, file.path};
                                    read.result = reader->read(*file.bytes, sink, ProgressSink::none());
                                    read.issueCount = sink.issueCount;
                                    return true;
                                });
    return done ? std::move(reads) : std::map<std::string, FeedRead>();
}

template <typename Items, typename Test>
std::size_t countOf(const Items& items, Test test)
{
    return std::size_t(std::count_if(items.begin(), items.end(), test));
}

LoadedRevision loaded(std::int64_t id, FeedRead& read)
{
    FeedRevision revision;
    revision.id = id;
    revision.feed = read.batch.feed;
    revision.scope = read.batch.scope;
    revision.cumulative = read.batch.cumulative;
    revision.asOf = read.batch.asOf;
    return {revision, std::move(read.batch)};
}

} // namespace

class RealFeedsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kev();
    void kevCsvEqualsJson();
    void epss_data();
    void epss();
    void epssOldLayouts();
    void vulnrichment();
    void almaSample();
    void osvTestRecords();
    void osvZips();
    void debianTracker();
    void debianLists_data();
    void debianLists();
    void debianListInArchive();
    void debsecan();
    void debsecanTestSuite();
    void everyFileIsRecognised_data();
    void everyFileIsRecognised();
    void truncatedFilesNeverCrash_data();
    void truncatedFilesNeverCrash();
    void catalogOfEverything();
};

void RealFeedsTest::kev()
{
    const FeedRead read = readFeed("kev-json", contents(QStringLiteral("kev/kev_2026-08-21.json")));
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QCOMPARE(read.batch.kev.size(), std::size_t(1'674));
    QCOMPARE(countOf(read.batch.kev, [](const KevEntry& e) { return e.ransomware; }), std::size_t(352));
    QCOMPARE(read.text(read.batch.kev[0].cve), std::string("CVE-2026-73570"));
    QCOMPARE(read.batch.version, std::string("2026.08.21"));
    QCOMPARE(countOf(read.batch.kev, [](const KevEntry& e) { return !e.added || !e.due; }), std::size_t(0));
    // Since June 2026 only 3 or 14 days.
    QCOMPARE(countOf(read.batch.kev,
                     [](const KevEntry& e) {
                         const auto given = *e.due - *e.added;
                         return *e.added > *parseDay("2026-06-10") && given != std::chrono::days(3)
                             && given != std::chrono::days(14);
                     }),
             std::size_t(0));
    for (const KevEntry& entry : read.batch.kev)
        QVERIFY(!read.text(entry.vendor).ends_with(' '));
}

void RealFeedsTest::kevCsvEqualsJson()
{
    const FeedRead json = readFeed("kev-json", contents(QStringLiteral("kev/kev_2025-08-25.json")));
    const FeedRead csv = readFeed("kev-csv", contents(QStringLiteral("kev/kev_2025-08-25.csv")));
    QVERIFY(json.result && csv.result);
    QCOMPARE(csv.issueCount, std::uint64_t(0));
    QCOMPARE(json.batch.kev.size(), std::size_t(1'404));
    QCOMPARE(csv.batch.kev.size(), std::size_t(1'404));
    for (std::size_t i = 0; i < json.batch.kev.size(); ++i) {
        const KevEntry& a = json.batch.kev[i];
        const KevEntry& b = csv.batch.kev[i];
        for (const auto field :
             {&KevEntry::cve, &KevEntry::vendor, &KevEntry::product, &KevEntry::name, &KevEntry::action})
            QCOMPARE(csv.text(b.*field), json.text(a.*field));
        QVERIFY(a.added == b.added && a.due == b.due && a.ransomware == b.ransomware);
    }
}

void RealFeedsTest::epss_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("fromTenth");
    QTest::addColumn<int>("fromHalf");
    QTest::newRow("2026-01-30") << QStringLiteral("epss/full_gz/epss_scores.csv.gz") << QStringLiteral("v2025.03.14")
                                << 313'089 << 22'379 << 7'102;
    QTest::newRow("before the new model") << QStringLiteral("epss/weekly/epss_scores-2026-06-14.csv.gz")
                                          << QStringLiteral("v2025.03.14") << 341'309 << 23'071 << 7'194;
    QTest::newRow("after it") << QStringLiteral("epss/weekly/epss_scores-2026-06-21.csv.gz")
                              << QStringLiteral("v2026.06.15") << 341'602 << 17'054 << 4'257;
}

void RealFeedsTest::epss()
{
    QFETCH(QString, file);
    QFETCH(QString, model);
    QFETCH(int, rows);
    QFETCH(int, fromTenth);
    QFETCH(int, fromHalf);
    const FeedRead read = readFeed("epss-csv", unpacked(contents(file)), file.toStdString());
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QCOMPARE(read.batch.version, model.toStdString());
    QVERIFY(read.batch.asOf.has_value());
    QCOMPARE(read.batch.epss.size(), std::size_t(rows));
    QCOMPARE(countOf(read.batch.epss, [](const EpssScore& s) { return s.score >= 0.1f; }), std::size_t(fromTenth));
    QCOMPARE(countOf(read.batch.epss, [](const EpssScore& s) { return s.score >= 0.5f; }), std::size_t(fromHalf));
    const std::string blob = encodeBatch(read.batch);
    QVERIFY2(blob.size() < std::size_t(rows) * 8, std::to_string(blob.size()).c_str());
    const auto decoded = decodeBatch(blob);
    QVERIFY(decoded && sameBatch(*decoded, read.batch));
}

void RealFeedsTest::epssOldLayouts()
{
    const QString folder = QStringLiteral("vuls_fixtures/pkg/fetch/epss/testdata/fixtures/");
    const auto read = [&](const char* name) {
        return readFeed("epss-csv", unpacked(contents(folder + QLatin1String(name))), name);
    };
    const FeedRead two = read("epss_scores-2021-04-14.csv.gz");
    QVERIFY(two.result && !two.batch.epss.empty());
    QCOMPARE(two.batch.epss[0].percentile, -1.0f);
    QCOMPARE(toIso(*two.batch.asOf), std::string("2021-04-14T00:00:00Z"));
    const FeedRead three = read("epss_scores-2021-09-01.csv.gz");
    QVERIFY(three.result && three.batch.epss[0].percentile > 0.99f);
    const FeedRead comment = read("epss_scores-2022-02-04.csv.gz");
    QVERIFY(comment.result);
    QCOMPARE(comment.batch.version, std::string("v2022.01.01"));
}

void RealFeedsTest::vulnrichment()
{
    const FeedRead read = folder("cve5", QStringLiteral("vulnrichment/sample"));
    QCOMPARE(read.issueCount, std::uint64_t(0));
    const auto& cves = read.batch.cves;
    QCOMPARE(cves.size(), std::size_t(403));
    const auto has = [&](auto test) { return countOf(cves, test); };
    QCOMPARE(has([](const CveRecord& c) { return c.rejected; }), std::size_t(32));
    QCOMPARE(has([](const CveRecord& c) { return c.exploitation == Exploitation::None; }), std::size_t(245));
    QCOMPARE(has([](const CveRecord& c) { return c.exploitation == Exploitation::Poc; }), std::size_t(28));
    QCOMPARE(has([](const CveRecord& c) { return c.exploitation == Exploitation::Active; }), std::size_t(98));
    QCOMPARE(has([](const CveRecord& c) { return c.automatable == Automatable::Yes; }), std::size_t(75));
    QCOMPARE(has([](const CveRecord& c) { return c.technicalImpactTotal == true; }), std::size_t(208));
    QCOMPARE(has([](const CveRecord& c) { return c.technicalImpactTotal == false; }), std::size_t(163));
    QCOMPARE(has([](const CveRecord& c) { return c.kevAdded.has_value(); }), std::size_t(106));
    QCOMPARE(has([](const CveRecord& c) { return c.cvss.has_value(); }), std::size_t(284));
    QVERIFY(has([](const CveRecord& c) { return c.kevAdded && c.exploitation != Exploitation::Active; }) > 0);
    QVERIFY(sameBatch(*decodeBatch(encodeBatch(read.batch)), read.batch));
}

void RealFeedsTest::almaSample()
{
    const FeedRead read = folder("osv", QStringLiteral("osv/alma_sample"));
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QCOMPARE(read.batch.advisories.size(), std::size_t(207));
    QCOMPARE(read.batch.affected.size(), std::size_t(3'769));
    std::size_t cves = 0;
    for (const AdvisoryRecord& advisory : read.batch.advisories)
        cves += advisory.cves.size();
    QCOMPARE(cves, std::size_t(894));
    QCOMPARE(countOf(read.batch.affected, [](const AffectedRow& r) { return r.kind != PackageKind::Binary; }),
             std::size_t(0));
    QCOMPARE(countOf(read.batch.affected, [](const AffectedRow& r) { return r.module != StringPool::npos; }),
             std::size_t(548));
    QVERIFY(sameBatch(*decodeBatch(encodeBatch(read.batch)), read.batch));
}

void RealFeedsTest::osvTestRecords()
{
    const FeedRead records = folder("osv", QStringLiteral("osv/schema/tools/osv-linter/testdata"));
    QVERIFY(records.batch.advisories.size() >= 8);
    const FeedRead site = folder("osv", QStringLiteral("osv/osv_dev_testdata/gcp/website/testdata/osv"));
    QVERIFY(site.batch.advisories.size() >= 20);
    QVERIFY(!site.hasIssue(ErrorKind::Malformed));
}

void RealFeedsTest::osvZips()
{
    const auto zip = [](const char* distribution) {
        auto reads = walked(QStringLiteral("vuls_fixtures/pkg/fetch/%1/osv/testdata/fixtures/all.zip")
                                .arg(QLatin1String(distribution)));
        return std::move(reads["osv"]);
    };
    const FeedRead debian = zip("debian");
    QCOMPARE(debian.batch.advisories.size(), std::size_t(3));
    QCOMPARE(debian.issueCount, std::uint64_t(1)); // a file holds another record than its name says
    QCOMPARE(debian.text(debian.batch.affected[0].stream), std::string("Debian:6"));
    const FeedRead rocky = zip("rocky");
    QCOMPARE(rocky.batch.advisories.size(), std::size_t(2));
    QCOMPARE(rocky.text(rocky.batch.affected[0].fixed), std::string("6.4.1-9.el9_1"));
    QVERIFY(countOf(rocky.batch.affected,
                    [&](const AffectedRow& r) { return rocky.text(r.stream) == "Rocky Linux:8:sig-cloud"; })
            > 0);
    const FeedRead alpine = zip("alpine");
    QCOMPARE(alpine.batch.advisories.size(), std::size_t(2));
    QVERIFY(countOf(alpine.batch.affected, [](const AffectedRow& r) { return !r.exactAffected.empty(); }) == 0);
}

void RealFeedsTest::debianTracker()
{
    const QString fixtures = QStringLiteral("vuls_fixtures/pkg/fetch/debian/tracker/api/testdata/fixtures/");
    const std::string text = contents(fixtures + QStringLiteral("advisory.json"));
    QCOMPARE(recognised(text), std::string("debian-tracker"));
    const FeedRead read = readFeed("debian-tracker", text);
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QCOMPARE(read.batch.records, std::uint64_t(4));
    QCOMPARE(read.batch.affected.size(), std::size_t(8));
    QVERIFY(countOf(read.batch.affected, [](const AffectedRow& r) { return r.status == AffectedStatus::NotAffected; })
            >= 2);
    QVERIFY(!readFeed("debian-tracker", contents(fixtures + QStringLiteral("invalid.json"))).result);
}

void RealFeedsTest::debianLists_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("notices");
    QTest::addColumn<int>("rows");
    QTest::newRow("DSA") << QStringLiteral("DSA") << 5'406 << 6'988;
    QTest::newRow("DLA") << QStringLiteral("DLA") << 3'534 << 3'535;
    QTest::newRow("DTSA") << QStringLiteral("DTSA") << 208 << 208;
}

void RealFeedsTest::debianLists()
{
    QFETCH(QString, list);
    QFETCH(int, notices);
    QFETCH(int, rows);
    const std::string text = contents(QStringLiteral("debian/tracker_2023-04/data/%1/list").arg(list));
    QCOMPARE(recognised(text), std::string("debian-list"));
    const FeedRead read = readFeed("debian-list", text);
    QVERIFY(read.result);
    QCOMPARE(read.batch.scope, list.toStdString());
    QCOMPARE(read.batch.records, std::uint64_t(notices));
    QCOMPARE(read.batch.affected.size() + read.issueCount, std::size_t(rows));
    QVERIFY2(read.issueCount == 0, read.issues.empty() ? "" : read.issues.front().raw.c_str());
    QCOMPARE(countOf(read.batch.advisories, [](const AdvisoryRecord& a) { return !a.published; }), std::size_t(0));
    QVERIFY(sameBatch(*decodeBatch(encodeBatch(read.batch)), read.batch));
}

void RealFeedsTest::debianListInArchive()
{
    const auto reads = walked(QStringLiteral(
        "vuls_fixtures/pkg/fetch/debian/tracker/salsa/testdata/fixtures/security-tracker-master.tar.gz"));
    QVERIFY(reads.contains("debian-list"));
    QVERIFY(reads.at("debian-list").result);
}

void RealFeedsTest::debsecan()
{
    const auto reads = walked(QStringLiteral("debian/local_bookworm"));
    QVERIFY(reads.contains("debsecan"));
    const FeedRead& read = reads.at("debsecan");
    QVERIFY(read.result);
    QCOMPARE(read.batch.scope, std::string("bookworm"));
    QCOMPARE(read.batch.affected.size(), std::size_t(4'130));
    QCOMPARE(read.batch.advisories.size(), std::size_t(4'114));
    QCOMPARE(countOf(read.batch.affected, [](const AffectedRow& r) { return !r.upstreamRange; }), std::size_t(0));
    QVERIFY(countOf(read.batch.affected, [](const AffectedRow& r) { return r.exactFixed.size() > 1; }) > 0);
}

void RealFeedsTest::debsecanTestSuite()
{
    const QDir suites(realData(QStringLiteral("feeds/debian/debsecan/testsuite")));
    int read = 0;
    for (const QString& name : suites.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = QStringLiteral("debian/debsecan/testsuite/%1/sid").arg(name);
        const std::string text = unpacked(contents(path));
        if (text.empty())
            continue;
        const FeedRead feed = readFeed("debsecan", text, path.toStdString());
        QVERIFY2(feed.result, qPrintable(path));
        QCOMPARE(feed.batch.scope, std::string("sid"));
        QVERIFY(!feed.batch.affected.empty());
        ++read;
    }
    QVERIFY(read >= 10);
}

void RealFeedsTest::everyFileIsRecognised_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("format");
    QTest::newRow("vulnrichment") << QStringLiteral("vulnrichment/sample") << QStringLiteral("cve5");
    QTest::newRow("alma") << QStringLiteral("osv/alma_sample") << QStringLiteral("osv");
    QTest::newRow("kev") << QStringLiteral("kev") << QStringLiteral("kev-json");
    QTest::newRow("nvd") << QStringLiteral("nvd/vuls_api_fixtures/api/cve/testdata/fixtures/ssvc_affected")
                         << QString();
    QTest::newRow("sofa") << QStringLiteral("sofa") << QString();
    QTest::newRow("cpe index") << QStringLiteral("cpe") << QString();
}

void RealFeedsTest::everyFileIsRecognised()
{
    QFETCH(QString, folder);
    QFETCH(QString, format);
    const QDir dir(realData(QStringLiteral("feeds/") + folder));
    const auto names = dir.entryList({QStringLiteral("*.json")}, QDir::Files);
    QVERIFY(!names.empty());
    for (const QString& name : names) {
        if (name.contains(QLatin1String("schema")))
            continue;
        const std::string text = contents(folder + u'/' + name).substr(0, 64 * 1024);
        QCOMPARE(QString::fromStdString(recognised(text, name.toStdString())), format);
    }
}

void RealFeedsTest::truncatedFilesNeverCrash_data()
{
    QTest::addColumn<QString>("reader");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("replaces");
    QTest::newRow("kev") << QStringLiteral("kev-json") << QStringLiteral("kev/kev_2026-08-21.json") << true;
    QTest::newRow("kev csv") << QStringLiteral("kev-csv") << QStringLiteral("kev/kev_2025-08-25.csv") << true;
    QTest::newRow("cve") << QStringLiteral("cve5") << QStringLiteral("vulnrichment/sample/CVE-2014-0502.json") << false;
}

void RealFeedsTest::truncatedFilesNeverCrash()
{
    QFETCH(QString, reader);
    QFETCH(QString, file);
    QFETCH(bool, replaces);
    const std::string text = contents(file);
    QVERIFY(!text.empty());
    for (std::size_t i = 1; i < 40; ++i) {
        std::size_t size = text.size() * i / 40;
        while (text[size - 1] == '\n')
            --size;
        const FeedRead read = readFeed(reader.toStdString(), std::string_view(text).substr(0, size));
        QVERIFY(bool(read.result) != replaces);
        QVERIFY(read.batch.kev.empty() && read.batch.cves.empty());
    }
}

void RealFeedsTest::catalogOfEverything()
{
    FeedRead kev = readFeed("kev-json", contents(QStringLiteral("kev/kev_2026-08-21.json")));
    FeedRead epss =
        readFeed("epss-csv", unpacked(contents(QStringLiteral("epss/weekly/epss_scores-2026-06-21.csv.gz"))));
    FeedRead cve = folder("cve5", QStringLiteral("vulnrichment/sample"));
    FeedRead osv = folder("osv", QStringLiteral("osv/alma_sample"));
    std::vector<LoadedRevision> revisions;
    revisions.push_back(loaded(1, kev));
    revisions.push_back(loaded(2, epss));
    revisions.push_back(loaded(3, cve));
    revisions.push_back(loaded(4, osv));
    const Catalog catalog = buildCatalog(std::move(revisions), *parseIso("2026-09-01"));
    QCOMPARE(countOf(catalog.cves, [](const CveFacts& f) { return f.kev(); }), std::size_t(1'674));
    QCOMPARE(countOf(catalog.cves, [](const CveFacts& f) { return f.kev() && f.exploitation != Exploitation::Active; }),
             std::size_t(0));
    QCOMPARE(catalog.rows.size(), std::size_t(3'769));
    QCOMPARE(catalog.epss.size(), std::size_t(341'602));
    // Some KEV entries are newer than the scores: blank, not zero.
    const auto blank = countOf(catalog.cves, [](const CveFacts& f) { return f.kev() && !f.epss; });
    QVERIFY(blank > 0 && blank < 200);
    QVERIFY(catalog.cve("CVE-1999-0001")->epss.has_value());
    const StringId stream = catalog.strings.find("AlmaLinux:9");
    QVERIFY(stream != StringPool::npos && catalog.covers(stream));
}

BREAKWATER_REALDATA_MAIN(RealFeedsTest)
#include "realfeedstest.moc"
