// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/inventory/readerharness.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <algorithm>

namespace bw::test {

namespace {

std::string fixture(const char* name)
{
    return std::string(BREAKWATER_TEST_DATA "/inventory/") + name;
}

std::unique_ptr<Reading> readFixture(const char* name, const ReadOptions& options = {})
{
    return readPath(fixture(name), options);
}

/// "name version arch source sourceVersion" of each component, sorted.
QStringList lines(Reading& reading, std::size_t hostIndex = 0)
{
    QStringList out;
    for (const auto id : reading.host(hostIndex).components) {
        const auto c = reading.pool.view(id);
        QStringList parts;
        for (const auto part : {name(c.ecosystem), c.name, c.version, c.arch, c.source, c.sourceVersion, c.vendor}) {
            if (!part.empty())
                parts << QString::fromUtf8(part.data(), qsizetype(part.size()));
        }
        out << parts.join(u' ');
    }
    out.sort();
    return out;
}

bool hasIssue(const Reading& reading, ErrorKind kind, std::string_view field)
{
    const auto& issues = const_cast<Reading&>(reading).builder.issues();
    return std::any_of(issues.begin(), issues.end(),
                       [&](const Issue& issue) { return issue.kind == kind && issue.place.field == field; });
}

} // namespace

class AgentReadersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void osqueryDeb();
    void osqueryOtherTables();
    void osqueryEmptyTableSaysNothing();
    void osqueryLog();
    void osqueryLogNewFullSetReplaces();
    void ansibleFacts();
    void ansibleFactCache();
    void ansiblePrinted();
    void ansibleEmptySuccessIsNotReported();
    void glpi();
    void glpiPrinterIsNoHost();
    void fusion();
    void ocs();
    void xmlEntitiesAreRefused();
    void xmlDepthIsCapped();
    void cycloneDx();
    void cycloneDxNestingIsCapped();
    void textsAreCleaned();
    void utf16();
    void operatorWins();
    void truncation_data();
    void truncation();
};

void AgentReadersTest::osqueryDeb()
{
    ReadOptions options;
    options.hostHint = "berth1";
    const auto reading = readFixture("osquery_deb.json", options);
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("osquery"));
    QCOMPARE(lines(*reading),
             (QStringList{u"deb harbor-core 1:4.2-2+b1 amd64 harbor 1:4.2-2"_qs, u"deb quay 0.9-1 amd64 quay"_qs}));
    QVERIFY(hasIssue(*reading, ErrorKind::MissingField, "version"));
    QCOMPARE(reading->host().identity.name, std::string("berth1"));
    QVERIFY(reading->host().toldPackages);
}

void AgentReadersTest::osqueryOtherTables()
{
    const auto programs = readText(R"json([{"name":"Chart Viewer","version":"7.1","install_location":"C:\\Chart",
        "publisher":"Quayside","identifying_number":"{1}"},{"name":"Update for Chart (KB2553140)","version":"",
        "install_location":"","publisher":"","identifying_number":""}])json");
    QCOMPARE(lines(*programs), (QStringList{u"hotfix KB2553140"_qs, u"program Chart Viewer 7.1 Quayside"_qs}));

    const auto patches = readText(
        R"([{"csname":"B","hotfix_id":"KB4486553","installed_on":"8/29/2016"},{"csname":"B","hotfix_id":"File 1"}])");
    QCOMPARE(lines(*patches), QStringList{u"hotfix KB4486553"_qs});
    QVERIFY(hasIssue(*patches, ErrorKind::BadValue, "hotfix_id"));

    const auto apps = readText(R"([{"name":"Chart.app","bundle_identifier":"org.example.chart",
        "bundle_short_version":"2.1","bundle_version":"2100","path":"/Applications/Chart.app"}])");
    QCOMPARE(lines(*apps), QStringList{u"macapp Chart 2.1"_qs});

    const auto python = readText(R"([{"name":"sail","version":"1.0","summary":"","author":"","license":"","path":"/usr",
        "directory":"/usr"}])");
    QCOMPARE(lines(*python), QStringList{u"language sail 1.0 pypi"_qs});

    const auto os = readText(R"([{"name":"Microsoft Windows 11 Pro","version":"10.0.26100","major":"10","minor":"0",
        "build":"26100","revision":"8037","platform":"windows","arch":"64-bit","codename":""}])");
    QCOMPARE(os->host().os.build, std::string("26100.8037"));
    QCOMPARE(os->host().os.name, std::string("Windows 11"));
    QCOMPARE(os->host().os.arch, std::string("x86_64"));
    QVERIFY(!os->host().toldPackages);

    const auto system = readText(R"([{"hostname":"berth2.example.org","uuid":"4C4C4544-0034-3010-8048-B6C04F503799",
        "hardware_serial":"QS-0042","hardware_vendor":"Quayside","computer_name":"x"}])");
    QCOMPARE(system->host().identity.name, std::string("berth2"));
    QCOMPARE(system->host().identity.fqdn, std::string("berth2.example.org"));
    QCOMPARE(system->host().identity.uuid, std::string("4c4c4544-0034-3010-8048-b6c04f503799"));
    QCOMPARE(system->host().identity.serial, std::string("QS-0042"));

    const auto unknown = readText(R"([{"name":"a","pid":"1"}])", {}, "osquery");
    QVERIFY(!unknown->result.ok());
    QVERIFY(unknown->result.error().kind == ErrorKind::Unsupported);
}

