// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/metrics.h"

namespace bw {

Metrics metricsOf(const ExposureHistory& history, const MetricsOptions& options)
{
    const Assessment& assessment = *history.assessment;
    const HostScope scope = hostScope(assessment, options.filter);
    Metrics out;
    out.at = assessment.at;
    out.basis = scope.basis;
    out.inTimeDays = options.inTimeDays;
    out.exposedDays = options.exposedDays;
    out.firstDay = history.firstDay;
    out.key = keyFiguresOf(history, scope, options.inTimeDays);
    Trends trends = trendsOf(history, scope, options.weeks, options.exposedDays);
    out.weeks = std::move(trends.weeks);
    out.mostExposed = std::move(trends.hosts);
    for (const ExposedHost& exposed : out.mostExposed)
        out.hostNames.push_back(assessment.fleet->hosts[exposed.host].identity.name);
    for (std::size_t i = 0; i < out.compliance.size(); ++i)
        out.compliance[i] = complianceBy(assessment, scope, Grouping(i));
    return out;
}

} // namespace bw
