// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/historybuilder.h"
#include "models/metrics/metrics.h"
#include "models/priority/duepolicyfile.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

#include <map>
#include <numeric>
#include <rapidcheck.h>

using namespace bw;
using namespace bw::test;

namespace {

const Instant Now = at("2026-11-24T12:00:00Z");
const Instant Start = at("2026-09-01T06:00:00Z");

struct LookText {
    std::uint32_t host = 0;
    int day = 0;
    std::array<int, 3> versions{}; ///< 0: not installed
};

/// Hosts with a random history of three packages; flaws of random days.
struct World {
    std::uint32_t hosts = 0;
    std::vector<LookText> looks;
    std::vector<std::pair<int, int>> flaws; ///< package, fixed in; published on day 7 * i

    Assessment assessed(Instant when) const
    {
        FleetBuilder fleet;
        for (std::uint32_t i = 0; i < hosts; ++i)
            fleet.host("h" + std::to_string(i));
        for (const LookText& look : looks) {
            std::vector<ComponentView> components = {deb("bash", "5")};
            std::array<std::string, 3> texts;
            for (std::size_t p = 0; p < 3; ++p) {
                texts[p] = std::to_string(look.versions[p]);
                if (look.versions[p] > 0)
                    components.push_back(deb(Names[p], texts[p]));
            }
            const std::string taken = toIso(Start + std::chrono::days(look.day));
            fleet.look(look.host, components, {.taken = taken});
        }
        CatalogMaker feeds;
        for (std::size_t i = 0; i < flaws.size(); ++i) {
            CveFacts facts;
            facts.id = "CVE-2026-" + std::to_string(100 + i);
            facts.published = Start + std::chrono::days(7 * int(i));
            feeds.facts(facts);
            feeds.row({.advisory = {},
                       .cves = {facts.id},
                       .package = Names[std::size_t(flaws[i].first)],
                       .fixed = std::to_string(flaws[i].second)});
        }
        AssessOptions options = optionsAt(when);
        return assess(fleet.build(), feeds.build(), options);
    }
    static AssessOptions optionsAt(Instant when)
    {
        AssessOptions options;
        options.at = when;
        options.policy = bundledDuePolicy("default").value();
        return options;
    }
    static constexpr const char* Names[3] = {"a", "b", "c"};
};

World anyWorld()
{
    World world;
    world.hosts = *rc::gen::inRange<std::uint32_t>(1, 5);
    const int looks = *rc::gen::inRange(0, 20);
    for (int i = 0; i < looks; ++i) {
        LookText look{*rc::gen::inRange<std::uint32_t>(0, world.hosts), *rc::gen::inRange(0, 85), {}};
        for (int& version : look.versions)
            version = *rc::gen::inRange(0, 6);
        world.looks.push_back(look);
    }
    const int flaws = *rc::gen::inRange(0, 6);
    for (int i = 0; i < flaws; ++i)
        world.flaws.emplace_back(*rc::gen::inRange(0, 3), *rc::gen::inRange(1, 7));
    return world;
}

/// The same looks, in which no host ever goes back to an older version.
World neverDowngraded(World world)
{
    std::stable_sort(world.looks.begin(), world.looks.end(),
                     [](const LookText& a, const LookText& b) { return a.day < b.day; });
    std::map<std::uint32_t, std::array<int, 3>> newest;
    for (LookText& look : world.looks) {
        auto& before = newest[look.host];
        for (std::size_t p = 0; p < before.size(); ++p) {
            if (look.versions[p] > 0)
                before[p] = look.versions[p] = std::max(look.versions[p], before[p]);
        }
    }
    return world;
}

ExposureHistory historyOf(const World& world, Instant when = Now)
{
    const AssessOptions options = World::optionsAt(when);
    return *buildHistory(std::make_shared<const Assessment>(world.assessed(when)), options);
}

} // namespace

class MetricsInvariantsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theHistoryEndsAtTheQueue()
    {
        QVERIFY(rc::check("what is open at the end are the findings", [] {
            const ExposureHistory history = historyOf(anyWorld());
            std::set<std::pair<std::uint32_t, std::string>> open, queued;
            for (const Episode& episode : history.episodes) {
                RC_ASSERT((episode.to == Finding::NoDay || episode.from < episode.to));
                if (episode.end == Episode::End::Open)
                    open.emplace(episode.host, history.releases[episode.release].package);
            }
            for (const Finding& finding : history.assessment->findings)
                queued.emplace(finding.host, history.assessment->patches[finding.patch].package);
            RC_ASSERT(open == queued);
        }));
    }

    /// A finding may be older than its newest fix: it began with one that has been closed since. Only a downgrade makes
    /// it older than all of them, as it counts from the first day on which any fix of its patch was missing.
    void findingsBeginWithTheirHistory()
    {
        QVERIFY(rc::check("no finding is older than what the history knows of it", [] {
            const ExposureHistory history = historyOf(neverDowngraded(anyWorld()));
            std::map<std::pair<std::uint32_t, std::string>, std::int32_t> since;
            for (const Episode& episode : history.episodes) {
                const auto key = std::pair(episode.host, history.releases[episode.release].package);
                const auto [it, isNew] = since.emplace(key, episode.from);
                it->second = std::min(it->second, episode.from);
            }
            for (const Finding& finding : history.assessment->findings) {
                const auto key = std::pair(finding.host, history.assessment->patches[finding.patch].package);
                RC_ASSERT(since.contains(key));
                RC_ASSERT(since.at(key) <= finding.exposedSince);
            }
        }));
    }

    void everyHostIsInOneBucket()
    {
        QVERIFY(rc::check("buckets add up to the denominator", [] {
            const Metrics metrics = metricsOf(historyOf(anyWorld()));
            const HostBasis& basis = metrics.basis;
            RC_ASSERT(basis.hosts == basis.current + basis.stale + basis.unknown + basis.excluded);
            for (const auto& groups : metrics.compliance) {
                for (const GroupCompliance& group : groups)
                    RC_ASSERT(group.hosts == group.compliant + group.overdue + group.unknown);
            }
            const InTime& inTime = metrics.key.inTime;
            RC_ASSERT(inTime.fellDue == inTime.inTime + inTime.late + inTime.open);
            for (const WeekPoint& week : metrics.weeks) {
                RC_ASSERT(week.overdue <= std::accumulate(week.open.begin(), week.open.end(), 0U));
                RC_ASSERT(week.uncontrolledDays <= week.exposedDays);
                RC_ASSERT((week.exposedDays >= 0 && week.unknownDays >= 0));
            }
        }));
    }

    void anyPastDayShowsThatDay()
    {
        QVERIFY(rc::check("as of a day of the past the last point is what that week's point was", [] {
            const World world = anyWorld();
            const Metrics now = metricsOf(historyOf(world));
            const int back = *rc::gen::inRange(0, int(now.weeks.size()));
            const Metrics then = metricsOf(historyOf(world, Now - std::chrono::weeks(back)));
            const WeekPoint& week = now.weeks[now.weeks.size() - 1 - std::size_t(back)];
            const WeekPoint& last = then.weeks.back();
            RC_ASSERT(week.day == last.day);
            RC_ASSERT(week.hostsCurrent == last.hostsCurrent);
            RC_ASSERT(week.hostsStale == last.hostsStale);
            RC_ASSERT(week.exposedDays == last.exposedDays);
        }));
    }
};

QTEST_APPLESS_MAIN(MetricsInvariantsTest)
#include "metricsinvariantstest.moc"
