// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/calendar.h"
#include "models/planning/ground.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace bw {

struct PlanIndex;
struct PlanTally;

/// What is to be done on one host of a wave.
struct HostJob {
    std::uint32_t host = 0; ///< index into Fleet::hosts
    std::uint32_t targets = 0; ///< patches
    double minutes = 0; ///< incl. one reboot where a patch needs it

    friend bool operator==(const HostJob&, const HostJob&) = default;
};

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
    std::vector<HostJob> jobs; ///< of each target host, longest first

    friend bool operator==(const WaveWork&, const WaveWork&) = default;
};

/// Minutes until the last of the jobs is done where each of `slots` takes the next job as soon as it is free (list
/// scheduling, longest first).
double makespan(std::span<const double> longestFirst, int slots);

/// Of each wave, in the plan's order.
std::vector<WaveWork> workOf(const Plan& plan, const PlanGround& ground);
std::vector<WaveWork> workOf(const Plan& plan, const PlanGround& ground, const PlanIndex& index,
                             const PlanTally& tally);

/// WaveWork::minutesNeeded of a wave by itself, as if its hosts stood in no wave before it.
double minutesOf(const Wave& wave, const PlanGround& ground);

/// When a wave runs, by expected durations, where everything ends well.
struct WaveSlot {
    WaveId wave = 0;
    std::vector<Occurrence> occurrences; ///< that are used by most hosts; more than one where it does not fit
    std::optional<Instant> start;
    std::optional<Instant> finish; ///< of the last host; empty: never
    std::optional<Instant> gateOpens; ///< finish + soak
    double minutesNeeded = 0;
    std::optional<double> minutesAvailable; ///< of the first occurrence; empty: no window
    bool fits = false; ///< into the first occurrence
    std::vector<HostId>
        never; ///< hosts whose work fits into no occurrence of the year, or that no window suits; sorted

    friend bool operator==(const WaveSlot&, const WaveSlot&) = default;
};
struct Schedule {
    std::vector<WaveSlot> waves;
    std::optional<Instant> finish; ///< empty: some wave never runs, or there is nothing to do

    friend bool operator==(const Schedule&, const Schedule&) = default;
};
/// Hosts with windows or freezes of their own are packed by themselves, with the wave's concurrency each.
/// Each wave with work starts in its first occurrence after the gate of the wave before has opened.
Schedule scheduleOf(const Plan& plan, const PlanGround& ground);
Schedule scheduleOf(const Plan& plan, const PlanGround& ground, const std::vector<WaveWork>& work);

} // namespace bw