void AgentReadersTest::osqueryEmptyTableSaysNothing()
{
    const auto reading = readText("[\n\n]\n");
    QCOMPARE(reading->reader, std::string("osquery"));
    QVERIFY(!reading->result.ok());
    QVERIFY(reading->result.error().kind == ErrorKind::Empty);
    QVERIFY(reading->builder.hosts().empty());
}

void AgentReadersTest::osqueryLog()
{
    const auto reading = readFixture("osquery_log.ndjson");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("osquery-log"));
    QCOMPARE(reading->builder.hosts().size(), std::size_t(3));

    QCOMPARE(lines(*reading, 0),
             (QStringList{u"deb harbor-core 4.2-2 amd64 harbor-core"_qs, u"deb quay 0.9-1 amd64 quay"_qs}));
    const auto& alpha = reading->host(0);
    QCOMPARE(alpha.identity.name, std::string("alpha"));
    QCOMPARE(alpha.identity.fqdn, std::string("alpha.example.org"));
    QCOMPARE(alpha.identity.uuid, std::string("11223344-5566-7788-99aa-bbccddeeff00"));
    QCOMPARE(toIso(*alpha.takenAt), std::string("2026-03-02T10:00:00Z"));
    QVERIFY(!alpha.partial);

    QCOMPARE(lines(*reading, 1), QStringList{u"rpm mooring 1:3.1-4.el9 x86_64 moorings"_qs});
    QVERIFY(!reading->host(1).partial);

    QVERIFY(reading->host(2).partial);
    QVERIFY(reading->host(2).truncated);
    QVERIFY(hasIssue(*reading, ErrorKind::MissingField, "counter"));
}

void AgentReadersTest::osqueryLogNewFullSetReplaces()
{
    const auto line = [](int epoch, int time, const char* version) {
        return std::string(R"({"name":"q","hostIdentifier":"h","unixTime":)") + std::to_string(time) + R"(,"epoch":)"
            + std::to_string(epoch) + R"(,"counter":0,"columns":{"name":"quay","version":")" + version
            + R"(","arch":"amd64","status":"install ok installed"},"action":"added"})" + "\n";
    };
    const auto reading = readText(line(0, 1772438400, "1") + line(1, 1772442000, "2"));
    QCOMPARE(lines(*reading), QStringList{u"deb quay 2 amd64"_qs});
}

