// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/matcher.h"

#include "models/matching/hostmatch.h"
#include "models/matching/trace.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

#include <rapidcheck.h>
#include <set>

using namespace bw;
using namespace bw::test;

namespace {

const Instant Now = at("2026-11-24T00:00:00Z");
const std::string Cve = "CVE-2026-1000";

/// What the matcher says of one host and CVE, in the words of the trace.
TraceVerdict matched(const Fleet& fleet, const Catalog& catalog, std::uint32_t host, std::string_view cve)
{
    const MatchTable table = matchFleet(fleet, catalog, Now);
    std::vector<Instance> instances;
    instancesOf(fleet, table, evidenceAt(fleet.hosts[host], table, Now), instances);
    bool open = false, pending = false, unknown = false;
    for (const Instance& instance : instances) {
        for (const Hit& hit : table.hitsOf(table.entries[instance.entry])) {
            if (!isCve(hit.flaw) || catalog.cves[indexOf(hit.flaw)].id != cve)
                continue;
            const bool cannotTell = hit.unknown || instance.state == InstanceState::Unknown;
            unknown = unknown || cannotTell;
            open = open || (!cannotTell && instance.state == InstanceState::Open);
            pending = pending || (!cannotTell && instance.state == InstanceState::RebootPending);
        }
    }
    if (open)
        return TraceVerdict::Affected;
    if (pending)
        return TraceVerdict::RebootPending;
    return unknown ? TraceVerdict::Unknown : TraceVerdict::NotAffected;
}

struct Case {
    std::vector<RowText> rows;
    std::vector<ComponentView> components;
    FleetBuilder::Look look = {};
};

/// The verdict, provided that matcher and trace agree on it.
std::string verdictOf(const Case& c, std::string* reasons = nullptr)
{
    CatalogMaker maker;
    for (const RowText& row : c.rows)
        maker.row(row);
    FleetBuilder builder;
    const auto host = builder.host("db-01");
    builder.look(host, c.components, c.look);
    const auto fleet = builder.build();
    const auto catalog = maker.build();
    const MatchTrace told = trace(*fleet, *catalog, host, Cve, Now);
    if (reasons) {
        for (const TraceLine& line : told.lines)
            *reasons += line.feed + ": " + line.comparison + ": " + line.reason + '\n';
    }
    const TraceVerdict found = matched(*fleet, *catalog, host, Cve);
    const bool notOpen = told.verdict <= TraceVerdict::NotAffected;
    if (found != (notOpen ? TraceVerdict::NotAffected : told.verdict))
        return "matcher says " + std::string(name(found)) + ", trace " + std::string(name(told.verdict));
    return std::string(name(told.verdict));
}

RowText fixedIn(std::string package, std::string version)
{
    return {.advisory = {}, .cves = {Cve}, .package = std::move(package), .fixed = std::move(version)};
}

RowText rpmRow(std::string package, std::string version, std::string module = {})
{
    RowText row = fixedIn(std::move(package), std::move(version));
    row.advisory = "ALSA-2026:1";
    row.feed = "osv";
    row.stream = "AlmaLinux:8";
    row.scheme = VersionScheme::Rpm;
    row.kind = PackageKind::Binary;
    row.module = std::move(module);
    return row;
}

const FleetBuilder::Look Alma{.stream = "AlmaLinux:8"};

RowText with(RowText row, AffectedStatus status, std::string feed = "debian-tracker")
{
    row.status = status;
    row.feed = std::move(feed);
    return row;
}

} // namespace

class MatcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void reasons_data();
    void reasons();
    void kernels_data();
    void kernels();
    void explainsWhereThereIsNothing();
    void keepsOneGroupPerPackage();
    void removedRowsNeverAddHits();

private:
    QHash<QString, Case> m_cases;
    void add(const char* name, Case c, const char* verdict);
};

void MatcherTest::add(const char* name, Case c, const char* verdict)
{
    m_cases.insert(QString::fromUtf8(name), std::move(c));
    QTest::newRow(name) << QString::fromUtf8(verdict);
}

