// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/csvprofile.h"
#include "models/inventory/readers/csvlayout.h"
#include "models/inventory/readers/datecolumn.h"
#include "tests/unit/inventory/readerharness.h"

#include <QtTest>

#include <algorithm>
#include <rapidcheck.h>

using namespace bw;
using namespace bw::test;

namespace {

std::string fixture(const char* name)
{
    return std::string(BREAKWATER_TEST_DATA) + "/inventory/csv/" + name;
}

using Table = std::vector<std::vector<std::string>>;

Table tableOf(const std::string& text, const CsvDialect& dialect, std::size_t block)
{
    const auto source = memorySource(text);
    CsvRecords records(*source, dialect, block);
    Table out;
    std::string scratch;
    for (CsvRecord record; records.next(record);) {
        std::vector<std::string> row;
        for (std::size_t i = 0; i < record.kept(); ++i)
            row.emplace_back(csvText(record.rawField(i), dialect, scratch));
        out.push_back(std::move(row));
    }
    return out;
}

/// The same by blocks that are kept until the end, as a second thread would.
Table tableOfBlocks(const std::string& text, const CsvDialect& dialect, std::size_t size)
{
    const auto source = memorySource(text);
    CsvRecords records(*source, dialect, size);
    std::vector<CsvBlock> blocks;
    for (CsvBlock block; records.next(block); block = {})
        blocks.push_back(std::move(block));
    Table out;
    std::string scratch;
    for (const CsvBlock& block : blocks) {
        for (const CsvRecord& record : block.filled()) {
            out.emplace_back();
            for (std::size_t i = 0; i < record.kept(); ++i)
                out.back().emplace_back(csvText(record.rawField(i), dialect, scratch));
        }
    }
    return out;
}

std::string written(const Table& table, char delimiter, bool crlf)
{
    std::string out;
    for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0)
                out += delimiter;
            const bool quote = row[i].find_first_of(std::string("\"\n") + delimiter) != std::string::npos
                || row.size() == 1; // an empty line would be no row
            if (!quote) {
                out += row[i];
                continue;
            }
            out += '"';
            for (const char c : row[i]) {
                out += c;
                if (c == '"')
                    out += '"';
            }
            out += '"';
        }
        out += crlf ? "\r\n" : "\n";
    }
    return out;
}

/// Everything that a reading says, as text, to compare two of them.
std::string described(Reading& reading)
{
    std::string out;
    for (auto& host : reading.builder.hosts()) {
        out += host.identity.name + '/' + host.identity.fqdn + '/' + host.os.name + '\n';
        for (const auto id : host.components) {
            const auto c = reading.pool.view(id);
            out += std::string(name(c.ecosystem)) + ' ' + std::string(c.name) + ' ' + std::string(c.version) + ' '
                + std::string(c.arch) + ' ' + std::string(c.source) + '\n';
        }
    }
    return out;
}

} // namespace

class CsvTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostsWithoutSoftware();
    void softwareOfSeveralHosts();
    void legacyEncodingSepLineAndQuotes();
    void utf16WithTypeLine();
    void hotfixes();
    void refusals_data();
    void refusals();
    void layouts_data();
    void layouts();
    void backslashEscapes();
    void unclosedQuoteLosesOneLineOnly();
    void endInsideQuotesIsTruncated();
    void cutLastRowIsTruncated();
    void longLineIsSkipped();
    void dates_data();
    void dates();
    void dateOrderIsDecidedPerColumn_data();
    void dateOrderIsDecidedPerColumn();
    void futureAndZeroDates();
    void ecosystemFollowsOs();
    void sharedIdentifiersMergeNothing();
    void columnsApartAndInterleaved();
    void profileRoundTrip();
    void profileRules();
    void roundTripWithAnyBlockSize();
    void blocksHoldTheSameRecords();
    void manyBlocksAreLookedUpInOrder();
    void truncatedAnywhereNeverCrashes();
    void anyBytesNeverCrash();
};

