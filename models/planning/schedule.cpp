// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/schedule.h"

#include "models/planning/packing.h"
#include "models/planning/planindex.h"

#include <queue>

#include <algorithm>
#include <functional>
#include <map>

namespace bw {

namespace {

constexpr std::size_t MaxOccurrences = 400;

/// The jobs of hosts with the same windows and freezes of their own.
std::map<std::uint32_t, std::vector<HostJob>> byClass(const WaveWork& work, const PlanGround& ground)
{
    std::map<std::uint32_t, std::vector<HostJob>> classes;
    for (const HostJob& job : work.jobs)
        classes[ground.hostClass(job.host)].push_back(job);
    return classes;
}

std::vector<double> minutesOf(const std::vector<HostJob>& jobs)
{
    std::vector<double> minutes;
    minutes.reserve(jobs.size());
    for (const HostJob& job : jobs)
        minutes.push_back(job.minutes);
    return minutes;
}

Instant after(Instant from, double minutes)
{
    return from + std::chrono::seconds(std::int64_t(minutes * 60 + 0.5));
}

WaveSlot slotOf(const Wave& wave, const WaveWork& work, const PlanGround& ground, Instant from)
{
    WaveSlot slot;
    slot.wave = wave.id;
    slot.minutesNeeded = work.minutesNeeded;
    slot.fits = true;
    std::size_t biggest = 0;
    std::optional<Instant> finish;
    for (const auto& [hostClass, jobs] : byClass(work, ground)) {
        const std::vector<Occurrence> times =
            usableTimes(ground, wave, ground.hostOfClass(hostClass), from, MaxOccurrences);
        const Packing packing = packed(minutesOf(jobs), 1, times, wave.concurrency, from, from);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            if (packing.ends[i] < 0)
                slot.never.push_back(ground.host(jobs[i].host).id);
        }
        slot.fits = slot.fits && packing.left == 0 && packing.occurrences <= 1;
        if (packing.left < jobs.size()) {
            finish = std::max(finish.value_or(from), after(from, packing.last));
            slot.start = std::min(slot.start.value_or(Instant::max()), std::max(times.front().start, from));
        }
        if (jobs.size() > biggest && !times.empty()) {
            biggest = jobs.size();
            slot.occurrences.assign(
                times.begin(),
                times.begin() + std::ptrdiff_t(std::clamp<std::size_t>(packing.occurrences, 1, times.size())));
            slot.minutesAvailable = double((times.front().end - times.front().start).count()) / 60.0;
        }
    }
    std::sort(slot.never.begin(), slot.never.end());
    if (slot.never.empty())
        slot.finish = finish;
    return slot;
}

} // namespace

double makespan(std::span<const double> longestFirst, int slots)
{
    if (longestFirst.empty())
        return 0;
    std::priority_queue<double, std::vector<double>, std::greater<>> free(
        std::greater<>(), std::vector<double>(std::min(std::size_t(std::max(slots, 1)), longestFirst.size()), 0.0));
    double last = 0;
    for (const double minutes : longestFirst) {
        const double done = free.top() + minutes;
        last = std::max(last, done);
        free.pop();
        free.push(done);
    }
    return last;
}

std::vector<WaveWork> workOf(const Plan& plan, const PlanGround& ground)
{
    const PlanIndex index(plan, ground);
    return workOf(plan, ground, index, PlanTally(index, plan, ground));
}

