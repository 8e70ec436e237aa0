// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/domain/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

using RunId = std::int64_t;

enum class EngineKind : std::uint8_t { Rehearsal, HandOff, Ansible };
std::string_view name(EngineKind kind); ///< rehearsal | hand-off | ansible
std::optional<EngineKind> engineFrom(std::string_view text);

/// One thing to install on a host, as it was known when the run began.
struct OrderLine {
    std::string patch; ///< id
    Ecosystem ecosystem = Ecosystem::Unknown;
    std::string package; ///< as the queue names it (source package for deb)
    std::vector<std::string> binaries; ///< names installed on the host that the patch is for
    std::string fixed; ///< native version to reach
    std::string installed; ///< version at the start
    bool reboot = false;

    friend bool operator==(const OrderLine&, const OrderLine&) = default;
};

/// A host of a run with all that it is to get.
struct TargetOrder {
    HostId host = 0;
    std::string name; ///< as in the inventory: data, never a word of a program
    std::string address; ///< FQDN or name
    std::int64_t snapshot = 0; ///< the inventory that the order goes by
    std::vector<OrderLine> lines;

    friend bool operator==(const TargetOrder&, const TargetOrder&) = default;
};

/// A wave on its way, with everything it was started under frozen onto it.
struct RolloutRun {
    RunId id = 0;
    PlanId plan = 0;
    int planVersion = 0;
    WaveId wave = 0;
    std::string waveName;
    EngineKind engine = EngineKind::Rehearsal;
    std::uint32_t seed = 0; ///< of the rehearsal
    std::string startedBy;
    Instant startedAt;
    std::optional<Instant> windowStart;
    std::optional<Instant> windowEnd; ///< no host is started that cannot be done by then
    int concurrency = 10;
    Gate gate;
    std::string policy; ///< id of the due-date policy in force
    std::vector<std::int64_t> feedRevisions; ///< in force
    std::vector<TargetOrder> targets; ///< by host id

    friend bool operator==(const RolloutRun&, const RolloutRun&) = default;
};

/// What the console knows of a host in a run. Nothing here is proof: Claimed is the engine's word.
enum class TargetState : std::uint8_t {
    Waiting,
    Dispatched, ///< stamped and handed to the engine; nothing heard yet
    Running,
    Rebooting,
    Claimed, ///< the engine says it is done
    Failed,
    Unreachable,
    Skipped, ///< nothing to do, refused by a check before, or no time left in the window
    Lost, ///< was on its way when the console or the engine ended: unknown until evidence
};
std::string_view name(TargetState state); ///< waiting | dispatched | running | rebooting | claimed | failed | ...

enum class RolloutEventKind : std::uint8_t {
    RunStarted,
    Dispatched, ///< written before the host is handed over: at most once per host and attempt
    HostStarted,
    Task, ///< a step's outcome, for the host's log
    Rebooting,
    HostDone, ///< the engine's claim
    HostFailed,
    HostUnreachable,
    HostSkipped,
    HostLost,
    Paused,
    Resumed,
    Halted, ///< text says why
    GateOpened,
    GateClosed, ///< text says why
    Approved, ///< a person let the next wave start
    RetryWanted, ///< failed hosts go round again: attempt + 1
    RunFinished,
    InventoryCollected, ///< host's fresh inventory was imported; text is the import's id
};
std::string_view name(RolloutEventKind kind);
std::optional<RolloutEventKind> rolloutEventFrom(std::string_view text);

/// Append-only. Everything that is shown of a run is folded from these.
struct RolloutEvent {
    std::int64_t id = 0; ///< ascending over all runs
    RunId run = 0;
    Instant at;
    RolloutEventKind kind = RolloutEventKind::Task;
    HostId host = 0; ///< 0: the run as a whole
    int attempt = 1;
    std::string who; ///< a person, or "engine"
    std::string step; ///< of a task: "install", "reboot", "collect" ...
    std::string text; ///< message: data, cut to 4,000 bytes
    std::optional<double> seconds; ///< duration, where told

    friend bool operator==(const RolloutEvent&, const RolloutEvent&) = default;
};

} // namespace bw
