// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/exposurehistory.h"
#include "models/metrics/hostscope.h"

#include <array>
#include <cstdint>
#include <vector>

namespace bw {

/// One week of the fleet. Counts are those at the end of its last day, host-days those of its seven days. A finding is
/// one host x package, as in the queue.
struct WeekPoint {
    std::int32_t day = 0; ///< its last day
    std::array<std::uint32_t, 4> open{}; ///< by Decision
    std::uint32_t overdue = 0; ///< of the open ones, past their due date
    std::uint32_t unknown = 0; ///< cannot tell, or the host was stale: in none of the above
    std::uint32_t excepted = 0;
    double exposedDays = 0; ///< host-days open, raw
    double uncontrolledDays = 0; ///< of these, without a control that lowers the decision
    double unknownDays = 0; ///< of hosts that were stale, or where it could not be told
    std::uint32_t hostsCurrent = 0, hostsStale = 0;

    /// No inventory is current: a gap, never a zero.
    bool isGap() const { return hostsCurrent == 0; }
    friend bool operator==(const WeekPoint&, const WeekPoint&) = default;
};

/// A host and its host-days open in the days before the history's moment.
struct ExposedHost {
    std::uint32_t host = 0; ///< index into Fleet::hosts
    double exposedDays = 0;
    double uncontrolledDays = 0;
    double unknownDays = 0;
    std::uint32_t open = 0; ///< findings now

    friend bool operator==(const ExposedHost&, const ExposedHost&) = default;
};

struct Trends {
    std::vector<WeekPoint> weeks; ///< ascending; the last ends on the history's day
    std::vector<ExposedHost> hosts; ///< most exposed first; those without a day are left out
};

/// `weeks` at most: the history may be shorter. One walk over the episodes of the hosts in scope.
Trends trendsOf(const ExposureHistory& history, const HostScope& scope, int weeks, int exposedDays);

} // namespace bw
