// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/ground.h"
#include "models/planning/recurrence.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace bw {

/// The first freeze that overlaps a stretch for a host; nullptr: none. Without a host: only freezes of every host.
const Freeze* freezeAt(const PlanGround& ground, const Stretch& stretch, std::optional<std::uint32_t> host);

/// When a host of a wave is changed: the overlap of the wave's window with one of the host's own, outside every freeze,
/// not before the wave's day, ascending. An occurrence that a freeze cuts is cut. Without a host: the wave's window
/// and the freezes of every host. Nothing beyond a year from the ground's now.
std::vector<Occurrence> usableTimes(const PlanGround& ground, const Wave& wave, std::optional<std::uint32_t> host,
                                    Instant from, std::size_t limit = 64);

/// The first of them. Empty: never within a year (or the wave has no window).
std::optional<Occurrence> nextForHost(const PlanGround& ground, const Wave& wave, std::uint32_t host, Instant from);
std::optional<Occurrence> nextForWave(const PlanGround& ground, const Wave& wave, Instant from);

} // namespace bw
