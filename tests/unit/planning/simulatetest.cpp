// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/simulate.h"

#include "models/planning/randomness.h"
#include "planningsample.h"

#include <QtTest>

#include <cmath>

using namespace bw;
using namespace bw::test;

namespace {

class CancelledSink final : public ProgressSink {
public:
    void report(std::uint64_t, std::uint64_t, std::string_view) override { }
    bool cancelled() const override { return true; }
};

struct Round {
    PlanningSample sample;
    std::string sudo, ssl;
    explicit Round(int hosts = 60)
    {
        for (int i = 0; i < hosts; ++i)
            sample.host("h" + std::to_string(i));
        sudo = sample.patch("sudo", "1");
        sample.openEverywhere();
        ssl = sample.patch("openssl", "3");
        sample.openEverywhere();
    }
    Plan twoWaves(const std::vector<std::string>& patches) const
    {
        std::vector<HostId> first, rest;
        for (HostId h = 1; h <= 60; ++h)
            (h <= 10 ? first : rest).push_back(h);
        return plan({wave(1, "Test ring", first, patches), wave(2, "Rest", rest, patches)});
    }
};

} // namespace

class SimulateTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutChanceItIsArithmetic()
    {
        PlanningSample sample("2026-11-24T21:00:00Z"); // the window opens now
        sample.host("a");
        sample.host("b");
        const std::string sudo = sample.patch("sudo", "1");
        sample.open(1);
        sample.open(2);
        sample.patch("left", "1");
        sample.open(1);
        sample.lastFinding().rawDecision = Decision::Immediate; // a control lowers it
        sample.patch("nofix", "");
        sample.open(1);
        sample.context.policy.successRate = 1;
        sample.context.policy.minutesPerPatch = 60;
        const PlanGround ground = sample.ground();
        const auto forecast = simulate(plan({wave(1, "All", {1, 2}, {sudo})}), ground, {50, 10});
        QVERIFY(forecast.ok());
        QCOMPARE(forecast->findings, 3U); // what has no fix is not counted
        QCOMPARE(forecast->planned, 2U);
        // Two findings for an hour, give or take a quarter; one up to the horizon of ten days.
        QVERIFY(std::abs(forecast->exposed.middle - (10 + 2.0 / 24)) < 0.02);
        QVERIFY(std::abs(forecast->exposedWithControls.middle - 2.0 / 24) < 0.02);
        QVERIFY(forecast->exposed.low >= 10 + 2 * 45 / 1440.0 - 1e-9);
        QVERIFY(forecast->exposed.high <= 10 + 2 * 75 / 1440.0 + 1e-9);
        QCOMPARE(forecast->waves[0].gatePasses, 1.0);
        QCOMPARE(forecast->waves[0].failed, (Spread{0, 0, 0}));
        QVERIFY(std::abs(double((forecast->finish->middle - ground.now()).count()) - 3600) < 300);
    }

    void theSameSeedTellsTheSame()
    {
        Round round;
        const PlanGround ground = round.sample.ground();
        const Plan drawn = round.twoWaves({round.sudo, round.ssl});
        const auto a = simulate(drawn, ground), b = simulate(drawn, ground);
        QVERIFY(*a == *b);
        Plan other = drawn;
        other.seed = 8;
        QVERIFY(*simulate(other, ground) != *a);
        QVERIFY(a->exposed.low <= a->exposed.middle && a->exposed.middle <= a->exposed.high);
        QVERIFY(a->waves[1].failed.high > 0);
    }

    void randomNumbersAreTheSameEverywhere()
    {
        // Fixed by the generator of the standard and by arithmetic alone.
        Randomness random(7, 3, 1);
        std::uint64_t sum = 0;
        for (int i = 0; i < 1000; ++i)
            sum += random.binomial(1000, 0.3) + random.below(10);
        double mean = 0, square = 0;
        for (int i = 0; i < 20000; ++i) {
            const double x = random.normal();
            mean += x / 20000;
            square += x * x / 20000;
        }
        QVERIFY(std::abs(double(sum) / 1000 - 304.5) < 2);
        QVERIFY(std::abs(mean) < 0.03 && std::abs(square - 1) < 0.05);
        Randomness few(1, 1, 1);
        double rare = 0;
        for (int i = 0; i < 20000; ++i)
            rare += few.binomial(50, 0.02);
        QVERIFY(std::abs(rare / 20000 - 1) < 0.05);
        Randomness again(1, 1, 1);
        QCOMPARE(Randomness(1, 1, 1).uniform(), again.uniform());
        QCOMPARE(few.binomial(10, 0), 0U);
        QCOMPARE(few.binomial(10, 1), 10U);
    }

    void takingAPatchOutCostsHostDays()
    {
        Round round;
        const PlanGround ground = round.sample.ground();
        auto whole = simulate(round.twoWaves({round.sudo, round.ssl}), ground);
        auto half = simulate(round.twoWaves({round.sudo}), ground);
        const ForecastChange change = changeOf(*half, *whole);
        QVERIFY(change.hostDays > 60 * 70); // sixty hosts, most of ninety days
        QVERIFY(change.sentence.starts_with('+'));
        QVERIFY(change.sentence.find("host-days") != std::string::npos);
        QVERIFY(changeOf(*whole, *whole).sentence.empty());
        QVERIFY(changeOf(*whole, {}).sentence.empty());
        QVERIFY(changeOf(*whole, *half).sentence.starts_with("−"));
    }

    void aLaterWindowIsLater()
    {
        Round round;
        const PlanGround ground = round.sample.ground();
        Plan early = round.twoWaves({round.sudo});
        Plan late = early;
        late.waves[1].notBefore = *parseDay("2026-12-20");
        const ForecastChange change = changeOf(*simulate(late, ground), *simulate(early, ground));
        QVERIFY(change.hostDays > 0);
        QVERIFY(*change.finishHours > 24 * 7);
        QVERIFY(change.sentence.find("later") != std::string::npos);
    }

    void aWaveWithoutAWindowNeverEnds()
    {
        Round round;
        Plan drawn = round.twoWaves({round.sudo});
        drawn.waves[0].window.clear();
        const auto forecast = simulate(drawn, round.sample.ground(), {20, 30});
        QVERIFY(!forecast->finish);
        QVERIFY(!forecast->waves[1].finish);
        QCOMPARE(forecast->exposed.middle, 120.0 * 30);
    }

    void lowSuccessKeepsTheGateShut()
    {
        Round round;
        round.sample.context.policy.successRate = 0.5;
        Plan drawn = round.twoWaves({round.sudo});
        drawn.waves[0].gate.soakHours = 5 * 24; // the next night but one, if somebody has to look into it first
        const auto bad = simulate(drawn, round.sample.ground());
        QVERIFY(bad->waves[0].gatePasses < 0.5);
        round.sample.context.policy.successRate = 0.99;
        const auto good = simulate(drawn, round.sample.ground());
        QVERIFY(good->waves[0].gatePasses > 0.9);
        QVERIFY(good->finish->middle < bad->finish->middle);
    }

    void itCanBeCancelled()
    {
        Round round;
        CancelledSink sink;
        QCOMPARE(simulate(round.twoWaves({round.sudo}), round.sample.ground(), {}, sink).error().kind,
                 ErrorKind::Cancelled);
    }

    void anEmptyPlanIsNoPromise()
    {
        Round round;
        const auto forecast = simulate(plan({}), round.sample.ground(), {10, 90});
        QVERIFY(!forecast->finish);
        QCOMPARE(forecast->planned, 0U);
        QCOMPARE(forecast->exposed.middle, 120.0 * 90);
    }
};

QTEST_APPLESS_MAIN(SimulateTest)
#include "simulatetest.moc"
