// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/domain/rollout.h"
#include "models/domain/verification.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace bw {

/// One host x patch of a roll-out: how far its engine is, and what evidence says.
struct RolloutRow {
    HostId host = 0;
    WaveId wave = 0;
    TargetState state = TargetState::Waiting;
    Verdict verdict = Verdict::Unknown;
    bool claimed = false; ///< the engine said done
};

/// The wave's host x patch pairs, each in exactly one bucket, in the order in which a bar shows them.
struct WaveProgress {
    enum Bucket : std::uint8_t {
        Verified,
        RebootPending,
        Claimed, ///< done, as the engine says; no inventory since, or one that is too old
        Contradicted, ///< regressed ones too
        Failed, ///< failed, not reached, lost
        Running,
        Waiting, ///< not started, skipped, or superseded meanwhile
        Unknown, ///< cannot tell
    };
    static constexpr std::size_t Buckets = 8;

    WaveId wave = 0;
    std::string name;
    std::array<std::uint32_t, Buckets> counts{};
    std::uint32_t targets = 0; ///< host x patch; 0: not applicable, not 100 %
    std::uint32_t hosts = 0;
    std::uint32_t hostsDone = 0; ///< hosts of which every patch is verified

    friend bool operator==(const WaveProgress&, const WaveProgress&) = default;
};
std::string_view name(WaveProgress::Bucket bucket); ///< verified | reboot-pending | claimed | contradicted | ...
WaveProgress::Bucket bucketOf(const RolloutRow& row);

/// How many of the targets come through to proof. Each step is a part of the one before.
struct Funnel {
    std::uint32_t targets = 0;
    std::uint32_t dispatched = 0; ///< handed to an engine
    std::uint32_t claimed = 0; ///< the engine says done
    std::uint32_t inventoried = 0; ///< an inventory was taken since
    std::uint32_t verified = 0; ///< and it proves it
    std::uint32_t verifiedUnclaimed = 0; ///< beside the funnel: proved without any engine's word
    std::uint32_t unknown = 0; ///< beside the funnel: cannot tell

    friend bool operator==(const Funnel&, const Funnel&) = default;
};

struct RolloutFigures {
    std::vector<WaveProgress> waves; ///< in the order of `names`, then by id
    Funnel funnel;

    friend bool operator==(const RolloutFigures&, const RolloutFigures&) = default;
};

/// `names`: the plan's waves in order; one without a target is shown with 0 targets.
RolloutFigures rolloutFigures(std::span<const RolloutRow> rows, std::span<const std::pair<WaveId, std::string>> names);

} // namespace bw
