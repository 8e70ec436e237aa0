// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/foundation/instant.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bw {

/// Where a host of a run stands.
struct TargetProgress {
    HostId host = 0;
    TargetState state = TargetState::Waiting;
    int attempt = 1;
    bool dispatched = false; ///< in this attempt: it is not handed over again
    bool collected = false; ///< a fresh inventory was imported after the newest attempt ended
    std::optional<Instant> since; ///< of the state; empty: waiting from the beginning
    std::optional<Instant> startedAt; ///< handed over, newest attempt
    std::optional<Instant> endedAt;
    std::string step; ///< the newest one
    std::string text; ///< newest message: data

    friend bool operator==(const TargetProgress&, const TargetProgress&) = default;
};

bool inFlight(TargetState state); ///< dispatched, running or rebooting
bool settled(TargetState state); ///< nothing more comes from the engine

enum class RunPhase : std::uint8_t {
    Ready, ///< frozen, not started
    Running,
    Paused, ///< no new hosts; those on their way go on
    Halted, ///< the same, until a person says otherwise
    Finished,
};
std::string_view name(RunPhase phase); ///< ready | running | paused | halted | finished

/// An event that contradicts what came before. It is kept and shown, and changes nothing.
struct IgnoredEvent {
    std::int64_t event = 0;
    std::string reason; ///< short English clause

    friend bool operator==(const IgnoredEvent&, const IgnoredEvent&) = default;
};

/// All that is shown of a run, folded from its events. A value; any prefix of the events gives a picture.
struct RunProgress {
    RunId run = 0;
    EngineKind engine = EngineKind::Rehearsal;
    RunPhase phase = RunPhase::Ready;
    bool abort = false; ///< Halted: hosts on their way are asked to stop, too
    std::string why; ///< of a pause or halt
    std::vector<TargetProgress> targets; ///< by host id
    std::array<std::uint32_t, 9> counts{}; ///< by TargetState
    std::optional<Instant> startedAt;
    std::optional<Instant> lastAt; ///< of the newest event
    std::optional<Instant> endedAt; ///< the newest end of a host
    std::int64_t lastEvent = 0; ///< id
    double secondsSum = 0; ///< of the attempts that were claimed, for the estimate
    std::uint32_t secondsCount = 0;
    std::vector<std::string> approvedBy; ///< people, each once
    std::vector<IgnoredEvent> ignored; ///< up to 1,000
    std::uint32_t ignoredCount = 0;

    std::uint32_t count(TargetState state) const { return counts[std::size_t(state)]; }
    std::uint32_t hosts() const { return std::uint32_t(targets.size()); }
    std::uint32_t waiting() const { return count(TargetState::Waiting); }
    std::uint32_t onTheirWay() const;
    std::uint32_t failed() const { return count(TargetState::Failed) + count(TargetState::Unreachable); }
    const TargetProgress* target(HostId host) const;

    friend bool operator==(const RunProgress&, const RunProgress&) = default;
};

/// A run before its first event: every host waits.
RunProgress freshProgress(const RolloutRun& run);
/// Takes one event. False: it is unlawful and was listed as ignored.
bool fold(RunProgress& progress, const RolloutEvent& event);
RunProgress foldEvents(const RolloutRun& run, std::span<const RolloutEvent> events);

/// What has to be written when a run is found that nobody drives any more: its hosts on their way are lost, unknown
/// until evidence. None for a hand-off, whose hosts are in other hands. Without ids.
std::vector<RolloutEvent> recoveryEvents(const RunProgress& progress, Instant now);
/// True where another attempt may be asked for: failed, unreachable, skipped; lost only after a fresh inventory.
bool mayRetry(const TargetProgress& target);

/// How long it has taken and may still take.
struct RunEstimate {
    double elapsedSeconds = 0;
    std::optional<double> secondsPerHost; ///< measured; empty: nothing is done yet
    std::optional<double> secondsLeft; ///< hosts not settled, in batches of the run's concurrency

    friend bool operator==(const RunEstimate&, const RunEstimate&) = default;
};
/// `guessedSecondsPerHost` serves until something was measured.
RunEstimate estimate(const RunProgress& progress, int concurrency, Instant now,
                     std::optional<double> guessedSecondsPerHost = {});

} // namespace bw
