// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/foundation/result.h"

#include <string>
#include <string_view>

namespace bw {

/// The plan as compact JSON (its id is not in it). Each patch id stands once; hosts are their numbers.
std::string planToJson(const Plan& plan);
/// Errors: Malformed, TooLarge (64 MB), BadValue with the field. What is unknown is passed over. Hosts come back sorted
/// and unique per wave, waves with an id each.
Result<Plan> planFromJson(std::string_view json);

/// The planning policy's document, indented: what `plan policy export` writes.
std::string policyToJson(const PlanningPolicy& policy);
/// Errors: as above; also a window or freeze whose times, zone, rule or filter cannot be read: the place's field says
/// which ("windows[2].recurrence").
Result<PlanningPolicy> policyFromJson(std::string_view json);
/// The same checks for a policy that was put together elsewhere.
Result<void> checkPolicy(const PlanningPolicy& policy);

} // namespace bw
