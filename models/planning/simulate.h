// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/progress.h"
#include "models/foundation/result.h"
#include "models/planning/ground.h"
#include "models/planning/schedule.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

/// What a figure comes to in nine runs of ten lies between low and high (5 % and 95 %).
struct Spread {
    double low = 0;
    double middle = 0;
    double high = 0;

    friend bool operator==(const Spread&, const Spread&) = default;
};
struct TimeSpread {
    Instant low;
    Instant middle;
    Instant high;

    friend bool operator==(const TimeSpread&, const TimeSpread&) = default;
};

struct SimulationOptions {
    int runs = 200;
    int horizonDays = 90; ///< what no wave closes counts up to here
};

struct WaveForecast {
    WaveId wave = 0;
    std::uint32_t targets = 0;
    std::optional<TimeSpread> finish; ///< empty: it never runs
    Spread failed; ///< targets left open after one more try
    double fits = 0; ///< share of runs in which the work fits into one occurrence
    double gatePasses = 0; ///< share of runs in which the success reaches the gate

    friend bool operator==(const WaveForecast&, const WaveForecast&) = default;
};

/// The simulated future of a plan. Host-days are days x findings (host x patch) that are open now and have a fix, from
/// now until closed, at most until the horizon; the same findings whatever the plan holds, so that two plans can be
/// compared.
struct Forecast {
    int runs = 0;
    int horizonDays = 0;
    std::optional<TimeSpread> finish; ///< of the last wave with work; empty: some wave never runs, or there is no work
    Spread exposed; ///< host-days, raw
    Spread exposedWithControls; ///< only of findings that no compensating control lowers
    double exposedPlanned = 0; ///< middle of the part that stands in the plan
    std::uint32_t findings = 0; ///< all that are counted
    std::uint32_t planned = 0; ///< of these, in some wave
    std::uint32_t unknown = 0; ///< findings that cannot be told: in no figure
    std::vector<WaveForecast> waves;

    friend bool operator==(const Forecast&, const Forecast&) = default;
};

/// Plays the plan `runs` times with the plan's seed: success of each class of targets (binomial), durations (spread of
/// a quarter either way), one more try in the wave's next occurrence, gates. The same everywhere and at every time. 200
/// runs over 10,000 hosts take well below a second. Errors: Cancelled.
Result<Forecast> simulate(const Plan& plan, const PlanGround& ground, const SimulationOptions& options = {},
                          ProgressSink& progress = ProgressSink::none());

/// What a change does, by the middles: "+120 host-days, finish 2 days later".
struct ForecastChange {
    Forecast now;
    std::optional<Forecast> before; ///< empty: nothing to compare with
    double hostDays = 0;
    double hostDaysWithControls = 0;
    std::optional<double> finishHours; ///< empty: one of the two never finishes
    std::string sentence; ///< empty: no difference

    friend bool operator==(const ForecastChange&, const ForecastChange&) = default;
};
ForecastChange changeOf(Forecast now, std::optional<Forecast> before);

} // namespace bw
