// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/survival.h"

#include <algorithm>
#include <cmath>

namespace bw {

namespace {

constexpr double Normal95 = 1.959963984540054;

struct Tally {
    std::uint32_t ended = 0, censored = 0;
};

void setInterval(SurvivalStep& step, double greenwood)
{
    if (step.share <= 0 || step.share >= 1) {
        step.low = step.high = step.share;
        return;
    }
    const double logShare = std::log(step.share);
    const double width = Normal95 * std::sqrt(greenwood) / std::abs(logShare);
    step.low = std::pow(step.share, std::exp(width));
    step.high = std::pow(step.share, std::exp(-width));
}

template <typename Bound>
std::optional<std::int32_t> firstAtHalf(const std::vector<SurvivalStep>& steps, Bound bound)
{
    const auto it = std::find_if(steps.begin(), steps.end(), [&](const auto& step) { return bound(step) <= 0.5; });
    return it == steps.end() ? std::nullopt : std::optional(it->days);
}

} // namespace

Survival survivalOf(std::span<const Duration> durations)
{
    Survival survival;
    survival.cases = std::uint32_t(durations.size());
    for (const Duration& duration : durations)
        survival.longest = std::max(survival.longest, duration.days);
    std::vector<Tally> byDay(std::size_t(survival.longest) + 1);
    for (const Duration& duration : durations) {
        Tally& tally = byDay[std::size_t(std::max(duration.days, 0))];
        ++(duration.ended ? tally.ended : tally.censored);
        survival.ended += duration.ended;
    }
    std::uint32_t atRisk = survival.cases;
    double share = 1;
    double greenwood = 0;
    survival.steps.push_back({0, atRisk, 0, 1, 1, 1});
    for (std::size_t day = 0; day < byDay.size(); ++day) {
        const Tally& tally = byDay[day];
        if (tally.ended > 0) {
            share *= 1 - double(tally.ended) / double(atRisk);
            if (atRisk > tally.ended)
                greenwood += double(tally.ended) / (double(atRisk) * double(atRisk - tally.ended));
            SurvivalStep step{std::int32_t(day), atRisk, tally.ended, share, share, share};
            setInterval(step, greenwood);
            if (day == 0)
                survival.steps.clear();
            survival.steps.push_back(step);
        }
        // Those that were last seen on this day were still at risk on it.
        atRisk -= tally.ended + tally.censored;
    }
    survival.median.days = firstAtHalf(survival.steps, [](const SurvivalStep& s) { return s.share; });
    survival.median.low = firstAtHalf(survival.steps, [](const SurvivalStep& s) { return s.low; });
    survival.median.high = firstAtHalf(survival.steps, [](const SurvivalStep& s) { return s.high; });
    return survival;
}

double shareAfter(const Survival& survival, std::int32_t days)
{
    double share = 1;
    for (const SurvivalStep& step : survival.steps) {
        if (step.days > days)
            break;
        share = step.share;
    }
    return share;
}

} // namespace bw
