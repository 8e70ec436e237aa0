// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/simulate.h"

#include "models/planning/packing.h"
#include "models/planning/planindex.h"
#include "models/planning/randomness.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace bw {

namespace {

constexpr double MinutesPerDay = 1440;
/// Until somebody has looked into a gate that did not open.
constexpr double HaltMinutes = 3 * MinutesPerDay;

/// Hosts of a wave that stand the same chance.
struct ChanceClass {
    std::uint32_t hosts = 0;
    double success = 1; ///< of a whole host
    double failedTargets = 1; ///< of a host that fails, on average
};

/// Hosts of a wave that are packed together.
struct PackClass {
    std::vector<double> minutes; ///< longest first
    std::vector<double> targets; ///< parallel
    std::vector<double> withControls; ///< targets that no control lowers; parallel
    std::vector<Occurrence> times;
};

struct WaveModel {
    const Wave* wave = nullptr;
    std::vector<PackClass> classes;
    std::vector<ChanceClass> chances;
    std::uint32_t hosts = 0;
    std::uint32_t targets = 0;
    double withControls = 0;
    bool runs = true; ///< every host has an occurrence
};

struct Model {
    std::vector<WaveModel> waves;
    std::uint32_t findings = 0, planned = 0, unknown = 0;
    double idle = 0, idleWithControls = 0; ///< findings in no wave
};

struct HostSums {
    double targets = 0, withControls = 0, success = 1, expectedFailures = 0;
};

/// Walks all findings once.
void countFindings(const PlanIndex& index, const PlanGround& ground, Model& model, std::vector<HostSums>& hosts)
{
    const Assessment& all = ground.assessment();
    for (std::uint32_t p = 0; p < all.patches.size(); ++p) {
        const Patch& patch = all.patches[p];
        if (patch.fixed.empty())
            continue;
        const double success = ground.successOf(p);
        for (std::uint32_t f = patch.firstFinding; f < patch.firstFinding + patch.findingCount; ++f) {
            const Finding& finding = all.findings[f];
            model.unknown += finding.state == FindingState::Unknown;
            if (!PlanGround::isTarget(finding))
                continue;
            ++model.findings;
            const double uncontrolled = finding.decision == finding.rawDecision ? 1 : 0;
            if (!index.isTarget(finding)) {
                model.idle += 1;
                model.idleWithControls += uncontrolled;
                continue;
            }
            ++model.planned;
            HostSums& host = hosts[finding.host];
            host.targets += 1;
            host.withControls += uncontrolled;
            host.success *= success;
            host.expectedFailures += 1 - success;
        }
    }
}

WaveModel modelOf(const Wave& wave, const WaveWork& work, const std::vector<HostSums>& hosts, const PlanGround& ground)
{
    WaveModel model;
    model.wave = &wave;
    std::map<std::uint32_t, PackClass> classes;
    std::map<std::pair<int, int>, ChanceClass> chances;
    for (const HostJob& job : work.jobs) {
        const HostSums& host = hosts[job.host];
        if (host.targets == 0)
            continue; // its patches have no fix
        PackClass& pack = classes[ground.hostClass(job.host)];
        pack.minutes.push_back(job.minutes);
        pack.targets.push_back(host.targets);
        pack.withControls.push_back(host.withControls);
        ++model.hosts;
        model.targets += std::uint32_t(host.targets);
        model.withControls += host.withControls;
        const double fails = 1 - host.success;
        const double failed = fails > 1e-12 ? host.expectedFailures / fails : 1;
        ChanceClass& chance = chances[{int(host.success * 1000 + 0.5), int(failed * 10 + 0.5)}];
        ++chance.hosts;
        chance.success = host.success;
        chance.failedTargets = failed;
    }
    for (auto& [hostClass, pack] : classes) {
        pack.times = usableTimes(ground, wave, ground.hostOfClass(hostClass), ground.now(), 400);
        model.runs = model.runs && !pack.times.empty();
        model.classes.push_back(std::move(pack));
    }
    for (const auto& [key, chance] : chances)
        model.chances.push_back(chance);
    return model;
}

/// One run of one wave.
struct WaveRun {
    double last = 0; ///< minutes from now to the last host's end
    double hostMinutes = 0, hostMinutesWithControls = 0; ///< exposed until the first try, cut at the horizon
    double failedTargets = 0, leftTargets = 0; ///< after the first and after the second try
    double leftHosts = 0;
    double retryAt = 0;
    bool finished = true;
    bool fits = true;
};

Instant instantAfter(Instant now, double minutes)
{
    return now + std::chrono::seconds(std::int64_t(minutes * 60));
}

void packRun(const WaveModel& model, double stretch, double start, double horizon, Instant now, WaveRun& run)
{
    run.last = start;
    for (const PackClass& pack : model.classes) {
        const Packing packing =
            packed(pack.minutes, stretch, pack.times, model.wave->concurrency, now, instantAfter(now, start));
        run.finished = run.finished && packing.left == 0;
        run.fits = run.fits && packing.left == 0 && packing.occurrences <= 1;
        run.last = std::max(run.last, packing.last);
        for (std::size_t i = 0; i < pack.minutes.size(); ++i) {
            const double until = packing.ends[i] < 0 ? horizon : std::min(packing.ends[i], horizon);
            run.hostMinutes += until * pack.targets[i];
            run.hostMinutesWithControls += until * pack.withControls[i];
        }
    }
    run.retryAt = horizon;
    for (const PackClass& pack : model.classes) {
        for (const Occurrence& time : pack.times) {
            const double again = double((time.start - now).count()) / 60.0;
            if (again > run.last) {
                run.retryAt = std::min(run.retryAt, again + 60);
                break;
            }
        }
    }
}

void failRun(const WaveModel& model, Randomness& random, WaveRun& run)
{
    for (const ChanceClass& chance : model.chances) {
        const std::uint32_t failed = random.binomial(chance.hosts, 1 - chance.success);
        const std::uint32_t left = random.binomial(failed, 1 - chance.success);
        run.failedTargets += failed * chance.failedTargets;
        run.leftTargets += left * chance.failedTargets;
        run.leftHosts += left;
    }
    run.failedTargets = std::min(run.failedTargets, double(model.targets));
    run.leftTargets = std::min(run.leftTargets, run.failedTargets);
}

bool gatePasses(const Gate& gate, const WaveModel& model, const WaveRun& run)
{
    return model.hosts - run.leftHosts >= gate.minSuccess * model.hosts
        && (!gate.failureBudget || run.leftHosts <= *gate.failureBudget);
}

/// The figures of all runs of something.
struct Samples {
    std::vector<double> values;

