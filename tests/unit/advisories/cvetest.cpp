// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/advisories/readfeed.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

std::string record(const std::string& id, const std::string& cna, const std::string& adp,
                   const std::string& state = "PUBLISHED")
{
    return R"({"dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": {"cveId": ")" + id + R"(", "state": ")"
        + state + R"(", "datePublished": "2026-01-02T03:04:05.678Z", "dateUpdated": "2026-02-03T04:05:06.789Z"},
        "containers": {"cna": )"
        + cna + R"(, "adp": [)" + adp + "]}}";
}

const std::string ProgramContainer =
    R"({"title": "CVE Program Container", "providerMetadata": {"shortName": "CVE"},
        "metrics": [{"other": {"type": "ssvc", "content": {"options": [{"Exploitation": "none"}]}}}]})";

std::string cisa(const std::string& options, const std::string& more = {})
{
    return R"({"metrics": [{"other": {"content": {"timestamp": "2026-02-01T00:00:00.5Z", "role": "CISA Coordinator",
        "options": )"
        + options + R"(}, "type": "ssvc"}})" + more + R"(], "providerMetadata": {"shortName": "CISA-ADP"}})";
}

const std::string Score31 =
    R"({"cvssV3_1": {"baseScore": 7.5, "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}})";
const std::string Score40 = R"({"cvssV4_0": {"baseScore": 9.3, "vectorString": "CVSS:4.0/AV:N"}})";
const std::string Score20 = R"({"cvssV2_0": {"baseScore": 5.0, "vectorString": "AV:N/AC:L/Au:N/C:P/I:N/A:N"}})";

} // namespace

class CveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRecordWithCisaContainerAtAnyPlace();
    void ssvcSpellings_data();
    void ssvcSpellings();
    void kevBlockBesideExploitationNone();
    void bestScoreOfThePublisherFirst();
    void scoreFromTheVectorAlone();
    void rejectedRecord();
    void titleFromDescription();
    void manyFilesMakeOneBatch();
    void arrayAndLines();
    void recordWithoutIdIsAnIssue();
    void truncationKeepsWhatWasRead();
    void formatIsRecognised();
};

void CveTest::readsRecordWithCisaContainerAtAnyPlace()
{
    const std::string adp = ProgramContainer + ","
        + cisa(R"([{"Exploitation": "poc"}, {"Automatable": "yes"}, {"Technical Impact": "total"}])");
    const FeedRead read = readFeed("cve5", record("CVE-2026-0001", R"({"title": "Overflow in Gate"})", adp));
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QVERIFY(read.batch.cumulative);
    QCOMPARE(read.batch.feed, std::string("cve"));
    QCOMPARE(toIso(*read.batch.asOf), std::string("2026-02-03T04:05:06Z"));
    QCOMPARE(read.batch.cves.size(), std::size_t(1));
    const CveRecord& cve = read.batch.cves[0];
    QCOMPARE(read.text(cve.cve), std::string("CVE-2026-0001"));
    QCOMPARE(read.text(cve.title), std::string("Overflow in Gate"));
    QCOMPARE(toIso(*cve.published), std::string("2026-01-02T03:04:05Z"));
    QVERIFY(!cve.rejected);
    QVERIFY(cve.exploitation == Exploitation::Poc);
    QVERIFY(cve.automatable == Automatable::Yes);
    QVERIFY(cve.technicalImpactTotal == true);
    QCOMPARE(toIso(*cve.ssvcAt), std::string("2026-02-01T00:00:00Z"));
    QVERIFY(!cve.kevAdded);
    QVERIFY(!cve.cvss);
}

void CveTest::ssvcSpellings_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("vulnrichment") << QByteArray(
        R"([{"Exploitation":"active"},{"Automatable":"no"},{"Technical Impact":"partial"}])");
    QTest::newRow("casing") << QByteArray(
        R"([{"Exploitation":"Active"},{"Automatable":"No"},{"Technical Impact":"Partial"}])");
    QTest::newRow("nvd") << QByteArray(
        R"([{"exploitation":"active"},{"automatable":"no"},{"technicalImpact":"partial"}])");
    QTest::newRow("one object") << QByteArray(
        R"({"exploitation":"ACTIVE","automatable":"NO","technical_impact":"PARTIAL"})");
}

void CveTest::ssvcSpellings()
{
    QFETCH(QByteArray, options);
    const FeedRead read = readFeed("cve5", record("CVE-2026-0001", "{}", cisa(options.toStdString())));
    QCOMPARE(read.batch.cves.size(), std::size_t(1));
    QVERIFY(read.batch.cves[0].exploitation == Exploitation::Active);
    QVERIFY(read.batch.cves[0].automatable == Automatable::No);
    QVERIFY(read.batch.cves[0].technicalImpactTotal == false);
}

