// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/plans.h"

namespace bw {

static Error later()
{
    return {ErrorKind::Unsupported, "plans", {}};
}
Result<std::vector<PlanVersion>> listPlans(const Store&)
{
    return std::vector<PlanVersion>();
}
Result<PlanVersion> loadPlan(const Store&, PlanId, std::optional<int>)
{
    return later();
}
Result<PlanVersion> findPlan(const Store&, const std::string&)
{
    return later();
}
Result<std::vector<PlanVersion>> planVersions(const Store&, PlanId)
{
    return std::vector<PlanVersion>();
}
Result<PlanVersion> savePlan(Store&, const Plan&, const Stamp&, std::optional<int>)
{
    return later();
}
Result<PlanVersion> requestApproval(Store&, PlanId, const Stamp&, const PlanGround*)
{
    return later();
}
Result<PlanVersion> decidePlan(Store&, PlanId, bool, const Stamp&)
{
    return later();
}
Result<void> closePlan(Store&, PlanId, const Stamp&)
{
    return later();
}
Result<PlanningPolicy> planningPolicy(const Store&)
{
    return PlanningPolicy();
}
Result<void> setPlanningPolicy(Store&, const PlanningPolicy&, const Stamp&)
{
    return later();
}
Result<PlanningInputs> planningInputs(const Store&)
{
    return PlanningInputs();
}
PlanContext planContext(PlanningInputs inputs, std::shared_ptr<const Assessment> assessment, Instant now)
{
    return {std::move(assessment),
            std::move(inputs.policy),
            std::move(inputs.verdicts),
            std::move(inputs.notes),
            std::move(inputs.apps),
            std::move(inputs.measured),
            now};
}

} // namespace bw
