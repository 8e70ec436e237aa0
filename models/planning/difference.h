// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bw {

enum class DifferenceKind : std::uint8_t { Plan, WaveAdded, WaveRemoved, WaveChanged, WavesReordered, Patches, Hosts };

/// One readable line of what differs between two plans.
struct DifferenceLine {
    DifferenceKind kind = DifferenceKind::Plan;
    WaveId wave = 0; ///< 0: the plan as a whole
    std::vector<HostId> hosts; ///< that the line is about, sorted
    std::vector<std::string> patches;
    std::string text; ///< "Early: 12 hosts come from Test ring"

    friend bool operator==(const DifferenceLine&, const DifferenceLine&) = default;
};
/// Empty: they say the same. `hostName` finds the words for a single host; without it they are counted.
std::vector<DifferenceLine> differenceOf(const Plan& before, const Plan& after,
                                         const std::function<std::string(HostId)>& hostName = {});

} // namespace bw
