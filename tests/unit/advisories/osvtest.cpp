// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/readers/osvecosystem.h"
#include "models/domain/host.h"
#include "tests/unit/advisories/readfeed.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

std::string affected(const std::string& ecosystem, const std::string& name, const std::string& events,
                     const std::string& more = {})
{
    return R"({"package": {"ecosystem": ")" + ecosystem + R"(", "name": ")" + name
        + R"("}, "ranges": [{"type": "ECOSYSTEM", "events": [)" + events + "]}]" + more + "}";
}

std::string record(const std::string& id, const std::string& affectedList, const std::string& more = {})
{
    return R"({"id": ")" + id + R"(", "modified": "2026-03-01T00:00:00Z", "published": "2026-02-01T00:00:00Z")" + more
        + R"(, "affected": [)" + affectedList + "]}";
}

const std::string Cve = R"(, "related": ["CVE-2026-0001"])";
const std::string FromZero = R"({"introduced": "0"}, {"fixed": "1.2-3"})";

} // namespace

class OsvTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void streams_data();
    void streams();
    void streamsAreThoseOfHosts();
    void plainRange();
    void severalIntervals_data();
    void severalIntervals();
    void onlyVersionsWithoutRange();
    void gitRangesAreSkipped();
    void cvesFromAnyPlace_data();
    void cvesFromAnyPlace();
    void relatedCountsOnlyWithoutOthers();
    void bugNoticesAreCountedNotKept();
    void moduleFromTheSummary();
    void zeroEpochIsNoEpoch();
    void suseBinaries();
    void ubuntuPro();
    void specialInterestGroupHasItsOwnStream();
    void severityAndScore();
    void withdrawnKeepsNoRows();
    void dirtyRecords();
    void fileOfAnotherRecordIsAnIssue();
    void badRecordAmongGoodOnes();
    void truncationNeverCrashes();
    void formatIsRecognised();
};

void OsvTest::streams_data()
{
    QTest::addColumn<QString>("ecosystem");
    QTest::addColumn<QString>("stream");
    QTest::addColumn<int>("scheme");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("subscription");
    const auto row = [](const char* ecosystem, const char* stream, VersionScheme scheme,
                        PackageKind kind = PackageKind::Source, bool subscription = false) {
        QTest::newRow(ecosystem) << QString::fromLatin1(ecosystem) << QString::fromLatin1(stream) << int(scheme)
                                 << int(kind) << subscription;
    };
    const auto binary = PackageKind::Binary;
    const auto source = PackageKind::Source;
    row("Debian:12", "Debian:12", VersionScheme::Deb);
    row("Debian:6.0", "Debian:6", VersionScheme::Deb);
    row("Debian:bookworm", "Debian:12", VersionScheme::Deb);
    row("Debian:unstable", "Debian:sid", VersionScheme::Deb);
    row("Ubuntu:22.04", "Ubuntu:22.04", VersionScheme::Deb);
    row("Ubuntu:22.04:LTS", "Ubuntu:22.04", VersionScheme::Deb);
    row("Ubuntu:Pro:14.04:LTS", "Ubuntu:14.04", VersionScheme::Deb, source, true);
    row("Ubuntu:ubuntu_pro:22.04::main", "Ubuntu:22.04", VersionScheme::Deb, source, true);
    row("Ubuntu:Pro:FIPS-updates:20.04:LTS", "Ubuntu:Pro:FIPS-updates:20.04:LTS", VersionScheme::Deb, source, true);
    row("Alpine:v3.18", "Alpine:v3.18", VersionScheme::Apk);
    row("AlmaLinux:9", "AlmaLinux:9", VersionScheme::Rpm, binary);
    row("Rocky Linux:9", "Rocky Linux:9", VersionScheme::Rpm);
    row("Red Hat:enterprise_linux:9::baseos", "Red Hat:9", VersionScheme::Rpm, binary);
    row("Red Hat:rhel_eus:8.8::baseos", "Red Hat:rhel_eus:8.8", VersionScheme::Rpm, binary, true);
    row("openSUSE:Leap 15.5", "openSUSE:Leap 15.5", VersionScheme::Rpm);
    row("SUSE:Linux Enterprise Server 15 SP5", "SUSE:Linux Enterprise Server 15 SP5", VersionScheme::Rpm);
    row("SUSE:Linux Enterprise Server 15 SP3-LTSS", "SUSE:Linux Enterprise Server 15 SP3", VersionScheme::Rpm, source,
        true);
    row("SUSE:Linux Enterprise Module for Basesystem 15 SP5", "SUSE:Linux Enterprise Server 15 SP5",
        VersionScheme::Rpm);
    row("SUSE:Linux Enterprise Desktop 12", "SUSE:Linux Enterprise Desktop 12", VersionScheme::Rpm);
    row("npm", "npm", VersionScheme::Semver);
    row("PyPI", "PyPI", VersionScheme::Generic);
    row("Something:1", "Something:1", VersionScheme::Generic);
}

