// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/advisories/readfeed.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

const std::string KevJson = R"({"title": "Catalogue", "catalogVersion": "2026.03.02",
  "dateReleased": "2026-03-02T17:46:43.6019Z", "count": 3, "vulnerabilities": [
  {"cveID": "CVE-2026-0001", "vendorProject": "Acme ", "product": " Gate", "vulnerabilityName": "Gate \u00fcberflow ",
   "dateAdded": "2026-03-01", "shortDescription": "-", "requiredAction": "Update it.", "dueDate": "2026-03-04",
   "knownRansomwareCampaignUse": "Known", "forensicTriage": "Yes", "cwes": ["CWE-59"], "notes": ""},
  {"cveID": "CVE-2026-0002", "vendorProject": "Acme", "product": "Gate", "vulnerabilityName": "n",
   "dateAdded": "2026-02-01", "requiredAction": "a", "dueDate": "2026-02-15", "knownRansomwareCampaignUse": "Unknown"},
  {"cveID": "CVE-2025-12345", "vendorProject": "B", "product": "C", "vulnerabilityName": "n", "dateAdded": "2025-12-24",
   "requiredAction": "a, b", "dueDate": "2026-01-14"}]})";

const std::string KevCsv =
    "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription,requiredAction,"
    "dueDate,knownRansomwareCampaignUse,notes,cwes\n"
    "CVE-2026-0001,\"Acme \", Gate,\"Gate \xc3\xbc"
    "berflow \",2026-03-01,-,\"Update it.\",2026-03-04,"
    "Known,,CWE-59\n"
    "CVE-2026-0002,Acme,Gate,n,2026-02-01,,a,2026-02-15,Unknown,\"two\nlines, \"\"quoted\"\"\",\n"
    "CVE-2025-12345,B,C,n,2025-12-24,,\"a, b\",2026-01-14,,,\n";

} // namespace

class ScoresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kevJsonIsTrimmedAndGrows();
    void kevCountMismatchIsAnIssue();
    void kevEntryWithoutIdIsAnIssue();
    void kevWithBadDateIsKept();
    void emptyKevIsRefused();
    void kevCsvEqualsJson();
    void kevCsvReadsTheNewerHeader();
    void kevRowWithOtherWidthIsAnIssue();
    void truncatedKevIsRefusedWhole();
    void epssWithCommentLine();
    void epssOldLayouts();
    void epssScientificNotation();
    void epssValuesOutsideTheRange();
    void truncatedEpssIsRefusedWhole();
    void formatsAreRecognised();
    void issuesAreCappedButCounted();
};

void ScoresTest::kevJsonIsTrimmedAndGrows()
{
    const FeedRead read = readFeed("kev-json", KevJson);
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QCOMPARE(read.batch.feed, std::string("kev"));
    QVERIFY(!read.batch.cumulative);
    QCOMPARE(read.batch.version, std::string("2026.03.02"));
    QCOMPARE(toIso(*read.batch.asOf), std::string("2026-03-02T17:46:43Z"));
    QCOMPARE(read.batch.kev.size(), std::size_t(3));
    const KevEntry& first = read.batch.kev.front();
    QCOMPARE(read.text(first.cve), std::string("CVE-2026-0001"));
    QCOMPARE(read.text(first.vendor), std::string("Acme"));
    QCOMPARE(read.text(first.product), std::string("Gate"));
    QCOMPARE(read.text(first.name),
             std::string("Gate \xc3\xbc"
                         "berflow"));
    QCOMPARE(toIso(*first.added), std::string("2026-03-01"));
    QCOMPARE(toIso(*first.due), std::string("2026-03-04"));
    QVERIFY(first.ransomware);
    QVERIFY(!read.batch.kev[1].ransomware);
    QVERIFY(!read.batch.kev[2].ransomware);
}

void ScoresTest::kevCountMismatchIsAnIssue()
{
    std::string text = KevJson;
    text.replace(text.find("\"count\": 3"), 10, "\"count\": 4");
    const FeedRead read = readFeed("kev-json", text);
    QVERIFY(read.result);
    QCOMPARE(read.batch.kev.size(), std::size_t(3));
    QVERIFY(read.hasIssue(ErrorKind::Conflict));
}

void ScoresTest::kevEntryWithoutIdIsAnIssue()
{
    std::string text = KevJson;
    text.replace(text.find("\"cveID\": \"CVE-2026-0002\","), 25, "");
    const FeedRead read = readFeed("kev-json", text);
    QVERIFY(read.result);
    QCOMPARE(read.batch.kev.size(), std::size_t(2));
    QCOMPARE(read.batch.records, std::uint64_t(3));
    QVERIFY(read.hasIssue(ErrorKind::MissingField));
    QVERIFY(!read.hasIssue(ErrorKind::Conflict));
}

