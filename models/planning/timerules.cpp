// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of windows, freezes and the work that fits into them.
#include "models/planning/rulechecks.h"
#include "models/planning/wording.h"

#include <algorithm>
#include <map>

namespace bw {

namespace {

/// No window at all; true: there is nothing more to say of the wave's time.
bool checkWindow(const Wave& wave, const PlanGround& ground, RuleBreaks& out)
{
    if (ground.window(wave.window))
        return false;
    const bool free = wave.window.empty() && ground.policy().wavesWithoutWindow;
    RuleBreak rule = broken(RuleKind::NoWindow, free ? RuleWeight::Warns : RuleWeight::Blocks, wave.id,
                            wave.window.empty() ? wave.name + " has no maintenance window."
                                                : wave.name + " names a window that is not in the planning policy.",
                            free ? "Choose a window for the wave, or start it outside windows, on purpose."
                                 : "Choose a window for the wave.");
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

} // namespace bw