void AgentReadersTest::ansibleFacts()
{
    const auto reading = readFixture("ansible_setup.json");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("ansible"));
    const auto& host = reading->host();
    QCOMPARE(host.identity.name, std::string("pier1"));
    QCOMPARE(host.identity.fqdn, std::string("pier1.example.org"));
    QCOMPARE(host.identity.serial, std::string());
    QCOMPARE(host.identity.macs, std::vector<std::string>{"52:54:00:aa:bb:01"});
    QCOMPARE(streamOf(host.os), std::string("Rocky Linux:9"));
    QCOMPARE(host.runningKernel, std::string("5.14.0-362.el9.x86_64"));
    QCOMPARE(toIso(*host.takenAt), std::string("2026-03-02T08:00:00Z"));
    QVERIFY(host.timeSource == TimeSource::Told);
    QCOMPARE(lines(*reading),
             (QStringList{u"rpm kernel 2:5.14.0-427.el9 x86_64"_qs, u"rpm kernel 5.14.0-362.el9 x86_64"_qs,
                          u"rpm mooring 3.1-4.el9 x86_64"_qs}));
}

void AgentReadersTest::ansibleFactCache()
{
    ReadOptions options;
    options.hostHint = "alias";
    const auto reading = readText(R"({"ansible_distribution": "Debian", "ansible_distribution_version": "12.5",
        "ansible_hostname": "localhost", "packages": {"quay": [{"name": "quay", "version": "1", "source": "apt"}]}})",
                                  options, "ansible");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->host().identity.name, std::string("alias"));
    QCOMPARE(lines(*reading), QStringList{u"deb quay 1"_qs});
}

void AgentReadersTest::ansiblePrinted()
{
    const auto reading = readFixture("ansible_printed.txt");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("ansible"));
    QCOMPARE(reading->builder.hosts().size(), std::size_t(3));
    QCOMPARE(reading->host(0).identity.name, std::string("web1"));
    QCOMPARE(lines(*reading, 0), QStringList{u"deb quay 0.9-1 amd64"_qs});
    QCOMPARE(reading->host(1).identity.fqdn, std::string("web3.example.org"));
    QVERIFY(!reading->host(1).toldPackages);
    const auto& windows = reading->host(2);
    QCOMPARE(windows.os.name, std::string("Windows Server"));
    QCOMPARE(windows.os.build, std::string("17763"));
    QCOMPARE(windows.rebootPending, std::optional(true));
    QCOMPARE(windows.runningKernel, std::string());
    QCOMPARE(windows.identity.macs, std::vector<std::string>{"00:15:5d:01:02:03"});
    QVERIFY(windows.timeSource == TimeSource::LocalAssumedZone);
    const auto& issues = reading->builder.issues();
    QCOMPARE(
        std::count_if(issues.begin(), issues.end(), [](const Issue& i) { return i.kind == ErrorKind::NotReadable; }),
        2);
    QVERIFY(hasIssue(*reading, ErrorKind::Empty, "packages"));
}

void AgentReadersTest::ansibleEmptySuccessIsNotReported()
{
    ReadOptions options;
    options.hostHint = "web9";
    const auto reading = readText(R"({"ansible_facts": {"packages": {}}, "changed": false})", options);
    QVERIFY(reading->result.ok());
    QVERIFY(!reading->host().toldPackages);
    QVERIFY(hasIssue(*reading, ErrorKind::Empty, "packages"));
}

void AgentReadersTest::glpi()
{
    const auto reading = readFixture("glpi_computer.json");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("glpi-json"));
    const auto& host = reading->host();
    QCOMPARE(host.identity.name, std::string("berth7"));
    QCOMPARE(host.identity.fqdn, std::string("berth7.example.org"));
    QCOMPARE(host.identity.serial, std::string("QS-0042"));
    QCOMPARE(host.identity.macs, std::vector<std::string>{"52:54:00:aa:bb:07"});
    QCOMPARE(host.identity.agentId, std::string("berth7-2026-01-01-00-00-00"));
    QCOMPARE(toIso(*host.takenAt), std::string("2026-03-02T09:00:00Z"));
    QVERIFY(host.timeSource == TimeSource::LocalWithZone);
    QCOMPARE(streamOf(host.os), std::string("Debian:12"));
    QCOMPARE(host.runningKernel, std::string("6.1.0-18-amd64"));
    QCOMPARE(lines(*reading),
             (QStringList{u"deb quay 0.9-1 amd64"_qs, u"flatpak org.example.Chart 2.0"_qs, u"hotfix KB2553140"_qs,
                          u"program Chart Viewer 7.1 Quayside"_qs, u"rpm mooring 3.1-4.el9 x86_64"_qs}));
    QVERIFY(hasIssue(*reading, ErrorKind::MissingField, "name"));
}

