// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/ssvc.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bw;

namespace {

struct Inputs {
    Exploitation exploitation;
    Exposure exposure;
    Automatable automatable;
    Safety safety;
    Mission mission;
};

template <typename Enum>
Enum any(Enum highest)
{
    return Enum(*rc::gen::inRange(0, int(highest) + 1));
}

Inputs anyInputs()
{
    return {any(Exploitation::Active), any(Exposure::Open), any(Automatable::Yes), any(Safety::Catastrophic),
            any(Mission::Mission)};
}

Decision decide(const Inputs& in, HumanImpactTable table)
{
    return deployerDecision(in.exploitation, in.exposure, in.automatable, humanImpact(in.safety, in.mission, table));
}

template <typename Enum>
Enum higher(Enum value, Enum highest)
{
    return value < highest ? Enum(int(value) + 1) : value;
}

} // namespace

class SsvcTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decides();
    void tablesDifferInFourRows();
    void namesTables();
    void neverFallsWhenAnInputRises();
    void aControlLowersByOneLevelAtMost();
};

void SsvcTest::decides()
{
    using E = Exploitation;
    using X = Exposure;
    QCOMPARE(deployerDecision(E::None, X::Small, Automatable::No, HumanImpact::Medium), Decision::Defer);
    QCOMPARE(deployerDecision(E::None, X::Open, Automatable::Yes, HumanImpact::VeryHigh), Decision::OutOfCycle);
    QCOMPARE(deployerDecision(E::Poc, X::Open, Automatable::Yes, HumanImpact::Medium), Decision::Scheduled);
    QCOMPARE(deployerDecision(E::Active, X::Open, Automatable::Yes, HumanImpact::High), Decision::Immediate);
    QCOMPARE(deployerDecision(E::Active, X::Open, Automatable::No, HumanImpact::VeryHigh), Decision::Immediate);
    // A firewall rule cannot close this one.
    for (const X exposure : {X::Small, X::Controlled, X::Open})
        QCOMPARE(deployerDecision(E::Active, exposure, Automatable::No, HumanImpact::High), Decision::OutOfCycle);
}

void SsvcTest::tablesDifferInFourRows()
{
    int differing = 0;
    for (int s = 0; s < 4; ++s) {
        for (int m = 0; m < 4; ++m) {
            const auto definition = humanImpact(Safety(s), Mission(m), HumanImpactTable::Definition);
            const auto published = humanImpact(Safety(s), Mission(m), HumanImpactTable::Published);
            QVERIFY(definition >= published);
            differing += definition != published;
        }
    }
    QCOMPARE(differing, 4);
    // The documented defaults are among them.
    QCOMPARE(humanImpact(Safety::Marginal, Mission::Msc), HumanImpact::Medium);
    QCOMPARE(humanImpact(Safety::Marginal, Mission::Msc, HumanImpactTable::Published), HumanImpact::Low);
}

void SsvcTest::namesTables()
{
    for (const auto table : {HumanImpactTable::Definition, HumanImpactTable::Published})
        QCOMPARE(humanImpactTableFrom(name(table)), std::optional(table));
    QVERIFY(!humanImpactTableFrom("legacy"));
}

void SsvcTest::neverFallsWhenAnInputRises()
{
    QVERIFY(rc::check("monotone", [] {
        const auto table = any(HumanImpactTable::Published);
        const Inputs low = anyInputs();
        Inputs high = low;
        switch (*rc::gen::inRange(0, 5)) {
        case 0:
            high.exploitation = higher(low.exploitation, Exploitation::Active);
            break;
        case 1:
            high.exposure = higher(low.exposure, Exposure::Open);
            break;
        case 2:
            high.automatable = higher(low.automatable, Automatable::Yes);
            break;
        case 3:
            high.safety = higher(low.safety, Safety::Catastrophic);
            break;
        default:
            high.mission = higher(low.mission, Mission::Mission);
        }
        RC_ASSERT(decide(low, table) <= decide(high, table));
    }));
}

void SsvcTest::aControlLowersByOneLevelAtMost()
{
    QVERIFY(rc::check("control", [] {
        const auto table = any(HumanImpactTable::Published);
        Inputs raw = anyInputs();
        raw.exposure = *rc::gen::element(Exposure::Controlled, Exposure::Open);
        Inputs controlled = raw;
        controlled.exposure = Exposure(int(raw.exposure) - 1);
        const int step = int(decide(raw, table)) - int(decide(controlled, table));
        RC_ASSERT((step == 0 || step == 1));
    }));
    // Open to controlled: a level lower in 8 of the 24 combinations.
    int lowered = 0;
    for (int e = 0; e < 3; ++e) {
        for (int a = 0; a < 2; ++a) {
            for (int h = 0; h < 4; ++h)
                lowered += deployerDecision(Exploitation(e), Exposure::Open, Automatable(a), HumanImpact(h))
                    > deployerDecision(Exploitation(e), Exposure::Controlled, Automatable(a), HumanImpact(h));
        }
    }
    QCOMPARE(lowered, 8);
}

QTEST_APPLESS_MAIN(SsvcTest)
#include "ssvctest.moc"