void MatcherTest::verdicts_data()
{
    QTest::addColumn<QString>("verdict");
    m_cases.clear();
    const auto openssl = [](std::string_view version) { return std::vector{deb("libssl3", version, "openssl")}; };
    add("below the fixed version", {{fixedIn("openssl", "3.0.17-1~deb12u2")}, openssl("3.0.15-1~deb12u1")}, "affected");
    add("at the fixed version", {{fixedIn("openssl", "3.0.17-1~deb12u2")}, openssl("3.0.17-1~deb12u2")},
        "not-affected");
    add("fixed 0 is not affected", {{fixedIn("openssl", "0")}, openssl("3.0.15-1")}, "not-affected");
    add("the release's own fix sorts below upstream's",
        {{fixedIn("less", "590-2.1~deb12u1")}, {deb("less", "590-2.1~deb12u1")}}, "not-affected");
    add("~deb12u1 sorts below", {{fixedIn("less", "590-2.1")}, {deb("less", "590-2.1~deb12u1")}}, "affected");
    add("epochs", {{fixedIn("bind9", "1:9.18.41-1~deb12u1")}, {deb("bind9", "9.20.0-1")}}, "affected");
    add("source version, not binary version",
        {{fixedIn("libreoffice", "4:7.4.7-1+deb12u13")},
         {deb("fonts-opensymbol", "4:102.12+LibO7.4.7-1+deb12u12", "libreoffice", "4:7.4.7-1+deb12u12")}},
        "affected");
    add("binary version that sorts above is no proof",
        {{fixedIn("samba", "2:4.17.12+dfsg-0+deb12u2")},
         {deb("libldb2", "2:2.6.2+samba4.17.12+dfsg-0+deb12u1", "samba", "2:4.17.12+dfsg-0+deb12u1")}},
        "affected");
    add("rebuild of a listed source",
        {{{.advisory = {},
           .cves = {Cve},
           .package = "tool",
           .fixed = "2.0-1",
           .feed = "debsecan",
           .upstreamRange = true,
           .exactFixed = {"1.2-3"}}},
         {deb("tool", "1.2-3+b1")}},
        "not-affected");
    add("a language package is not a Debian package",
        {{fixedIn("openssl", "3.0.17-1")}, {{Ecosystem::Language, "openssl", "1.0", {}, {}, {}, {}, "npm"}}},
        "not-installed");
    add("language packages by their own stream",
        {{{.advisory = "GHSA-1",
           .cves = {Cve},
           .package = "left-pad",
           .fixed = "1.3.0",
           .feed = "osv",
           .stream = "npm",
           .scheme = VersionScheme::Semver}},
         {{Ecosystem::Language, "left-pad", "1.2.0", {}, {}, {}, {}, "npm"}}},
        "affected");

    // Feeds that speak of the same package and CVE.
    RowText osv = fixedIn("openssl", "3.0.18-1~deb12u1");
    osv.advisory = "DSA-1";
    osv.feed = "osv";
    RowText debsecan = fixedIn("openssl", "3.5.0-1");
    debsecan.advisory = "debsecan";
    debsecan.feed = "debsecan";
    debsecan.upstreamRange = true;
    add("the tracker beats OSV", {{osv, fixedIn("openssl", "3.0.17-1~deb12u2")}, openssl("3.0.17-1~deb12u2")},
        "not-affected");
    add("OSV beats debsecan", {{debsecan, osv}, openssl("3.0.18-1~deb12u1")}, "not-affected");
    add("debsecan alone: below unstable", {{debsecan}, openssl("3.0.18-1~deb12u1")}, "affected");
    RowText listed = debsecan;
    listed.exactFixed = {"3.0.18-1~deb12u1"};
    add("debsecan alone: exactly listed", {{listed}, openssl("3.0.18-1~deb12u1")}, "not-affected");
    add("debsecan alone: newer than the listed one is not listed", {{listed}, openssl("3.0.19-1")}, "affected");
    add("a fix beats an older word of none",
        {{with(fixedIn("openssl", ""), AffectedStatus::NoFixYet), osv}, openssl("3.0.18-1~deb12u1")}, "not-affected");
    RowText open = with(fixedIn("openssl", ""), AffectedStatus::NoFixYet);
    add("no fix yet stays open", {{open}, openssl("3.0.18-1~deb12u1")}, "affected");
    add("no fix yet is not closed by debsecan", {{open, listed}, openssl("3.0.18-1~deb12u1")}, "affected");
    add("will not fix stays open", {{with(open, AffectedStatus::WillNotFix)}, openssl("3.0.18-1")}, "affected");
    add("undetermined cannot tell", {{with(open, AffectedStatus::Undetermined)}, openssl("3.0.18-1")}, "unknown");
    add("undetermined yields to a decision",
        {{with(open, AffectedStatus::Undetermined), osv}, openssl("3.0.18-1~deb12u1")}, "not-affected");
    RowText unimportant = open;
    unimportant.urgency = "unimportant";
    add("unimportant does not count, whatever others say", {{unimportant, osv}, openssl("3.0.1-1")}, "not-affected");
    RowText second = osv;
    second.advisory = "DSA-2";
    second.fixed = "3.0.19-1~deb12u1";
    add("a second advisory of the same feed reopens", {{osv, second}, openssl("3.0.18-1~deb12u1")}, "affected");

    // Ranges.
    RowText range = fixedIn("tool", "2.5");
    range.introduced = "2.0";
    add("before introduced", {{range}, {deb("tool", "1.9")}}, "not-affected");
    add("inside the range", {{range}, {deb("tool", "2.0")}}, "affected");
    RowText last = fixedIn("tool", "");
    last.lastAffected = "2.5";
    add("the last affected one", {{last}, {deb("tool", "2.5")}}, "affected");
    add("after the last affected one", {{last}, {deb("tool", "2.6")}}, "not-affected");
    RowText exact = fixedIn("tool", "");
    exact.exactAffected = {"1.1", "1.2"};
    add("a list of versions: in", {{exact}, {deb("tool", "1.2")}}, "affected");
    add("a list of versions: out", {{exact}, {deb("tool", "1.3")}}, "not-affected");
    RowText later = range;
    later.introduced = "3.0";
    later.fixed.clear();
    later.status = AffectedStatus::NoFixYet;
    add("two ranges of one advisory: between", {{range, later}, {deb("tool", "2.7")}}, "not-affected");
    add("two ranges of one advisory: the open one", {{range, later}, {deb("tool", "3.1")}}, "affected");

    // What is no version is never good.
    add("installed version is none", {{fixedIn("tool", "2.5")}, {deb("tool", "not a version")}}, "unknown");
    add("advisory version is none", {{fixedIn("tool", "not a version")}, {deb("tool", "2.5")}}, "unknown");
    add("no installed version", {{fixedIn("tool", "2.5")}, {deb("tool", "")}}, "unknown");

    // rpm.
    const std::string modular = "4:5.32.1-474.module_el8.10.0+4162+03ec0e1d";
    add("plain perl is not modular perl", {{rpmRow("perl", modular)}, {rpm("perl", "4:5.26.3-422.el8")}, Alma},
        "not-affected");
    add("modular perl of the stream",
        {{rpmRow("perl", modular)}, {rpm("perl", "4:5.32.1-470.module_el8.6.0+2766+8bf0b7ce")}, Alma}, "affected");
    add("modular perl of another stream",
        {{rpmRow("perl", modular)}, {rpm("perl", "4:5.30.1-452.module_el8.4.0+2178+2cc8ff85")}, Alma}, "not-affected");
    add("modular perl is not plain perl",
        {{rpmRow("perl", "4:5.26.3-423.el8_10")}, {rpm("perl", "4:5.24.4-404.module_el8.3.0+2053+c5ae77f3")}, Alma},
        "not-affected");
    add("streams by label: another",
        {{rpmRow("postgresql", "12.22-1.module_el8.10.0+1", "postgresql:12")},
         {rpm("postgresql", "9.6.22-1.module_el8.3.0+2", "postgresql:9.6:8030020210:ae3fd7cf")},
         Alma},
        "not-affected");
    add("streams by label and version",
        {{rpmRow("postgresql", "12.22-1.module_el8.10.0+1")},
         {rpm("postgresql", "12.1-2.module_el8.3.0+2", "postgresql:12:8030020210:ae3fd7cf:x86_64")},
         Alma},
        "affected");
    add("streams named by the major alone",
        {{rpmRow("nodejs", "1:18.20.2-1.module_el8.9.0+3")},
         {
             rpm("nodejs", "1:18.19.1-1.module_el8.9.0+2"),
         },
         Alma},
        "affected");
    RowText arm = rpmRow("zlib", "1.2.11-26.el8");
    arm.arch = "aarch64";
    add("another architecture", {{arm}, {rpm("zlib", "1.2.11-20.el8")}, Alma}, "not-affected");
    add("missing epoch is 0", {{rpmRow("zlib", "0:1.2.11-26.el8")}, {rpm("zlib", "1.2.11-26.el8")}, Alma},
        "not-affected");
}

