// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/calendar.h"

namespace bw {

Result<Resolved> resolveLocal(std::string_view, std::string_view)
{
    return Resolved{};
}
std::string localText(Instant at, std::string_view)
{
    return toIso(at);
}
std::string zoneAbbreviation(Instant, std::string_view zone)
{
    return std::string(zone);
}
Result<std::vector<Occurrence>> occurrences(const Window&, Instant, Instant, std::size_t)
{
    return std::vector<Occurrence>();
}
Result<std::optional<Occurrence>> nextOccurrence(const Window&, Instant)
{
    return std::optional<Occurrence>();
}
std::string dstSentence(const Window&, Instant)
{
    return {};
}
Result<Stretch> stretchOf(const Freeze&)
{
    return Stretch{};
}
const Freeze* freezeAt(const PlanGround&, const Stretch&, std::optional<std::uint32_t>)
{
    return nullptr;
}
std::optional<Occurrence> nextForHost(const PlanGround&, const Wave&, std::uint32_t, Instant)
{
    return {};
}
std::optional<Occurrence> nextForWave(const PlanGround&, const Wave&, Instant)
{
    return {};
}

} // namespace bw