void OsvTest::streams()
{
    QFETCH(QString, ecosystem);
    QFETCH(QString, stream);
    QFETCH(int, scheme);
    QFETCH(int, kind);
    QFETCH(bool, subscription);
    const OsvStream out = osvStream(ecosystem.toStdString());
    QCOMPARE(out.stream, stream.toStdString());
    QCOMPARE(int(out.scheme), scheme);
    QCOMPARE(int(out.kind), kind);
    QCOMPARE(out.needsSubscription, subscription);
}

void OsvTest::streamsAreThoseOfHosts()
{
    const auto host = [](const char* name, const char* version) { return bw::streamOf(canonicalOs(name, version)); };
    QCOMPARE(osvStream("Debian:12").stream, host("Debian GNU/Linux", "12.11"));
    QCOMPARE(osvStream("Ubuntu:22.04:LTS").stream, host("Ubuntu", "22.04.4"));
    QCOMPARE(osvStream("AlmaLinux:9").stream, host("AlmaLinux", "9.6"));
    QCOMPARE(osvStream("Rocky Linux:8").stream, host("Rocky Linux", "8.10"));
    QCOMPARE(osvStream("Red Hat:enterprise_linux:9::baseos").stream, host("Red Hat Enterprise Linux", "9.4"));
    QCOMPARE(osvStream("Alpine:v3.18").stream, host("Alpine Linux", "3.18.4"));
    QCOMPARE(osvStream("openSUSE:Leap 15.5").stream, host("openSUSE Leap", "15.5"));
    QCOMPARE(osvStream("SUSE:Linux Enterprise Module for Basesystem 15 SP5").stream,
             host("SUSE Linux Enterprise Server", "15.5"));
}

void OsvTest::plainRange()
{
    const FeedRead read = readFeed(
        "osv",
        record("DSA-1-1", affected("Debian:12", "gate", FromZero), Cve + R"(, "summary": "gate - security update")"));
    QVERIFY(read.result);
    QCOMPARE(read.issueCount, std::uint64_t(0));
    QVERIFY(read.batch.cumulative);
    QCOMPARE(toIso(*read.batch.asOf), std::string("2026-03-01T00:00:00Z"));
    QCOMPARE(read.batch.advisories.size(), std::size_t(1));
    QCOMPARE(read.text(read.batch.advisories[0].title), std::string("gate - security update"));
    QCOMPARE(read.batch.affected.size(), std::size_t(1));
    const AffectedRow& row = read.batch.affected[0];
    QCOMPARE(row.advisory, 0u);
    QCOMPARE(read.text(row.package), std::string("gate"));
    QCOMPARE(read.text(row.stream), std::string("Debian:12"));
    QCOMPARE(row.introduced, StringPool::npos);
    QCOMPARE(read.text(row.fixed), std::string("1.2-3"));
    QVERIFY(row.status == AffectedStatus::Fixed);
}

