// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/metrics.h"
#include "views/charts/chartdata.h"

namespace bw {

// The figures of `metrics` as charts: what stands where, in which words. Pure.

/// Open findings over time by decision, stacked, with those past their date as a line.
ChartData openFindingsChart(const Metrics& metrics);
/// Exposed host-days a week, what a control covers on top of what none does.
ChartData exposedDaysChart(const Metrics& metrics);
/// Share still open after n days, a curve for each decision with its 95 % interval.
ChartData timeToVerifiedChart(const Metrics& metrics);
/// Age of what is open, by decision.
ChartData agesChart(const Metrics& metrics);
/// The hosts with most host-days. Rows are followed by name.
ChartData mostExposedChart(const Metrics& metrics, std::size_t most);
/// Hosts of each group: nothing overdue, overdue, cannot tell. Rows are followed by a filter term of the fleet list.
ChartData complianceChart(const Metrics& metrics, Grouping grouping, std::size_t most);

} // namespace bw
