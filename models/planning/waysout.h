// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/edits.h"
#include "models/planning/ground.h"
#include "models/planning/rules.h"

#include <string>
#include <vector>

namespace bw {

/// An edit that takes a conflict away, with the words of its button.
struct WayOut {
    std::string text; ///< "Move 1 host to Broad", English source text
    PlanEdit edit;
};

/// What can be done about a broken rule by one edit of the plan, best first, at most two. None of them breaks a rule of
/// places anew. Empty: a person has to decide (a policy, a test, a longer window). For a click, not for hovering: some
/// 10 ms for 10,000 hosts. Pure.
std::vector<WayOut> waysOut(const RuleBreak& rule, const Plan& plan, const PlanGround& ground);

} // namespace bw