void OsvTest::severalIntervals_data()
{
    QTest::addColumn<QByteArray>("events");
    QTest::addColumn<QString>("intervals");
    const auto row = [](const char* name, const char* events, const char* intervals) {
        QTest::newRow(name) << QByteArray(events) << QString::fromLatin1(intervals);
    };
    row("pairs", R"({"introduced":"0"},{"fixed":"1"},{"introduced":"2"},{"fixed":"3"})", "-1 23");
    row("grouped", R"({"introduced":"0"},{"introduced":"2"},{"fixed":"1"},{"fixed":"3"})", "-1 23");
    row("open", R"({"introduced":"1"})", "1-");
    row("last affected", R"({"introduced":"0"},{"last_affected":"4"})", "-<4");
    row("second fix says nothing", R"({"introduced":"0"},{"fixed":"1"},{"fixed":"2"})", "-1");
    row("limit", R"({"introduced":"0"},{"limit":"5"})", "-|5");
    row("limit of everything", R"({"introduced":"2"},{"limit":"*"})", "2-");
    row("no introduced", R"({"fixed":"1"})", "-1");
    row("one object", R"({"introduced":"0","fixed":"1"})", "-1");
    row("none", "", "");
}

void OsvTest::severalIntervals()
{
    QFETCH(QByteArray, events);
    QFETCH(QString, intervals);
    const FeedRead read = readFeed("osv", record("X-1", affected("npm", "gate", events.toStdString())));
    QString got;
    for (const AffectedRow& row : read.batch.affected) {
        const auto text = [&](StringId id) {
            return QString::fromStdString(id == StringPool::npos ? "-" : read.text(id));
        };
        got += got.isEmpty() ? QString() : QStringLiteral(" ");
        got += text(row.introduced);
        if (row.lastAffected != StringPool::npos)
            got += u'<' + text(row.lastAffected);
        else if (row.fixed != StringPool::npos && row.status == AffectedStatus::NoFixYet)
            got += u'|' + text(row.fixed);
        else
            got += text(row.fixed);
        QCOMPARE(row.status == AffectedStatus::Fixed, row.fixed != StringPool::npos && row.note == StringPool::npos);
    }
    QCOMPARE(got, intervals);
    QCOMPARE(read.hasIssue(ErrorKind::MissingField), QByteArray(QTest::currentDataTag()) == "no introduced");
}

void OsvTest::onlyVersionsWithoutRange()
{
    const FeedRead read = readFeed(
        "osv", record("GHSA-1", R"({"package": {"ecosystem": "PyPI", "name": "gate"}, "versions": ["1", "2"]})"));
    QCOMPARE(read.batch.affected.size(), std::size_t(1));
    const AffectedRow& row = read.batch.affected[0];
    QCOMPARE(row.exactAffected.size(), std::size_t(2));
    QVERIFY(row.status == AffectedStatus::Fixed && row.fixed == StringPool::npos && row.introduced == StringPool::npos);
    const FeedRead both =
        readFeed("osv", record("GHSA-1", affected("PyPI", "gate", FromZero, R"(, "versions": ["1", "2"])")));
    QVERIFY(both.batch.affected[0].exactAffected.empty());
}

void OsvTest::gitRangesAreSkipped()
{
    const FeedRead read =
        readFeed("osv", record("CVE-2026-1", R"({"package": {"ecosystem": "PyPI", "name": "gate"}, "ranges": [
        {"type": "GIT", "repo": "r", "events": [{"introduced": "0"}, {"fixed": "abc"}]},
        {"type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"fixed": "1.1.0"}]}]},
        {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]})"));
    QCOMPARE(read.batch.affected.size(), std::size_t(1));
    QCOMPARE(read.text(read.batch.affected[0].fixed), std::string("1.1.0"));
}

void OsvTest::cvesFromAnyPlace_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("related") << QByteArray("ALSA-1") << QByteArray(R"(, "related": ["CVE-2026-0001"])");
    QTest::newRow("aliases") << QByteArray("GHSA-1") << QByteArray(R"(, "aliases": ["CVE-2026-0001", "PYSEC-1"])");
    QTest::newRow("upstream") << QByteArray("USN-1-1")
                              << QByteArray(R"(, "upstream": ["CVE-2026-0001", "UBUNTU-CVE-2026-0001"])");
    QTest::newRow("id") << QByteArray("CVE-2026-0001") << QByteArray();
    QTest::newRow("prefixed id") << QByteArray("UBUNTU-CVE-2026-0001") << QByteArray();
    QTest::newRow("alpine") << QByteArray("ALPINE-CVE-2026-0001") << QByteArray(R"(, "upstream": ["CVE-2026-0001"])");
}