std::vector<WaveWork> workOf(const Plan& plan, const PlanGround& ground, const PlanIndex& index, const PlanTally& tally)
{
    std::vector<WaveWork> work(plan.waves.size());
    for (std::size_t w = 0; w < work.size(); ++w) {
        work[w].wave = plan.waves[w].id;
        work[w].hosts = std::uint32_t(plan.waves[w].hosts.size());
    }
    for (std::uint32_t h = 0; h < index.waveOfHost.size(); ++h) {
        const PlanTally::OfHost& host = tally.hosts[h];
        if (index.waveOfHost[h] == PlanIndex::NoWave)
            continue;
        WaveWork& wave = work[index.waveOfHost[h]];
        wave.unknownHosts += host.unknown > 0;
        if (host.targets == 0)
            continue;
        const double minutes = host.minutes + (host.reboot ? ground.rebootMinutes() : 0.0);
        ++wave.targetHosts;
        wave.targets += host.targets;
        wave.rebootHosts += host.reboot;
        wave.minutes += minutes;
        wave.jobs.push_back({h, host.targets, minutes});
    }
    for (std::size_t w = 0; w < work.size(); ++w) {
        std::stable_sort(work[w].jobs.begin(), work[w].jobs.end(),
                         [](const HostJob& a, const HostJob& b) { return a.minutes > b.minutes; });
        work[w].minutesNeeded = makespan(minutesOf(work[w].jobs), plan.waves[w].concurrency);
    }
    return work;
}

double minutesOf(const Wave& wave, const PlanGround& ground)
{
    struct Job {
        double minutes = 0;
        bool here = false;
        bool target = false;
        bool reboot = false;
    };
    std::vector<Job> jobs(ground.hostCount());
    for (const HostId host : wave.hosts) {
        if (const std::uint32_t index = ground.hostIndex(host); index != PlanGround::None)
            jobs[index].here = true;
    }
    const Assessment& all = ground.assessment();
    std::vector<std::uint32_t> patches;
    patches.reserve(wave.patches.size());
    for (const std::string& patch : wave.patches) {
        if (const std::uint32_t index = ground.patchIndex(patch); index != PlanGround::None)
            patches.push_back(index);
    }
    std::sort(patches.begin(), patches.end()); // the order of PlanTally, for the same sums
    patches.erase(std::unique(patches.begin(), patches.end()), patches.end());
    for (const std::uint32_t p : patches) {
        const Patch& patch = all.patches[p];
        const double amount[] = {0.0, ground.minutesOf(p)};
        for (const Finding& finding : std::span(all.findings.data() + patch.firstFinding, patch.findingCount)) {
            // Without branches: which finding counts cannot be foretold, and there are a million of them.
            Job& job = jobs[finding.host];
            const bool counts = job.here & PlanGround::isTarget(finding);
            job.target |= counts;
            job.minutes += amount[counts];
            job.reboot |= counts & patch.reboot;
        }
    }
    std::vector<double> longestFirst;
    for (const Job& job : jobs) {
        if (job.target)
            longestFirst.push_back(job.minutes + (job.reboot ? ground.rebootMinutes() : 0.0));
    }
    std::sort(longestFirst.begin(), longestFirst.end(), std::greater<>());
    return makespan(longestFirst, wave.concurrency);
}

Schedule scheduleOf(const Plan& plan, const PlanGround& ground)
{
    return scheduleOf(plan, ground, workOf(plan, ground));
}

Schedule scheduleOf(const Plan& plan, const PlanGround& ground, const std::vector<WaveWork>& work)
{
    Schedule schedule;
    std::optional<Instant> from = ground.now(); // empty: a wave before never ends
    std::optional<Instant> finish;
    for (std::size_t w = 0; w < plan.waves.size(); ++w) {
        const Wave& wave = plan.waves[w];
        WaveSlot slot = slotOf(wave, work[w], ground, from.value_or(ground.now()));
        if (work[w].jobs.empty()) {
            slot.fits = true;
            slot.gateOpens = from;
        } else {
            if (!from)
                slot.start = slot.finish = std::nullopt;
            if (slot.finish)
                slot.gateOpens = *slot.finish + std::chrono::hours(wave.gate.soakHours);
            finish = slot.finish;
            from = slot.gateOpens;
        }
        schedule.waves.push_back(std::move(slot));
    }
    schedule.finish = from ? finish : std::nullopt;
    return schedule;
}

} // namespace bw
