// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/board.h"
#include "models/planning/difference.h"
#include "models/planning/simulate.h"

#include <QJsonArray>
#include <QJsonObject>

namespace bw::cli {

// Shapes of the plan verbs' JSON.

QJsonObject toJson(const PlanVersion& version);
QJsonObject toJson(const PlanVersion& version, const Board& board, const PlanGround& ground);
QJsonArray toJson(const std::vector<RuleBreak>& rules, const PlanGround& ground);
QJsonObject toJson(const ForecastChange& change, const Plan& plan);
QJsonArray toJson(const std::vector<DifferenceLine>& lines, const PlanGround& ground);

} // namespace bw::cli