void OsvTest::cvesFromAnyPlace()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, more);
    const FeedRead read =
        readFeed("osv", record(id.toStdString(), affected("Debian:12", "gate", FromZero), more.toStdString()));
    QCOMPARE(read.batch.advisories.size(), std::size_t(1));
    QCOMPARE(read.batch.advisories[0].cves.size(), std::size_t(1));
    QCOMPARE(read.text(read.batch.advisories[0].cves[0]), std::string("CVE-2026-0001"));
}

void OsvTest::relatedCountsOnlyWithoutOthers()
{
    const FeedRead read = readFeed("osv",
                                   record("GHSA-1", affected("npm", "gate", FromZero),
                                          R"(, "related": ["CVE-2026-0009"], "aliases": ["CVE-2026-0001"])"));
    QCOMPARE(read.batch.advisories[0].cves.size(), std::size_t(1));
    QCOMPARE(read.text(read.batch.advisories[0].cves[0]), std::string("CVE-2026-0001"));
}

void OsvTest::bugNoticesAreCountedNotKept()
{
    FeedRead read = readFeed("osv", record("ALBA-2026:1", affected("AlmaLinux:9", "gate", FromZero)));
    readMore(read, "osv", record("ALEA-2026:2", affected("AlmaLinux:9", "gate", FromZero)));
    readMore(read, "osv", record("ALBA-2026:3", affected("AlmaLinux:9", "gate", FromZero), Cve));
    readMore(read, "osv", record("ALSA-2026:A009", affected("AlmaLinux:9", "gate", FromZero)));
    QCOMPARE(read.batch.records, std::uint64_t(4));
    QCOMPARE(read.batch.advisories.size(), std::size_t(2));
    QCOMPARE(read.batch.affected.size(), std::size_t(2));
    QCOMPARE(read.text(read.batch.advisories[1].id), std::string("ALSA-2026:A009"));
}

void OsvTest::moduleFromTheSummary()
{
    const std::string events = R"({"introduced": "0"}, {"fixed": "4:5.32.1-474.module_el8.10.0+4162+0aac7c4c"})";
    const FeedRead told = readFeed(
        "osv",
        record("ALSA-1", affected("AlmaLinux:8", "perl", events) + "," + affected("AlmaLinux:8", "plain", FromZero),
               Cve + R"(, "summary": "Moderate: perl:5.32 security update")"));
    QCOMPARE(told.text(told.batch.affected[0].module), std::string("perl:5.32"));
    QVERIFY(told.batch.affected[0].kind == PackageKind::Binary);
    QCOMPARE(told.batch.affected[1].module, StringPool::npos);
    QCOMPARE(told.text(told.batch.advisories[0].severity), std::string("Moderate"));
    const FeedRead untold = readFeed("osv", record("ALSA-1", affected("AlmaLinux:8", "perl", events), Cve));
    QCOMPARE(untold.batch.affected[0].module, StringPool::npos);
    QCOMPARE(untold.text(untold.batch.affected[0].note), std::string("module stream not told"));
}

void OsvTest::zeroEpochIsNoEpoch()
{
    const std::string events = R"({"introduced": "0:1.0"}, {"fixed": "0:6.4.1-9.el9_1"})";
    const FeedRead rocky = readFeed("osv", record("RLSA-1", affected("Rocky Linux:9", "bcel", events), Cve));
    QCOMPARE(rocky.text(rocky.batch.affected[0].fixed), std::string("6.4.1-9.el9_1"));
    QCOMPARE(rocky.text(rocky.batch.affected[0].introduced), std::string("1.0"));
    const FeedRead debian = readFeed("osv", record("DSA-1", affected("Debian:12", "bcel", events), Cve));
    QCOMPARE(debian.text(debian.batch.affected[0].fixed), std::string("0:6.4.1-9.el9_1"));
}