void ScoresTest::kevWithBadDateIsKept()
{
    std::string text = KevJson;
    text.replace(text.find("2026-02-01"), 10, "2026-02-31");
    const FeedRead read = readFeed("kev-json", text);
    QVERIFY(read.result);
    QCOMPARE(read.batch.kev.size(), std::size_t(3));
    QVERIFY(!read.batch.kev[1].added);
    QVERIFY(read.hasIssue(ErrorKind::BadValue));
}

void ScoresTest::emptyKevIsRefused()
{
    const FeedRead read = readFeed("kev-json", R"({"catalogVersion": "x", "count": 0, "vulnerabilities": []})");
    QVERIFY(!read.result);
    QCOMPARE(read.result.error().kind, ErrorKind::Empty);
}

void ScoresTest::kevCsvEqualsJson()
{
    const FeedRead json = readFeed("kev-json", KevJson);
    const FeedRead csv = readFeed("kev-csv", KevCsv);
    QVERIFY(csv.result);
    QCOMPARE(csv.issueCount, std::uint64_t(0));
    QCOMPARE(csv.batch.kev.size(), json.batch.kev.size());
    for (std::size_t i = 0; i < csv.batch.kev.size(); ++i) {
        const KevEntry& a = csv.batch.kev[i];
        const KevEntry& b = json.batch.kev[i];
        for (const auto field :
             {&KevEntry::cve, &KevEntry::vendor, &KevEntry::product, &KevEntry::name, &KevEntry::action})
            QCOMPARE(csv.text(a.*field), json.text(b.*field));
        QVERIFY(a.added == b.added && a.due == b.due && a.ransomware == b.ransomware);
    }
    QCOMPARE(toIso(*csv.batch.asOf), std::string("2026-03-01T00:00:00Z"));
}

void ScoresTest::kevCsvReadsTheNewerHeader()
{
    const std::string text = "\xef\xbb\xbf\"CVE\",\"Vendor/Project\",\"Product\",\"Vulnerability Name\",\"Date Added\","
                             "\"Due Date\",\"Required Action\",\"Surprise\"\r\n"
                             "CVE-2026-0001,Acme,Gate,n,2026-03-01,2026-03-04,\"Do, it\",?\r\n";
    QCOMPARE(recognised(text), std::string("kev-csv"));
    const FeedRead read = readFeed("kev-csv", text);
    QVERIFY(read.result);
    QCOMPARE(read.batch.kev.size(), std::size_t(1));
    QCOMPARE(read.text(read.batch.kev[0].vendor), std::string("Acme"));
    QCOMPARE(read.text(read.batch.kev[0].action), std::string("Do, it"));
    QCOMPARE(toIso(*read.batch.kev[0].due), std::string("2026-03-04"));
}

void ScoresTest::kevRowWithOtherWidthIsAnIssue()
{
    const FeedRead read = readFeed("kev-csv", KevCsv + "CVE-2026-0009,too,short\n");
    QVERIFY(read.result);
    QCOMPARE(read.batch.kev.size(), std::size_t(3));
    QVERIFY(read.hasIssue(ErrorKind::Malformed));
}

void ScoresTest::truncatedKevIsRefusedWhole()
{
    for (std::size_t size = 0; size < KevJson.size(); ++size) {
        const FeedRead read = readFeed("kev-json", std::string_view(KevJson).substr(0, size));
        QVERIFY2(!read.result, std::to_string(size).c_str());
        QVERIFY(read.batch.kev.empty());
    }
    for (std::size_t size = 0; size < KevCsv.size(); ++size) {
        const FeedRead read = readFeed("kev-csv", std::string_view(KevCsv).substr(0, size));
        const bool atLineEnd = size > 0 && KevCsv[size - 1] == '\n';
        QVERIFY2(!read.result || atLineEnd, std::to_string(size).c_str());
        QVERIFY(read.result || read.batch.kev.empty());
    }
    QVERIFY(!readFeed("kev-json", "[1, 2").result);
}

void ScoresTest::epssWithCommentLine()
{
    const FeedRead read = readFeed("epss-csv",
                                   "#model_version:v2022.01.01,score_date:2022-02-04T00:00:00+0000\n"
                                   "cve,epss,percentile\n"
                                   "CVE-2020-5902,0.96817,0.99999\n"
                                   "CVE-2020-10001,0.00047,0.1\n");
    QVERIFY(read.result);
    QCOMPARE(read.batch.version, std::string("v2022.01.01"));
    QCOMPARE(toIso(*read.batch.asOf), std::string("2022-02-04T00:00:00Z"));
    QCOMPARE(read.batch.epss.size(), std::size_t(2));
    QCOMPARE(read.text(read.batch.epss[0].cve), std::string("CVE-2020-5902"));
    QCOMPARE(read.batch.epss[0].score, 0.96817f);
    QCOMPARE(read.batch.epss[0].percentile, 0.99999f);
    const FeedRead offset = readFeed("epss-csv",
                                     "#model_version:v5,score_date:2026-01-30T14:55:00+02:00\r\n"
                                     "cve,epss,percentile\r\nCVE-2020-5902,1,0\r\n");
    QCOMPARE(toIso(*offset.batch.asOf), std::string("2026-01-30T12:55:00Z"));
    QCOMPARE(offset.batch.epss[0].score, 1.0f);
}

