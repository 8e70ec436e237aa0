// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/schedule.h"

namespace bw {

double makespan(std::span<const double>, int)
{
    return 0;
}
std::vector<WaveWork> workOf(const Plan&, const PlanGround&)
{
    return {};
}
Schedule scheduleOf(const Plan& plan, const PlanGround& ground)
{
    return scheduleOf(plan, ground, workOf(plan, ground));
}
Schedule scheduleOf(const Plan&, const PlanGround&, const std::vector<WaveWork>&)
{
    return {};
}

} // namespace bw
