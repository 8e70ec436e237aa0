// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/domain/rollout.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bw {

/// A run with everything that happened in it.
struct RunRecord {
    RolloutRun run;
    std::vector<RolloutEvent> events; ///< ascending by id
};

/// A host x patch that is to be done, with what its engine said of it.
struct Expectation {
    HostId host = 0;
    std::string patch; ///< id
    std::string fixed;
    std::vector<std::string> binaries;
    bool reboot = false;
    PlanId plan = 0;
    WaveId wave = 0;
    std::optional<RunId> run; ///< the last that had it; empty: planned only
    TargetState state = TargetState::Waiting;
    std::optional<Instant> firstClaim; ///< of all runs
    std::optional<Instant> claimedAt; ///< of the last run, where its word is still "done"
    std::optional<Instant> touchedAt; ///< the last event that told of the host
    std::string message; ///< the engine's last words where it failed

    friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// What runs were to do: one row for each host x patch of a plan, by wave, host and patch. Of several runs that had it
/// the last one counts, but the first claim is kept. `at`: later runs and events do not count.
std::vector<Expectation> expectationsOf(std::span<const RunRecord> runs, Instant at);

/// The states of a run's hosts, folded from its events up to `at`.
struct TargetFold {
    TargetState state = TargetState::Waiting;
    std::optional<Instant> claimedAt, touchedAt;
    std::string message;
};
TargetFold foldTarget(std::span<const RolloutEvent> events, HostId host, Instant at);

} // namespace bw
