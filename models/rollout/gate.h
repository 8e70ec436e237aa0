// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/domain/verification.h"
#include "models/rollout/runprogress.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bw {

/// How a patch of the wave stands with a critical application of its hosts.
struct TestStanding {
    std::string patch;
    std::string app;
    bool passes = false; ///< passed, or waived and the waiver still counts
    std::string text; ///< "failed on 2026-11-20 by Ann", for the sentence

    friend bool operator==(const TestStanding&, const TestStanding&) = default;
};

/// One run of the wave with what was folded from its events.
struct GateRun {
    const RolloutRun* run = nullptr;
    const RunProgress* progress = nullptr;
};

/// All that the gate of a wave looks at.
struct GateInput {
    Gate gate;
    std::span<const GateRun> runs; ///< of the wave, oldest first; of a host in several the newest counts
    /// Hosts of the wave that should have been targeted and are in no run yet; they count, and have not succeeded.
    std::uint32_t untargeted = 0;
    std::span<const Verification> verifications; ///< of the wave's hosts; other rows are not looked at
    std::span<const TestStanding> tests; ///< of each patch of the wave against each application concerned
    Instant now;
};

enum class GateState : std::uint8_t {
    NotApplicable, ///< the wave has no hosts
    Open,
    Waiting, ///< time, evidence or people may still open it
    Closed, ///< it will not open by waiting
};
std::string_view name(GateState state); ///< not-applicable | open | waiting | closed

enum class GateCheckKind : std::uint8_t { Success, FailureBudget, Soak, Tests, Approvals };
std::string_view name(GateCheckKind kind); ///< success | failure-budget | soak | tests | approvals

struct GateCheck {
    GateCheckKind kind = GateCheckKind::Success;
    GateState state = GateState::NotApplicable;
    std::string text; ///< one sentence, English source text

    friend bool operator==(const GateCheck&, const GateCheck&) = default;
};

/// What the gate says, and on what grounds. Every share is of all hosts that were targeted.
struct GateVerdict {
    GateState state = GateState::NotApplicable;
    std::uint32_t targeted = 0;
    std::uint32_t succeeded = 0;
    std::uint32_t failed = 0; ///< failed, unreachable, or evidence speaks against it
    std::uint32_t silent = 0; ///< nothing known that would count; targeted = succeeded + failed + silent
    std::optional<double> share; ///< succeeded / targeted; empty: no hosts
    std::optional<double> lowerBound; ///< of the share, see wilsonLowerBound; shown beside it
    std::optional<Instant> soakUntil;
    std::vector<GateCheck> checks;
    std::string sentence; ///< why it stands as it does, English source text

    bool letsPass() const { return state == GateState::Open || state == GateState::NotApplicable; }
    friend bool operator==(const GateVerdict&, const GateVerdict&) = default;
};

GateVerdict judgeGate(const GateInput& input);

/// Lower end of the score interval for a proportion at 95 % (two-sided, z = 1.959964): E. B. Wilson, "Probable
/// inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212; recommended for small n by
/// Brown, Cai, DasGupta, Statistical Science 16 (2001), 101-133. 0 for n = 0.
double wilsonLowerBound(std::uint32_t successes, std::uint32_t n);

/// Why the wave has to halt by itself now; empty: it need not.
std::string failureBudgetBroken(const Gate& gate, const RunProgress& progress);

} // namespace bw
