// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/debianline.h"
#include "models/advisories/readers/debianstream.h"
#include "tests/unit/advisories/readfeed.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

const std::string Tracker = R"({"gate": {"CVE-2026-0001": {"description": "Gate opens too far.", "scope": "local",
  "releases": {
    "bookworm": {"status": "resolved", "repositories": {"bookworm": "1.0-1"}, "fixed_version": "1.0-1+deb12u1", "urgency": "medium"},
    "trixie": {"status": "resolved", "repositories": {"trixie": "2.0-1"}, "fixed_version": "0", "urgency": "not yet assigned"},
    "bullseye": {"status": "open", "repositories": {}, "urgency": "low", "nodsa": "Minor issue", "nodsa_reason": "postponed"},
    "buster": {"status": "open", "repositories": {}, "urgency": "end-of-life"},
    "sid": {"status": "open", "repositories": {}, "urgency": "unimportant"}}},
  "TEMP-0000000-AB12CD": {"releases": {
    "bookworm": {"status": "undetermined", "repositories": {}, "urgency": "not yet assigned"},
    "bullseye": {"status": "open", "repositories": {}, "urgency": "low", "nodsa": "Minor issue", "nodsa_reason": ""}}}},
 "door": {"CVE-2026-0001": {"description": "Gate opens too far.", "releases": {
    "sid": {"status": "resolved", "repositories": {}, "fixed_version": "3", "urgency": "low"}}}}})";

const std::string Debsecan = "VERSION 1\n"
                             "CVE-2026-0001,,Gate opens, too far\n"
                             "TEMP-0000000-AB12CD,,A door\n"
                             "\n"
                             "gate,0,SHRF,2.0-1,1.0-1+deb12u1 1.0-1+deb12u2\n"
                             "gate,1,S ? ,,1.0-1+deb12u3\n"
                             "libdoor1,0,BM F,3.0-1,\n"
                             "\n"
                             "gate,gate gate-tools libgate1\n";

const std::string CveList = "CVE-2026-0001 (Gate opens too far and ...)\n"
                            "\t{DSA-1-1 DLA-2-1}\n"
                            "\t- gate 2.0-1 (low; bug #1234)\n"
                            "\t[bookworm] - gate <no-dsa> (Minor issue)\n"
                            "\t[bullseye] - gate <not-affected> (Vulnerable code not present)\n"
                            "\t[buster] - gate <end-of-life> (see DSA 1)\n"
                            "\t[experimental] - gate 3.0-1\n"
                            "\t- door <unfixed> (unimportant)\n"
                            "\t- wall <itp> (bug #99)\n"
                            "\t- fence <removed>\n"
                            "\t[trixie] - fence <postponed> (Revisit)\n"
                            "\tNOTE: - gate 9.9 is not a fix\n"
                            "CVE-2026-0002\n"
                            "\tRESERVED\n"
                            "CVE-2026-0003 (Not ours)\n"
                            "\tNOT-FOR-US: Something\n"
                            "CVE-2026-0004\n"
                            "\tREJECTED\n"
                            "CVE-2016-XXXX [Privilege escalation possible to other user than root]\n"
                            "\t- bash <undetermined> (low; bug #841856)\n";

const std::string DsaList = "[29 Mar 2026] DSA-5380-1 gate - security update\n"
                            "\t{CVE-2026-0001 CVE-2026-0005}\n"
                            "\t[bookworm] - gate 1.0-1+deb12u1\n"
                            "\t[bullseye] - gate 0.9-1+deb11u3\n"
                            "[17 Mar 2026] DSA-5356-2 sox - regression update\n"
                            " \t[bullseye] - sox  14.4.2-2+deb11u2\n"
                            "\tNOTE: announced late\n";

/// stream|package|status|fixed|urgency|note, one row each.
QStringList rowsOf(const FeedRead& read, std::string_view advisory)
{
    QStringList rows;
    for (const AffectedRow& row : read.batch.affected) {
        if (read.text(read.batch.advisories[row.advisory].id) != advisory)
            continue;
        static constexpr std::array<const char*, 5> status{"fixed", "open", "wontfix", "not", "?"};
        std::string line = read.text(row.stream);
        for (const std::string& text : {read.text(row.package), std::string(status[std::size_t(row.status)]),
                                        read.text(row.fixed), read.text(row.urgency), read.text(row.note)})
            line += '|' + text;
        rows << QString::fromStdString(line);
    }
    return rows;
}