void CsvTest::hostsWithoutSoftware()
{
    const auto reading = readPath(fixture("hosts.csv"));
    QCOMPARE(reading->reader, std::string("csv"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.hosts().size(), std::size_t(3));
    const HostDraft& web = reading->host(0);
    QCOMPARE(web.identity.name, std::string("web01"));
    QCOMPARE(web.identity.fqdn, std::string("web01.example.net"));
    QCOMPARE(streamOf(web.os), std::string("Debian:12"));
    QCOMPARE(toIso(*web.takenAt), std::string("2026-03-14T00:00:00Z"));
    QCOMPARE(web.timeSource, TimeSource::LocalAssumedZone);
    QVERIFY(!web.toldPackages);
    QCOMPARE(web.attributes.owner, std::string("Ines"));
    QCOMPARE(web.attributes.exposure, std::optional(Exposure::Open));
    QVERIFY((web.attributes.tags == std::vector<std::string>{"dmz", "web"}));
    QCOMPARE(reading->host(1).attributes.importance, std::optional(Mission::Mission));
    QCOMPARE(toIso(*reading->host(1).takenAt), std::string("2026-04-02T00:00:00Z")); // month first, as 3/14 proves
    QVERIFY(!reading->host(2).attributes.exposure);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(1)); // "sideways"
    QCOMPARE(reading->builder.issues().front().place.line, std::uint64_t(5));
    QCOMPARE(reading->builder.issues().front().place.field, std::string("exposure"));
}

void CsvTest::softwareOfSeveralHosts()
{
    const auto reading = readPath(fixture("software.csv"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.hosts().size(), std::size_t(2));
    QCOMPARE(reading->host(0).components.size(), std::size_t(3));
    const auto foo = reading->component(1);
    QCOMPARE(foo.name, std::string_view("libfoo1"));
    QCOMPARE(foo.arch, std::string_view("amd64"));
    QCOMPARE(foo.source, std::string_view("foo"));
    QCOMPARE(foo.sourceVersion, std::string_view("1.2-3"));
    QCOMPARE(reading->host(1).components.size(), std::size_t(2));
    const auto bar = reading->component(1, 1);
    QCOMPARE(bar.ecosystem, Ecosystem::Rpm);
    QCOMPARE(bar.version, std::string_view("2.0-1.el9"));
    QCOMPARE(bar.source, std::string_view("bar"));
    QCOMPARE(streamOf(reading->host(0).os), std::string("Debian:12"));
    QCOMPARE(streamOf(reading->host(1).os), std::string("Rocky Linux:9"));
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(2)); // no host; a field too many
    QCOMPARE(reading->builder.issues()[0].place.line, std::uint64_t(11));
    QCOMPARE(reading->builder.issues()[1].place.line, std::uint64_t(12));
}

void CsvTest::legacyEncodingSepLineAndQuotes()
{
    const auto reading = readPath(fixture("latin1.csv"));
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->host().identity.name, std::string("latin1"));
    QCOMPARE(reading->component(0).name, std::string_view("Example \"Suite\" 6"));
    QCOMPARE(reading->component(0).vendor, std::string_view("Example GmbH"));
    QCOMPARE(reading->component(1).version, std::string_view("2"));
    QCOMPARE(reading->component(2).name, std::string_view("B\xC3\xBCro"));
    QCOMPARE(reading->component(2).ecosystem, Ecosystem::Program);
    ReadOptions options;
    options.hostHint = "front.example.net";
    QCOMPARE(readPath(fixture("latin1.csv"), options)->host().identity.fqdn, std::string("front.example.net"));
}

void CsvTest::utf16WithTypeLine()
{
    const std::string text = "#TYPE Selected.System.Object\r\n\"PSComputerName\";\"DisplayName\";\"DisplayVersion\"\r\n"
                             "\"pc1\";\"Tool\";\"1.0\"\r\n";
    std::string utf16 = "\xFF\xFE";
    for (const char c : text) {
        utf16 += c;
        utf16 += '\0';
    }
    const auto reading = readText(utf16, {}, "csv");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->host().identity.name, std::string("pc1"));
    QCOMPARE(reading->component(0).name, std::string_view("Tool"));
}

void CsvTest::hotfixes()
{
    const auto reading = readPath(fixture("hotfix.csv"), {}, "csv");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->host(0).identity.name, std::string("PC-7"));
    QCOMPARE(reading->host(0).components.size(), std::size_t(2));
    QCOMPARE(reading->component(1).ecosystem, Ecosystem::Hotfix);
    QCOMPARE(reading->component(1).name, std::string_view("KB5055528"));
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(1));
    QVERIFY(!reading->host(1).toldPackages);
    QVERIFY(reading->host(0).partialHotfixes);
}

