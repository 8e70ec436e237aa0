// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/rulechecks.h"

#include "models/planning/wording.h"

#include <algorithm>

namespace bw {

RuleBreak broken(RuleKind kind, RuleWeight weight, WaveId wave, std::string sentence, std::string wayOut)
{
    RuleBreak rule;
    rule.kind = kind;
    rule.weight = weight;
    rule.wave = wave;
    rule.sentence = std::move(sentence);
    rule.wayOut = std::move(wayOut);
    return rule;
}

void checkLeftOut(const RuleView& view, const PlanTally& tally, RuleBreaks& out)
{
    std::vector<HostId> hosts;
    for (std::uint32_t h = 0; h < tally.hosts.size(); ++h) {
        if (view.index.waveOfHost[h] == PlanIndex::NoWave && tally.hosts[h].targets > 0
            && !view.ground.host(h).attributes.excluded)
            hosts.push_back(view.ground.host(h).id);
    }
    if (!hosts.empty() && !view.plan.waves.empty()) {
        RuleBreak rule = broken(RuleKind::HostsInNoWave, RuleWeight::Warns, 0,
                                counted(hosts.size(), "host") + " in no wave" + (hosts.size() == 1 ? " needs" : " need")
                                    + " a patch of the plan: " + hostList(hosts, view.ground) + '.',
                                "Move them into a wave, or exclude them with a reason.");
        rule.hosts = std::move(hosts);
        out.push_back(std::move(rule));
    }
    std::vector<std::string> patches;
    const Assessment& all = view.ground.assessment();
    for (std::uint32_t p = 0; p < all.patches.size(); ++p) {
        const Patch& patch = all.patches[p];
        if (view.index.wavesOfPatch[p] == 0 && !patch.fixed.empty() && patch.hostsOpen > 0
            && (patch.decision == Decision::Immediate || patch.decision == Decision::OutOfCycle))
            patches.push_back(patch.id);
    }
    if (!patches.empty()) {
        RuleBreak rule = broken(RuleKind::PatchesInNoWave, RuleWeight::Warns, 0,
                                counted(patches.size(), "urgent patch") + (patches.size() == 1 ? " is" : " are")
                                    + " in no wave: " + patchList(patches) + '.',
                                "Drag them onto the plan.");
        rule.patches = std::move(patches);
        out.push_back(std::move(rule));
    }
}

void checkPolicyReadable(const RuleView& view, RuleBreaks& out)
{
    for (const std::string& flaw : view.ground.flaws()) {
        out.push_back(broken(RuleKind::BadPolicy, RuleWeight::Blocks, 0,
                             "The planning policy cannot be followed: " + flaw + '.', "Correct the planning policy."));
    }
}

RuleBreaks brokenRules(const RuleView& view, const PlanTally& tally, const std::vector<WaveWork>& work,
                       const Schedule& schedule)
{
    RuleBreaks out;
    checkPolicyReadable(view, out);
    checkTwice(view, out);
    checkRedundancy(view, out);
    checkOrder(view, out);
    checkPatches(view, out);
    checkTimes(view, work, schedule, out);
    checkTests(view, out);
    checkLeftOut(view, tally, out);
    const auto place = [&](const RuleBreak& rule) {
        const auto it = std::find_if(view.plan.waves.begin(), view.plan.waves.end(),
                                     [&](const Wave& wave) { return wave.id == rule.wave; });
        return it - view.plan.waves.begin();
    };
    std::stable_sort(out.begin(), out.end(), [&](const RuleBreak& a, const RuleBreak& b) {
        return std::pair(a.weight, place(a)) < std::pair(b.weight, place(b));
    });
    return out;
}

} // namespace bw
