// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ssvc.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace bw {

/// Which Human Impact table counts. The definition (HI 2.0.2) and the published table (HI 1.0.0) differ in 4 of 16
/// rows, where the definition is the higher one. What was used belongs to every decision.
enum class HumanImpactTable : std::uint8_t { Definition, Published };

std::string_view name(HumanImpactTable table); ///< definition | published
std::optional<HumanImpactTable> humanImpactTableFrom(std::string_view text);

/// Situated safety impact (SI 2.0.1) and mission impact (MI 2.0.0) as one value.
HumanImpact humanImpact(Safety safety, Mission mission, HumanImpactTable table = HumanImpactTable::Definition);

/// Deployer patch application priority (DT_DP 1.0.0, 72 rows). Pure; never lower for a higher input, and one step of
/// System Exposure moves it by one level at most.
Decision deployerDecision(Exploitation exploitation, Exposure exposure, Automatable automatable, HumanImpact impact);

} // namespace bw
