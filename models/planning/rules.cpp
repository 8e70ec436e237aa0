// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/rules.h"

#include "models/planning/rulechecks.h"
#include "models/planning/wording.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>

namespace bw {

namespace {

RuleBreak impossible(const Error& error)
{
    RuleBreak rule;
    rule.kind = error.kind == ErrorKind::Locked ? RuleKind::WaveLocked : RuleKind::NotPossible;
    switch (error.kind) {
    case ErrorKind::Locked:
        rule.sentence = error.subject + " is locked.";
        rule.wayOut = "Unlock the wave first.";
        break;
    case ErrorKind::NotFound:
        rule.sentence = error.subject == "a wave" ? std::string("The plan has no wave yet.")
                                                  : "The plan has no " + error.subject + " any more.";
        rule.wayOut = "Add a wave, or start from a template.";
        break;
    case ErrorKind::TooLarge:
        rule.sentence = "A plan has at most " + error.subject + '.';
        rule.wayOut = "Make a second plan.";
        break;
    default:
        rule.sentence = error.subject.empty() ? "The " + error.place.field + " is missing."
                                              : quoted(error.subject) + " is no " + error.place.field + '.';
        rule.wayOut = "Correct the value.";
        break;
    }
    return rule;
}

/// Hosts that an edit brings into a wave, or no hosts.
std::vector<std::uint32_t> hostsBrought(const PlanEdit& edit, const PlanGround& ground)
{
    std::vector<std::uint32_t> hosts;
    if (const auto* move = std::get_if<MoveHosts>(&edit); move && move->to) {
        for (const HostId host : move->hosts) {
            if (const std::uint32_t index = ground.hostIndex(host); index != PlanGround::None)
                hosts.push_back(index);
        }
    }
    return hosts;
}

/// Hosts that no time of the wave's window suits, by class: asked once for each.
std::optional<RuleBreak> unsuited(const MoveHosts& edit, const Plan& plan, const PlanGround& ground)
{
    const Wave* wave = edit.to ? waveOf(plan, *edit.to) : nullptr;
    const Window* window = wave ? ground.window(wave->window) : nullptr;
    if (!window)
        return {}; // a wave without a window may be filled before it gets one
    std::map<std::uint32_t, bool> suits;
    RuleBreak rule;
    for (const std::uint32_t host : hostsBrought(edit, ground)) {
        const auto [it, fresh] = suits.try_emplace(ground.hostClass(host));
        if (fresh)
            it->second = nextForHost(ground, *wave, host, ground.now()).has_value();
        if (!it->second)
            rule.hosts.push_back(ground.host(host).id);
    }
    if (rule.hosts.empty())
        return {};
    std::sort(rule.hosts.begin(), rule.hosts.end());
    rule.kind = RuleKind::NeverMatches;
    rule.wave = wave->id;
    rule.subject = window->name;
    rule.sentence = "No time of " + quoted(window->name) + " within a year suits " + hostList(rule.hosts, ground) + '.';
    rule.wayOut = "Move them to a wave whose window suits theirs, or change the windows.";
    return rule;
}

/// Excluded hosts are kept out of every figure, so they cannot be planned either.
std::optional<RuleBreak> excluded(const PlanEdit& edit, const PlanGround& ground)
{
    RuleBreak rule;
    for (const std::uint32_t host : hostsBrought(edit, ground)) {
        if (ground.host(host).attributes.excluded)
            rule.hosts.push_back(ground.host(host).id);
    }
    if (rule.hosts.empty())
        return {};
    rule.sentence = hostList(rule.hosts, ground) + (rule.hosts.size() == 1 ? " is" : " are") + " excluded.";
    rule.wayOut = "Include the host again before it is planned.";
    return rule;
}

/// Patches that the plan does not hold yet and that must not be rolled out.
std::optional<RuleBreak> withdrawnPatch(const AddPatches& edit, const Plan& plan, const PlanGround& ground)
{
    for (const std::string& patch : edit.patches) {
        auto rule = withdrawn(patch, edit.wave.value_or(0), ground);
        const auto holds = [&](const Wave& wave) {
            return std::find(wave.patches.begin(), wave.patches.end(), patch) != wave.patches.end();
        };
        if (rule && std::none_of(plan.waves.begin(), plan.waves.end(), holds))
            return rule;
    }
    return {};
}

Plan withoutPatches(const Plan& plan)
{
    Plan bare;
    bare.id = plan.id;
    bare.nextWave = plan.nextWave;
    bare.waves.reserve(plan.waves.size());
    for (const Wave& wave : plan.waves) {
        Wave& places = bare.waves.emplace_back();
        places.id = wave.id;
        places.name = wave.name;
        places.hosts = wave.hosts;
        places.window = wave.window;
        places.notBefore = wave.notBefore;
        places.concurrency = wave.concurrency;
        places.testRing = wave.testRing;
        places.locked = wave.locked;
    }
    return bare;
}

std::vector<RuleBreak> breaksOfPlaces(const Plan& plan, const PlanGround& ground)
{
    const PlanIndex index(plan, ground);
    const RuleView view{plan, ground, index};
    std::vector<RuleBreak> out;
    checkRedundancy(view, out);
    checkOrder(view, out);
    std::erase_if(out, [](const RuleBreak& rule) { return !blocks(rule); });
    return out;
}

/// Whether a rule was broken in the same way before, by as many hosts and patches or more.
bool stoodBefore(const RuleBreak& rule, const std::vector<RuleBreak>& before)
{
    return std::any_of(before.begin(), before.end(), [&](const RuleBreak& old) {
        return old.kind == rule.kind && old.subject == rule.subject
            && (rule.kind == RuleKind::OrderBroken || old.wave == rule.wave)
            && std::includes(old.hosts.begin(), old.hosts.end(), rule.hosts.begin(), rule.hosts.end())
            && old.patches == rule.patches;
    });
}

} // namespace

std::string_view name(RuleKind kind)
{
    static constexpr std::array<std::string_view, 15> names = {
        "host-twice",    "no-window",  "never-matches", "in-freeze", "over-capacity",    "redundancy",
        "order",         "superseded", "withdrawn",     "untested",  "hosts-in-no-wave", "patches-in-no-wave",
        "nothing-to-do", "locked",     "not-possible"};
    return kind == RuleKind::BadPolicy ? "bad-policy" : names[std::size_t(kind)];
}

std::string_view name(RuleWeight weight)
{
    return weight == RuleWeight::Blocks ? "blocks" : "warns";
}

std::vector<RuleBreak> brokenRules(const Plan& plan, const PlanGround& ground)
{
    const PlanIndex index(plan, ground);
    const PlanTally tally(index, plan, ground);
    const std::vector<WaveWork> work = workOf(plan, ground, index, tally);
    return brokenRules({plan, ground, index}, tally, work, scheduleOf(plan, ground, work));
}

std::optional<RuleBreak> refusal(const Plan& plan, const PlanEdit& edit, const PlanGround& ground)
{
    const auto* move = std::get_if<MoveHosts>(&edit);
    if (!move && !std::holds_alternative<ReorderWave>(edit)) {
        const auto next = edited(plan, edit);
        if (!next)
            return impossible(next.error());
        const auto* add = std::get_if<AddPatches>(&edit);
        return add ? withdrawnPatch(*add, plan, ground) : std::nullopt;
    }
    // Where hosts stand has nothing to do with patches, which are most of a plan.
    const Plan bare = withoutPatches(plan);
    const auto next = edited(bare, edit);
    if (!next)
        return impossible(next.error());
    if (auto rule = excluded(edit, ground))
        return rule;
    if (move) {
        if (auto rule = unsuited(*move, *next, ground))
            return rule;
    }
    const std::vector<RuleBreak> after = breaksOfPlaces(*next, ground);
    if (after.empty())
        return {};
    const std::vector<RuleBreak> before = breaksOfPlaces(bare, ground);
    for (const RuleBreak& rule : after) {
        if (!stoodBefore(rule, before))
            return rule;
    }
    return {};
}

} // namespace bw
