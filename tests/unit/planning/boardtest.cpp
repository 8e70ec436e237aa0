// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/board.h"

#include "models/planning/packing.h"
#include "models/planning/simulate.h"
#include "planningsample.h"

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <random>
#include <rapidcheck.h>

using namespace bw;
using namespace bw::test;

namespace {

/// Fleets of the size that the board must carry.
PlanGround bigGround(Plan& plan, std::uint32_t hosts, std::uint32_t patches, std::uint32_t perPatch)
{
    PlanningSample sample;
    for (std::uint32_t h = 0; h < hosts; ++h)
        sample.host("host-" + std::to_string(h), {"tag" + std::to_string(h % 20)}, h % 2);
    std::mt19937 random(1);
    std::vector<std::string> ids;
    for (std::uint32_t p = 0; p < patches; ++p) {
        ids.push_back(sample.patch("package" + std::to_string(p), "1." + std::to_string(p)));
        const std::uint32_t first = std::uint32_t(random() % hosts);
        std::vector<HostId> open;
        for (std::uint32_t i = 0; i < perPatch; ++i)
            open.push_back(HostId((first + i * 7) % hosts + 1));
        std::sort(open.begin(), open.end());
        open.erase(std::unique(open.begin(), open.end()), open.end());
        for (const HostId host : open)
            sample.open(host);
    }
    for (int g = 0; g < 20; ++g)
        sample.context.policy.redundancy.push_back({"group " + std::to_string(g), "tag:tag" + std::to_string(g), 1});
    sample.context.policy.minutesPerPatch = 0.5; // some half hour a host
    sample.context.policy.orders = {{"first", "tag:tag1", "tag:tag2"}};
    sample.context.apps = {{"erp", "ERP", "ann", "tag:tag3", {}}};
    std::vector<Wave> waves;
    const std::uint32_t ends[] = {hosts / 50, hosts / 8, hosts / 2, hosts};
    std::uint32_t begin = 0;
    for (WaveId w = 1; w <= 4; ++w) {
        std::vector<HostId> members(ends[w - 1] - begin);
        std::iota(members.begin(), members.end(), HostId(begin + 1));
        begin = ends[w - 1];
        waves.push_back(wave(w, "Wave " + std::to_string(w), std::move(members), ids));
        waves.back().concurrency = 200;
        waves.back().window = "night";
    }
    plan = test::plan(std::move(waves));
    return sample.ground();
}

} // namespace

class BoardTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cardsAndWaves()
    {
        PlanningSample sample;
        for (const char* name : {"web-01", "web-02", "web-03", "spare"})
            sample.host(name);
        sample.lastHost().attributes.excluded = true;
        const std::string kernel = sample.patch("linux", "6.1.128", true, Decision::Immediate);
        sample.open(1);
        sample.open(2);
        sample.open(3, FindingState::Unknown);
        const std::string sudo = sample.patch("sudo", "1.9");
        sample.open(1);
        sample.open(2, FindingState::Excepted);
        sample.patch("nofix", "");
        sample.open(1);
        sample.patch("vim", "9");
        sample.open(3);
        sample.context.policy.durations = {{"lin*", 20}};
        sample.context.policy.minutesPerPatch = 3;
        sample.context.policy.rebootMinutes = 10;
        const PlanGround ground = sample.ground();
        Plan drawn =
            plan({wave(1, "Test ring", {1}, {sudo, kernel, "Debian:12/old/1"}), wave(2, "Rest", {2, 3}, {kernel})});
        drawn.waves[0].gate.minSuccess = 0.98;
        drawn.waves[0].gate.needsTests = true;
        const Board board = layOut(drawn, ground);
        QCOMPARE(board.waves.size(), 2U);
        const BoardWave& first = board.waves[0];
        QCOMPARE(first.cards.size(), 3U);
        QCOMPARE(first.cards[0].title, std::string("sudo 1.9"));
        QCOMPARE(first.cards[0].hosts, 1U);
        QCOMPARE(first.cards[1].minutes, 20.0);
        QVERIFY(first.cards[1].reboot);
        QCOMPARE(first.cards[2].index, PlanGround::None);
        QCOMPARE(first.minutesNeeded, 33.0); // 3 + 20 + one reboot
        QCOMPARE(*first.minutesAvailable, 120.0);
        QCOMPARE(toIso(first.next->start), std::string("2026-11-24T21:00:00Z"));
        QCOMPARE(first.truth, std::string("1 host · 2 targets · 33 of 120 min · Tue 2026-11-24 22:00 CET"));
        QCOMPARE(first.gate, std::string("success ≥ 98 % · soak 1 d · tests"));
        const BoardWave& second = board.waves[1];
        QCOMPARE(second.hosts, 2U);
        QCOMPARE(second.targetHosts, 1U);
        QCOMPARE(second.cards[0].hosts, 1U);
        QCOMPARE(second.cards[0].hostsUnknown, 1U);
        QCOMPARE(toIso(second.next->start), std::string("2026-12-01T21:00:00Z")); // after the soak of the first
        QCOMPARE(board.queue.size(), 1U); // vim; what has no fix cannot be planned
        QCOMPARE(board.queue[0].title, std::string("vim 9"));
        QVERIFY(board.freeHosts.empty()); // the spare one is excluded
        QVERIFY(board.finish.has_value());
    }

    void groupsOfHosts()
    {
        PlanningSample sample;
        sample.host("a", {"pci", "web"});
        sample.host("b", {"web"}, 1);
        sample.host("c");
        sample.lastHost().attributes.role = "database";
        sample.patch("sudo", "1");
        sample.openEverywhere();
        const PlanGround ground = sample.ground();
        const auto tags = groupHosts({1, 2, 3, 99}, GroupBy::Tag, ground);
        QCOMPARE(tags.size(), 3U);
        QCOMPARE(tags[0].value, std::string("web"));
        QCOMPARE(tags[0].hosts, (std::vector<HostId>{1, 2}));
        QCOMPARE(tags[0].findings, 2U);
        QCOMPARE(tags[2].value, std::string());
        QCOMPARE(groupHosts({1, 2, 3}, GroupBy::Os, ground)[0].value, std::string("Debian 12"));
        QCOMPARE(groupHosts({1, 2, 3}, GroupBy::Role, ground)[0].value, std::string("database"));
    }

    void aListIsScheduledAsListsAre()
    {
        QVERIFY(rc::check("list scheduling", [] {
            auto jobs = *rc::gen::container<std::vector<double>>(
                rc::gen::map(rc::gen::inRange(1, 60), [](int m) { return double(m); }));
            std::sort(jobs.begin(), jobs.end(), std::greater<>());
            const int slots = *rc::gen::inRange(1, 9);
            const double sum = std::accumulate(jobs.begin(), jobs.end(), 0.0);
            const double longest = jobs.empty() ? 0 : jobs.front();
            const double needed = makespan(jobs, slots);
            RC_ASSERT((needed >= longest && needed >= sum / slots - 1e-9));
            RC_ASSERT(needed <= sum / slots + longest + 1e-9);
            // Packed into one night that is long enough it ends at the same time; in nights too short for it, later.
            const Instant start = *parseIso("2026-11-24T21:00:00Z");
            const auto night = [&](int day, int minutes) {
                const Instant from = start + std::chrono::days(day);
                const Instant until = from + std::chrono::minutes(minutes);
                return Occurrence{from, until, until, {}, {}};
            };
            const std::vector<Occurrence> wide = {night(0, 100000)};
            RC_ASSERT(packed(jobs, 1, wide, slots, start, start).last == needed);
            const std::vector<Occurrence> nights = {night(0, 60), night(1, 60), night(2, 60)};
            const Packing packing = packed(jobs, 1, nights, slots, start, start);
            std::size_t left = 0;
            for (std::size_t i = 0; i < jobs.size(); ++i) {
                left += packing.ends[i] < 0;
                const double minute = std::fmod(packing.ends[i], 1440);
                RC_ASSERT((packing.ends[i] < 0 || (minute <= 60 && minute >= jobs[i])));
            }
            RC_ASSERT(left == packing.left);
            RC_ASSERT((packing.left == 0 && packing.occurrences <= 1) == (needed <= 60));
        }));
    }

    void theNewPlaceOfTheCapacityBar()
    {
        PlanningSample sample;
        for (int i = 0; i < 4; ++i)
            sample.host("h" + std::to_string(i));
        const std::string sudo = sample.patch("sudo", "1");
        sample.openEverywhere();
        const PlanGround ground = sample.ground();
        Plan drawn = plan({wave(1, "A", {1}, {sudo}), wave(2, "B", {2, 3}, {sudo})});
        drawn.waves[1].concurrency = 1;
        QCOMPARE(minutesAfter(drawn, MoveHosts{{1, 4}, WaveId(2), {}}, 2, ground), 12.0);
        QCOMPARE(minutesAfter(drawn, MoveHosts{{1, 4}, WaveId(2), {}}, 1, ground), 0.0);
    }

    void tenThousandHostsAreNotWaitedFor()
    {
        Plan drawn;
        QElapsedTimer timer;
        timer.start();
        const PlanGround ground = bigGround(drawn, 10'000, 3'000, 200);
        qInfo("ground with %zu findings: %lld ms", ground.assessment().findings.size(),
              static_cast<long long>(timer.restart()));
        const Board board = layOut(drawn, ground);
        const qint64 layout = timer.restart();
        std::vector<HostId> moved(500);
        std::iota(moved.begin(), moved.end(), HostId(6000));
        for (int i = 0; i < 20; ++i)
            (void)refusal(drawn, MoveHosts{moved, WaveId(2), {}}, ground).has_value();
        const double hover = double(timer.restart()) / 20;
        (void)refusal(drawn, AddPatches{{"Debian:12/new/1"}, std::nullopt, 0, {}}, ground).has_value();
        const qint64 patches = timer.restart();
        const auto forecast = simulate(drawn, ground);
        const qint64 simulated = timer.restart();
        qInfo("layout %lld ms, refusal of hosts %.1f ms, of patches %lld ms, 200 runs %lld ms",
              static_cast<long long>(layout), hover, static_cast<long long>(patches),
              static_cast<long long>(simulated));
        QCOMPARE(board.waves[3].cards.size(), 3'000U);
        QVERIFY(forecast.ok());
        // Far above what an optimised build needs on an idle machine: a guard against another order of growth.
        QVERIFY(layout < 3000 && hover < 150 && simulated < 10'000);
    }
};

QTEST_APPLESS_MAIN(BoardTest)
#include "boardtest.moc"
