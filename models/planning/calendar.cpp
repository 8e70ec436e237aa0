// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/calendar.h"

#include "models/planning/zones.h"

#include <algorithm>

namespace bw {

namespace {

bool overlap(const Stretch& a, const Stretch& b)
{
    return a.from < b.until && b.from < a.until;
}

/// The part of an occurrence within a stretch; empty where no host can be started in it.
std::optional<Occurrence> cut(const Occurrence& occurrence, const Stretch& stretch)
{
    Occurrence part = occurrence;
    part.start = std::max(part.start, stretch.from);
    part.end = std::min(part.end, stretch.until);
    part.lastStart = std::min(part.lastStart, part.end);
    if (part.start >= part.end || part.start > part.lastStart)
        return {};
    return part;
}

/// Leaves out a freeze: what is before it and what is behind it.
void leaveOut(std::vector<Occurrence>& parts, const Stretch& freeze)
{
    std::vector<Occurrence> rest;
    for (const Occurrence& part : parts) {
        if (!overlap({part.start, part.end}, freeze)) {
            rest.push_back(part);
            continue;
        }
        if (const auto before = cut(part, {part.start, freeze.from}))
            rest.push_back(*before);
        if (const auto behind = cut(part, {freeze.until, part.end}))
            rest.push_back(*behind);
    }
    parts = std::move(rest);
}

/// The parts of a wave's occurrence in which a host may be changed, before freezes.
std::vector<Occurrence> withinOwn(const PlanGround& ground, const Occurrence& occurrence, std::uint32_t host)
{
    const auto own = ground.windowsOf(host);
    if (own.empty())
        return {occurrence};
    std::vector<Occurrence> parts;
    for (const std::uint32_t number : own) {
        const auto times = ground.occurrencesOf(number);
        // Windows are at most a week long.
        auto it = std::lower_bound(times.begin(), times.end(), occurrence.start - std::chrono::days(7),
                                   [](const Occurrence& o, Instant t) { return o.start < t; });
        for (; it != times.end() && it->start < occurrence.end; ++it) {
            auto part = cut(occurrence, {it->start, it->end});
            if (!part)
                continue;
            part->lastStart = std::min(part->lastStart, it->lastStart);
            if (part->start <= part->lastStart)
                parts.push_back(std::move(*part));
        }
    }
    std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
    return parts;
}

bool allowedDay(const Wave& wave, const Occurrence& occurrence)
{
    const auto local = parseLocal(occurrence.local);
    return !wave.notBefore || (local && dayOf(Instant(std::chrono::seconds(*local))) >= *wave.notBefore);
}

template <typename Take>
void eachFreeze(const PlanGround& ground, std::optional<std::uint32_t> host, Take&& take)
{
    const auto& freezes = ground.policy().freezes;
    if (host) {
        for (const std::uint32_t number : ground.freezesOf(*host))
            take(number);
        return;
    }
    for (std::uint32_t number = 0; number < freezes.size(); ++number) {
        if (freezes[number].hostFilter.empty())
            take(number);
    }
}

} // namespace

const Freeze* freezeAt(const PlanGround& ground, const Stretch& stretch, std::optional<std::uint32_t> host)
{
    const Freeze* found = nullptr;
    Instant first = Instant::max();
    eachFreeze(ground, host, [&](std::uint32_t number) {
        const auto& frozen = ground.stretchOfFreeze(number);
        if (frozen && overlap(*frozen, stretch) && frozen->from < first) {
            first = frozen->from;
            found = &ground.policy().freezes[number];
        }
    });
    return found;
}

std::vector<Occurrence> usableTimes(const PlanGround& ground, const Wave& wave, std::optional<std::uint32_t> host,
                                    Instant from, std::size_t limit)
{
    std::vector<Occurrence> usable;
    const std::uint32_t window = ground.windowIndex(wave.window);
    if (window == PlanGround::None)
        return usable;
    const auto times = ground.occurrencesOf(window);
    auto it = std::lower_bound(times.begin(), times.end(), from - std::chrono::days(7),
                               [](const Occurrence& o, Instant t) { return o.start < t; });
    for (; it != times.end() && usable.size() < limit; ++it) {
        if (it->end <= from || !allowedDay(wave, *it))
            continue;
        const auto left = cut(*it, {from, it->end});
        if (!left)
            continue;
        std::vector<Occurrence> parts = host ? withinOwn(ground, *left, *host) : std::vector<Occurrence>{*left};
        eachFreeze(ground, host, [&](std::uint32_t number) {
            if (const auto& frozen = ground.stretchOfFreeze(number))
                leaveOut(parts, *frozen);
        });
        usable.insert(usable.end(), parts.begin(), parts.end());
    }
    if (usable.size() > limit)
        usable.resize(limit);
    return usable;
}

std::optional<Occurrence> nextForHost(const PlanGround& ground, const Wave& wave, std::uint32_t host, Instant from)
{
    const auto times = usableTimes(ground, wave, host, from, 1);
    return times.empty() ? std::optional<Occurrence>() : std::optional(times.front());
}

std::optional<Occurrence> nextForWave(const PlanGround& ground, const Wave& wave, Instant from)
{
    const auto times = usableTimes(ground, wave, {}, from, 1);
    return times.empty() ? std::optional<Occurrence>() : std::optional(times.front());
}

} // namespace bw