QStringList lines(std::initializer_list<const char*> texts)
{
    QStringList list;
    for (const char* text : texts)
        list << QString::fromLatin1(text);
    return list;
}

} // namespace

class DebianTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void streams();
    void trackerStates();
    void trackerSharesAdvisories();
    void trackerWithUnknownRelease();
    void trackerRefusedWhole();
    void debsecanEntries();
    void debsecanReleaseFromPath();
    void debsecanRefusedWhole();
    void cveListStates();
    void temporaryIdsAreTheTrackers();
    void noticeList();
    void noticeDates();
    void listItems();
    void listRefusedWhole();
    void strangeLinesAreIssues();
    void formatsAreRecognised();
};

void DebianTest::streams()
{
    QCOMPARE(debianStream("bookworm"), std::string("Debian:12"));
    QCOMPARE(debianStream("bookworm-security"), std::string("Debian:12"));
    QCOMPARE(debianStream("sid"), std::string("Debian:sid"));
    QCOMPARE(debianStream("squeeze"), std::string("Debian:6"));
    QCOMPARE(debianStream("jammy"), std::string());
    QCOMPARE(debianStream("experimental"), std::string());
    QCOMPARE(debianStream(""), std::string());
}

void DebianTest::trackerStates()
{
    const FeedRead read = readFeed("debian-tracker", Tracker);
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QVERIFY(!read.batch.cumulative);
    QVERIFY(!read.batch.asOf);
    QCOMPARE(read.batch.records, std::uint64_t(3));
    QCOMPARE(rowsOf(read, "CVE-2026-0001"),
             lines({"Debian:12|gate|fixed|1.0-1+deb12u1|medium|", "Debian:13|gate|not|0||",
                    "Debian:11|gate|wontfix||low|no-dsa: postponed", "Debian:10|gate|wontfix||end-of-life|",
                    "Debian:sid|gate|open||unimportant|", "Debian:sid|door|fixed|3|low|"}));
    QCOMPARE(rowsOf(read, "TEMP-0000000-AB12CD"), lines({"Debian:12|gate|?|||", "Debian:11|gate|wontfix||low|no-dsa"}));
}

void DebianTest::trackerSharesAdvisories()
{
    const FeedRead read = readFeed("debian-tracker", Tracker);
    QCOMPARE(read.batch.advisories.size(), std::size_t(2));
    const AdvisoryRecord& first = read.batch.advisories[0];
    QCOMPARE(read.text(first.id), std::string("CVE-2026-0001"));
    QCOMPARE(first.cves, std::vector<StringId>({first.id}));
    QCOMPARE(read.text(first.title), std::string("Gate opens too far."));
    QCOMPARE(read.batch.advisories[1].title, StringPool::npos);
}

void DebianTest::trackerWithUnknownRelease()
{
    std::string text = Tracker;
    text.replace(text.find("\"buster\""), 8, "\"zurg\"");
    text.replace(text.find("\"status\": \"undetermined\""), 24, "\"status\": \"mysterious\"");
    const FeedRead read = readFeed("debian-tracker", text);
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(2));
    QCOMPARE(read.batch.affected.size(), std::size_t(6));
}

void DebianTest::trackerRefusedWhole()
{
    for (std::size_t size = 0; size < Tracker.size(); size += 7) {
        const FeedRead read = readFeed("debian-tracker", std::string_view(Tracker).substr(0, size));
        QVERIFY(!read.result);
        QVERIFY(read.batch.affected.empty());
    }
    QCOMPARE(readFeed("debian-tracker", "{}").result.error().kind, ErrorKind::Empty);
    QVERIFY(!readFeed("debian-tracker", "invalid").result);
}

void DebianTest::debsecanEntries()
{
    const FeedRead read = readFeed("debsecan", Debsecan, "feeds/release/1/bookworm");
    QVERIFY(read.result);
    QCOMPARE(read.batch.scope, std::string("bookworm"));
    QCOMPARE(read.batch.records, std::uint64_t(3));
    QCOMPARE(read.batch.affected.size(), std::size_t(3));
    QCOMPARE(rowsOf(read, "CVE-2026-0001"),
             lines({"Debian:12|gate|fixed|2.0-1|high|", "Debian:12|libdoor1|fixed|3.0-1|medium|"}));
    QCOMPARE(rowsOf(read, "TEMP-0000000-AB12CD"), lines({"Debian:12|gate|open|||"}));
    const AffectedRow& first = read.batch.affected[0];
    QVERIFY(first.upstreamRange && first.kind == PackageKind::Source);
    QCOMPARE(first.exactFixed.size(), std::size_t(2));
    QCOMPARE(read.text(first.exactFixed[1]), std::string("1.0-1+deb12u2"));
    QCOMPARE(read.batch.affected[1].exactFixed.size(), std::size_t(1));
    QVERIFY(read.batch.affected[2].kind == PackageKind::Binary);
    QCOMPARE(read.text(read.batch.advisories[0].title), std::string("Gate opens, too far"));
}

