// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/host.h"
#include "models/domain/window.h"
#include "models/foundation/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

using PlanId = std::int64_t;
/// Number of a wave inside its plan, from 1, never used twice.
using WaveId = std::uint32_t;

/// What has to be true of a wave before the next one may start.
struct Gate {
    double minSuccess = 0.95; ///< share of all targeted hosts, silent ones included, that must have succeeded
    bool claimsCount = false; ///< false: only what later evidence proves is a success; true: the engine's word will do
    int soakHours = 24; ///< since the last host of the wave was done
    std::optional<int> failureBudget; ///< the wave itself halts when more hosts than this have failed
    bool needsTests = false; ///< every critical application concerned has a verdict that lets the patch pass
    int approvals = 0; ///< people who must have agreed before the next wave

    friend bool operator==(const Gate&, const Gate&) = default;
};

/// A step of the roll-out: its patches on its hosts, in its window. Its targets are the findings of its patches on its
/// hosts; a patch or a host in it without the other is no target.
struct Wave {
    WaveId id = 0;
    std::string name; ///< "Test ring"
    bool testRing = false; ///< where patches are tried first
    std::vector<std::string> patches; ///< ids, in the order in which they are installed
    std::vector<HostId> hosts; ///< sorted, unique
    std::string window; ///< id of a window; empty: none chosen
    std::optional<Day> notBefore; ///< in the window's zone
    int concurrency = 10; ///< hosts changed at the same time
    Gate gate; ///< between this wave and the next
    std::string notes;
    bool locked = false; ///< no edit but unlocking changes it

    friend bool operator==(const Wave&, const Wave&) = default;
};

/// Which patches, for which hosts, in which waves, when. A value: every edit makes a new one.
struct Plan {
    PlanId id = 0; ///< 0: not stored yet
    std::string name;
    std::string notes;
    std::vector<Wave> waves; ///< in order, test ring first
    WaveId nextWave = 1;
    std::uint32_t seed = 7; ///< of the template's sample and of the simulation

    friend bool operator==(const Plan&, const Plan&) = default;
};

/// Hosts of which some must stay up: never all of them in one wave.
struct RedundancyGroup {
    std::string name;
    std::string hostFilter;
    int mustStayUp = 1; ///< hosts of the group that a wave must leave alone

    friend bool operator==(const RedundancyGroup&, const RedundancyGroup&) = default;
};

/// "Database before application": hosts of `first` are in an earlier wave than hosts of `then`, or in the same. The
/// test ring, in which patches are tried first, may hold any of them.
struct OrderRule {
    std::string name;
    std::string first; ///< host filter
    std::string then;

    friend bool operator==(const OrderRule&, const OrderRule&) = default;
};

/// How long an installation takes where nothing was measured.
struct DurationRule {
    std::string package; ///< name, * and ? allowed
    double minutes = 3;

    friend bool operator==(const DurationRule&, const DurationRule&) = default;
};

/// What plans are made under: decided once for the workspace, each version with who, when and why.
struct PlanningPolicy {
    std::vector<Window> windows;
    std::vector<Freeze> freezes;
    std::vector<RedundancyGroup> redundancy;
    std::vector<OrderRule> orders;
    std::vector<DurationRule> durations; ///< the first that fits counts
    double minutesPerPatch = 3;
    double rebootMinutes = 8;
    double successRate = 0.97; ///< of one patch on one host where nothing was measured
    /// A wave may go without a window; it is then started outside windows, on purpose.
    bool wavesWithoutWindow = false;
    /// Two or more names: who asks for approval cannot give it.
    std::vector<std::string> approvers;

    friend bool operator==(const PlanningPolicy&, const PlanningPolicy&) = default;
};

enum class PlanState : std::uint8_t { Draft, Requested, Approved, Rejected, Superseded };
std::string_view name(PlanState state); ///< draft | requested | approved | rejected | superseded

struct PlanApproval {
    std::string who;
    Instant at;
    std::string why;
    bool granted = true;

    friend bool operator==(const PlanApproval&, const PlanApproval&) = default;
};

/// A plan as it stood: a version that was asked for or approved never changes again.
struct PlanVersion {
    Plan plan;
    int number = 1;
    PlanState state = PlanState::Draft;
    std::string who;
    Instant at;
    std::string why; ///< "Move sudo 1.9.13p3 to Early"
    std::string requestedBy;
    std::vector<PlanApproval> approvals;

    friend bool operator==(const PlanVersion&, const PlanVersion&) = default;
};

} // namespace bw