void AgentReadersTest::glpiPrinterIsNoHost()
{
    const auto reading = readFixture("glpi_printer.json");
    QVERIFY(reading->result.ok());
    QVERIFY(reading->builder.hosts().empty());
    QVERIFY(hasIssue(*reading, ErrorKind::Unsupported, "itemtype"));
}

void AgentReadersTest::fusion()
{
    const auto reading = readFixture("fusion.xml");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("fusion-xml"));
    const auto& host = reading->host();
    QCOMPARE(host.identity.name, std::string("berth8"));
    QCOMPARE(host.identity.fqdn, std::string("berth8.example.org"));
    QCOMPARE(host.identity.serial, std::string());
    QCOMPARE(host.identity.uuid, std::string("44454c4c-3400-1030-8048-b6c04f503799"));
    QCOMPARE(host.os.version, std::string("12.5"));
    QCOMPARE(toIso(*host.takenAt), std::string("2026-03-02T09:00:00Z"));
    QCOMPARE(lines(*reading),
             (QStringList{u"deb harbor-core 1:4.2-2+b1 amd64 harbor 1:4.2-2"_qs, u"deb quay 0.9-1 amd64 quay"_qs}));
}

void AgentReadersTest::ocs()
{
    ReadOptions options;
    options.assumedUtcOffsetMinutes = 60;
    const auto reading = readFixture("ocs.xml", options);
    QVERIFY(reading->result.ok());
    QCOMPARE(lines(*reading), QStringList{u"deb quay 0.9-1 amd64"_qs});
    QCOMPARE(streamOf(reading->host().os), std::string("Debian:12"));
    QCOMPARE(reading->host().runningKernel, std::string());
    QCOMPARE(toIso(*reading->host().takenAt), std::string("2026-03-02T08:00:05Z"));
    QVERIFY(reading->host().timeSource == TimeSource::LocalAssumedZone);
}

void AgentReadersTest::xmlEntitiesAreRefused()
{
    const auto reading = readText("<?xml version=\"1.0\"?><!DOCTYPE REQUEST [<!ENTITY a \"aaaa\">"
                                  "<!ENTITY b \"&a;&a;\">]><REQUEST><CONTENT><HARDWARE><NAME>&b;</NAME></HARDWARE>"
                                  "</CONTENT></REQUEST>",
                                  {}, "fusion-xml");
    QVERIFY(!reading->result.ok());
    QVERIFY(reading->result.error().kind == ErrorKind::Unsupported);
    QVERIFY(reading->builder.hosts().empty());
}

void AgentReadersTest::xmlDepthIsCapped()
{
    std::string deep = "<REQUEST><CONTENT>";
    for (int i = 0; i < 5000; ++i)
        deep += "<A>";
    const auto reading = readText(deep, {}, "fusion-xml");
    QVERIFY(!reading->result.ok());
    QVERIFY(reading->result.error().kind == ErrorKind::TooLarge);
}

void AgentReadersTest::cycloneDx()
{
    const auto reading = readFixture("cyclonedx.json");
    QVERIFY(reading->result.ok());
    QCOMPARE(reading->reader, std::string("cyclonedx-json"));
    const auto& host = reading->host();
    QCOMPARE(host.identity.fqdn, std::string("berth10.example.org"));
    QCOMPARE(streamOf(host.os), std::string("Debian:12"));
    QCOMPARE(toIso(*host.takenAt), std::string("2026-03-02T08:00:00Z"));
    QCOMPARE(lines(*reading),
             (QStringList{u"deb adrift 3.134"_qs, u"deb harbor-core 1:4.2-2+b1 amd64 harbor 1:4.2-2"_qs,
                          u"language @angular/core 17.0.1 npm"_qs, u"language com.example:databind 2.9.4 maven"_qs,
                          u"program Chart Viewer 7.1 Quayside"_qs, u"rpm mooring 1:3.1-4.el9 x86_64 moorings"_qs}));
    QVERIFY(hasIssue(*reading, ErrorKind::BadValue, "purl"));
    // image, Debian package without a release, library without a package URL: one issue each
    QCOMPARE(reading->builder.issueCount(), std::uint64_t(4));
}

