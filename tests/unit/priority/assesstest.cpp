// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/assess.h"

#include "models/priority/duepolicyfile.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

const Instant Now = at("2026-11-24T12:00:00Z");

AssessOptions options()
{
    AssessOptions o;
    o.at = Now;
    o.policy = bundledDuePolicy("default").value();
    return o;
}

RowText fixedIn(std::string cve, std::string package, std::string version)
{
    return {.advisory = {}, .cves = {std::move(cve)}, .package = std::move(package), .fixed = std::move(version)};
}

CveFacts facts(std::string id, std::optional<Exploitation> exploitation = {},
               std::optional<Automatable> automatable = {})
{
    CveFacts f;
    f.id = std::move(id);
    f.exploitation = exploitation;
    f.automatable = automatable;
    return f;
}

CveFacts kev(std::string id, std::string_view day)
{
    CveFacts f = facts(std::move(id), Exploitation::None, Automatable::Yes);
    f.kevAdded = parseDay(day);
    return f;
}

HostAttributes attributes(std::optional<Exposure> exposure, std::optional<Mission> importance = {})
{
    HostAttributes a;
    a.exposure = exposure;
    a.importance = importance;
    return a;
}

const Patch* patchOf(const Assessment& a, std::string_view id)
{
    const auto it = std::find_if(a.patches.begin(), a.patches.end(), [&](const Patch& p) { return p.id == id; });
    return it == a.patches.end() ? nullptr : &*it;
}

std::span<const Finding> findingsOf(const Assessment& a, const Patch& patch)
{
    return std::span(a.findings).subspan(patch.firstFinding, patch.findingCount);
}

bool says(const Patch& patch, std::string_view part)
{
    return std::any_of(patch.why.begin(), patch.why.end(),
                       [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

Day day(std::string_view text)
{
    return parseDay(text).value();
}

std::int32_t number(std::string_view text)
{
    return std::int32_t(day(text).time_since_epoch().count());
}

} // namespace

class AssessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldsOlderFixesIntoTheNewest();
    void keepsWhatHasNoFixApart();
    void kevOverridesTheRecord();
    void staleAndBlindHostsAreUnknown();
    void excludedHostsAreLeftOut();
    void countsReleasesNobodySpeaksOf();
    void countsTheRunOfInventories();
    void exposureStartsWithPublication();
    void controlLowersAndIsCredited();
    void controlOutOfDateDoesNotCount();
    void controlForOneCve();
    void controlThatCannotBeReadCoversNothing();
    void exceptionForAPatchAndForACve();
    void rebootPendingStaysOpen();
    void assumptionsAreSaid();
    void humanImpactTablesDiffer();
    void threatPolicyTakesTheEarliestDate();
    void moduleStreamsAreSeparatePatches();
    void ubuntuProIsSaid();
};

void AssessTest::foldsOlderFixesIntoTheNewest()
{
    FleetBuilder fleet;
    const auto a = fleet.host("web-01", attributes(Exposure::Open));
    const auto b = fleet.host("web-02", attributes(Exposure::Open));
    fleet.look(a, {deb("libssl3", "3.0.1-1", "openssl"), deb("openssl", "3.0.1-1")});
    fleet.look(b, {deb("libssl3", "3.0.16-1", "openssl")});
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "openssl", "3.0.15-1~deb12u1"))
                             .row(fixedIn("CVE-2026-2", "openssl", "3.0.17-1~deb12u2"))
                             .row(fixedIn("CVE-2026-3", "openssl", "3.0.1-1"))
                             .build();
    const Assessment got = assess(fleet.build(), catalog, options());
    QCOMPARE(got.patches.size(), std::size_t(1));
    const Patch& patch = got.patches.front();
    QCOMPARE(patch.id, std::string("Debian:12/openssl/3.0.17-1~deb12u2"));
    QCOMPARE(patch.package, std::string("openssl"));
    QCOMPARE(patch.hostsOpen, 2U);
    QCOMPARE(patch.supersedes, 1U);
    QCOMPARE(patch.cves.size(), std::size_t(2));
    QCOMPARE(patch.feed, std::string("debian-tracker"));
    QCOMPARE(patch.rank, 1U);
    QCOMPARE(got.findings.size(), std::size_t(2));
    QCOMPARE(got.hostFindings, (std::vector<std::uint32_t>{1, 1}));
    QCOMPARE(got.coverage.findingsOpen, 2U);
}

