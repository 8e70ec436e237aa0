// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/simulate.h"

namespace bw {

Result<Forecast> simulate(const Plan&, const PlanGround&, const SimulationOptions&, ProgressSink&)
{
    return Forecast{};
}
ForecastChange changeOf(Forecast now, std::optional<Forecast> before)
{
    ForecastChange change;
    change.now = std::move(now);
    change.before = std::move(before);
    return change;
}

} // namespace bw
