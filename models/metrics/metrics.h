// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/hostfilter.h"
#include "models/metrics/compliance.h"
#include "models/metrics/keyfigures.h"
#include "models/metrics/trends.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace bw {

struct MetricsOptions {
    HostFilter filter;
    int weeks = 52;
    int inTimeDays = 90;
    int exposedDays = 30;
};

/// Every figure of the Exposure page and of `metrics`, for the hosts that pass the filter, at the history's moment.
struct Metrics {
    Instant at;
    HostBasis basis;
    KeyFigures key;
    std::vector<WeekPoint> weeks;
    std::vector<ExposedHost> mostExposed; ///< all hosts with a day, most exposed first
    std::array<std::vector<GroupCompliance>, 5> compliance; ///< by Grouping
    int inTimeDays = 90;
    int exposedDays = 30;
    std::int32_t firstDay = Finding::NoDay; ///< of the first inventory
    std::vector<std::string> hostNames; ///< parallel to mostExposed
};

Metrics metricsOf(const ExposureHistory& history, const MetricsOptions& options = {});

} // namespace bw
