// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/metrics.h"

#include "models/metrics/historybuilder.h"
#include "models/metrics/rolloutfigures.h"
#include "models/priority/duepolicyfile.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

#include <numeric>

using namespace bw;
using namespace bw::test;

namespace {

const Instant Now = at("2026-11-24T12:00:00Z");

std::int32_t day(std::string_view text)
{
    return std::int32_t(parseDay(text)->time_since_epoch().count());
}

/// A small fleet with a history, put together a look at a time.
struct World {
    FleetBuilder fleet;
    CatalogMaker feeds;
    AssessOptions options;

    World()
    {
        options.at = Now;
        options.policy = bundledDuePolicy("default").value();
        CveFacts facts;
        facts.id = "CVE-2026-1";
        facts.published = at("2026-10-01T00:00:00Z");
        feeds.facts(facts);
        facts.id = "CVE-2026-2";
        facts.published = at("2026-11-01T00:00:00Z");
        facts.exploitation = Exploitation::Active;
        facts.automatable = Automatable::Yes;
        feeds.facts(facts);
        feeds.row({.advisory = {}, .cves = {"CVE-2026-1"}, .package = "sudo", .fixed = "2"});
        feeds.row({.advisory = {}, .cves = {"CVE-2026-2"}, .package = "sudo", .fixed = "3"});
        feeds.row({.advisory = {}, .cves = {"CVE-2026-1"}, .package = "curl", .fixed = "8"});
    }
    World& sudo(std::uint32_t host, std::string_view taken, std::string_view version)
    {
        fleet.look(host, {deb("sudo", version), deb("bash", "5")}, {.taken = taken});
        return *this;
    }
    ExposureHistory history()
    {
        return *buildHistory(std::make_shared<const Assessment>(assess(fleet.build(), feeds.build(), options)),
                             options);
    }
};

const Episode* episodeOf(const ExposureHistory& history, std::string_view fixed)
{
    for (const Episode& episode : history.episodes) {
        if (history.releases[episode.release].fixed == fixed)
            return &episode;
    }
    return nullptr;
}

std::uint32_t total(const WeekPoint& week)
{
    return std::accumulate(week.open.begin(), week.open.end(), 0U);
}

} // namespace

class MetricsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachReleaseHasItsOwnTime()
    {
        World world;
        const auto host = world.fleet.host("a");
        world.sudo(host, "2026-09-20T00:00:00Z", "1")
            .sudo(host, "2026-10-09T00:00:00Z", "2")
            .sudo(host, "2026-11-20T00:00:00Z", "3");
        const ExposureHistory history = world.history();
        QCOMPARE(history.episodes.size(), std::size_t(2));
        const Episode* first = episodeOf(history, "2");
        QVERIFY(first);
        QCOMPARE(first->from, day("2026-10-01")); // not before it was public
        QCOMPARE(first->to, day("2026-10-09"));
        QCOMPARE(first->end, Episode::End::Fixed);
        QCOMPARE(first->closedBy, 1U);
        QCOMPARE(history.releases[first->release].patch, std::string("Debian:12/sudo/2"));
        const Episode* second = episodeOf(history, "3");
        QVERIFY(second);
        QCOMPARE(second->from, day("2026-11-01"));
        QCOMPARE(second->to, day("2026-11-20"));
    }

    void whatWasFixedBeforeItWasPublicNeverCounted()
    {
        World world;
        const auto host = world.fleet.host("a");
        world.sudo(host, "2026-09-01T00:00:00Z", "1").sudo(host, "2026-09-20T00:00:00Z", "3");
        QVERIFY(world.history().episodes.empty());
    }

    void aRemovedPackageIsNoVerification()
    {
        World world;
        const auto host = world.fleet.host("a");
        world.sudo(host, "2026-10-05T00:00:00Z", "2");
        world.fleet.look(host, {deb("bash", "5")}, {.taken = "2026-11-20T00:00:00Z"});
        const ExposureHistory history = world.history();
        QCOMPARE(history.episodes.size(), std::size_t(1));
        QCOMPARE(history.episodes[0].end, Episode::End::Removed);
        const Metrics metrics = metricsOf(history);
        std::uint32_t ended = 0, cases = 0;
        for (const Survival& survival : metrics.key.toVerified) {
            ended += survival.ended;
            cases += survival.cases;
        }
        QCOMPARE(cases, 1U);
        QCOMPARE(ended, 0U);
    }

    void weeksCountFindingsAndDays()
    {
        World world;
        const auto a = world.fleet.host("a");
        const auto b = world.fleet.host("b");
        for (const auto host : {a, b})
            world.sudo(host, "2026-10-30T00:00:00Z", "2").sudo(host, "2026-11-10T00:00:00Z", "2");
        world.sudo(a, "2026-11-20T00:00:00Z", "3").sudo(b, "2026-11-20T00:00:00Z", "2");
        const Metrics metrics = metricsOf(world.history());
        QCOMPARE(metrics.weeks.size(), std::size_t(4)); // no point before there was an inventory
        QCOMPARE(metrics.weeks[0].day, day("2026-11-03"));
        QCOMPARE(total(metrics.weeks[0]), 2U);
        QCOMPARE(total(metrics.weeks[2]), 2U);
        QCOMPARE(total(metrics.weeks[3]), 1U);
        QCOMPARE(metrics.weeks[0].hostsCurrent, 2U);
        // 1 to 3 November, twice; a week, twice; 17 to 20 once and 17 to 24 once.
        QCOMPARE(metrics.weeks[0].exposedDays, 4.0);
        QCOMPARE(metrics.weeks[1].exposedDays, 14.0);
        QCOMPARE(metrics.weeks[3].exposedDays, 10.0);
        QCOMPARE(metrics.mostExposed.size(), std::size_t(2));
        QCOMPARE(metrics.hostNames[0], std::string("b"));
        QCOMPARE(metrics.mostExposed[0].exposedDays, 23.0);
    }

    void aSilentHostIsUnknownAndNoZero()
    {
        World world;
        const auto host = world.fleet.host("a");
        world.sudo(host, "2026-10-20T00:00:00Z", "2");
        const Metrics metrics = metricsOf(world.history());
        const WeekPoint& last = metrics.weeks.back();
        QVERIFY(last.isGap());
        QCOMPARE(last.hostsStale, 1U);
        QCOMPARE(total(last), 0U);
        QCOMPARE(last.unknown, 1U);
        QCOMPARE(last.exposedDays, 0.0);
        QCOMPARE(last.unknownDays, 7.0);
        QCOMPARE(metrics.basis.stale, 1U);
        QCOMPARE(metrics.key.open, 0U);
        QCOMPARE(metrics.key.unknown, 1U);
    }

    void overlappingReleasesAreOneFinding()
    {
        World world;
        const auto host = world.fleet.host("a");
        world.sudo(host, "2026-11-10T00:00:00Z", "1").sudo(host, "2026-11-20T00:00:00Z", "1");
        const Metrics metrics = metricsOf(world.history());
        QCOMPARE(total(metrics.weeks.back()), 1U);
        QCOMPARE(metrics.weeks.back().exposedDays, 7.0);
        QCOMPARE(metrics.mostExposed[0].exposedDays, 14.0);
    }

    void theLastPointIsTheQueue()
    {
        World world;
        for (int i = 0; i < 5; ++i) {
            const auto host = world.fleet.host("h" + std::to_string(i));
            world.sudo(host, "2026-11-20T00:00:00Z", std::to_string(i % 3 + 1));
        }
        const ExposureHistory history = world.history();
        const Metrics metrics = metricsOf(history);
        QCOMPARE(total(metrics.weeks.back()), history.assessment->coverage.findingsOpen);
        QCOMPARE(metrics.key.open, history.assessment->coverage.findingsOpen);
        std::uint32_t aged = 0;
        for (const AgeBucket& bucket : metrics.key.ages)
            aged += std::accumulate(bucket.open.begin(), bucket.open.end(), 0U);
        QCOMPARE(aged, metrics.key.open);
    }

    void aControlIsCredited()
    {
        World world;
        HostAttributes open;
        open.exposure = Exposure::Open;
        open.importance = Mission::Mef;
        const auto host = world.fleet.host("a", open);
        world.sudo(host, "2026-11-10T00:00:00Z", "2").sudo(host, "2026-11-20T00:00:00Z", "2");
        Control control{};
        control.name = "WAF";
        control.exposure = Exposure::Small;
        control.from = *parseDay("2026-11-20");
        control.until = *parseDay("2026-12-31");
        world.options.controls = {control};
        const ExposureHistory history = world.history();
        QVERIFY(history.assessment->findings[0].decision < history.assessment->findings[0].rawDecision);
        const Metrics metrics = metricsOf(history);
        QCOMPARE(metrics.weeks.back().exposedDays, 7.0);
        QCOMPARE(metrics.weeks.back().uncontrolledDays, 3.0);
    }

    void inTimeIsHeldAgainstWhatFellDue()
    {
        World world;
        const auto quick = world.fleet.host("quick");
        const auto late = world.fleet.host("late");
        const auto lost = world.fleet.host("lost");
        const auto open = world.fleet.host("open");
        for (const auto host : {quick, late, lost, open})
            world.sudo(host, "2026-10-31T00:00:00Z", "2");
        world.sudo(quick, "2026-11-02T00:00:00Z", "3");
        world.sudo(late, "2026-11-23T00:00:00Z", "3");
        world.sudo(open, "2026-11-23T00:00:00Z", "2");
        const Metrics metrics = metricsOf(world.history());
        const InTime& inTime = metrics.key.inTime;
        QCOMPARE(inTime.fellDue, 3U);
        QCOMPARE(inTime.inTime, 1U);
        QCOMPARE(inTime.late, 1U);
        QCOMPARE(inTime.open, 1U);
        QCOMPARE(inTime.unknown, 1U);
        QVERIFY(metrics.key.overdue == 1 && metrics.key.oldestOverdueHost == "open");
    }

    void groupsHaveTheirDenominators()
    {
        World world;
        HostAttributes ann, bob, out;
        ann.owner = "Ann";
        bob.owner = "Bob";
        out.owner = "Bob";
        out.excluded = true;
        world.sudo(world.fleet.host("a", ann), "2026-11-20T00:00:00Z", "3");
        const auto overdue = world.fleet.host("b", bob);
        world.sudo(overdue, "2026-11-02T00:00:00Z", "2").sudo(overdue, "2026-11-20T00:00:00Z", "2");
        world.sudo(world.fleet.host("c", bob), "2026-10-01T00:00:00Z", "3");
        world.sudo(world.fleet.host("d", out), "2026-11-20T00:00:00Z", "2");
        const Metrics metrics = metricsOf(world.history());
        const auto& owners = metrics.compliance[std::size_t(Grouping::Owner)];
        QCOMPARE(owners.size(), std::size_t(2));
        QCOMPARE(owners[0].group, std::string("Bob"));
        QCOMPARE(owners[0].hosts, 2U);
        QCOMPARE(owners[0].overdue, 1U);
        QCOMPARE(owners[0].unknown, 1U);
        QCOMPARE(owners[0].compliant, 0U);
        QCOMPARE(owners[0].excluded, 1U);
        QCOMPARE(owners[1].compliant, 1U);
    }

    void aFilterNarrowsEverything()
    {
        World world;
        for (const char* name : {"web-1", "web-2", "db-1"})
            world.sudo(world.fleet.host(name), "2026-11-20T00:00:00Z", "2");
        MetricsOptions options;
        options.filter = HostFilter::parse("name:web-*").value();
        const Metrics metrics = metricsOf(world.history(), options);
        QCOMPARE(metrics.basis.hosts, 2U);
        QCOMPARE(metrics.basis.filteredOut, 1U);
        QCOMPARE(metrics.key.open, 2U);
        QCOMPARE(total(metrics.weeks.back()), 2U);
        QCOMPARE(metrics.mostExposed.size(), std::size_t(2));
    }

    void anEmptyWorkspaceHasNoFigures()
    {
        World world;
        const Metrics metrics = metricsOf(world.history());
        QCOMPARE(metrics.basis.hosts, 0U);
        QCOMPARE(metrics.weeks.size(), std::size_t(1));
        QVERIFY(metrics.weeks[0].isGap());
    }

    void aWaveIsToldByItsBuckets()
    {
        std::vector<RolloutRow> rows;
        const auto add = [&](WaveId wave, HostId host, TargetState state, Verdict verdict, bool claimed) {
            RolloutRow row;
            row.state = state;
            row.wave = wave;
            row.host = host;
            row.verdict = verdict;
            row.claimed = claimed;
            rows.push_back(row);
        };
        add(1, 1, TargetState::Claimed, Verdict::Verified, true);
        add(1, 1, TargetState::Claimed, Verdict::Contradicted, true);
        add(1, 2, TargetState::Claimed, Verdict::NotReinventoried, true);
        add(1, 3, TargetState::Failed, Verdict::Open, false);
        add(2, 4, TargetState::Waiting, Verdict::Verified, false);
        add(2, 5, TargetState::Waiting, Verdict::Unknown, false);
        const std::vector<std::pair<WaveId, std::string>> names = {{1, "Test ring"}, {2, "Early"}, {3, "Broad"}};
        const RolloutFigures figures = rolloutFigures(rows, names);
        QCOMPARE(figures.waves.size(), std::size_t(3));
        QCOMPARE(figures.waves[0].counts[WaveProgress::Verified], 1U);
        QCOMPARE(figures.waves[0].counts[WaveProgress::Failed], 1U);
        QCOMPARE(figures.waves[0].hosts, 3U);
        QCOMPARE(figures.waves[0].hostsDone, 0U);
        QCOMPARE(figures.waves[1].hostsDone, 1U);
        QCOMPARE(figures.waves[2].targets, 0U); // not applicable, not 100 %
        const Funnel& funnel = figures.funnel;
        QCOMPARE(funnel.targets, 6U);
        QCOMPARE(funnel.dispatched, 4U);
        QCOMPARE(funnel.claimed, 3U);
        QCOMPARE(funnel.inventoried, 2U);
        QCOMPARE(funnel.verified, 1U);
        QCOMPARE(funnel.verifiedUnclaimed, 1U);
        QCOMPARE(funnel.unknown, 1U);
    }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "metricstest.moc"
