// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/plancodec.h"

namespace bw {

std::string planToJson(const Plan&)
{
    return "{}";
}
Result<Plan> planFromJson(std::string_view)
{
    return Plan{};
}
std::string policyToJson(const PlanningPolicy&)
{
    return "{}";
}
Result<PlanningPolicy> policyFromJson(std::string_view)
{
    return PlanningPolicy{};
}
Result<void> checkPolicy(const PlanningPolicy&)
{
    return {};
}

} // namespace bw