    void add(double value) { values.push_back(value); }
    double at(double share)
    {
        std::sort(values.begin(), values.end());
        return values.empty() ? 0 : values[std::size_t(share * double(values.size() - 1) + 0.5)];
    }
    Spread spread() { return {at(0.05), at(0.5), at(0.95)}; }
    std::optional<TimeSpread> times(Instant now, std::size_t runs)
    {
        if (values.size() < runs || runs == 0)
            return {}; // in some run it never came to an end
        return TimeSpread{instantAfter(now, at(0.05)), instantAfter(now, at(0.5)), instantAfter(now, at(0.95))};
    }
};

struct WaveSamples {
    Samples finish, failed;
    std::uint32_t fits = 0, passes = 0;
};

struct RunSums {
    double exposed = 0, withControls = 0, planned = 0;
    double last = 0;
    bool finished = true;
};

RunSums playOnce(const Plan& plan, const Model& model, double horizon, Instant now, std::uint64_t number,
                 std::vector<WaveSamples>& samples)
{
    RunSums sums;
    double opens = 0;
    for (std::size_t w = 0; w < model.waves.size(); ++w) {
        const WaveModel& wave = model.waves[w];
        if (wave.targets == 0)
            continue;
        Randomness random(plan.seed, number, wave.wave->id);
        if (!sums.finished || !wave.runs) {
            sums.finished = false;
            sums.planned += wave.targets * horizon;
            sums.withControls += wave.withControls * horizon;
            continue;
        }
        const double stretch = std::clamp(1 + 0.125 * random.normal(), 0.75, 1.25);
        WaveRun run;
        packRun(wave, stretch, opens, horizon, now, run);
        failRun(wave, random, run);
        const double mean = run.hostMinutes / wave.targets;
        const double later = std::max(0.0, run.retryAt - mean);
        const double extra = (run.failedTargets - run.leftTargets) * later + run.leftTargets * (horizon - mean);
        sums.planned += run.hostMinutes + extra;
        sums.withControls += run.hostMinutesWithControls + extra * (wave.withControls / wave.targets);
        const bool passes = gatePasses(wave.wave->gate, wave, run);
        samples[w].fits += run.fits;
        samples[w].passes += passes;
        samples[w].failed.add(run.leftTargets);
        sums.finished = run.finished;
        if (run.finished)
            samples[w].finish.add(run.last);
        sums.last = std::max(sums.last, run.last);
        opens = run.last + wave.wave->gate.soakHours * 60.0 + (passes ? 0 : HaltMinutes);
    }
    sums.exposed = sums.planned + model.idle * horizon;
    sums.withControls += model.idleWithControls * horizon;
    return sums;
}

std::string daysText(double hours)
{
    const double days = std::abs(hours) / 24;
    const std::int64_t whole = std::llround(days >= 1 ? days : std::abs(hours));
    const std::string unit = days >= 1 ? "day" : "hour";
    return std::to_string(whole) + ' ' + unit + (whole == 1 ? "" : "s");
}

} // namespace

