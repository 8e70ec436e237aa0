// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/calendar.h"
#include "models/planning/ground.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace bw {

/// The work of a wave.
struct WaveWork {
    WaveId wave = 0;
    std::uint32_t hosts = 0; ///< hosts of the wave
    std::uint32_t targetHosts = 0; ///< with at least one target
    std::uint32_t targets = 0; ///< host x patch
    std::uint32_t unknownHosts = 0; ///< hosts that cannot be told
    std::uint32_t rebootHosts = 0;
    double minutes = 0; ///< of one after the other
    double minutesNeeded = 0; ///< with the wave's concurrency, incl. reboots
    std::vector<double> hostMinutes; ///< of each target host, longest first
    friend bool operator==(const WaveWork&, const WaveWork&) = default;
};

/// Minutes until the last of the jobs is done where each of `slots` takes the next job as soon as it is free (list
/// scheduling, longest first).
double makespan(std::span<const double> longestFirst, int slots);

/// Of each wave, in the plan's order.
std::vector<WaveWork> workOf(const Plan& plan, const PlanGround& ground);

/// When a wave runs, by expected durations, where everything ends well.
struct WaveSlot {
    WaveId wave = 0;
    std::vector<Occurrence> occurrences; ///< that are used; more than one where it does not fit
    std::optional<Instant> start;
    std::optional<Instant> finish; ///< of the last host; empty: never
    std::optional<Instant> gateOpens; ///< finish + soak
    double minutesNeeded = 0;
    std::optional<double> minutesAvailable; ///< of the first occurrence; empty: no window
    bool fits = false; ///< into the first occurrence

    friend bool operator==(const WaveSlot&, const WaveSlot&) = default;
};
struct Schedule {
    std::vector<WaveSlot> waves;
    std::optional<Instant> finish; ///< empty: some wave never runs, or there is nothing to do

    friend bool operator==(const Schedule&, const Schedule&) = default;
};
/// Each wave with work starts in its first occurrence after the gate of the wave before has opened.
Schedule scheduleOf(const Plan& plan, const PlanGround& ground);
Schedule scheduleOf(const Plan& plan, const PlanGround& ground, const std::vector<WaveWork>& work);

} // namespace bw