void CsvTest::refusals_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::newRow("aggregate") << "aggregate.csv" << QByteArray() << int(ErrorKind::Unsupported);
    QTest::newRow("scanner") << "scanreport.csv" << QByteArray() << int(ErrorKind::Unsupported);
    QTest::newRow("no meaning") << "" << QByteArray("id,name,age\n1,Ann,3\n") << int(ErrorKind::MissingField);
    QTest::newRow("headings only") << "" << QByteArray("Host,Software,Version\n") << int(ErrorKind::Empty);
    QTest::newRow("blank") << "" << QByteArray("\n\n  \n") << int(ErrorKind::Empty);
}

void CsvTest::refusals()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    const auto reading = file.isEmpty() ? readText(text.toStdString(), {}, "csv")
                                        : readPath(fixture(file.toUtf8().constData()), {}, "csv");
    QVERIFY(!reading->result.ok());
    QCOMPARE(int(reading->result.error().kind), kind);
    QVERIFY(reading->builder.hosts().empty());
}

void CsvTest::layouts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("hostColumn");
    QTest::addColumn<int>("softwareColumn");
    const auto row = [](const char* name, QByteArray text, char delimiter, int line, int host, int software) {
        QTest::newRow(name) << text << delimiter << line << host << software;
    };
    row("tab", "DeviceName\tApplicationName\tApplicationVersion\na\tb\tc\n", '\t', 1, 0, 1);
    row("bar", "[inventory]hostname|[inventory]package|version\na|b|c\n", '|', 1, 0, 1);
    row("preamble", "Report, with, commas\n\nOwner,me\n\nAssetName;softwareName;softwareVersion\na;b;c\n", ';', 5, 0,
        1);
    row("name is software beside a host", "Computer Name,Name,Publisher\na,b,c\n", ',', 1, 0, 1);
    row("name is a host beside a serial", "Name,Serial Number,Location\na,b,c\n", ',', 1, 0, -1);
    row("blank and duplicate headings", "Host,,Host,Software\na,x,b,c\n", ',', 1, 0, 3);
    row("site database", "ResourceID,Name0,DisplayName0,Version0,Publisher0\n1,a,b,c,d\n", ',', 1, 1, 2);
}

void CsvTest::layouts()
{
    QFETCH(QByteArray, text);
    QFETCH(char, delimiter);
    QFETCH(int, line);
    QFETCH(int, hostColumn);
    QFETCH(int, softwareColumn);
    const auto layout = csvLayoutOf(text.toStdString());
    QCOMPARE(layout.dialect.delimiter, delimiter);
    QCOMPARE(int(layout.headingLine), line);
    QCOMPARE(layout.column(CsvField::HostName), hostColumn);
    QCOMPARE(layout.column(CsvField::SoftwareName), softwareColumn);
    QCOMPARE(layout.sample.size(), std::size_t(1));
}

void CsvTest::backslashEscapes()
{
    const auto reading = readText("host,software,version\n\"a\",\"the \\\"best\\\", tool\",\"1\"\n\"a\",\"\",\"\"\n"
                                  "\"a\",\"other\",\"2\"\n");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->component(0).name, std::string_view("the \"best\", tool"));
    const auto paths =
        readText("host,software,path,version\n\"a\",\"x\",\"C:\\\\dir\\\",\"1\"\n\"a\",\"y\",\"C:\\\",\"2\"\n");
    QCOMPARE(paths->host().components.size(), std::size_t(2));
    QCOMPARE(paths->component(1).version, std::string_view("2"));
}