void ScoresTest::epssOldLayouts()
{
    const FeedRead two = readFeed("epss-csv", "cve,epss\nCVE-2020-5902,0.65117\n", "d/epss_scores-2021-04-14.csv");
    QVERIFY(two.result);
    QCOMPARE(two.batch.epss[0].percentile, -1.0f);
    QCOMPARE(toIso(*two.batch.asOf), std::string("2021-04-14T00:00:00Z"));
    const FeedRead three = readFeed("epss-csv", "cve,epss,percentile\nCVE-2020-5902,0.65117,0.9981063485700858\n");
    QVERIFY(three.result);
    QCOMPARE(three.batch.epss[0].percentile, 0.9981063485700858f);
    QVERIFY(!three.batch.asOf);
    QVERIFY(three.batch.version.empty());
}

void ScoresTest::epssScientificNotation()
{
    const FeedRead read = readFeed("epss-csv", "cve,epss,percentile\nCVE-2020-5902,5e-05,1E-1\n");
    QVERIFY(read.result);
    QCOMPARE(read.batch.epss.size(), std::size_t(1));
    QCOMPARE(read.batch.epss[0].score, 5e-05f);
    QCOMPARE(read.batch.epss[0].percentile, 0.1f);
}

void ScoresTest::epssValuesOutsideTheRange()
{
    const FeedRead read = readFeed("epss-csv",
                                   "cve,epss,percentile\n"
                                   "CVE-2020-0001,0.5,0.5\nCVE-2020-0002,1.01,0.5\nCVE-2020-0003,0.5,99\n"
                                   "CVE-2020-0004,-0.1,0.5\nCVE-2020-0005,nan,0.5\nCVE-2020-0006,\"0,5\",0.5\n"
                                   "CVE-2020-0007,,0.5\nGHSA-xxxx,0.5,0.5\nCVE-2020-0008,0.5\n");
    QVERIFY(read.result);
    QCOMPARE(read.batch.epss.size(), std::size_t(1));
    QCOMPARE(read.batch.records, std::uint64_t(9));
    QCOMPARE(read.issueCount, std::uint64_t(8));
    QCOMPARE(read.issues.front().place.line, std::uint64_t(3));
}

void ScoresTest::truncatedEpssIsRefusedWhole()
{
    const std::string text = "#model_version:v5,score_date:2026-01-30\ncve,epss,percentile\n"
                             "CVE-2020-0001,0.5,0.5\nCVE-2020-0002,0.25,0.5\n";
    for (std::size_t size = 0; size < text.size(); ++size) {
        const FeedRead read = readFeed("epss-csv", std::string_view(text).substr(0, size));
        QVERIFY2(!read.result || text[size - 1] == '\n', std::to_string(size).c_str());
        QVERIFY(read.result || read.batch.epss.empty());
    }
    QCOMPARE(readFeed("epss-csv", "cve,epss\n").result.error().kind, ErrorKind::Empty);
    QCOMPARE(readFeed("epss-csv", "a,b\nCVE-2020-0001,0.5\n").result.error().kind, ErrorKind::Malformed);
}

void ScoresTest::formatsAreRecognised()
{
    QCOMPARE(recognised(KevJson), std::string("kev-json"));
    QCOMPARE(recognised(KevCsv), std::string("kev-csv"));
    QCOMPARE(recognised("#model_version:v5,score_date:2026-01-30\ncve,epss,percentile\n"), std::string("epss-csv"));
    QCOMPARE(recognised("cve,epss\nCVE-2020-0001,0.5\n"), std::string("epss-csv"));
    QCOMPARE(recognised("cve,epsilon\n"), std::string());
    QCOMPARE(recognised(""), std::string());
    QCOMPARE(recognised("host,cve,date added,due date\n"), std::string());
    QCOMPARE(recognised(R"({"name": "x", "vulnerabilities": []})"), std::string());
}

void ScoresTest::issuesAreCappedButCounted()
{
    std::string text = "cve,epss\nCVE-2020-0001,0.5\n";
    for (int i = 0; i < 3'000; ++i)
        text += "x,y\n";
    const FeedRead read = readFeed("epss-csv", text);
    QCOMPARE(read.issueCount, std::uint64_t(3'000));
    QCOMPARE(read.issues.size(), std::size_t(1'000));
}

QTEST_APPLESS_MAIN(ScoresTest)
#include "scorestest.moc"
