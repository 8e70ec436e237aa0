// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/planactions.h"
#include "app/verbs/planjson.h"
#include "app/verbs/verbio.h"

namespace bw::cli {

namespace {

void printForecast(const ForecastChange& change, const Plan& plan)
{
    const Forecast& now = change.now;
    const auto days = [](const Spread& spread) {
        return QStringLiteral("%1 (%2 to %3)")
            .arg(spread.middle, 0, 'f', 0)
            .arg(spread.low, 0, 'f', 0)
            .arg(spread.high, 0, 'f', 0);
    };
    const auto finish = [](const std::optional<TimeSpread>& spread) {
        return spread ? QStringLiteral("%1 (%2 to %3)")
                            .arg(text(toIso(spread->middle)), text(toIso(spread->low)), text(toIso(spread->high)))
                      : QStringLiteral("never");
    };
    printLine(QStringLiteral("%1 of %2 open findings with a fix are in a wave; %3 cannot be told.")
                  .arg(now.planned)
                  .arg(now.findings)
                  .arg(now.unknown));
    printLine(QStringLiteral("Finish: %1").arg(finish(now.finish)));
    printLine(QStringLiteral("Exposed host-days in %1 days: %2; without what controls lower: %3")
                  .arg(now.horizonDays)
                  .arg(days(now.exposed), days(now.exposedWithControls)));
    for (std::size_t w = 0; w < now.waves.size(); ++w) {
        const WaveForecast& wave = now.waves[w];
        printLine(QStringLiteral("  %1: %2 targets, %3 left open, window fits in %4 %, gate opens in %5 %, finish %6")
                      .arg(text(plan.waves[w].name))
                      .arg(wave.targets)
                      .arg(days(wave.failed))
                      .arg(wave.fits * 100, 0, 'f', 0)
                      .arg(wave.gatePasses * 100, 0, 'f', 0)
                      .arg(finish(wave.finish)));
    }
    if (change.before) {
        printLine(QStringLiteral("Against the version before: %1")
                      .arg(change.sentence.empty() ? QStringLiteral("no difference") : text(change.sentence)));
    }
}

} // namespace

int simulatePlan(const Call& call)
{
    SimulationOptions options;
    if (!call.numberOption("runs", 1, 10000, options.runs))
        return usage(QStringLiteral("--runs needs a number from 1 to 10000."));
    if (!call.numberOption("days", 1, 366, options.horizonDays))
        return usage(QStringLiteral("--days needs a number from 1 to 366."));
    const auto version = planOf(call);
    if (!version)
        return fail(version.error());
    const auto other = against(call, *version);
    if (!other)
        return fail(other.error());
    const auto ground = groundOf(call);
    if (!ground)
        return fail(ground.error());
    auto now = simulate(version->plan, **ground, options);
    if (!now)
        return fail(now.error());
    std::optional<Forecast> before;
    if (*other) {
        auto simulated = simulate((*other)->plan, **ground, options);
        if (!simulated)
            return fail(simulated.error());
        before = std::move(*simulated);
    }
    const ForecastChange change = changeOf(std::move(*now), std::move(before));
    if (call.options.json())
        printJson(toJson(change, version->plan));
    else
        printForecast(change, version->plan);
    return Done;
}

} // namespace bw::cli
