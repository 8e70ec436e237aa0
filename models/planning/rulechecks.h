// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/planindex.h"
#include "models/planning/rules.h"
#include "models/planning/schedule.h"

#include <optional>
#include <string>
#include <vector>

namespace bw {

/// What the single rules look at.
struct RuleView {
    const Plan& plan;
    const PlanGround& ground;
    const PlanIndex& index;
};
using RuleBreaks = std::vector<RuleBreak>;

RuleBreak broken(RuleKind kind, RuleWeight weight, WaveId wave, std::string sentence, std::string wayOut);

// Cheap ones, asked while hovering: no walk over findings.

void checkTwice(const RuleView& view, RuleBreaks& out);
void checkRedundancy(const RuleView& view, RuleBreaks& out);
void checkOrder(const RuleView& view, RuleBreaks& out);
/// Whether a note keeps a patch from being rolled out.
std::optional<RuleBreak> withdrawn(const std::string& patch, WaveId wave, const PlanGround& ground);
/// Withdrawn, known to be bad, superseded.
void checkPatches(const RuleView& view, RuleBreaks& out);

// The others.

/// No window, never matches, in a freeze, over capacity, nothing to do.
void checkTimes(const RuleView& view, const std::vector<WaveWork>& work, const Schedule& schedule, RuleBreaks& out);
void checkTests(const RuleView& view, RuleBreaks& out);
void checkLeftOut(const RuleView& view, const PlanTally& tally, RuleBreaks& out);
void checkPolicyReadable(const RuleView& view, RuleBreaks& out);

/// Every rule, for those that have the work of the plan at hand.
RuleBreaks brokenRules(const RuleView& view, const PlanTally& tally, const std::vector<WaveWork>& work,
                       const Schedule& schedule);

} // namespace bw
