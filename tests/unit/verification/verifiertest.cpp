// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verification/verifier.h"

#include "models/priority/assess.h"
#include "models/priority/duepolicyfile.h"
#include "models/verification/overlay.h"
#include "models/verification/patchref.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

const Instant Now = at("2026-11-24T12:00:00Z");
constexpr const char* ClaimedAt = "2026-11-20T02:00:00Z";

std::shared_ptr<const Catalog> feeds()
{
    CatalogMaker maker;
    maker.row({.advisory = {}, .cves = {"CVE-2026-1"}, .package = "sudo", .fixed = "1.9-2"});
    maker.row({.advisory = {}, .cves = {"CVE-2026-2"}, .package = "linux", .fixed = "6.1.99-1"});
    maker.row({.advisory = {}, .cves = {"CVE-2026-3"}, .package = "curl", .fixed = "8.1-1"});
    maker.row({.advisory = {}, .cves = {"CVE-2026-4"}, .package = "curl", .fixed = "8.1-2"});
    maker.row({.advisory = {}, .cves = {"CVE-2026-5"}, .package = "glibc", .fixed = "2.36-9"});
    return maker.build();
}

/// One host, one patch, as many looks as a case needs.
struct Case {
    FleetBuilder fleet;
    std::uint32_t host = fleet.host("web-01");
    Expectation expectation;

    explicit Case(std::string_view patch = "Debian:12/sudo/1.9-2", bool claimed = true)
    {
        expectation.host = 1;
        expectation.patch = std::string(patch);
        expectation.run = 7;
        expectation.wave = 2;
        if (claimed) {
            expectation.state = TargetState::Claimed;
            expectation.claimedAt = expectation.firstClaim = expectation.touchedAt = at(ClaimedAt);
        }
    }
    Case& look(std::string_view taken, const std::vector<ComponentView>& components, std::string_view kernel = {},
               std::optional<bool> reboot = {})
    {
        fleet.look(host, components, {.taken = taken, .kernel = kernel, .rebootPending = reboot});
        return *this;
    }
    Case& sudo(std::string_view taken, std::string_view version) { return look(taken, {deb("sudo", version)}); }
    Verification verified()
    {
        const auto built = fleet.build();
        const auto catalog = feeds();
        return Verifier(*built, *catalog, {.at = Now}).verify(std::span(&expectation, 1)).front();
    }
};

RolloutEvent event(std::int64_t id, std::string_view when, RolloutEventKind kind, HostId host, std::string text = {})
{
    RolloutEvent e;
    e.id = id;
    e.run = 7;
    e.at = at(when);
    e.kind = kind;
    e.host = host;
    e.text = std::move(text);
    return e;
}

RunRecord sampleRun()
{
    RunRecord record;
    record.run.id = 7;
    record.run.plan = 3;
    record.run.wave = 2;
    record.run.startedAt = at("2026-11-20T01:00:00Z");
    for (const HostId host : {1, 2, 3}) {
        TargetOrder target;
        target.host = host;
        OrderLine line;
        line.patch = "Debian:12/sudo/1.9-2";
        line.fixed = "1.9-2";
        target.lines.push_back(line);
        record.run.targets.push_back(target);
    }
    record.events = {event(1, "2026-11-20T01:00:00Z", RolloutEventKind::Dispatched, 1),
                     event(2, "2026-11-20T01:00:00Z", RolloutEventKind::Dispatched, 2),
                     event(3, ClaimedAt, RolloutEventKind::HostDone, 1),
                     event(4, ClaimedAt, RolloutEventKind::HostFailed, 2, "dpkg was interrupted")};
    return record;
}

} // namespace

class VerifierTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPatchIdFallsApart()
    {
        QCOMPARE(patchRef("Debian:12/openssl/3.0.17-1~deb12u2"),
                 (PatchRef{"Debian:12", "openssl", "3.0.17-1~deb12u2"}));
        QCOMPARE(patchRef("Go/github.com/foo/bar/1.2.3"), (PatchRef{"Go", "github.com/foo/bar", "1.2.3"}));
        QCOMPARE(patchRef("Debian:12/openssl/-").fixed, std::string());
        QCOMPARE(patchRef("nonsense"), PatchRef());
    }

    void aLaterInventoryVerifies()
    {
        const auto row = Case()
                             .sudo("2026-11-19T00:00:00Z", "1.9-1")
                             .sudo("2026-11-21T00:00:00Z", "1.9-2")
                             .sudo("2026-11-22T00:00:00Z", "1.9-3")
                             .verified();
        QCOMPARE(row.verdict, Verdict::Verified);
        // The first inventory that shows it is when the exposure ended.
        QCOMPARE(row.snapshot, std::int64_t(2));
        QCOMPARE(row.takenAt, at("2026-11-21T00:00:00Z"));
        QCOMPARE(row.claimedAt, at(ClaimedAt));
        QVERIFY(!row.reason.empty());
    }

    void anInventoryBeforeTheClaimProvesNothing()
    {
        auto row = Case().sudo("2026-11-19T00:00:00Z", "1.9-2").verified();
        QCOMPARE(row.verdict, Verdict::NotReinventoried);
        QCOMPARE(row.snapshot, std::int64_t(0));
        row = Case().sudo(ClaimedAt, "1.9-1").verified(); // the same second
        QCOMPARE(row.verdict, Verdict::NotReinventoried);
        row = Case().sudo("2026-11-25T00:00:00Z", "1.9-1").verified(); // later than the moment that is asked for
        QCOMPARE(row.verdict, Verdict::NotReinventoried);
    }

    void theOldVersionContradicts()
    {
        const auto row = Case().sudo("2026-11-19T00:00:00Z", "1.9-1").sudo("2026-11-21T00:00:00Z", "1.9-1").verified();
        QCOMPARE(row.verdict, Verdict::Contradicted);
        QCOMPARE(row.installed, std::string("1.9-1"));
        QCOMPARE(row.snapshot, std::int64_t(2));
    }

    void aReturnOfTheOldVersionIsARegression()
    {
        const auto row = Case().sudo("2026-11-21T00:00:00Z", "1.9-2").sudo("2026-11-22T00:00:00Z", "1.9-1").verified();
        QCOMPARE(row.verdict, Verdict::Regressed);
        QCOMPARE(row.takenAt, at("2026-11-22T00:00:00Z"));
    }

    void anOldInventoryIsNoCurrentProof()
    {
        Case c;
        c.expectation.claimedAt = c.expectation.firstClaim = at("2026-10-01T00:00:00Z");
        const auto row = c.sudo("2026-10-02T00:00:00Z", "1.9-2").verified();
        QCOMPARE(row.verdict, Verdict::InventoryTooOld);
        QCOMPARE(row.snapshot, std::int64_t(1));
    }

    void everyInstanceCounts()
    {
        const auto row =
            Case("Debian:12/curl/8.1-2")
                .look("2026-11-21T00:00:00Z", {deb("curl", "8.1-2", "curl"), deb("libcurl4", "8.1-1", "curl")})
                .verified();
        QCOMPARE(row.verdict, Verdict::Contradicted);
        QCOMPARE(row.installed, std::string("8.1-1"));
    }

    void theRunningKernelCounts()
    {
        const std::vector<ComponentView> both = {
            deb("linux-image-6.1.0-50-amd64", "6.1.90-1", "linux-signed-amd64", "6.1.90+1"),
            deb("linux-image-6.1.0-53-amd64", "6.1.99-1", "linux-signed-amd64", "6.1.99+1")};
        const auto verdict = [&](std::string_view kernel, std::optional<bool> reboot) {
            return Case("Debian:12/linux/6.1.99-1").look("2026-11-21T00:00:00Z", both, kernel, reboot).verified();
        };
        QCOMPARE(verdict("6.1.0-50-amd64", {}).verdict, Verdict::RebootPending);
        QCOMPARE(verdict("6.1.0-50-amd64", {}).installed, std::string("6.1.90-1"));
        QCOMPARE(verdict("6.1.0-53-amd64", {}).verdict, Verdict::Verified);
        QCOMPARE(verdict({}, true).verdict, Verdict::RebootPending);
        QCOMPARE(verdict({}, {}).verdict, Verdict::Unknown);
        QCOMPARE(verdict({}, false).verdict, Verdict::Verified);
    }

    void factsOfALaterLookTellOfTheReboot()
    {
        Case c("Debian:12/linux/6.1.99-1");
        c.look("2026-11-21T00:00:00Z",
               {deb("linux-image-6.1.0-50-amd64", "6.1.90-1", "linux"),
                deb("linux-image-6.1.0-53-amd64", "6.1.99-1", "linux")},
               "6.1.0-50-amd64");
        c.fleet.look(c.host, {}, {.taken = "2026-11-22T00:00:00Z", .kernel = "6.1.0-53-amd64", .hasPackages = false});
        const auto row = c.verified();
        QCOMPARE(row.verdict, Verdict::Verified);
        QCOMPARE(row.snapshot, std::int64_t(2));
    }

    void aServiceThatStillRunsTheOldOneIsPending()
    {
        Case c("Debian:12/glibc/2.36-9");
        c.expectation.reboot = true;
        const auto row = c.look("2026-11-21T00:00:00Z", {deb("libc6", "2.36-9", "glibc")}, {}, true).verified();
        QCOMPARE(row.verdict, Verdict::RebootPending);
    }

    void withoutAClaimTheEvidenceStillSpeaks()
    {
        QCOMPARE(Case("Debian:12/sudo/1.9-2", false).sudo("2026-11-21T00:00:00Z", "1.9-2").verified().verdict,
                 Verdict::Verified);
        QCOMPARE(Case("Debian:12/sudo/1.9-2", false).sudo("2026-11-21T00:00:00Z", "1.9-1").verified().verdict,
                 Verdict::Open);
        QCOMPARE(Case("Debian:12/sudo/1.9-2", false).sudo("2026-09-01T00:00:00Z", "1.9-1").verified().verdict,
                 Verdict::Unknown);
        QCOMPARE(Case("Debian:12/sudo/1.9-2", false).verified().verdict, Verdict::Unknown);
        QCOMPARE(
            Case("Debian:12/curl/8.1-1", false).look("2026-11-21T00:00:00Z", {deb("curl", "8.0-1")}).verified().verdict,
            Verdict::Superseded);
    }

    void whatWasLostIsUnknownUntilEvidence()
    {
        Case c("Debian:12/sudo/1.9-2", false);
        c.expectation.state = TargetState::Lost;
        c.expectation.touchedAt = at(ClaimedAt);
        QCOMPARE(c.sudo("2026-11-19T00:00:00Z", "1.9-1").verified().verdict, Verdict::Unknown);
        Case later("Debian:12/sudo/1.9-2", false);
        later.expectation = c.expectation;
        QCOMPARE(later.sudo("2026-11-21T00:00:00Z", "1.9-1").verified().verdict, Verdict::Open);
    }

    void aRemovedPackageIsDoneUnlessTheInventoryIsPartial()
    {
        const auto row = Case().look("2026-11-21T00:00:00Z", {deb("bash", "5.2-1")}).verified();
        QCOMPARE(row.verdict, Verdict::Verified);
        QVERIFY(row.reason.find("no longer") != std::string::npos);
    }

    void eventsFoldIntoExpectations()
    {
        const RunRecord record = sampleRun();
        const auto rows = expectationsOf(std::span(&record, 1), Now);
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].state, TargetState::Claimed);
        QCOMPARE(rows[0].claimedAt, at(ClaimedAt));
        QCOMPARE(rows[1].state, TargetState::Failed);
        QCOMPARE(rows[1].message, std::string("dpkg was interrupted"));
        QCOMPARE(rows[2].state, TargetState::Waiting);
        // As of a moment before the engine's word there is none.
        QVERIFY(!expectationsOf(std::span(&record, 1), at("2026-11-20T01:30:00Z"))[0].claimedAt);
    }

    void aRetryTakesTheClaimBackButKeepsTheFirst()
    {
        RunRecord first = sampleRun();
        RunRecord second = sampleRun();
        second.run.id = 8;
        second.run.startedAt = at("2026-11-22T00:00:00Z");
        second.run.targets.resize(1);
        second.events.clear();
        const std::vector<RunRecord> runs = {second, first};
        const auto rows = expectationsOf(runs, Now);
        QCOMPARE(rows[0].run, RunId(8));
        QCOMPARE(rows[0].state, TargetState::Waiting);
        QVERIFY(!rows[0].claimedAt);
        QCOMPARE(rows[0].firstClaim, at(ClaimedAt));
    }

    void aPlanWantsWhatWasOpen()
    {
        FleetBuilder builder;
        for (const char* version : {"1.9-1", "1.9-2", "1.9-1"})
            builder.look(builder.host("h"), {deb("sudo", version)});
        builder.look(0, {deb("sudo", "1.9-2")}, {.taken = "2026-11-22T00:00:00Z"});
        const auto fleet = builder.build();
        const auto catalog = feeds();
        Plan plan;
        plan.id = 3;
        Wave wave;
        wave.id = 1;
        wave.patches = {"Debian:12/sudo/1.9-2", "Debian:12/curl/8.1-2"};
        wave.hosts = {1, 2, 3, 99};
        plan.waves = {wave};
        Verifier verifier(*fleet, *catalog, {.at = Now});
        const auto rows = verifier.planned(plan, at("2026-11-21T00:00:00Z"), {});
        QCOMPARE(rows.size(), std::size_t(2)); // host 2 never needed it, 99 is no host, curl is installed nowhere
        QCOMPARE(rows[0].host, HostId(1));
        QCOMPARE(rows[1].host, HostId(3));
        const auto verdicts = verifier.verify(rows);
        QCOMPARE(verdicts[0].verdict, Verdict::Verified);
        QCOMPARE(verdicts[1].verdict, Verdict::Open);
        QCOMPARE(verifier.planned(plan, at("2026-11-21T00:00:00Z"), rows).size(), std::size_t(0));
    }

    void findingsGetTheirStates()
    {
        FleetBuilder builder;
        for (int i = 0; i < 4; ++i)
            builder.look(builder.host("h"), {deb("sudo", "1.9-1")});
        builder.look(0, {deb("sudo", "1.9-1")}, {.taken = "2026-11-21T00:00:00Z"});
        const auto fleet = builder.build();
        const auto catalog = feeds();
        AssessOptions options;
        options.at = Now;
        options.policy = bundledDuePolicy("default").value();
        const Assessment assessment = assess(fleet, catalog, options);
        RunRecord record = sampleRun();
        record.events[1].kind = RolloutEventKind::HostDone;
        record.events[1].at = at("2026-11-23T00:00:00Z");
        record.events.pop_back();
        const auto rows = expectationsOf(std::span(&record, 1), Now);
        const auto verdicts = Verifier(*fleet, *catalog, {.at = Now}).verify(rows);
        const Overlay overlay = overlayOf(assessment, rows, verdicts);
        const auto& states = overlay.states;
        QCOMPARE(states.size(), std::size_t(4));
        QCOMPARE(states[0], FindingState::Contradicted);
        QCOMPARE(states[1], FindingState::Claimed);
        QCOMPARE(states[2], FindingState::Planned);
        QCOMPARE(states[3], FindingState::Open);
        QCOMPARE(overlay.rows.size(), std::size_t(4));
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(overlay.rows[i] != Overlay::NoRow);
            QCOMPARE(rows[overlay.rows[i]].host, fleet->hosts[assessment.findings[i].host].id);
        }
        QCOMPARE(overlay.rows[3], Overlay::NoRow);
        QVERIFY(overlay.closed.empty());
    }

    void whatIsProvedAndGoneIsClosed()
    {
        FleetBuilder builder;
        builder.look(builder.host("h"), {deb("sudo", "1.9-2")}, {.taken = "2026-11-23T12:00:00Z"});
        builder.look(builder.host("h"), {deb("sudo", "1.9-1")}, {.taken = "2026-11-23T12:00:00Z"});
        const auto fleet = builder.build();
        const auto catalog = feeds();
        AssessOptions options;
        options.at = Now;
        options.policy = bundledDuePolicy("default").value();
        const Assessment assessment = assess(fleet, catalog, options);
        QCOMPARE(assessment.findings.size(), std::size_t(1));
        const Patch& patch = assessment.patches[assessment.findings[0].patch];
        std::vector<Expectation> rows(2);
        std::vector<Verification> verdicts(2);
        for (std::size_t i = 0; i < 2; ++i) {
            rows[i].host = verdicts[i].host = fleet->hosts[i].id;
            rows[i].patch = verdicts[i].patch = patch.id;
            rows[i].state = TargetState::Claimed;
            verdicts[i].verdict = Verdict::Verified; // of the second it cannot be: the finding is there
        }
        const Overlay overlay = overlayOf(assessment, rows, verdicts);
        QCOMPARE(overlay.closed, std::vector<std::uint32_t>{0});
        QCOMPARE(overlay.states, std::vector<FindingState>{FindingState::Open});
        QCOMPARE(overlay.rows, std::vector<std::uint32_t>{Overlay::NoRow});
        verdicts[0].verdict = Verdict::NotReinventoried; // a claim closes nothing
        QVERIFY(overlayOf(assessment, rows, verdicts).closed.empty());
    }
};

QTEST_APPLESS_MAIN(VerifierTest)
#include "verifiertest.moc"