void AssessTest::keepsWhatHasNoFixApart()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01"), {deb("openssl", "3.0.1-1"), deb("bash", "5.1-1")});
    RowText none = fixedIn("CVE-2026-2", "openssl", "");
    none.status = AffectedStatus::NoFixYet;
    RowText never = fixedIn("CVE-2026-3", "bash", "");
    never.status = AffectedStatus::WillNotFix;
    const auto catalog = CatalogMaker().row(fixedIn("CVE-2026-1", "openssl", "3.0.2-1")).row(none).row(never).build();
    const Assessment got = assess(fleet.build(), catalog, options());
    QCOMPARE(got.patches.size(), std::size_t(3));
    const Patch* open = patchOf(got, "Debian:12/openssl/-");
    QVERIFY(open && open->fixed.empty() && !open->willNotFix && says(*open, "no fix yet"));
    const Patch* bash = patchOf(got, "Debian:12/bash/-");
    QVERIFY(bash && bash->willNotFix && says(*bash, "will not fix"));
    QVERIFY(patchOf(got, "Debian:12/openssl/3.0.2-1"));
}

void AssessTest::kevOverridesTheRecord()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open, Mission::Mef)), {deb("a", "1"), deb("b", "1")});
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "a", "2"))
                             .row(fixedIn("CVE-2026-2", "b", "2"))
                             .facts(kev("CVE-2026-1", "2026-11-19"))
                             .facts(facts("CVE-2026-2", Exploitation::None, Automatable::Yes))
                             .build();
    const Assessment got = assess(fleet.build(), catalog, options());
    QCOMPARE(got.patches.front().package, std::string("a"));
    QCOMPARE(got.patches.front().decision, Decision::Immediate);
    QVERIFY(got.patches.front().kev);
    QVERIFY(says(got.patches.front(), "Known exploited (CISA KEV, 19 Nov)"));
    QVERIFY(says(got.patches.front(), "1 host open to the internet"));
    QVERIFY(says(got.patches.front(), "importance high on web-01"));
    QVERIFY(got.patches.back().decision < Decision::Immediate);
}

void AssessTest::staleAndBlindHostsAreUnknown()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("fresh"), {deb("a", "1")});
    fleet.look(fleet.host("old"), {deb("a", "1")}, {.taken = "2026-11-01T00:00:00Z"});
    fleet.look(fleet.host("blind"), {}, {.hasPackages = false});
    fleet.host("never seen");
    fleet.look(fleet.host("garbled"), {deb("a", "no version")});
    const auto catalog = CatalogMaker().row(fixedIn("CVE-2026-1", "a", "2")).build();
    const Assessment got = assess(fleet.build(), catalog, options());
    QCOMPARE(got.patches.size(), std::size_t(1));
    QCOMPARE(got.patches.front().hostsOpen, 1U);
    QCOMPARE(got.patches.front().hostsUnknown, 3U);
    const auto findings = findingsOf(got, got.patches.front());
    QCOMPARE(findings.size(), std::size_t(3));
    QCOMPARE(findings[0].state, FindingState::Open);
    QCOMPARE(findings[1].state, FindingState::Unknown);
    QCOMPARE(findings[2].state, FindingState::Unknown);
    QCOMPARE(got.hostStates,
             (std::vector<HostState>{HostState::Current, HostState::Stale, HostState::Unknown, HostState::Unknown,
                                     HostState::Current}));
    QCOMPARE(got.coverage.hosts, 5U);
    QCOMPARE(got.coverage.current, 2U);
    QCOMPARE(got.coverage.stale, 1U);
    QCOMPARE(got.coverage.unknown, 2U);
    QCOMPARE(got.coverage.findingsOpen, 1U);
    QCOMPARE(got.coverage.findingsUnknown, 2U);
}

void AssessTest::excludedHostsAreLeftOut()
{
    FleetBuilder fleet;
    HostAttributes out;
    out.excluded = true;
    fleet.look(fleet.host("lab", out), {deb("a", "1")});
    const Assessment got =
        assess(fleet.build(), CatalogMaker().row(fixedIn("CVE-2026-1", "a", "2")).build(), options());
    QVERIFY(got.patches.empty());
    QCOMPARE(got.coverage.excluded, 1U);
}

void AssessTest::countsReleasesNobodySpeaksOf()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("odd"), {deb("a", "1")}, {.stream = "Devuan:5"});
    fleet.look(fleet.host("nameless"), {deb("a", "1")}, {.stream = ""});
    fleet.look(fleet.host("known"), {deb("a", "2")});
    const Assessment got =
        assess(fleet.build(), CatalogMaker().row(fixedIn("CVE-2026-1", "a", "2")).build(), options());
    QVERIFY(got.patches.empty());
    QCOMPARE(got.coverage.current, 3U);
    QCOMPARE(got.coverage.hostsUncovered, 2U);
}