void OsvTest::suseBinaries()
{
    const FeedRead read = readFeed(
        "osv",
        record("SUSE-SU-2026:1-1",
               affected("SUSE:Linux Enterprise Module for Basesystem 15 SP5", "gate", FromZero,
                        R"(, "ecosystem_specific": {"binaries": [{"libgate1": "1.2-3", "gate-tools": "1.2-3.1"}]})"),
               Cve));
    QCOMPARE(read.batch.affected.size(), std::size_t(2));
    const AffectedRow& tools = read.batch.affected[1];
    QVERIFY(tools.kind == PackageKind::Binary);
    QCOMPARE(read.text(tools.package), std::string("gate-tools"));
    QCOMPARE(read.text(tools.fixed), std::string("1.2-3.1"));
    QCOMPARE(read.text(tools.note), std::string("Module for Basesystem"));
    // Ubuntu lists binaries too, but its rows are about the source.
    const FeedRead ubuntu =
        readFeed("osv",
                 record("USN-1-1",
                        affected("Ubuntu:22.04:LTS", "gate", FromZero,
                                 R"(, "ecosystem_specific": {"binaries": [{"binary_name": "libgate1"}]})"),
                        Cve));
    QCOMPARE(ubuntu.batch.affected.size(), std::size_t(1));
    QVERIFY(ubuntu.batch.affected[0].kind == PackageKind::Source);
}

void OsvTest::ubuntuPro()
{
    const FeedRead read = readFeed("osv",
                                   record("UBUNTU-CVE-2026-0001",
                                          affected("Ubuntu:Pro:18.04:LTS", "gate", FromZero,
                                                   R"(, "ecosystem_specific": {"ubuntu_priority": "medium"})")));
    QVERIFY(read.batch.affected[0].needsSubscription);
    QCOMPARE(read.text(read.batch.affected[0].stream), std::string("Ubuntu:18.04"));
    QCOMPARE(read.text(read.batch.affected[0].urgency), std::string("medium"));
}

void OsvTest::specialInterestGroupHasItsOwnStream()
{
    const FeedRead read = readFeed("osv",
                                   record("RXSA-1",
                                          R"({"package": {"ecosystem": "Rocky Linux:8", "name": "kernel",
        "purl": "pkg:rpm/rocky-linux/kernel?distro=rocky-linux-8-sig-cloud&epoch=0"}, "ranges": [{"type": "ECOSYSTEM",
        "events": [{"introduced": "0"}, {"fixed": "0:4.18.0-425.10.1.el8_7.cloud"}]}]},)"
                                              + affected("Rocky Linux:8", "kernel", FromZero),
                                          Cve));
    QCOMPARE(read.text(read.batch.affected[0].stream), std::string("Rocky Linux:8:sig-cloud"));
    QCOMPARE(read.text(read.batch.affected[1].stream), std::string("Rocky Linux:8"));
}

