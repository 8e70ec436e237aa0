// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/plan.h"
#include "models/domain/rollout.h"

#include <string>
#include <vector>

namespace bw {

/// A host of the wave that is no target, or a patch that is not part of what a host gets, and why.
struct LeftOut {
    HostId host = 0; ///< 0: every host of the wave
    std::string patch; ///< empty: the host as a whole
    std::string reason; ///< short English clause

    friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

struct FrozenWave {
    RolloutRun run; ///< without id, engine, seed, starter, time and window
    std::vector<LeftOut> leftOut;
    std::uint32_t reboots = 0; ///< hosts that will be restarted
};

/// What a wave would do now: its targets are the findings of its patches on its hosts that are not closed or excepted.
/// `wave` is one of the version's plan. Pure.
FrozenWave freezeWave(const PlanVersion& version, const Wave& wave, const Assessment& assessment);

} // namespace bw
