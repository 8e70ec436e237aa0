// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/wording.h"

#include "models/planning/edits.h"

#include <array>
#include <cmath>

namespace bw {

namespace {

template <typename Items, typename Name>
std::string listed(const Items& items, Name&& nameOf)
{
    constexpr std::size_t Shown = 3;
    std::string text;
    const std::size_t shown = items.size() > Shown ? Shown - 1 : items.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == items.size();
        text += (i == 0 ? "" : last ? " and " : ", ") + nameOf(items[i]);
    }
    return items.size() > shown ? text + " and " + std::to_string(items.size() - shown) + " more" : text;
}

} // namespace

std::string hostList(std::span<const HostId> hosts, const PlanGround& ground)
{
    return listed(hosts, [&](HostId host) { return ground.hostName(host); });
}

std::string patchList(std::span<const std::string> patches)
{
    return listed(patches, [](const std::string& patch) { return patchTitle(patch); });
}

std::string momentText(Instant at, std::string_view zone)
{
    static constexpr std::array<const char*, 7> Days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    std::string local = localText(at, zone);
    const auto read = parseIso(local);
    const auto day = std::chrono::weekday(dayOf(read.value_or(at))).c_encoding();
    local[10] = ' ';
    return std::string(Days[day]) + ' ' + local + ' ' + zoneAbbreviation(at, zone);
}

std::string minutesText(double minutes)
{
    return std::to_string(std::llround(std::ceil(minutes - 1e-6)));
}

} // namespace bw