void OsvTest::severityAndScore()
{
    const FeedRead read = readFeed("osv", record("X-1", "", R"(, "severity": [
        {"type": "CVSS_V4", "score": "CVSS:4.0/AV:N"},
        {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "database_specific": {"severity": "CRITICAL"})"));
    QCOMPARE(*read.batch.advisories[0].cvss, 9.8f);
    QCOMPARE(read.text(read.batch.advisories[0].severity), std::string("CRITICAL"));
    const FeedRead ubuntu =
        readFeed("osv", record("USN-1", "", R"(, "severity": [{"type": "Ubuntu", "score": "medium"}])"));
    QVERIFY(!ubuntu.batch.advisories[0].cvss);
    QCOMPARE(ubuntu.text(ubuntu.batch.advisories[0].severity), std::string("medium"));
}

void OsvTest::withdrawnKeepsNoRows()
{
    const FeedRead read = readFeed(
        "osv",
        record("DSA-1-1", affected("Debian:12", "gate", FromZero), Cve + R"(, "withdrawn": "2026-03-01T00:00:00Z")"));
    QVERIFY(read.batch.advisories[0].withdrawn);
    QVERIFY(read.batch.affected.empty());
}

void OsvTest::dirtyRecords()
{
    FeedRead read =
        readFeed("osv", record("SUSE-SU-403 Forbidden-1", affected("openSUSE:Leap 15.5", "gate", FromZero), Cve));
    QVERIFY(read.result);
    QVERIFY(read.hasIssue(ErrorKind::BadValue));
    QVERIFY(read.batch.advisories.empty() && read.batch.affected.empty());
    readMore(read, "osv", R"({"modified": "2026-01-01T00:00:00Z", "affected": []})");
    QVERIFY(read.hasIssue(ErrorKind::MissingField));
    // A wrong purl scheme harms nothing.
    readMore(read, "osv",
             record("SUSE-SU-2026:2-1", R"({"package": {"ecosystem": "openSUSE:Leap 15.5", "name": "gate",
        "purl": "purl:rpm/suse/gate"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1"}]}]})",
                    Cve));
    QCOMPARE(read.batch.affected.size(), std::size_t(1));
}

void OsvTest::fileOfAnotherRecordIsAnIssue()
{
    const std::string text = record("ALSA-2026:4162", affected("AlmaLinux:9", "gate", FromZero), Cve);
    QVERIFY(readFeed("osv", text, "all.zip!ALSA-2026:4163.json").hasIssue(ErrorKind::Conflict));
    QVERIFY(!readFeed("osv", text, "all.zip!ALSA-2026:4162.json").hasIssue(ErrorKind::Conflict));
    QVERIFY(!readFeed("osv", text, "dir/ALSA-2026_4162.json").hasIssue(ErrorKind::Conflict));
    QVERIFY(!readFeed("osv", text, "dir/records.json").hasIssue(ErrorKind::Conflict));
    QCOMPARE(readFeed("osv", text, "all.zip!ALSA-2026:4163.json").batch.affected.size(), std::size_t(1));
}

void OsvTest::badRecordAmongGoodOnes()
{
    const std::string good = record("DSA-1-1", affected("Debian:12", "gate", FromZero), Cve);
    const FeedRead read = readFeed("osv",
                                   good
                                       + "\n{\"id\": \"DSA-2-1\", \"affected\": [{\"package\": 7, \"ranges\": "
                                         "[{\"events\": 1}], \"versions\": [null]}]}\n"
                                       + good + "\n");
    QVERIFY(read.result);
    QCOMPARE(read.batch.records, std::uint64_t(3));
    QCOMPARE(read.batch.affected.size(), std::size_t(2));
}

void OsvTest::truncationNeverCrashes()
{
    const std::string text = record("ALSA-2026:1", affected("AlmaLinux:8", "perl", FromZero), Cve);
    for (std::size_t size = 0; size < text.size(); ++size) {
        const FeedRead read = readFeed("osv", std::string_view(text).substr(0, size));
        QVERIFY(read.result);
        QVERIFY(read.batch.affected.empty());
        QVERIFY2(size == 0 || read.issueCount == 1, std::to_string(size).c_str());
    }
}

void OsvTest::formatIsRecognised()
{
    QCOMPARE(recognised(record("DSA-1-1", affected("Debian:12", "gate", FromZero), Cve)), std::string("osv"));
    QCOMPARE(recognised("[" + record("DSA-1-1", affected("Debian:12", "gate", FromZero)) + "]"), std::string("osv"));
    QCOMPARE(recognised(R"({"affected": [{"package": {"ecosystem": "Alpine:v3.18", "name": "x"}, "ranges": [)"),
             std::string("osv"));
    QCOMPARE(recognised(R"({"id": "X", "modified": "2026", "schema_version": "1.6.0"})"), std::string("osv"));
    QCOMPARE(recognised(R"({"id": "X", "modified": "2026"})"), std::string());
}

QTEST_APPLESS_MAIN(OsvTest)
#include "osvtest.moc"