void CsvTest::unclosedQuoteLosesOneLineOnly()
{
    std::string text = "host,software,version\na,first,1\na,\"broken,2\n";
    for (int i = 0; i < 80'000; ++i)
        text += "a,software-" + std::to_string(i) + ",1\n";
    const auto reading = readText(text);
    QVERIFY(reading->result.ok());
    QVERIFY(reading->host().components.size() >= 80'001);
    QVERIFY(reading->builder.issueCount() >= 1);
}

void CsvTest::endInsideQuotesIsTruncated()
{
    const auto reading = readText("host,software,version\na,first,1\nb,\"second");
    QVERIFY(!reading->result.ok());
    QCOMPARE(reading->result.error().kind, ErrorKind::Truncated);
    QCOMPARE(reading->builder.hosts().size(), std::size_t(1));
    QVERIFY(reading->host().truncated);
}

void CsvTest::cutLastRowIsTruncated()
{
    const auto cut = readText("host,software,version\na,first,1\na,seco");
    QCOMPARE(cut->result.error().kind, ErrorKind::Truncated);
    QCOMPARE(cut->host().components.size(), std::size_t(1));
    const auto whole = readText("host,software,version\na,first,1\na,second,2");
    QVERIFY(whole->result.ok());
    QCOMPARE(whole->host().components.size(), std::size_t(2));
}

void CsvTest::longLineIsSkipped()
{
    std::string text = "host,software,version\na,first,1\n";
    text.append(3 * CsvRecords::MaxRecord, 'x');
    text += "\na,second,2\n";
    const auto reading = readText(text);
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->host().components.size(), std::size_t(2));
    QCOMPARE(reading->builder.issues().front().kind, ErrorKind::TooLarge);
    QVERIFY(!readText("host,software," + std::string(1'000'000, ','), {}, "csv")->result.ok());
}

void CsvTest::dates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("dayFirst");
    QTest::addColumn<QString>("monthFirst");
    const auto row = [](const char* text, const char* day, const char* month) {
        QTest::newRow(text) << text << day << month;
    };
    row("2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z");
    row("2026/03/14 10:00:00", "2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z");
    row("4/12/2024", "2024-12-04T00:00:00Z", "2024-04-12T00:00:00Z");
    row("1/23/23", "", "2023-01-23T00:00:00Z");
    row("29-04-2025 00:00:00", "2025-04-29T00:00:00Z", "");
    row("3.4.2026 7:05", "2026-04-03T07:05:00Z", "2026-04-03T07:05:00Z");
    row("10/1/2021, 4:15:34 PM", "2021-01-10T16:15:34Z", "2021-10-01T16:15:34Z");
    row("Feb 03, 2026 07:00 AM", "2026-02-03T07:00:00Z", "2026-02-03T07:00:00Z");
    row("04 Feb 2026 12:30 am", "2026-02-04T00:30:00Z", "2026-02-04T00:30:00Z");
    row("Wed 16 Oct 2019 09:21:42 AM PDT", "2019-10-16T09:21:42Z", "2019-10-16T09:21:42Z");
    row("1772359200", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");
    row("1772359200123", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z");
    for (const char* none :
         {"31/31/2026", "30/02/2026", "never", "1.2.3", "12345", "10/10/2026 25:00", "2026-02-30", ""})
        row(none, "", "");
}

void CsvTest::dates()
{
    QFETCH(QString, text);
    QFETCH(QString, dayFirst);
    QFETCH(QString, monthFirst);
    const auto date = parseDateText(text.toStdString());
    const auto iso = [](std::optional<Instant> at) { return at ? QString::fromStdString(toIso(*at)) : QString(); };
    QCOMPARE(date ? iso(date->dayFirst) : QString(), dayFirst);
    QCOMPARE(date ? iso(date->monthFirst) : QString(), monthFirst);
}

void CsvTest::dateOrderIsDecidedPerColumn_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("first");
    QTest::newRow("day first") << QByteArray("29/04/2025") << "2025-05-07T00:00:00Z";
    QTest::newRow("month first") << QByteArray("04/29/2025") << "2025-07-05T00:00:00Z";
    QTest::newRow("undecided") << QByteArray("08/05/2025") << "";
}

void CsvTest::dateOrderIsDecidedPerColumn()
{
    QFETCH(QByteArray, second);
    QFETCH(QString, first);
    const std::string text = "host,last seen\na,07/05/2025\nb," + second.toStdString() + "\n";
    const auto reading = readText(text);
    QVERIFY(reading->result.ok());
    const auto at = reading->host().takenAt;
    QCOMPARE(at ? QString::fromStdString(toIso(*at)) : QString(), first);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(first.isEmpty() ? 1 : 0));
    CsvProfile profile;
    profile.dateOrder = DateOrder::DayFirst;
    ReadOptions options;
    options.profile = &profile;
    QCOMPARE(toIso(*readText("host,last seen\na,07/05/2025\n", options)->host().takenAt),
             std::string("2025-05-07T00:00:00Z"));
}

void CsvTest::futureAndZeroDates()
{
    ReadOptions options;
    options.fileTime = parseIso("2026-03-01T00:00:00Z");
    options.assumedUtcOffsetMinutes = 120;
    const auto reading = readText("host,last seen\na,0001-01-01T00:00:00Z\nb,2027-01-01T00:00:00Z\n"
                                  "c,2026-02-01 10:00:00\nd,soon\n",
                                  options);
    QCOMPARE(reading->host(0).timeSource, TimeSource::FileTime);
    QCOMPARE(reading->host(1).timeSource, TimeSource::Told);
    QCOMPARE(toIso(*reading->host(2).takenAt), std::string("2026-02-01T08:00:00Z"));
    QCOMPARE(reading->host(3).timeSource, TimeSource::FileTime);
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(2)); // the future, "soon"
}