void AgentReadersTest::cycloneDxNestingIsCapped()
{
    std::string nested;
    for (int i = 0; i < 60; ++i)
        nested += R"({"type":"library","name":"n","purl":"pkg:npm/n@)" + std::to_string(i) + R"(","components":[)";
    for (int i = 0; i < 60; ++i)
        nested += "]}";
    const auto reading = readText(R"({"bomFormat":"CycloneDX","components":[)" + nested + "]}");
    QVERIFY(reading->result.ok());
    QVERIFY(reading->host().components.size() < 60);
    QVERIFY(hasIssue(*reading, ErrorKind::TooLarge, ""));
}

void AgentReadersTest::textsAreCleaned()
{
    const auto reading = readText(R"({"bomFormat":"CycloneDX","metadata":{"component":{"type":"device",
        "name":"berth\u0000\u001b11"}},"components":[{"purl":"pkg:deb/debian/qu%e2ay@1?distro=debian-12"},
        {"purl":"pkg:npm/%00@1"}]})");
    QCOMPARE(lines(*reading), QStringList{u"deb qu\uFFFDay 1"_qs});
    QCOMPARE(reading->host().identity.name, std::string("berth11"));
}

void AgentReadersTest::utf16()
{
    const QString text = QStringLiteral("[{\"name\":\"Chärt\",\"version\":\"1\",\"install_location\":\"\"}]");
    std::string raw = "\xff\xfe";
    for (const QChar c : text) {
        raw += char(c.unicode() & 0xff);
        raw += char(c.unicode() >> 8);
    }
    const auto reading = readText(raw);
    QVERIFY(reading->result.ok());
    QCOMPARE(lines(*reading), QStringList{u"program Chärt 1"_qs});
}

void AgentReadersTest::operatorWins()
{
    ReadOptions options;
    options.takenAt = parseIso("2026-05-01T00:00:00Z");
    options.osHint = "Debian:11";
    options.hostHint = "other";
    const auto told = readFixture("glpi_computer.json", options);
    QCOMPARE(toIso(*told->host().takenAt), std::string("2026-05-01T00:00:00Z"));
    QVERIFY(told->host().timeSource == TimeSource::Operator);
    QCOMPARE(told->host().identity.name, std::string("berth7"));
    QCOMPARE(streamOf(told->host().os), std::string("Debian:12"));
    const auto untold = readFixture("osquery_deb.json", options);
    QCOMPARE(streamOf(untold->host().os), std::string("Debian:11"));
}

void AgentReadersTest::truncation_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(BREAKWATER_TEST_DATA "/inventory"));
    for (const char* file : {"osquery_deb.json", "osquery_log.ndjson", "ansible_setup.json", "ansible_printed.txt",
                             "glpi_computer.json", "fusion.xml", "ocs.xml", "cyclonedx.json"})
        QTest::newRow(file) << folder.filePath(QString::fromLatin1(file));
}

void AgentReadersTest::truncation()
{
    QFETCH(QString, path);
    const auto whole = readPath(path.toStdString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().trimmed().toStdString();
    for (std::size_t size = 1; size < text.size(); size += text.size() / 97 + 1) {
        const auto reading = readText(text.substr(0, size), {}, whole->reader);
        if (reading->result.ok()) {
            // Several results in a row may be cut between two of them; nothing shows that.
            QVERIFY2(path.endsWith(u".txt") || path.endsWith(u".ndjson"), qPrintable(QString::number(size)));
            continue;
        }
        const auto kind = reading->result.error().kind;
        QVERIFY2(kind == ErrorKind::Truncated || kind == ErrorKind::Empty, qPrintable(QString::number(size)));
        const auto& hosts = reading->builder.hosts();
        // Of printed results those before the cut one are whole.
        if (kind == ErrorKind::Truncated && !hosts.empty() && !path.endsWith(u".txt"))
            QVERIFY(hosts.back().truncated);
    }
}

} // namespace bw::test

QTEST_GUILESS_MAIN(bw::test::AgentReadersTest)
#include "agentreaderstest.moc"