void MatcherTest::verdicts()
{
    QFETCH(QString, verdict);
    std::string reasons;
    const auto found = verdictOf(m_cases.value(QString::fromUtf8(QTest::currentDataTag())), &reasons);
    QVERIFY2(QString::fromStdString(found) == verdict, (found + '\n' + reasons).c_str());
}

void MatcherTest::reasons_data()
{
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");
    m_cases.clear();
    const auto row = [&](const char* name, Case c, const char* verdict, const char* part) {
        m_cases.insert(QString::fromUtf8(name), std::move(c));
        QTest::newRow(name) << QString::fromUtf8(verdict) << QString::fromUtf8(part);
    };
    row("comparison", {{fixedIn("openssl", "3.0.17-1~deb12u2")}, {deb("libssl3", "3.0.15-1~deb12u1", "openssl")}},
        "affected", "3.0.15-1~deb12u1 < 3.0.17-1~deb12u2: the installed version is below the fixed one");
    row("equal", {{fixedIn("openssl", "3.0.17-1")}, {deb("openssl", "3.0.17-1")}}, "not-affected",
        "3.0.17-1 = 3.0.17-1: the installed version is the fixed one or newer");
    row("fixed 0", {{fixedIn("openssl", "0")}, {deb("openssl", "3")}}, "not-affected", "release is not affected");
    row("source assumed", {{fixedIn("openssl", "3.0.17-1")}, {deb("openssl", "3.0.15-1")}}, "affected",
        "source package not told, assumed");
    row("installed as", {{fixedIn("openssl", "3.0.17-1")}, {deb("libssl3", "3.0.15-1", "openssl")}}, "affected",
        "installed as libssl3 3.0.15-1");
    RowText osv = fixedIn("openssl", "3.0.18-1");
    osv.advisory = "DSA-1";
    osv.feed = "osv";
    row("disagreement", {{osv, fixedIn("openssl", "3.0.17-1")}, {deb("openssl", "3.0.17-1")}}, "not-affected",
        "overruled by debian-tracker, which disagrees");
    RowText pro = osv;
    pro.needsSubscription = true;
    row("subscription", {{pro}, {deb("openssl", "3.0.17-1")}}, "affected", "the fix needs a subscription");
    row("no version", {{fixedIn("tool", "2.5")}, {deb("tool", "x y")}}, "unknown", "cannot tell");
    row("modules", {{rpmRow("perl", "5.32.1-474.module_el8")}, {rpm("perl", "5.26.3-422.el8")}, Alma}, "not-affected",
        "module stream, the installed package is not modular");
    row("unimportant",
        {{{.advisory = {},
           .cves = {Cve},
           .package = "tool",
           .status = AffectedStatus::NoFixYet,
           .urgency = "unimportant"}},
         {deb("tool", "1")}},
        "not-affected", "the vendor calls it unimportant");
}