void CsvTest::ecosystemFollowsOs()
{
    const auto reading = readText("hostname,os,package,version\n"
                                  "a,Debian GNU/Linux 12,foo,1.0-1\n"
                                  "a,Debian GNU/Linux 12,Some Program,1.0\n"
                                  "b,Rocky Linux 9.4,foo,1.0-1\n"
                                  "c,Microsoft Windows 11 Pro,foo,1.0-1\n"
                                  "a,Debian GNU/Linux 12,foo,1.0-1\n");
    QCOMPARE(reading->component(0, 0).ecosystem, Ecosystem::Deb);
    QCOMPARE(reading->component(1, 0).ecosystem, Ecosystem::Program);
    QCOMPARE(reading->component(0, 1).ecosystem, Ecosystem::Rpm);
    QCOMPARE(reading->component(0, 2).ecosystem, Ecosystem::Program);
    QCOMPARE(reading->host(0).components[0], reading->host(0).components[2]);
}

void CsvTest::sharedIdentifiersMergeNothing()
{
    const auto reading = readText("Hostname,Serial Number,Agent ID\nphone,S1,\nphone,S2,\nx,S1,7\ny,S1,7\n");
    QCOMPARE(reading->builder.hosts().size(), std::size_t(4));
    QCOMPARE(reading->host(2).identity.name, std::string("x"));
    QCOMPARE(reading->host(3).identity.agentId, std::string("7"));
    QCOMPARE(readText("Hostname,Software\nA,x\nb,y\na,z\n")->builder.hosts().size(), std::size_t(2));
}

void CsvTest::columnsApartAndInterleaved()
{
    const auto together = readText("host,os,package,version,arch\na,Debian 12,foo,1-1,amd64\nb,Debian 12,bar,2-1,all\n"
                                   "a,Debian 12,bar,2-1,all\n");
    const auto apart =
        readText("package,host,junk,version,os,arch\nfoo,a,1,1-1,Debian 12,amd64\nbar,b,2,2-1,Debian 12,all\n"
                 "bar,a,3,2-1,Debian 12,all\n");
    const auto quoted =
        readText("\"host\",\"os\",\"package\",\"version\",\"arch\"\r\n\"a\",\"Debian 12\",\"foo\",\"1-1\","
                 "\"amd64\"\r\n\"b\",\"Debian 12\",\"bar\",\"2-1\",\"all\"\r\na,\"Debian 12\",bar,2-1,all\r\n");
    QVERIFY(!described(*together).empty());
    QCOMPARE(described(*apart), described(*together));
    QCOMPARE(described(*quoted), described(*together));
}

void CsvTest::profileRoundTrip()
{
    CsvProfile profile;
    profile.name = "weekly export";
    profile.columns = {{"Gerät", -1, CsvField::HostName}, {"", 3, CsvField::Version}};
    profile.delimiter = ';';
    profile.encoding = Encoding::Windows1252;
    profile.dateOrder = DateOrder::MonthFirst;
    profile.headingRow = 2;
    const auto again = csvProfileFrom(toJson(profile));
    QVERIFY(again.ok());
    QVERIFY(*again == profile);
    QVERIFY(*csvProfileFrom(toJson(CsvProfile{})) == CsvProfile{});
    for (const char* bad :
         {"", "[]", "{\"columns\":[{\"field\":\"version\"}]}", "{\"columns\":[{\"index\":1,\"field\":\"x\"}]}",
          "{\"delimiter\":\"\"}", "{\"delimiter\":\"ab\"}", "{\"encoding\":\"x\"}", "{\"dateOrder\":\"x\"}",
          "{\"headingRow\":-3}"})
        QVERIFY2(!csvProfileFrom(bad).ok(), bad);
}