void CveTest::kevBlockBesideExploitationNone()
{
    const std::string kev = R"(,{"other": {"type": "kev", "content": {"dateAdded": "2026-01-20", "reference": "x"}}})";
    for (const bool kevFirst : {false, true}) {
        const std::string container = kevFirst
            ? R"({"metrics": [{"other": {"type": "kev", "content": {"dateAdded": "2026-01-20"}}},
                  {"other": {"type": "ssvc", "content": {"options": [{"Exploitation": "none"}]}}}],
                  "providerMetadata": {"shortName": "CISA-ADP"}})"
            : cisa(R"([{"Exploitation": "none"}])", kev);
        const FeedRead read = readFeed("cve5", record("CVE-2026-0001", "{}", container));
        QVERIFY(read.batch.cves[0].exploitation == Exploitation::None);
        QCOMPARE(toIso(*read.batch.cves[0].kevAdded), std::string("2026-01-20"));
    }
}

void CveTest::bestScoreOfThePublisherFirst()
{
    const auto scoreOf = [](const std::string& cna, const std::string& adp) {
        return *readFeed("cve5", record("CVE-2026-0001", cna, adp)).batch.cves[0].cvss;
    };
    const std::string adp = R"({"metrics": [)" + Score31 + R"(], "providerMetadata": {"shortName": "CISA-ADP"}})";
    QCOMPARE(scoreOf(R"({"metrics": [)" + Score20 + "," + Score40 + "]}", adp), 9.3f);
    QCOMPARE(scoreOf(R"({"metrics": [)" + Score40 + "," + Score31 + "," + Score20 + "]}", ""), 7.5f);
    QCOMPARE(scoreOf(R"({"metrics": [{"other": {"type": "text", "content": {}}}]})", adp), 7.5f);
    QCOMPARE(scoreOf(R"({"metrics": [)" + Score20 + "]}", adp), 5.0f);
}

void CveTest::scoreFromTheVectorAlone()
{
    const FeedRead read = readFeed(
        "cve5",
        record("CVE-2026-0001",
               R"({"metrics": [{"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]})", ""));
    QCOMPARE(*read.batch.cves[0].cvss, 9.8f);
    QCOMPARE(read.text(read.batch.cves[0].cvssVector), std::string("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"));
}

void CveTest::rejectedRecord()
{
    const FeedRead read = readFeed(
        "cve5",
        record("CVE-2026-0001", R"({"rejectedReasons": [{"lang": "en", "value": "Not a flaw."}]})", "", "REJECTED"));
    QVERIFY(read.batch.cves[0].rejected);
    QCOMPARE(read.text(read.batch.cves[0].title), std::string("Not a flaw."));
}

void CveTest::titleFromDescription()
{
    const std::string text(400, 'x');
    const FeedRead read = readFeed("cve5",
                                   record("CVE-2026-0001", R"({"descriptions": [{"lang": "es", "value": "hola"},
        {"lang": "en-US", "value": ")" + text + R"("}]})",
                                          ""));
    QCOMPARE(read.text(read.batch.cves[0].title), std::string(200, 'x'));
}

void CveTest::manyFilesMakeOneBatch()
{
    FeedRead read = readFeed("cve5", record("CVE-2026-0001", "{}", ""));
    readMore(read, "cve5", record("CVE-2026-0002", "{}", ""));
    readMore(read, "cve5", R"({"fetchTime": "2026-02-03T00:00:00Z", "new": []})");
    QCOMPARE(read.batch.cves.size(), std::size_t(2));
    QCOMPARE(read.issueCount, std::uint64_t(1));
}

void CveTest::arrayAndLines()
{
    const std::string a = record("CVE-2026-0001", "{}", "");
    const std::string b = record("CVE-2026-0002", "{}", "");
    QCOMPARE(readFeed("cve5", "[" + a + ",\n" + b + "]").batch.cves.size(), std::size_t(2));
    QCOMPARE(readFeed("cve5", a + "\n" + b + "\n").batch.cves.size(), std::size_t(2));
}

void CveTest::recordWithoutIdIsAnIssue()
{
    const FeedRead read = readFeed("cve5", "[" + record("", "{}", "") + "," + record("CVE-2026-XXXX", "{}", "") + "]");
    QVERIFY(read.result);
    QVERIFY(read.batch.cves.empty());
    QVERIFY(read.hasIssue(ErrorKind::MissingField) && read.hasIssue(ErrorKind::BadValue));
}

void CveTest::truncationKeepsWhatWasRead()
{
    const std::string first = record("CVE-2026-0001", "{}", cisa(R"([{"Exploitation": "poc"}])")) + "\n";
    const std::string text = first + record("CVE-2026-0002", R"({"metrics": [)" + Score31 + "]}", ProgramContainer);
    for (std::size_t size = 0; size < text.size(); ++size) {
        const FeedRead read = readFeed("cve5", std::string_view(text).substr(0, size));
        QVERIFY(read.result);
        QVERIFY2(read.batch.cves.size() == (size + 1 >= first.size() ? 1u : 0u), std::to_string(size).c_str());
        QVERIFY(size == 0 || size + 1 == first.size() || size == first.size() || read.issueCount > 0);
    }
}

void CveTest::formatIsRecognised()
{
    QCOMPARE(recognised(record("CVE-2026-0001", "{}", "")), std::string("cve5"));
    QCOMPARE(recognised(R"({"containers": {"adp": [{"affected": [{"versions": []}]}]}})"), std::string("cve5"));
    QCOMPARE(recognised(R"({"fetchTime": "2026-02-03T00:00:00Z", "new": []})"), std::string());
}

QTEST_APPLESS_MAIN(CveTest)
#include "cvetest.moc"
