// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/exposurehistory.h"
#include "models/metrics/hostscope.h"
#include "models/metrics/survival.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

/// Of the host x patch pairs that fell due in the days before today, those an inventory proved in time.
struct InTime {
    int days = 90; ///< how far back
    std::uint32_t fellDue = 0; ///< the denominator
    std::uint32_t inTime = 0;
    std::uint32_t late = 0; ///< verified after the due date
    std::uint32_t open = 0; ///< still open
    std::uint32_t unknown = 0; ///< the host was not seen, or it cannot be told: not in the denominator
    std::uint32_t excepted = 0; ///< left open knowingly: not in the denominator
    std::uint32_t removed = 0; ///< the package was removed before the date: not in the denominator

    friend bool operator==(const InTime&, const InTime&) = default;
};

/// Days since a finding's exposure began, in steps that people ask for.
struct AgeBucket {
    std::int32_t fromDays = 0;
    std::optional<std::int32_t> untilDays; ///< inclusive; empty: no end
    std::array<std::uint32_t, 4> open{}; ///< by Decision

    friend bool operator==(const AgeBucket&, const AgeBucket&) = default;
};

struct KeyFigures {
    std::uint32_t immediatePatches = 0; ///< with an open finding
    std::uint32_t immediateHosts = 0; ///< hosts with one of them
    std::uint32_t immediateUnknown = 0; ///< findings of immediate patches that cannot be told
    std::optional<Day> nextImmediateDue; ///< today or later
    std::uint32_t open = 0, unknown = 0, excepted = 0; ///< findings
    std::uint32_t kev = 0; ///< open findings of patches that close a known exploited vulnerability
    std::uint32_t overdue = 0; ///< open findings past their date
    std::uint32_t overdueHosts = 0;
    std::uint32_t overdueUnknown = 0; ///< cannot tell, and past their date
    std::optional<Day> oldestOverdue;
    std::string oldestOverdueHost;
    InTime inTime;
    std::array<Survival, 4>
        toVerified; ///< by decision without controls, all patches with a fix since the history began
    std::vector<AgeBucket> ages;

    friend bool operator==(const KeyFigures&, const KeyFigures&) = default;
};

KeyFigures keyFiguresOf(const ExposureHistory& history, const HostScope& scope, int inTimeDays);

} // namespace bw