void MatcherTest::reasons()
{
    QFETCH(QString, verdict);
    QFETCH(QString, part);
    std::string reasons;
    const auto found = verdictOf(m_cases.value(QString::fromUtf8(QTest::currentDataTag())), &reasons);
    QCOMPARE(QString::fromStdString(found), verdict);
    QVERIFY2(QString::fromStdString(reasons).contains(part), reasons.c_str());
}

void MatcherTest::kernels_data()
{
    QTest::addColumn<QString>("verdict");
    m_cases.clear();
    const auto image = [](const char* name, const char* version, const char* signedVersion) {
        return deb(name, version, "linux-signed-amd64", signedVersion);
    };
    const auto old = image("linux-image-6.1.0-53-amd64", "6.1.115-1", "6.1.115+1");
    const auto fixed = image("linux-image-6.1.0-54-amd64", "6.1.120-1", "6.1.120+1");
    const auto meta = image("linux-image-amd64", "6.1.115-1", "6.1.115+1");
    const auto headers = deb("linux-headers-6.1.0-53-common", "6.1.115-1", "linux", "6.1.115-1");
    const std::vector<RowText> rows{fixedIn("linux", "6.1.120-1")};
    const auto running = [](const char* kernel, std::optional<bool> reboot = {}) {
        return FleetBuilder::Look{.kernel = kernel, .rebootPending = reboot};
    };
    add("signed kernel, source linux", {rows, {old}}, "affected");
    add("signed kernel at the fixed version", {rows, {fixed}}, "not-affected");
    add("old one left over, fixed one runs", {rows, {old, fixed}, running("6.1.0-54-amd64")}, "not-affected");
    add("old one runs", {rows, {old, fixed}, running("6.1.0-53-amd64")}, "reboot-pending");
    add("headers go with the running image", {rows, {old, fixed, headers}, running("6.1.0-53-amd64")},
        "reboot-pending");
    add("headers left over", {rows, {fixed, headers}, running("6.1.0-54-amd64")}, "not-affected");
    add("not told which one runs", {rows, {old, fixed}}, "unknown");
    add("not told, but the host waits for a reboot", {rows, {old, fixed}, running("", true)}, "reboot-pending");
    add("not told, but the host waits for none", {rows, {old, fixed}, running("", false)}, "not-affected");
    add("a foreign kernel runs: the newest image counts", {rows, {old, fixed}, running("6.18.44-fc")}, "not-affected");
    add("the newest is affected too", {{fixedIn("linux", "6.1.130-1")}, {old, fixed}, running("6.1.0-53-amd64")},
        "affected");
    add("meta package besides a fixed image", {rows, {meta, fixed}, running("6.1.0-54-amd64")}, "not-affected");
    add("only the meta package is told", {rows, {meta}}, "affected");
    add("other binaries of linux count",
        {rows, {fixed, deb("linux-libc-dev", "6.1.115-1", "linux")}, running("6.1.0-54-amd64")}, "affected");
    add("a backport's deb13 release name",
        {rows,
         {image("linux-image-6.1.115+deb12-amd64", "6.1.115-1", "6.1.115+1"), fixed},
         running("6.1.115+deb12-amd64")},
        "reboot-pending");

    const auto alma = [](const char* kernel) { return FleetBuilder::Look{.stream = "AlmaLinux:8", .kernel = kernel}; };
    const std::vector<RowText> rpmRows{rpmRow("kernel-core", "4.18.0-553.30.1.el8_10")};
    const auto oldCore = rpm("kernel-core", "4.18.0-553.16.1.el8_10");
    const auto newCore = rpm("kernel-core", "4.18.0-553.30.1.el8_10");
    add("rpm: old one runs", {rpmRows, {oldCore, newCore}, alma("4.18.0-553.16.1.el8_10.x86_64")}, "reboot-pending");
    add("rpm: old one left over", {rpmRows, {oldCore, newCore}, alma("4.18.0-553.30.1.el8_10.x86_64")}, "not-affected");
    add("rpm: only the old one", {rpmRows, {oldCore}, alma("4.18.0-553.16.1.el8_10.x86_64")}, "affected");
}