void CsvTest::profileRules()
{
    CsvProfile profile;
    profile.columns = {
        {"Gerät", -1, CsvField::HostName}, {"Programm", -1, CsvField::SoftwareName}, {"Stand", -1, CsvField::Version}};
    ReadOptions options;
    options.profile = &profile;
    const auto named = readText("Gerät;Programm;Stand;Version\npc1;Werkzeug;3;9\n", options, "csv");
    QVERIFY(named->result.ok());
    QCOMPARE(named->host().identity.name, std::string("pc1"));
    QCOMPARE(named->component(0).version, std::string_view("3"));

    profile.columns = {{"", 1, CsvField::HostName}, {"", 0, CsvField::SoftwareName}, {"", 2, CsvField::Version}};
    profile.headingRow = 0;
    const auto bare = readText("tool,pc2,4\nother,pc2,5\n", options, "csv");
    QVERIFY(bare->result.ok());
    QCOMPARE(bare->host().identity.name, std::string("pc2"));
    QCOMPARE(bare->host().components.size(), std::size_t(2));
}

void CsvTest::roundTripWithAnyBlockSize()
{
    const bool holds = rc::check("a written table is read back", [] {
        const char delimiter = *rc::gen::element(',', ';', '\t', '|');
        const auto width = *rc::gen::inRange<std::size_t>(1, 5);
        const auto cell = rc::gen::map(
            rc::gen::container<std::string>(rc::gen::element('a', 'b', ' ', '"', '\n', ',', ';', '|', '\\', '\xC3')),
            [](std::string text) {
                while (!text.empty() && text.front() == ' ')
                    text.erase(0, 1);
                while (!text.empty() && text.back() == ' ')
                    text.pop_back();
                return text;
            });
        const auto table = *rc::gen::container<Table>(rc::gen::container<std::vector<std::string>>(width, cell));
        const auto block = *rc::gen::inRange<std::size_t>(1, 70);
        CsvDialect dialect;
        dialect.delimiter = delimiter;
        RC_ASSERT(tableOf(written(table, delimiter, *rc::gen::arbitrary<bool>()), dialect, block) == table);
    });
    QVERIFY(holds);
}

void CsvTest::blocksHoldTheSameRecords()
{
    QVERIFY(rc::check("blocks of any size hold what single records say", [] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::weightedElement<char>({{6, 'a'}, {3, ','}, {2, '"'}, {2, '\n'}, {1, '\r'}, {1, ' '}}));
        const auto size = std::size_t(*rc::gen::inRange(1, 40));
        RC_ASSERT(tableOfBlocks(text, {}, size) == tableOf(text, {}, 1u << 20));
    }));
}

/// More than is looked up in the reading thread.
void CsvTest::manyBlocksAreLookedUpInOrder()
{
    std::string text = "host,package,version,arch\n";
    std::string line;
    for (int row = 0; row < 120'000; ++row) {
        line = "web-" + std::to_string(row / 400) + ",package-" + std::to_string(row % 400) + ",1."
            + std::to_string(row % 7) + (row % 5 == 0 ? ",\"amd64\"\n" : ",amd64\n");
        text += line;
    }
    const auto reading = readText(text);
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->builder.hosts().size(), std::size_t(300));
    for (std::size_t host = 0; host < 300; ++host) {
        QCOMPARE(reading->host(host).identity.name, "web-" + std::to_string(host));
        QCOMPARE(reading->host(host).components.size(), std::size_t(400));
        QCOMPARE(reading->component(399, host).name, std::string_view("package-399"));
    }
    const auto cut = readText(text.substr(0, text.size() - 8));
    QCOMPARE(cut->result.error().kind, ErrorKind::Truncated);
}

void CsvTest::truncatedAnywhereNeverCrashes()
{
    for (const char* file : {"hosts.csv", "software.csv", "latin1.csv", "hotfix.csv"}) {
        QFile input(QString::fromStdString(fixture(file)));
        QVERIFY(input.open(QIODevice::ReadOnly));
        const std::string text = input.readAll().toStdString();
        const auto whole = readText(text, {}, "csv");
        for (std::size_t size = 0; size < text.size(); size += 3) {
            const auto cut = readText(text.substr(0, size), {}, "csv");
            QVERIFY(cut->builder.hosts().size() <= whole->builder.hosts().size());
        }
    }
}

void CsvTest::anyBytesNeverCrash()
{
    const bool holds = rc::check("any bytes below a heading are read or refused", [] {
        const auto tail = *rc::gen::container<std::string>(
            rc::gen::element('a', ',', '"', '\n', '\r', '\0', '\\', '\x1e', '\xC3', '#', ' ', '1', '-', ':'));
        const auto reading = readText("host,package,version,arch,last seen\n" + tail, {}, "csv");
        for (const auto& host : reading->builder.hosts())
            RC_ASSERT(host.components.size() <= tail.size());
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(CsvTest)
#include "csvtest.moc"