Result<Forecast> simulate(const Plan& plan, const PlanGround& ground, const SimulationOptions& options,
                          ProgressSink& progress)
{
    const PlanIndex index(plan, ground);
    const PlanTally tally(index, plan, ground);
    const std::vector<WaveWork> work = workOf(plan, ground, index, tally);
    Model model;
    std::vector<HostSums> hosts(ground.hostCount());
    countFindings(index, ground, model, hosts);
    for (std::size_t w = 0; w < plan.waves.size(); ++w)
        model.waves.push_back(modelOf(plan.waves[w], work[w], hosts, ground));

    Forecast forecast;
    forecast.runs = std::clamp(options.runs, 1, 10000);
    forecast.horizonDays = std::clamp(options.horizonDays, 1, 366);
    forecast.findings = model.findings;
    forecast.planned = model.planned;
    forecast.unknown = model.unknown;
    const double horizon = forecast.horizonDays * MinutesPerDay;
    std::vector<WaveSamples> samples(plan.waves.size());
    Samples exposed, withControls, planned, finish;
    for (int run = 0; run < forecast.runs; ++run) {
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, {}, {}};
        progress.report(std::uint64_t(run), std::uint64_t(forecast.runs), plan.name);
        const RunSums sums = playOnce(plan, model, horizon, ground.now(), std::uint64_t(run), samples);
        exposed.add(sums.exposed / MinutesPerDay);
        withControls.add(sums.withControls / MinutesPerDay);
        planned.add(sums.planned / MinutesPerDay);
        if (sums.finished && model.planned > 0)
            finish.add(sums.last);
    }
    const std::size_t runs = std::size_t(forecast.runs);
    forecast.exposed = exposed.spread();
    forecast.exposedWithControls = withControls.spread();
    forecast.exposedPlanned = planned.spread().middle;
    forecast.finish = finish.times(ground.now(), runs);
    for (std::size_t w = 0; w < plan.waves.size(); ++w) {
        WaveSamples& of = samples[w];
        forecast.waves.push_back({plan.waves[w].id, model.waves[w].targets, of.finish.times(ground.now(), runs),
                                  of.failed.spread(), double(of.fits) / double(runs),
                                  double(of.passes) / double(runs)});
    }
    return forecast;
}

ForecastChange changeOf(Forecast now, std::optional<Forecast> before)
{
    ForecastChange change;
    change.now = std::move(now);
    change.before = std::move(before);
    if (!change.before)
        return change;
    const Forecast& old = *change.before;
    change.hostDays = change.now.exposed.middle - old.exposed.middle;
    change.hostDaysWithControls = change.now.exposedWithControls.middle - old.exposedWithControls.middle;
    if (change.now.finish && old.finish)
        change.finishHours = double((change.now.finish->middle - old.finish->middle).count()) / 3600.0;
    std::vector<std::string> parts;
    if (const std::int64_t days = std::llround(change.hostDays); days != 0) {
        parts.push_back((days > 0 ? "+" : "−") + std::to_string(std::abs(days)) + " host-day"
                        + (std::abs(days) == 1 ? "" : "s"));
    }
    if (change.finishHours && std::abs(*change.finishHours) >= 1)
        parts.push_back("finish " + daysText(*change.finishHours) + (*change.finishHours > 0 ? " later" : " earlier"));
    else if (change.now.finish && !old.finish)
        parts.push_back("now it comes to an end");
    else if (!change.now.finish && old.finish)
        parts.push_back("it does not come to an end any more");
    for (const std::string& part : parts)
        change.sentence += (change.sentence.empty() ? "" : ", ") + part;
    return change;
}

} // namespace bw