void AssessTest::countsTheRunOfInventories()
{
    FleetBuilder fleet;
    const auto host = fleet.host("web-01", attributes(Exposure::Open));
    fleet.look(host, {deb("a", "1")}, {.taken = "2026-10-01T00:00:00Z"});
    fleet.look(host, {deb("a", "2")}, {.taken = "2026-10-08T00:00:00Z"});
    fleet.look(host, {deb("a", "1")}, {.taken = "2026-11-10T00:00:00Z"}); // rolled back
    fleet.look(host, {deb("a", "1"), deb("b", "1")}, {.taken = "2026-11-14T00:00:00Z"});
    fleet.look(host, {deb("a", "1"), deb("b", "1")}, {.taken = "2026-11-20T00:00:00Z"});
    const auto catalog =
        CatalogMaker().row(fixedIn("CVE-2026-1", "a", "2")).row(fixedIn("CVE-2026-2", "b", "2")).build();
    const Assessment got = assess(fleet.build(), catalog, options());
    const Patch* a = patchOf(got, "Debian:12/a/2");
    const Patch* b = patchOf(got, "Debian:12/b/2");
    QVERIFY(a && b);
    QCOMPARE(findingsOf(got, *a).front().exposedSince, number("2026-11-10"));
    QCOMPARE(findingsOf(got, *b).front().exposedSince, number("2026-11-14"));
    QCOMPARE(a->exposedHostDays, 14.5);
    QCOMPARE(a->due, std::optional(day("2026-12-10"))); // scheduled: 30 days

    AssessOptions then = options();
    then.at = at("2026-10-09T00:00:00Z");
    QVERIFY(assess(got.fleet, got.catalog, then).patches.empty());
}

void AssessTest::exposureStartsWithPublication()
{
    FleetBuilder fleet;
    const auto host = fleet.host("web-01");
    fleet.look(host, {deb("a", "1")}, {.taken = "2026-01-01T00:00:00Z"});
    fleet.look(host, {deb("a", "1")});
    CveFacts known = facts("CVE-2026-1");
    known.published = at("2026-11-05T08:00:00Z");
    RowText row = fixedIn("CVE-2026-1", "a", "2");
    row.published = "2026-11-07T00:00:00Z";
    const Assessment got = assess(fleet.build(), CatalogMaker().row(row).facts(known).build(), options());
    QCOMPARE(got.findings.front().exposedSince, number("2026-11-05"));
}

void AssessTest::controlLowersAndIsCredited()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open, Mission::Mef)), {deb("a", "1")});
    fleet.look(fleet.host("db-01", attributes(Exposure::Small, Mission::Mef)), {deb("a", "1")});
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "a", "2"))
                             .facts(facts("CVE-2026-1", Exploitation::Active, Automatable::Yes))
                             .build();
    AssessOptions with = options();
    Control waf;
    waf.name = "Behind the WAF";
    waf.hostFilter = "name:web*";
    waf.until = day("2026-11-24");
    with.controls = {waf};
    const Assessment got = assess(fleet.build(), catalog, with);
    const Patch& patch = got.patches.front();
    const auto findings = findingsOf(got, patch);
    QCOMPARE(findings[0].rawDecision, Decision::Immediate);
    QCOMPARE(findings[0].decision, Decision::OutOfCycle);
    QCOMPARE(findings[1].decision, findings[1].rawDecision);
    QCOMPARE(patch.rawDecision, Decision::Immediate);
    QCOMPARE(patch.decision, Decision::OutOfCycle);
    QCOMPARE(patch.controls, std::vector<std::string>{"Behind the WAF"});
    QVERIFY(says(patch, "lowered by control \"Behind the WAF\""));
}

void AssessTest::controlOutOfDateDoesNotCount()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open, Mission::Mef)), {deb("a", "1")});
    const auto built = fleet.build();
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "a", "2"))
                             .facts(facts("CVE-2026-1", Exploitation::Active, Automatable::Yes))
                             .build();
    Control control;
    control.until = day("2026-11-23");
    Control early;
    early.from = day("2026-11-25");
    early.until = day("2026-12-25");
    AssessOptions with = options();
    with.controls = {control, early};
    const Assessment got = assess(built, catalog, with);
    QCOMPARE(got.patches.front().decision, Decision::Immediate);
    QVERIFY(got.patches.front().controls.empty());
}

