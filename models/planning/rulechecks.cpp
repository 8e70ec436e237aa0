// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/rulechecks.h"

#include "models/planning/wording.h"
#include "models/validation/verdicts.h"

#include <algorithm>
#include <array>
#include <map>

namespace bw {

namespace {

std::vector<HostId> idsOf(std::span<const std::uint32_t> hosts, const PlanGround& ground)
{
    std::vector<HostId> ids;
    ids.reserve(hosts.size());
    for (const std::uint32_t host : hosts)
        ids.push_back(ground.host(host).id);
    return ids;
}

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

/// No window at all; true: there is nothing more to say of the wave's time.
bool checkWindow(const Wave& wave, const PlanGround& ground, RuleBreaks& out)
{
    if (ground.window(wave.window))
        return false;
    RuleBreak rule = broken(RuleKind::NoWindow, RuleWeight::Blocks, wave.id,
                            wave.window.empty() ? wave.name + " has no maintenance window."
                                                : wave.name + " names a window that is not in the planning policy.",
                            "Choose a window for the wave.");
    rule.subject = wave.window;
    out.push_back(std::move(rule));
    return true;
}

void checkNever(const Wave& wave, const WaveWork& work, const WaveSlot& slot, const PlanGround& ground, RuleBreaks& out)
{
    if (slot.never.empty())
        return;
    std::vector<HostId> unsuited, tooLong;
    std::map<std::uint32_t, bool> suits;
    double longest = 0;
    for (const HostJob& job : work.jobs) {
        const HostId id = ground.host(job.host).id;
        if (!std::binary_search(slot.never.begin(), slot.never.end(), id))
            continue;
        const auto [it, fresh] = suits.try_emplace(ground.hostClass(job.host));
        if (fresh)
            it->second = nextForHost(ground, wave, job.host, ground.now()).has_value();
        (it->second ? tooLong : unsuited).push_back(id);
        if (it->second)
            longest = std::max(longest, job.minutes);
    }
    const std::string window = quoted(ground.window(wave.window)->name);
    std::sort(unsuited.begin(), unsuited.end());
    std::sort(tooLong.begin(), tooLong.end());
    if (!unsuited.empty()) {
        RuleBreak rule = broken(RuleKind::NeverMatches, RuleWeight::Blocks, wave.id,
                                "No time of " + window + " within a year suits " + hostList(unsuited, ground) + " in "
                                    + wave.name + '.',
                                "Choose another window, or move these hosts to a wave whose window suits theirs.");
        rule.hosts = std::move(unsuited);
        rule.subject = ground.window(wave.window)->name;
        out.push_back(std::move(rule));
    }
    if (!tooLong.empty()) {
        RuleBreak rule = broken(RuleKind::OverCapacity, RuleWeight::Blocks, wave.id,
                                counted(tooLong.size(), "host") + " in " + wave.name + " can never finish within "
                                    + window + ": the longest takes " + minutesText(longest) + " minutes.",
                                "Choose a longer window, raise the concurrency, or put fewer patches into the wave.");
        rule.hosts = std::move(tooLong);
        rule.subject = ground.window(wave.window)->name;
        out.push_back(std::move(rule));
    }
}

void checkCapacity(const Wave& wave, const WaveWork& work, const WaveSlot& slot, RuleBreaks& out)
{
    if (slot.fits || !slot.never.empty() || !slot.minutesAvailable)
        return;
    const std::string times = slot.occurrences.size() > 1
        ? "; it takes " + std::to_string(slot.occurrences.size()) + " occurrences of its window"
        : std::string();
    out.push_back(broken(RuleKind::OverCapacity, RuleWeight::Warns, wave.id,
                         wave.name + " needs " + minutesText(work.minutesNeeded) + " of "
                             + minutesText(*slot.minutesAvailable) + " minutes" + times + '.',
                         "Move hosts or patches to another wave, raise the concurrency, or choose a longer window."));
}

/// Times from `from` on, when the wave could have run.
void checkFreeze(const Wave& wave, const WaveSlot& slot, const PlanGround& ground, Instant from, RuleBreaks& out)
{
    const Window* window = ground.window(wave.window);
    const auto times = ground.occurrencesOf(ground.windowIndex(wave.window));
    for (const Occurrence& time : times) {
        if (time.end <= from)
            continue;
        if (slot.start && time.start >= *slot.start)
            break;
        if (wave.notBefore && parseIso(time.local).value_or(time.start) < Instant(*wave.notBefore))
            continue;
        const Freeze* freeze = freezeAt(ground, {time.start, time.end}, {});
        if (!freeze)
            continue;
        RuleBreak rule =
            broken(RuleKind::InFreeze, RuleWeight::Warns, wave.id,
                   momentText(time.start, window->zone) + " of " + quoted(window->name) + " lies in the freeze "
                       + quoted(freeze->name)
                       + (slot.start ? "; " + wave.name + " runs on " + momentText(*slot.start, window->zone) + '.'
                                     : std::string(".")),
                   "Choose a window before the freeze, or let the wave wait.");
        rule.subject = freeze->name;
        out.push_back(std::move(rule));
        return;
    }
}

} // namespace

void checkTwice(const RuleView& view, RuleBreaks& out)
{
    if (view.index.twice.empty())
        return;
    RuleBreak rule = broken(RuleKind::HostTwice, RuleWeight::Blocks, 0,
                            hostList(view.index.twice, view.ground) + (view.index.twice.size() == 1 ? " is" : " are")
                                + " in more than one wave.",
                            "Move each host to the wave in which it is to be changed.");
    rule.hosts = view.index.twice;
    out.push_back(std::move(rule));
}

void checkRedundancy(const RuleView& view, RuleBreaks& out)
{
    const auto& groups = view.ground.policy().redundancy;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto members = view.ground.redundancyHosts(g);
        if (members.empty())
            continue;
        const int most = int(members.size()) - groups[g].mustStayUp;
        std::array<std::uint32_t, 256> inWave{};
        for (const std::uint32_t host : members)
            ++inWave[view.index.waveOfHost[host]];
        for (std::size_t w = 0; w < view.plan.waves.size(); ++w) {
            if (inWave[w] == 0 || int(inWave[w]) <= most)
                continue;
            const Wave& wave = view.plan.waves[w];
            std::vector<std::uint32_t> there;
            std::copy_if(members.begin(), members.end(), std::back_inserter(there),
                         [&](std::uint32_t host) { return view.index.waveOfHost[host] == w; });
            const bool never = most <= 0;
            RuleBreak rule = broken(
                RuleKind::Redundancy, never ? RuleWeight::Warns : RuleWeight::Blocks, wave.id,
                (inWave[w] == members.size() ? "All " + counted(members.size(), "host")
                                             : std::to_string(inWave[w]) + " of " + counted(members.size(), "host"))
                    + " of " + quoted(groups[g].name) + " are in " + wave.name + "; "
                    + std::to_string(groups[g].mustStayUp) + " must stay up.",
                never
                    ? std::string("The group has no host to spare: change the redundancy group, or accept the outage.")
                    : "Move at least " + std::to_string(int(inWave[w]) - most) + " of them to another wave.");
            if (members.size() == 1)
                rule.sentence = "The only host of " + quoted(groups[g].name) + " is in " + wave.name + "; "
                    + std::to_string(groups[g].mustStayUp) + " must stay up.";
            rule.hosts = idsOf(there, view.ground);
            rule.subject = groups[g].name;
            out.push_back(std::move(rule));
        }
    }
}

