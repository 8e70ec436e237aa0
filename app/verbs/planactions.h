// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verbs/action.h"
#include "models/planning/board.h"
#include "models/services/plans.h"

#include <memory>

namespace bw::cli {

// The actions of `breakwater plan`, one file for each kind, and what they share.

/// The plan that the first word names, or the only one; --version picks one of its versions.
Result<PlanVersion> planOf(const Call& call);
/// What plans stand on: the fleet as assessed, and the planning policy.
Result<std::shared_ptr<const PlanGround>> groundOf(const Call& call);
/// The version that --against names, else the one before; none for a first version.
Result<std::optional<PlanVersion>> against(const Call& call, const PlanVersion& version);
/// The plan as JSON, or the sentence.
int done(const Call& call, const PlanVersion& version, const QString& sentence);

// planshowing.cpp
int listPlans(const Call& call);
int showPlan(const Call& call);
int checkPlan(const Call& call);
int diffPlan(const Call& call);

// planchanging.cpp
int newPlan(const Call& call);
int importPlan(const Call& call);
int requestPlan(const Call& call);
int approvePlan(const Call& call);
int closePlan(const Call& call);

// planforecast.cpp
int simulatePlan(const Call& call);

// planexporting.cpp
int exportPlan(const Call& call);

// policyverbs.cpp
int planPolicy(const Call& call);

} // namespace bw::cli