void DebianTest::debsecanReleaseFromPath()
{
    const auto scope = [](std::string_view path) { return readFeed("debsecan", Debsecan, path).batch.scope; };
    QCOMPARE(scope("/home/lenny/local_bookworm/feed.zlib"), std::string("bookworm"));
    QCOMPARE(scope("feeds.zip!release/1/trixie"), std::string("trixie"));
    QCOMPARE(scope("1/sid"), std::string("sid"));
    const FeedRead generic = readFeed("debsecan", Debsecan, "release/1/GENERIC");
    QCOMPARE(generic.batch.scope, std::string("GENERIC"));
    QVERIFY(generic.batch.affected[0].stream != StringPool::npos);
    QCOMPARE(generic.text(generic.batch.affected[0].stream), std::string());
    const FeedRead unknown = readFeed("debsecan", Debsecan, "feed.zlib");
    QVERIFY(!unknown.result);
    QCOMPARE(unknown.result.error().kind, ErrorKind::MissingField);
}

void DebianTest::debsecanRefusedWhole()
{
    const std::size_t sources = Debsecan.rfind("\n\n") + 2;
    for (std::size_t size = 0; size < Debsecan.size(); ++size) {
        const FeedRead read = readFeed("debsecan", std::string_view(Debsecan).substr(0, size), "bookworm");
        QVERIFY2(!read.result || size == sources, std::to_string(size).c_str());
        QVERIFY(read.result || read.batch.affected.empty());
    }
    const auto kind = [](const std::string& text) {
        return readFeed("debsecan", text, "bookworm").result.error().kind;
    };
    QCOMPARE(kind("VERSION 2\n\n\n\n"), ErrorKind::Unsupported);
    QCOMPARE(kind("VERSION 1\nCVE-2026-0001,,x\n\ngate,1,S RF,2,\n\n"), ErrorKind::Malformed);
    QCOMPARE(kind("VERSION 1\nCVE-2026-0001,,x\n\ngate,0,S RFX,2,\n\n"), ErrorKind::Malformed);
    QCOMPARE(kind("VERSION 1\nCVE-2026-0001,,x\n\ngate,-1,S RF,2,\n\n"), ErrorKind::Malformed);
}

void DebianTest::cveListStates()
{
    const FeedRead read = readFeed("debian-list", CveList);
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QCOMPARE(read.batch.scope, std::string("CVE"));
    QCOMPARE(read.batch.records, std::uint64_t(5));
    QCOMPARE(rowsOf(read, "CVE-2026-0001"),
             lines({"Debian:sid|gate|fixed|2.0-1|low|", "Debian:12|gate|wontfix|||no-dsa", "Debian:11|gate|not|0||",
                    "Debian:10|gate|wontfix||end-of-life|", "Debian:sid|door|open||unimportant|",
                    "Debian:sid|fence|wontfix|||removed", "Debian:13|fence|wontfix|||no-dsa: postponed"}));
    // Reserved ids and those of other software say nothing of a package.
    QCOMPARE(read.batch.advisories.size(), std::size_t(3));
    QCOMPARE(read.batch.advisories[0].aliases.size(), std::size_t(2));
    QVERIFY(read.batch.advisories[1].withdrawn);
}

void DebianTest::temporaryIdsAreTheTrackers()
{
    QCOMPARE(temporaryId("841856", "Privilege escalation possible to other user than root"),
             std::string("TEMP-0841856-B18BAF"));
    QCOMPARE(temporaryId("", "x").substr(0, 13), std::string("TEMP-0000000-"));
    const FeedRead read = readFeed("debian-list", CveList);
    QCOMPARE(rowsOf(read, "TEMP-0841856-B18BAF"), lines({"Debian:sid|bash|?||low|"}));
}