void AssessTest::controlForOneCve()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open, Mission::Mef)), {deb("a", "1")});
    const auto built = fleet.build();
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "a", "2"))
                             .row(fixedIn("CVE-2026-2", "a", "2"))
                             .facts(facts("CVE-2026-1", Exploitation::Active, Automatable::Yes))
                             .facts(facts("CVE-2026-2", Exploitation::None, Automatable::Yes))
                             .build();
    AssessOptions with = options();
    Control control;
    control.name = "Rule 7";
    control.cves = {"CVE-2026-1"};
    control.until = day("2026-12-24");
    with.controls = {control};
    QCOMPARE(assess(built, catalog, with).patches.front().decision, Decision::OutOfCycle);
    with.controls.front().cves = {"CVE-2026-2"};
    QCOMPARE(assess(built, catalog, with).patches.front().decision, Decision::Immediate);
    with.controls.front().cves.clear();
    with.controls.front().patches = {"Debian:12/a/2"};
    QCOMPARE(assess(built, catalog, with).patches.front().decision, Decision::OutOfCycle);
    with.controls.front().patches = {"Debian:12/a/1.9"};
    QCOMPARE(assess(built, catalog, with).patches.front().decision, Decision::Immediate);
}

void AssessTest::controlThatCannotBeReadCoversNothing()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open, Mission::Mef)), {deb("a", "1")});
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "a", "2"))
                             .facts(facts("CVE-2026-1", Exploitation::Active, Automatable::Yes))
                             .build();
    AssessOptions with = options();
    Control control;
    control.hostFilter = "colour:red";
    control.until = day("2026-12-24");
    with.controls = {control};
    QCOMPARE(assess(fleet.build(), catalog, with).patches.front().decision, Decision::Immediate);
}

void AssessTest::exceptionForAPatchAndForACve()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open, Mission::Mef)), {deb("a", "1")});
    fleet.look(fleet.host("web-02", attributes(Exposure::Open, Mission::Mef)), {deb("a", "1")});
    const auto built = fleet.build();
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "a", "2"))
                             .row(fixedIn("CVE-2026-2", "a", "2"))
                             .facts(facts("CVE-2026-1", Exploitation::Active, Automatable::Yes))
                             .facts(facts("CVE-2026-2", Exploitation::None, Automatable::Yes))
                             .build();
    AssessOptions with = options();
    Exception exception;
    exception.hostFilter = "name:web-01";
    exception.patches = {"Debian:12/a/2"};
    exception.until = day("2026-12-24");
    with.exceptions = {exception};
    Assessment got = assess(built, catalog, with);
    QCOMPARE(got.patches.front().hostsOpen, 1U);
    QCOMPARE(got.patches.front().hostsExcepted, 1U);
    QCOMPARE(got.findings.front().state, FindingState::Excepted);
    QCOMPARE(got.patches.front().decision, Decision::Immediate);

    with.exceptions.front().hostFilter.clear();
    got = assess(built, catalog, with);
    QCOMPARE(got.patches.front().hostsOpen, 0U);
    QCOMPARE(got.patches.front().decision, Decision::Defer);
    QCOMPARE(got.patches.front().rawDecision, Decision::Immediate);
    QVERIFY(!got.patches.front().due.has_value());

    with.exceptions.front().patches.clear();
    with.exceptions.front().cves = {"CVE-2026-1"};
    got = assess(built, catalog, with);
    QCOMPARE(got.patches.front().hostsOpen, 2U);
    QVERIFY(got.patches.front().decision < Decision::Immediate);
    with.exceptions.front().cves = {"CVE-2026-1", "CVE-2026-2"};
    QCOMPARE(assess(built, catalog, with).patches.front().hostsExcepted, 2U);
    with.exceptions.front().until = day("2026-11-23");
    QCOMPARE(assess(built, catalog, with).patches.front().hostsOpen, 2U);
}

void AssessTest::rebootPendingStaysOpen()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01"),
               {deb("linux-image-6.1.0-53-amd64", "6.1.115-1", "linux-signed-amd64", "6.1.115+1"),
                deb("linux-image-6.1.0-54-amd64", "6.1.120-1", "linux-signed-amd64", "6.1.120+1")},
               {.kernel = "6.1.0-53-amd64"});
    const Assessment got =
        assess(fleet.build(), CatalogMaker().row(fixedIn("CVE-2026-1", "linux", "6.1.120-1")).build(), options());
    QCOMPARE(got.patches.size(), std::size_t(1));
    QCOMPARE(got.patches.front().hostsOpen, 1U);
    QCOMPARE(got.findings.front().state, FindingState::RebootPending);
    QVERIFY(got.patches.front().reboot);
    QVERIFY(says(got.patches.front(), "1 host waits for a reboot"));
}