void checkOrder(const RuleView& view, RuleBreaks& out)
{
    const auto& orders = view.ground.policy().orders;
    for (std::size_t o = 0; o < orders.size(); ++o) {
        std::uint8_t earliest = PlanIndex::NoWave;
        for (const std::uint32_t host : view.ground.thenHosts(o)) {
            const std::uint8_t wave = view.index.waveOfHost[host];
            if (wave != PlanIndex::NoWave && !view.plan.waves[wave].testRing)
                earliest = std::min(earliest, wave);
        }
        if (earliest == PlanIndex::NoWave)
            continue;
        std::vector<std::uint32_t> late;
        std::uint8_t latest = 0;
        for (const std::uint32_t host : view.ground.firstHosts(o)) {
            const std::uint8_t wave = view.index.waveOfHost[host];
            if (wave == PlanIndex::NoWave || wave <= earliest)
                continue;
            late.push_back(host);
            latest = std::max(latest, wave);
        }
        if (late.empty())
            continue;
        const Wave& then = view.plan.waves[earliest];
        const std::vector<HostId> ids = idsOf(late, view.ground);
        RuleBreak rule = broken(RuleKind::OrderBroken, RuleWeight::Blocks, view.plan.waves[latest].id,
                                hostList(ids, view.ground) + (ids.size() == 1 ? " comes" : " come") + " after hosts in "
                                    + then.name + " that must follow (" + quoted(orders[o].name) + ").",
                                "Move " + std::string(ids.size() == 1 ? "it" : "them") + " to " + then.name
                                    + " or an earlier wave, or the others to a later one.");
        rule.hosts = ids;
        rule.subject = orders[o].name;
        out.push_back(std::move(rule));
    }
}

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

void checkTimes(const RuleView& view, const std::vector<WaveWork>& work, const Schedule& schedule, RuleBreaks& out)
{
    Instant from = view.ground.now();
    for (std::size_t w = 0; w < view.plan.waves.size(); ++w) {
        const Wave& wave = view.plan.waves[w];
        const Instant opened = from;
        from = schedule.waves[w].gateOpens.value_or(from);
        if (work[w].jobs.empty()) {
            const bool empty = wave.hosts.empty() || wave.patches.empty();
            out.push_back(broken(RuleKind::NothingToDo, RuleWeight::Warns, wave.id,
                                 wave.name
                                     + (wave.hosts.empty()         ? " has no hosts."
                                            : wave.patches.empty() ? " has no patches."
                                                                   : ": none of its patches is open on its hosts."),
                                 empty ? "Move hosts and patches into it, or remove the wave."
                                       : "Remove the wave, or wait for the next inventory."));
            continue;
        }
        if (checkWindow(wave, view.ground, out))
            continue;
        checkNever(wave, work[w], schedule.waves[w], view.ground, out);
        checkCapacity(wave, work[w], schedule.waves[w], out);
        checkFreeze(wave, schedule.waves[w], view.ground, opened, out);
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