void MatcherTest::kernels()
{
    verdicts();
}

void MatcherTest::explainsWhereThereIsNothing()
{
    FleetBuilder builder;
    const auto host = builder.host("db-01");
    builder.look(host, {deb("bash", "5.2-1")});
    const auto empty = builder.host("db-02");
    const auto other = builder.host("db-03");
    builder.look(other, {deb("bash", "5.2-1")}, {.stream = "Devuan:5"});
    const auto fleet = builder.build();
    RowText elsewhere = fixedIn("bash", "5.3");
    elsewhere.stream = "Debian:11";
    elsewhere.cves = {"CVE-2026-2000"};
    elsewhere.advisory = "CVE-2026-2000";
    const auto catalog = CatalogMaker().row(fixedIn("openssl", "3.1")).row(elsewhere).build();
    const auto verdict = [&](std::uint32_t at, std::string_view cve) { return trace(*fleet, *catalog, at, cve, Now); };
    QCOMPARE(verdict(host, "CVE-1999-0001").verdict, TraceVerdict::NeverNamed);
    QCOMPARE(verdict(host, Cve).verdict, TraceVerdict::NotInstalled);
    QCOMPARE(verdict(host, Cve).lines.front().package, std::string("openssl"));
    QCOMPARE(verdict(host, "CVE-2026-2000").verdict, TraceVerdict::NoAdvisory);
    QVERIFY(verdict(host, "CVE-2026-2000").lines.front().reason.find("Debian:11") != std::string::npos);
    QCOMPARE(verdict(empty, Cve).verdict, TraceVerdict::NoEvidence);
    QCOMPARE(verdict(other, Cve).verdict, TraceVerdict::NotCovered);
    QVERIFY(!matchFleet(*fleet, *catalog, Now).streams[1].covered);
}

