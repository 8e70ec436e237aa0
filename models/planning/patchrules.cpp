// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of what patches may be carried.
#include "models/planning/rulechecks.h"
#include "models/planning/wording.h"
#include "models/validation/verdicts.h"

#include <algorithm>

namespace bw {

namespace {

const PatchNote* blockingNote(const std::string& patch, const PlanContext& context)
{
    for (const PatchNote& note : context.notes) {
        if (note.patch == patch && blocks(note, context.now))
            return &note;
    }
    return nullptr;
}

WaveId firstWaveWith(const Plan& plan, const std::string& patch)
{
    for (const Wave& wave : plan.waves) {
        if (std::find(wave.patches.begin(), wave.patches.end(), patch) != wave.patches.end())
            return wave.id;
    }
    return 0;
}

} // namespace

std::optional<RuleBreak> withdrawn(const std::string& patch, WaveId wave, const PlanGround& ground)
{
    const PatchNote* note = blockingNote(patch, ground.context());
    if (!note)
        return {};
    const bool gone = note->kind == PatchNoteKind::Withdrawn;
    const std::string why = note->text.empty() ? std::string() : ": " + note->text;
    RuleBreak rule = broken(
        RuleKind::Withdrawn, RuleWeight::Blocks, wave,
        patchTitle(patch) + (gone ? " was withdrawn" : " has a known issue") + why + (why.ends_with('.') ? "" : "."),
        gone ? "Take it out of the plan." : "Take it out of the plan, or end the note of its known issue.");
    rule.patches = {patch};
    return rule;
}

void checkPatches(const RuleView& view, RuleBreaks& out)
{
    for (const std::string& patch : patchesOf(view.plan)) {
        if (auto rule = withdrawn(patch, firstWaveWith(view.plan, patch), view.ground))
            out.push_back(std::move(*rule));
        const std::string newer = view.ground.supersededBy(patch);
        if (newer.empty())
            continue;
        RuleBreak rule = broken(RuleKind::Superseded, RuleWeight::Warns, firstWaveWith(view.plan, patch),
                                patchTitle(patch) + " is superseded by " + patchTitle(newer) + '.',
                                "Put the newer one in its place.");
        rule.patches = {patch};
        rule.subject = newer;
        out.push_back(std::move(rule));
    }
}

void checkTests(const RuleView& view, RuleBreaks& out)
{
    const PlanContext& context = view.ground.context();
    const Assessment& all = view.ground.assessment();
    const VerdictIndex verdicts(context.verdicts);
    const Day today = dayOf(context.now);
    for (std::size_t a = 0; a < context.apps.size(); ++a) {
        std::vector<bool> carries(view.ground.hostCount(), false);
        for (const std::uint32_t host : view.ground.appHosts(a))
            carries[host] = true;
        std::vector<std::string> untested, failed;
        std::uint8_t firstUntested = PlanIndex::NoWave, firstFailed = PlanIndex::NoWave;
        for (const std::uint32_t p : view.index.patches) {
            std::uint8_t first = PlanIndex::NoWave;
            const Patch& patch = all.patches[p];
            for (std::uint32_t f = patch.firstFinding; f < patch.firstFinding + patch.findingCount; ++f) {
                const Finding& finding = all.findings[f];
                if (carries[finding.host] && view.index.isTarget(finding) && PlanGround::isTarget(finding)
                    && !view.plan.waves[view.index.waveOfHost[finding.host]].testRing)
                    first = std::min(first, view.index.waveOfHost[finding.host]);
            }
            if (first == PlanIndex::NoWave)
                continue;
            const TestState state = verdicts.stateOf(patch.id, context.apps[a], today).state;
            if (letsPass(state))
                continue;
            const bool bad = state == TestState::Failed;
            (bad ? failed : untested).push_back(patch.id);
            (bad ? firstFailed : firstUntested) = std::min(bad ? firstFailed : firstUntested, first);
        }
        const std::string app = quoted(context.apps[a].name);
        if (!failed.empty()) {
            RuleBreak rule = broken(RuleKind::Untested, RuleWeight::Blocks, view.plan.waves[firstFailed].id,
                                    patchList(failed) + " failed the test of " + app + ", which hosts in "
                                        + view.plan.waves[firstFailed].name + " carry.",
                                    "Take it out of the waves after the test ring, or test again.");
            rule.patches = std::move(failed);
            rule.subject = context.apps[a].name;
            out.push_back(std::move(rule));
        }
        if (!untested.empty()) {
            RuleBreak rule =
                broken(RuleKind::Untested, RuleWeight::Warns, view.plan.waves[firstUntested].id,
                       counted(untested.size(), "patch") + (untested.size() == 1 ? " is" : " are") + " untested for "
                           + app + ", which hosts in " + view.plan.waves[firstUntested].name + " carry.",
                       "Test in the test ring before that wave, or waive with a reason.");
            rule.patches = std::move(untested);
            rule.subject = context.apps[a].name;
            out.push_back(std::move(rule));
        }
    }
}

} // namespace bw
