// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/waysout.h"

#include "planningsample.h"

#include <QtTest>

#include <algorithm>

using namespace bw;
using namespace bw::test;

namespace {

const RuleBreak* find(const std::vector<RuleBreak>& broken, RuleKind kind)
{
    const auto it =
        std::find_if(broken.begin(), broken.end(), [&](const RuleBreak& rule) { return rule.kind == kind; });
    return it == broken.end() ? nullptr : &*it;
}

/// The first way out of the first rule of a kind is taken: the rule is kept then.
std::string takeWayOut(const Plan& plan, RuleKind kind, const PlanGround& ground)
{
    const auto broken = brokenRules(plan, ground);
    const RuleBreak* rule = find(broken, kind);
    if (!rule)
        return "not broken";
    const auto ways = waysOut(*rule, plan, ground);
    if (ways.empty())
        return "no way out";
    const auto next = edited(plan, ways.front().edit);
    if (!next)
        return "not possible";
    return find(brokenRules(*next, ground), kind) ? "still broken" : ways.front().text;
}

} // namespace

class WaysOutTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofPlaces()
    {
        PlanningSample sample;
        for (int i = 0; i < 3; ++i)
            sample.host("ha-" + std::to_string(i), {"cluster"});
        sample.host("db", {"db"});
        sample.host("app", {"app"});
        sample.context.policy.redundancy = {{"web front", "tag:cluster", 1}};
        sample.context.policy.orders = {{"db first", "tag:db", "tag:app"}};
        const std::string sudo = sample.patch("sudo", "1");
        sample.openEverywhere();
        const PlanGround ground = sample.ground();
        Plan three =
            plan({wave(1, "Ring", {5}, {sudo}), wave(2, "Early", {1, 2, 3}, {sudo}), wave(3, "Broad", {4}, {sudo})});
        QCOMPARE(takeWayOut(three, RuleKind::Redundancy, ground), std::string("Move ha-2 to Broad"));
        QCOMPARE(takeWayOut(three, RuleKind::OrderBroken, ground), std::string("Move db to Ring"));
        three.waves[2].locked = true; // what is locked gives nothing and takes nothing
        QCOMPARE(takeWayOut(three, RuleKind::Redundancy, ground), std::string("Move ha-2 to Ring"));
        QCOMPARE(takeWayOut(three, RuleKind::OrderBroken, ground), std::string("no way out"));
        three.waves[2].locked = false;
        three.waves[0].hosts = {4, 5};
        QCOMPARE(takeWayOut(three, RuleKind::HostTwice, ground), std::string("Keep it in Ring"));
        three.waves[2].hosts.clear();
        three.waves[0].hosts = {4};
        QCOMPARE(takeWayOut(three, RuleKind::HostsInNoWave, ground), std::string("Move app to Broad"));
    }

    void ofPatchesAndWindows()
    {
        PlanningSample sample;
        sample.host("one");
        sample.host("two");
        const std::string old = sample.patch("sudo", "1");
        sample.openEverywhere();
        const std::string fresh = sample.patch("sudo", "2");
        sample.openEverywhere();
        const std::string vim = sample.patch("vim", "3", false, Decision::Immediate);
        sample.openEverywhere();
        sample.context.notes = {{1, vim, PatchNoteKind::Withdrawn, "bad", true, "ann", Instant(), {}, {}, {}}};
        const PlanGround ground = sample.ground();
        Plan two = plan({wave(1, "Ring", {1}, {old}), wave(2, "Broad", {2}, {old, fresh})});
        QCOMPARE(takeWayOut(two, RuleKind::Superseded, ground), std::string("Put sudo 2 in its place"));
        two.waves[0].window.clear();
        QCOMPARE(takeWayOut(two, RuleKind::NoWindow, ground), std::string("Use “Tuesday night”"));
        two.waves[0].patches.push_back(vim);
        QCOMPARE(takeWayOut(two, RuleKind::Withdrawn, ground), std::string("Remove vim 3 from the plan"));
        two.waves[0].patches.clear();
        QCOMPARE(takeWayOut(two, RuleKind::NothingToDo, ground), std::string("Remove wave Ring"));
    }
};

QTEST_APPLESS_MAIN(WaysOutTest)
#include "waysouttest.moc"
