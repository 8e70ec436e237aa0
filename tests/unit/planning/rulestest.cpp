// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/rules.h"

#include "planningsample.h"

#include <QtTest>

#include <algorithm>

using namespace bw;
using namespace bw::test;

namespace {

std::vector<RuleBreak> of(RuleKind kind, const std::vector<RuleBreak>& all)
{
    std::vector<RuleBreak> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some), [&](const RuleBreak& r) { return r.kind == kind; });
    return some;
}

AppCheck check(const char* id)
{
    AppCheck check;
    check.id = check.name = id;
    return check;
}

/// Four hosts, sudo open on each.
struct Small {
    PlanningSample sample;
    std::string sudo;
    Small()
    {
        sample.host("db-01", {"db"});
        sample.host("db-02", {"db"});
        sample.host("app-01", {"app"});
        sample.host("web-01", {"web"});
        sudo = sample.patch("sudo", "1.9", false, Decision::OutOfCycle);
        sample.openEverywhere();
    }
    Plan good() const { return plan({wave(1, "Early", {1, 4}, {sudo}), wave(2, "Broad", {2, 3}, {sudo})}); }
};

} // namespace

class RulesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodPlanBreaksNothing()
    {
        Small small;
        const auto broken = brokenRules(small.good(), small.sample.ground());
        for (const RuleBreak& rule : broken)
            qWarning("%s", rule.sentence.c_str());
        QVERIFY(broken.empty());
    }

    void everyRuleHasASentenceAndAWayOut()
    {
        Small small;
        small.sample.context.policy.redundancy = {{"databases", "tag:db", 1}, {"web", "tag:web", 1}};
        small.sample.context.policy.orders = {{"database first", "tag:db", "tag:app"}};
        small.sample.context.policy.freezes = {
            {"f", "Sale", "2026-11-20T00:00", "2026-11-30T00:00", "Europe/Berlin", "", ""}};
        small.sample.context.notes = {
            {1, small.sudo, PatchNoteKind::Withdrawn, "breaks PAM", true, "ann", Instant(), {}, {}, {}}};
        small.sample.context.apps = {{"erp", "ERP", "ann", "tag:app", {}}};
        small.sample.patch("vim", "2", false, Decision::Immediate);
        small.sample.openEverywhere();
        const PlanGround ground = small.sample.ground();
        Plan bad =
            plan({wave(1, "Early", {3, 4}, {small.sudo, "Debian:12/vim/1"}), wave(2, "Broad", {1, 2, 3}, {small.sudo}),
                  wave(3, "Empty", {}, {}), wave(4, "No window", {}, {small.sudo})});
        bad.waves[3].window = "gone";
        auto broken = brokenRules(bad, ground);
        for (const RuleBreak& rule : broken) {
            QVERIFY(rule.sentence.ends_with('.'));
            QVERIFY(rule.wayOut.ends_with('.'));
        }
        QCOMPARE(of(RuleKind::HostTwice, broken).front().hosts, std::vector<HostId>{3});
        const auto group = of(RuleKind::Redundancy, broken);
        QCOMPARE(group.size(), 2U);
        QCOMPARE(group[0].sentence, std::string("All 2 hosts of “databases” are in Broad; 1 must stay up."));
        QCOMPARE(group[0].weight, RuleWeight::Blocks);
        QCOMPARE(group[1].weight, RuleWeight::Warns); // a group of one host has nothing to spare
        const auto order = of(RuleKind::OrderBroken, broken);
        QCOMPARE(order.size(), 1U);
        QCOMPARE(order.front().hosts, (std::vector<HostId>{1, 2}));
        QCOMPARE(of(RuleKind::Withdrawn, broken).front().patches, std::vector<std::string>{small.sudo});
        QCOMPARE(of(RuleKind::Superseded, broken).front().subject, std::string("Debian:12/vim/2"));
        QCOMPARE(of(RuleKind::InFreeze, broken).front().subject, std::string("Sale"));
        QCOMPARE(of(RuleKind::Untested, broken).front().weight, RuleWeight::Warns);
        QCOMPARE(of(RuleKind::PatchesInNoWave, broken).front().patches, std::vector<std::string>{"Debian:12/vim/2"});
        QCOMPARE(of(RuleKind::NothingToDo, broken).size(), 2U);
        QVERIFY(std::is_sorted(broken.begin(), broken.end(),
                               [](const auto& a, const auto& b) { return a.weight < b.weight; }));
    }

    void windowsAreMissingOrNeverMatch()
    {
        Small small;
        Window sunday = PlanningSample::night();
        sunday.id = "sunday";
        sunday.recurrence = "FREQ=WEEKLY;BYDAY=SU";
        sunday.hostFilter = "tag:app";
        small.sample.context.policy.windows.push_back(sunday);
        const PlanGround ground = small.sample.ground();
        Plan plan = small.good();
        plan.waves[0].window.clear();
        const auto broken = brokenRules(plan, ground);
        QCOMPARE(of(RuleKind::NoWindow, broken).front().wave, WaveId(1));
        QVERIFY(blocks(of(RuleKind::NoWindow, broken).front()));
        small.sample.context.policy.wavesWithoutWindow = true;
        const PlanGround lenient = small.sample.ground();
        QVERIFY(!blocks(of(RuleKind::NoWindow, brokenRules(plan, lenient)).front()));
        plan.waves[0].window = "gone"; // a name that leads nowhere is never meant
        QVERIFY(blocks(of(RuleKind::NoWindow, brokenRules(plan, lenient)).front()));
        const auto never = of(RuleKind::NeverMatches, broken);
        QCOMPARE(never.front().hosts, std::vector<HostId>{3});
        QVERIFY(blocks(never.front()));
    }

    void capacity()
    {
        Small small;
        small.sample.context.policy.minutesPerPatch = 50;
        Plan plan = small.good();
        plan.waves[0].concurrency = 1;
        QVERIFY(of(RuleKind::OverCapacity, brokenRules(plan, small.sample.ground())).empty()); // 100 of 120 minutes
        small.sample.context.policy.minutesPerPatch = 70;
        auto over = of(RuleKind::OverCapacity, brokenRules(plan, small.sample.ground()));
        QCOMPARE(over.size(), 1U);
        QCOMPARE(over.front().weight, RuleWeight::Warns);
        QCOMPARE(over.front().sentence,
                 std::string("Early needs 140 of 120 minutes; it takes 2 occurrences of its window."));
        small.sample.context.policy.minutesPerPatch = 121; // no host can be done in any night
        over = of(RuleKind::OverCapacity, brokenRules(plan, small.sample.ground()));
        QCOMPARE(over.front().weight, RuleWeight::Blocks);
        QCOMPARE(over.front().hosts, (std::vector<HostId>{1, 4}));
    }

    void hostsThatWouldNotGetIt()
    {
        Small small;
        Plan plan = small.good();
        plan.waves[1].hosts = {2};
        const auto broken = of(RuleKind::HostsInNoWave, brokenRules(plan, small.sample.ground()));
        QCOMPARE(broken.front().hosts, std::vector<HostId>{3});
        QCOMPARE(broken.front().sentence, std::string("1 host in no wave needs a patch of the plan: app-01."));
    }

    void verdictsOfTests()
    {
        Small small;
        small.sample.context.apps = {{"erp", "ERP", "ann", "tag:app", {check("login"), check("book")}}};
        auto& verdicts = small.sample.context.verdicts;
        const auto add = [&](const char* check, TestOutcome outcome, const char* at, std::optional<Day> until = {}) {
            TestVerdict verdict;
            verdict.id = std::int64_t(verdicts.size() + 1);
            verdict.patch = small.sudo;
            verdict.app = "erp";
            verdict.check = check;
            verdict.outcome = outcome;
            verdict.until = until;
            verdict.at = *parseIso(at);
            verdicts.push_back(verdict);
        };
        const auto weights = [&] {
            std::vector<RuleWeight> all;
            for (const RuleBreak& rule : of(RuleKind::Untested, brokenRules(small.good(), small.sample.ground())))
                all.push_back(rule.weight);
            return all;
        };
        QCOMPARE(weights(), std::vector<RuleWeight>{RuleWeight::Warns});
        add("login", TestOutcome::Passed, "2026-11-20");
        QCOMPARE(weights(), std::vector<RuleWeight>{RuleWeight::Warns});
        add("book", TestOutcome::Waived, "2026-11-20", *parseDay("2026-11-22"));
        QCOMPARE(weights(), std::vector<RuleWeight>{RuleWeight::Warns}); // it ended yesterday
        add("book", TestOutcome::Waived, "2026-11-21", *parseDay("2026-11-23"));
        QVERIFY(weights().empty());
        add("login", TestOutcome::Failed, "2026-11-22");
        QCOMPARE(weights(), std::vector<RuleWeight>{RuleWeight::Blocks});
        Plan inTestRing = small.good();
        inTestRing.waves[1].testRing = true; // that is where it is tried
        QVERIFY(of(RuleKind::Untested, brokenRules(inTestRing, small.sample.ground())).empty());
    }

    void aPolicyThatCannotBeReadBlocks()
    {
        Small small;
        small.sample.context.policy.redundancy = {{"databases", "tag:", 1}};
        const auto broken = brokenRules(small.good(), small.sample.ground());
        QVERIFY(blocks(broken.front()));
        QCOMPARE(broken.front().kind, RuleKind::BadPolicy);
    }

    void dropsAreRefusedWithAReason()
    {
        Small small;
        small.sample.context.policy.redundancy = {{"databases", "tag:db", 1}};
        small.sample.context.policy.orders = {{"database first", "tag:db", "tag:app"}};
        small.sample.context.notes = {
            {1, "Debian:12/bad/1", PatchNoteKind::KnownIssue, "", true, "ann", Instant(), {}, {}, {}}};
        const PlanGround ground = small.sample.ground();
        const Plan start = small.good();
        auto rule = refusal(start, MoveHosts{{2}, WaveId(1), {}}, ground);
        QVERIFY(rule.has_value());
        QCOMPARE(rule->kind, RuleKind::Redundancy);
        rule = refusal(start, MoveHosts{{3}, WaveId(1), {}}, ground);
        QVERIFY(rule.has_value());
        QCOMPARE(rule->kind, RuleKind::OrderBroken);
        rule = refusal(start, AddPatches{{"Debian:12/bad/1"}, WaveId(1), 0, {}}, ground);
        QVERIFY(rule.has_value());
        QCOMPARE(rule->kind, RuleKind::Withdrawn);
        QVERIFY(!refusal(start, MoveHosts{{4}, WaveId(2), {}}, ground));
        QVERIFY(!refusal(start, MoveHosts{{4}, std::nullopt, {}}, ground));
        Plan locked = start;
        locked.waves[0].locked = true;
        rule = refusal(locked, MoveHosts{{4}, WaveId(2), {}}, ground);
        QCOMPARE(rule->kind, RuleKind::WaveLocked);
        QCOMPARE(rule->sentence, std::string("Early is locked."));
        QCOMPARE(refusal(start, MoveHosts{{4}, WaveId(77), {}}, ground)->kind, RuleKind::NotPossible);
    }

    void whatIsBrokenAlreadyRefusesOnlyWhatMakesItWorse()
    {
        Small small;
        small.sample.context.policy.redundancy = {{"databases", "tag:db", 1}};
        const PlanGround ground = small.sample.ground();
        const Plan broken = plan({wave(1, "Early", {1, 2}, {small.sudo}), wave(2, "Broad", {3}, {small.sudo})});
        QVERIFY(!refusal(broken, MoveHosts{{4}, WaveId(1), {}}, ground));
        QVERIFY(!refusal(broken, MoveHosts{{1}, WaveId(2), {}}, ground)); // mends it
        QVERIFY(refusal(broken, MoveHosts{{1, 2}, WaveId(2), {}}, ground));
    }

    void excludedHostsAreNotPlanned()
    {
        Small small;
        small.sample.lastHost().attributes.excluded = true;
        QVERIFY(refusal(small.good(), MoveHosts{{4}, WaveId(2), {}}, small.sample.ground()).has_value());
    }
};

QTEST_APPLESS_MAIN(RulesTest)
#include "rulestest.moc"
