// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/icalendar.h"

#include "models/planning/edits.h"
#include "models/planning/icalevent.h"
#include "models/planning/icalwriter.h"
#include "models/planning/schedule.h"
#include "models/planning/wording.h"

#include <set>

namespace bw {

namespace {

constexpr std::size_t MaxBytes = 5U * 1024 * 1024;
constexpr std::size_t MaxEvents = 5000;

std::string freeId(const std::string& wanted, const char* kind, std::set<std::string>& used)
{
    const std::string base = wanted.empty() ? std::string(kind) : wanted;
    std::string id = base;
    for (int n = 2; !used.insert(id).second; ++n)
        id = base + '-' + std::to_string(n);
    return id;
}

} // namespace

Result<CalendarFile> readCalendar(std::string_view ics)
{
    if (ics.size() > MaxBytes)
        return Error{ErrorKind::TooLarge, "5 MB", {}};
    auto events = icalEvents(ics, MaxEvents);
    if (!events)
        return events.error();
    CalendarFile file;
    std::set<std::string> windows, freezes;
    for (IcalEvent& event : *events) {
        for (std::string& flaw : event.flaws)
            file.issues.push_back({ErrorKind::BadValue, {{}, 0, 0, event.uid}, std::move(flaw), event.summary});
        if (!event.usable)
            continue;
        if (event.isFreeze) {
            Freeze freeze = freezeOf(event);
            freeze.id = freeId(freeze.id, "freeze", freezes);
            if (const auto stretch = stretchOf(freeze); stretch)
                file.freezes.push_back(std::move(freeze));
            else
                file.issues.push_back({ErrorKind::BadValue, stretch.error().place, "the freeze's time cannot be used",
                                       stretch.error().subject});
            continue;
        }
        Window window = windowOf(event);
        window.id = freeId(window.id, "window", windows);
        const auto start = resolveLocal(window.firstStart, window.zone);
        const Instant from = start ? start->at : Instant();
        if (const auto times = occurrences(window, from, from + std::chrono::days(366 * 5), 1); times)
            file.windows.push_back(std::move(window));
        else
            file.issues.push_back(
                {ErrorKind::BadValue, times.error().place, "the window's time cannot be used", times.error().subject});
    }
    if (file.windows.empty() && file.freezes.empty() && file.issues.empty())
        return Error{ErrorKind::Empty, "no events", {}};
    return file;
}

std::string writeCalendar(const std::vector<Window>& windows, const std::vector<Freeze>& freezes, Instant stamp)
{
    IcalWriter writer(stamp);
    for (const Window& window : windows)
        writer.add(window);
    for (const Freeze& freeze : freezes)
        writer.add(freeze);
    return writer.text();
}

std::string planCalendar(const Plan& plan, const PlanGround& ground)
{
    IcalWriter writer(ground.now());
    const std::vector<WaveWork> work = workOf(plan, ground);
    const Schedule schedule = scheduleOf(plan, ground, work);
    for (std::size_t w = 0; w < plan.waves.size(); ++w) {
        const Wave& wave = plan.waves[w];
        const WaveSlot& slot = schedule.waves[w];
        const auto next = slot.occurrences.empty() ? nextForWave(ground, wave, ground.now())
                                                   : std::optional(slot.occurrences.front());
        if (!next)
            continue;
        std::string text = counted(work[w].targetHosts, "host") + ", " + counted(work[w].targets, "target") + ", "
            + minutesText(work[w].minutesNeeded) + " minutes expected.\n";
        for (const std::string& patch : wave.patches)
            text += patchTitle(patch) + '\n';
        writer.add("plan-" + std::to_string(plan.id) + "-wave-" + std::to_string(wave.id), plan.name + ": " + wave.name,
                   text, next->start, next->end);
    }
    return writer.text();
}

} // namespace bw