void AssessTest::assumptionsAreSaid()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01"), {deb("a", "1")});
    CveFacts scored = facts("CVE-2026-1");
    scored.epss = 0.31F;
    const Assessment got =
        assess(fleet.build(), CatalogMaker().row(fixedIn("CVE-2026-1", "a", "2")).facts(scored).build(), options());
    QVERIFY(says(got.patches.front(), "exposure assumed open on 1 host"));
    QVERIFY(says(got.patches.front(), "automatable assumed"));
    QVERIFY(says(got.patches.front(), "EPSS 0.31"));
}

void AssessTest::humanImpactTablesDiffer()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open)), {deb("a", "1")});
    const auto built = fleet.build();
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "a", "2"))
                             .facts(facts("CVE-2026-1", Exploitation::Poc, Automatable::No))
                             .build();
    AssessOptions with = options();
    const Decision definition = assess(built, catalog, with).patches.front().decision;
    with.humanImpactTable = HumanImpactTable::Published;
    const Decision published = assess(built, catalog, with).patches.front().decision;
    QCOMPARE(definition, deployerDecision(Exploitation::Poc, Exposure::Open, Automatable::No, HumanImpact::Medium));
    QCOMPARE(published, deployerDecision(Exploitation::Poc, Exposure::Open, Automatable::No, HumanImpact::Low));
}

void AssessTest::threatPolicyTakesTheEarliestDate()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open)), {deb("a", "1")}, {.taken = "2026-11-20T00:00:00Z"});
    CveFacts worst = kev("CVE-2026-1", "2026-11-22");
    worst.technicalImpactTotal = true;
    CveFacts mild = facts("CVE-2026-2", Exploitation::None, Automatable::No);
    mild.technicalImpactTotal = false;
    const auto catalog = CatalogMaker()
                             .row(fixedIn("CVE-2026-1", "a", "2"))
                             .row(fixedIn("CVE-2026-2", "a", "2"))
                             .facts(worst)
                             .facts(mild)
                             .build();
    AssessOptions with = options();
    with.policy = bundledDuePolicy("bod-26-04").value();
    const Assessment got = assess(fleet.build(), catalog, with);
    QVERIFY(got.patches.front().forensics);
    // Public since 22 November only: three days from then.
    QCOMPARE(got.patches.front().due.has_value(), true);
    QVERIFY(*got.patches.front().due <= day("2026-11-25"));
    QCOMPARE(got.policy, std::string("bod-26-04"));
}

void AssessTest::moduleStreamsAreSeparatePatches()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("a"), {rpm("perl", "4:5.32.1-470.module_el8.6.0+1+1")}, {.stream = "AlmaLinux:8"});
    fleet.look(fleet.host("b"), {rpm("perl", "4:5.30.1-450.module_el8.6.0+1+1")}, {.stream = "AlmaLinux:8"});
    const auto row = [](std::string advisory, std::string fixed) {
        return RowText{.advisory = std::move(advisory),
                       .cves = {"CVE-2026-1"},
                       .package = "perl",
                       .fixed = std::move(fixed),
                       .feed = "osv",
                       .stream = "AlmaLinux:8",
                       .scheme = VersionScheme::Rpm,
                       .kind = PackageKind::Binary};
    };
    const auto catalog = CatalogMaker()
                             .row(row("ALSA-1", "4:5.32.1-474.module_el8.10.0+2+2"))
                             .row(row("ALSA-2", "4:5.30.1-453.module_el8.10.0+2+2"))
                             .build();
    const Assessment got = assess(fleet.build(), catalog, options());
    QCOMPARE(got.patches.size(), std::size_t(2));
    for (const Patch& patch : got.patches) {
        QCOMPARE(patch.hostsOpen, 1U);
        QCOMPARE(patch.supersedes, 0U);
    }
}

void AssessTest::ubuntuProIsSaid()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("a"), {deb("tool", "1")}, {.stream = "Ubuntu:22.04"});
    RowText row = fixedIn("CVE-2026-1", "tool", "1ubuntu1~esm1");
    row.stream = "Ubuntu:22.04";
    row.feed = "osv";
    row.needsSubscription = true;
    const Assessment got = assess(fleet.build(), CatalogMaker().row(row).build(), options());
    QCOMPARE(got.patches.front().hostsOpen, 1U);
    QVERIFY(got.patches.front().needsSubscription);
    QVERIFY(says(got.patches.front(), "Ubuntu Pro"));
}

QTEST_APPLESS_MAIN(AssessTest)
#include "assesstest.moc"