void MatcherTest::keepsOneGroupPerPackage()
{
    FleetBuilder builder;
    const auto host = builder.host("db-01");
    builder.look(host, {deb("libssl3", "3.0.1-1", "openssl"), deb("openssl", "3.0.1-1"), deb("bash", "1")});
    const auto fleet = builder.build();
    RowText second = fixedIn("openssl", "3.0.20-1");
    second.cves = {"CVE-2026-1001"};
    RowText open = with(fixedIn("openssl", ""), AffectedStatus::NoFixYet);
    open.cves = {"CVE-2026-1002"};
    const auto catalog = CatalogMaker().row(fixedIn("openssl", "3.0.17-1")).row(second).row(open).build();
    const MatchTable table = matchFleet(*fleet, *catalog, Now);
    QCOMPARE(table.groups.size(), std::size_t(2));
    QCOMPARE(table.entries.size(), std::size_t(4));
    for (const MatchEntry& entry : table.entries)
        QCOMPARE(entry.hitCount, table.groups[entry.group].hasFix ? 2U : 1U);
}

void MatcherTest::removedRowsNeverAddHits()
{
    const bool ok = rc::check("dropping an advisory never opens anything", [] {
        const auto count = *rc::gen::inRange(1, 8);
        std::vector<RowText> rows;
        for (int i = 0; i < count; ++i) {
            RowText row;
            row.advisory = "DSA-" + std::to_string(i);
            row.cves = {"CVE-2026-" + std::to_string(1000 + i)};
            row.package = "p" + std::to_string(*rc::gen::inRange(0, 3));
            row.fixed = std::to_string(*rc::gen::inRange(0, 5));
            row.status = *rc::gen::element(AffectedStatus::Fixed, AffectedStatus::NoFixYet, AffectedStatus::NotAffected,
                                           AffectedStatus::Undetermined);
            row.feed = *rc::gen::element<std::string>("debian-tracker", "osv", "debsecan");
            rows.push_back(row);
        }
        FleetBuilder builder;
        const auto host = builder.host("h");
        builder.look(host, {deb("p0", "2"), deb("p1", "3"), deb("p2", "x")});
        const auto fleet = builder.build();
        const auto flaws = [&](const std::vector<RowText>& said) {
            CatalogMaker maker;
            for (const RowText& row : said)
                maker.row(row);
            const auto catalog = maker.build();
            const MatchTable table = matchFleet(*fleet, *catalog, Now);
            std::set<std::string> open;
            for (const Hit& hit : table.hits)
                open.insert(catalog->cves[indexOf(hit.flaw)].id);
            return open;
        };
        const auto before = flaws(rows);
        rows.erase(rows.begin() + *rc::gen::inRange(0, count));
        const auto after = flaws(rows);
        RC_ASSERT(std::includes(before.begin(), before.end(), after.begin(), after.end()));
    });
    QVERIFY(ok);
}

QTEST_APPLESS_MAIN(MatcherTest)
#include "matchertest.moc"