void DebianTest::noticeList()
{
    const FeedRead read = readFeed("debian-list", DsaList);
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QCOMPARE(read.batch.scope, std::string("DSA"));
    QCOMPARE(toIso(*read.batch.asOf), std::string("2026-03-29T00:00:00Z"));
    QCOMPARE(read.batch.advisories.size(), std::size_t(2));
    QCOMPARE(read.batch.advisories[0].cves.size(), std::size_t(2));
    QCOMPARE(read.text(read.batch.advisories[0].title), std::string("gate - security update"));
    QVERIFY(read.batch.advisories[1].cves.empty());
    QCOMPARE(rowsOf(read, "DSA-5380-1"),
             lines({"Debian:12|gate|fixed|1.0-1+deb12u1||", "Debian:11|gate|fixed|0.9-1+deb11u3||"}));
    QCOMPARE(rowsOf(read, "DSA-5356-2"), lines({"Debian:11|sox|fixed|14.4.2-2+deb11u2||"}));
}

void DebianTest::noticeDates()
{
    const auto date = [](std::string_view line) {
        const auto header = debianHeader(line);
        return header && header->date ? toIso(*header->date) : std::string();
    };
    QCOMPARE(date("[01 Apr 2023] DLA-3380-1 x - security update"), std::string("2023-04-01"));
    QCOMPARE(date("[August 26th, 2005] DTSA-1-1 kismet - various"), std::string("2005-08-26"));
    QCOMPARE(date("[September 1st, 2005] DTSA-8-2 x - y"), std::string("2005-09-01"));
    QCOMPARE(date("[31 Feb 2023] DSA-1-1 x - y"), std::string());
    QCOMPARE(date("[] DSA-1-1 x - y"), std::string());
    QCOMPARE(debianHeader("[] DSA-1-1 x - y")->id, std::string_view("DSA-1-1"));
    QVERIFY(!debianHeader("[29 Mar 2023"));
    QVERIFY(!debianHeader("<html>"));
    QVERIFY(!debianHeader(""));
    QCOMPARE(debianHeader("CVE-2023-5849 (in Chrome (beta) ...)")->title, std::string_view("in Chrome (beta) ..."));
}

void DebianTest::listItems()
{
    const auto item = debianItem("\t[buster] - linux-2.6 <unfixed> (unimportant; bug #12345, bug #6)");
    QVERIFY(item.has_value());
    QCOMPARE(item->release, std::string_view("buster"));
    QCOMPARE(item->package, std::string_view("linux-2.6"));
    QCOMPARE(item->tag, std::string_view("unfixed"));
    QCOMPARE(item->urgency, std::string_view("unimportant"));
    QCOMPARE(item->bug, std::string_view("12345"));
    QCOMPARE(debianItem("- a 1:2-3")->version, std::string_view("1:2-3"));
    for (const char* bad : {"", "-", "- a", "- a <open", "- a (low)", "[x - a 1", "a 1"})
        QVERIFY2(!debianItem(bad), bad);
}

void DebianTest::listRefusedWhole()
{
    for (const std::string& text : {CveList, DsaList}) {
        for (std::size_t size = 0; size < text.size(); ++size) {
            const FeedRead read = readFeed("debian-list", std::string_view(text).substr(0, size));
            QVERIFY2(!read.result || text[size - 1] == '\n', std::to_string(size).c_str());
            QVERIFY(read.result || read.batch.advisories.empty());
        }
    }
    QCOMPARE(readFeed("debian-list", "<html>\n<body>\n").result.error().kind, ErrorKind::Malformed);
    QCOMPARE(readFeed("debian-list", "\n").result.error().kind, ErrorKind::Empty);
}

void DebianTest::strangeLinesAreIssues()
{
    const FeedRead read = readFeed("debian-list",
                                   CveList
                                       + "begin claimed by somebody\nend claimed by somebody\n"
                                         "What is this?\n\t- lost 1\nCVE-2026-0009 (x)\n"
                                         "\t- gate <sideways>\n\t[zurg] - gate 1\n\tgibberish\n");
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(4));
    QCOMPARE(read.batch.advisories.size(), std::size_t(3));
}

void DebianTest::formatsAreRecognised()
{
    QCOMPARE(recognised(Tracker), std::string("debian-tracker"));
    QCOMPARE(recognised(Debsecan), std::string("debsecan"));
    QCOMPARE(recognised(CveList), std::string("debian-list"));
    QCOMPARE(recognised(DsaList), std::string("debian-list"));
    QVERIFY(recognised("CVE-2023-5849 (low urgency)\n  a report of what is installed, for people\n") != "debian-list");
    QCOMPARE(recognised("CVE-2026-0001\nCVE-2026-0002\n"), std::string());
}

QTEST_APPLESS_MAIN(DebianTest)
#include "debiantest.moc"
