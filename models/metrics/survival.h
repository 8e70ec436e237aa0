// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace bw {

/// How long one case lasted. `ended` false: it was still going on when it was last seen (censored).
struct Duration {
    std::int32_t days = 0;
    bool ended = false;

    friend bool operator==(const Duration&, const Duration&) = default;
};

struct SurvivalStep {
    std::int32_t days = 0; ///< from this day on
    std::uint32_t atRisk = 0; ///< just before
    std::uint32_t ended = 0; ///< on this day
    double share = 1; ///< still going on after it, 0..1
    double low = 1, high = 1; ///< 95 %

    friend bool operator==(const SurvivalStep&, const SurvivalStep&) = default;
};

/// The day on which half have ended; empty where the curve, or the bound, never comes down to a half.
struct MedianDays {
    std::optional<std::int32_t> days, low, high;

    friend bool operator==(const MedianDays&, const MedianDays&) = default;
};

struct Survival {
    std::uint32_t cases = 0; ///< n, the censored ones included
    std::uint32_t ended = 0;
    std::int32_t longest = 0; ///< days of the longest case, up to which the curve tells anything
    std::vector<SurvivalStep> steps; ///< ascending; begins with day 0
    MedianDays median;

    friend bool operator==(const Survival&, const Survival&) = default;
};

/// Share of cases that still go on after n days, with censored ones counted as long as they were seen: the
/// product-limit estimator (Kaplan and Meier, J. Am. Stat. Assoc. 53, 1958, 457-481). The interval is that of
/// Greenwood's variance (The errors of sampling of the survivorship tables, 1926) on the log-log scale, which keeps it
/// between 0 and 1 (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 2nd ed. 2002, 1.4.1). The
/// interval of the median holds the days on which that interval contains a half (Brookmeyer and Crowley, Biometrics 38,
/// 1982, 29-41). Negative days count as 0.
Survival survivalOf(std::span<const Duration> durations);

/// Share still going on after so many days; 1 before the first step.
double shareAfter(const Survival& survival, std::int32_t days);

} // namespace bw
