// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/rules.h"
#include "models/planning/simulate.h"
#include "views/planner/planheader.h"
#include "views/widgets/inspectorcontent.h"

#include <optional>
#include <vector>

namespace bw {

// What is said of a plan as a whole.

/// "version 3, approved by Ann"
QString planStateText(const PlanVersion& version);
/// Link ids: "problem:INDEX" (show it), "way-out:INDEX:WAY" (do it), see waysOut().
InspectorContent rulesInspector(const Plan& plan, const std::vector<RuleBreak>& broken, const PlanGround& ground);
/// The buttons of a rule's ways out; `index`: into Board::broken.
std::vector<InspectorLink> wayOutButtons(std::size_t index, const RuleBreak& rule, const Plan& plan,
                                         const PlanGround& ground);
InspectorContent simulationInspector(const Plan& plan, const std::optional<ForecastChange>& forecast);
/// `ahead`: of a drop that was not made yet.
std::vector<HeaderFigure> planFigures(const ForecastChange& change, bool ahead);

} // namespace bw
