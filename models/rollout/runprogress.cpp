// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/runprogress.h"

#include <algorithm>
#include <cmath>

namespace bw {

namespace {

constexpr std::size_t IgnoredCap = 1'000;

TargetProgress* find(RunProgress& progress, HostId host)
{
    const auto it = std::lower_bound(progress.targets.begin(), progress.targets.end(), host,
                                     [](const TargetProgress& t, HostId id) { return t.host < id; });
    return it == progress.targets.end() || it->host != host ? nullptr : &*it;
}

void move(RunProgress& progress, TargetProgress& target, TargetState to, Instant at)
{
    if (target.state != to) {
        --progress.counts[std::size_t(target.state)];
        ++progress.counts[std::size_t(to)];
        target.state = to;
        target.since = at;
    }
}

void end(RunProgress& progress, TargetProgress& target, TargetState to, const RolloutEvent& event)
{
    move(progress, target, to, event.at);
    target.endedAt = event.at;
    progress.endedAt = std::max(progress.endedAt.value_or(event.at), event.at);
    target.collected = false; // what was collected before tells nothing of now
    if (to == TargetState::Claimed && target.startedAt) {
        progress.secondsSum += double((event.at - *target.startedAt).count());
        ++progress.secondsCount;
    }
}

/// The reason why a host's event is unlawful; empty: it was taken.
std::string_view foldHost(RunProgress& progress, TargetProgress& target, const RolloutEvent& event)
{
    using K = RolloutEventKind;
    if (event.kind == K::InventoryCollected) {
        if (inFlight(target.state))
            return "collected while the host is on its way";
        target.collected = true;
        return {};
    }
    if (event.kind == K::RetryWanted) {
        if (!mayRetry(target) || event.attempt != target.attempt + 1)
            return "another attempt is not possible";
        move(progress, target, TargetState::Waiting, event.at);
        target = {target.host, TargetState::Waiting, event.attempt, false, false, event.at, {}, {}, {}, {}};
        if (progress.phase == RunPhase::Finished)
            progress.phase = RunPhase::Paused;
        return {};
    }
    if (event.attempt != target.attempt)
        return "belongs to another attempt";
    if (event.kind == K::Dispatched) {
        if (target.state != TargetState::Waiting || target.dispatched)
            return "was handed over before";
        if (progress.phase != RunPhase::Running)
            return "handed over while the run stands";
        move(progress, target, TargetState::Dispatched, event.at);
        target.dispatched = true;
        target.startedAt = event.at;
        return {};
    }
    if (event.kind == K::HostSkipped && target.state == TargetState::Waiting) {
        end(progress, target, TargetState::Skipped, event);
        return {};
    }
    if (!inFlight(target.state))
        return "host is not on its way";
    switch (event.kind) {
    case K::HostStarted:
        if (target.state != TargetState::Dispatched)
            return "was started before";
        move(progress, target, TargetState::Running, event.at);
        return {};
    case K::Task: // the first word after a reboot, too
        move(progress, target, TargetState::Running, event.at);
        return {};
    case K::Rebooting:
        move(progress, target, TargetState::Rebooting, event.at);
        return {};
    case K::HostDone:
        end(progress, target, TargetState::Claimed, event);
        return {};
    case K::HostFailed:
        end(progress, target, TargetState::Failed, event);
        return {};
    case K::HostUnreachable:
        end(progress, target, TargetState::Unreachable, event);
        return {};
    case K::HostSkipped:
        end(progress, target, TargetState::Skipped, event);
        return {};
    case K::HostLost:
        end(progress, target, TargetState::Lost, event);
        return {};
    default:
        return "not an event of a host";
    }
}

std::string_view foldRun(RunProgress& progress, const RolloutEvent& event)
{
    using K = RolloutEventKind;
    const RunPhase phase = progress.phase;
    switch (event.kind) {
    case K::RunStarted:
        if (phase != RunPhase::Ready)
            return "was started before";
        progress.phase = RunPhase::Running;
        progress.startedAt = event.at;
        return {};
    case K::Paused:
        if (phase != RunPhase::Running)
            return "the run does not go";
        progress.phase = RunPhase::Paused;
        progress.why = event.text;
        return {};
    case K::Resumed:
        if (phase != RunPhase::Paused && phase != RunPhase::Halted && phase != RunPhase::Running)
            return "there is nothing to go on with";
        progress.phase = RunPhase::Running; // Running: another program takes over after a crash
        progress.abort = false;
        progress.why.clear();
        return {};
    case K::Halted:
        if (phase == RunPhase::Finished || (phase == RunPhase::Halted && (progress.abort || event.step != "abort")))
            return "the run has stopped before";
        progress.phase = RunPhase::Halted;
        progress.abort = event.step == "abort";
        progress.why = event.text;
        return {};
    case K::RunFinished:
        if (phase == RunPhase::Finished)
            return "the run has ended before";
        if (progress.waiting() + progress.onTheirWay() > 0)
            return "hosts are not done";
        progress.phase = RunPhase::Finished;
        return {};
    case K::Approved:
        if (std::find(progress.approvedBy.begin(), progress.approvedBy.end(), event.who) == progress.approvedBy.end())
            progress.approvedBy.push_back(event.who);
        return {};
    case K::GateOpened:
    case K::GateClosed:
    case K::Task: // a note on the run as a whole
    case K::InventoryCollected:
        return {};
    default:
        return "not an event of a run";
    }
}

} // namespace

bool inFlight(TargetState state)
{
    return state == TargetState::Dispatched || state == TargetState::Running || state == TargetState::Rebooting;
}

bool settled(TargetState state)
{
    return state != TargetState::Waiting && !inFlight(state);
}

std::string_view name(RunPhase phase)
{
    static constexpr std::array<std::string_view, 5> names = {"ready", "running", "paused", "halted", "finished"};
    return names[std::size_t(phase)];
}

std::uint32_t RunProgress::onTheirWay() const
{
    return count(TargetState::Dispatched) + count(TargetState::Running) + count(TargetState::Rebooting);
}

const TargetProgress* RunProgress::target(HostId host) const
{
    return find(const_cast<RunProgress&>(*this), host);
}

RunProgress freshProgress(const RolloutRun& run)
{
    RunProgress progress;
    progress.run = run.id;
    progress.engine = run.engine;
    progress.targets.reserve(run.targets.size());
    for (const TargetOrder& order : run.targets) {
        progress.targets.emplace_back();
        progress.targets.back().host = order.host;
    }
    std::sort(progress.targets.begin(), progress.targets.end(),
              [](const TargetProgress& a, const TargetProgress& b) { return a.host < b.host; });
    progress.counts[std::size_t(TargetState::Waiting)] = progress.hosts();
    return progress;
}

bool fold(RunProgress& progress, const RolloutEvent& event)
{
    std::string_view reason;
    if (event.run != progress.run) {
        reason = "belongs to another run";
    } else if (event.host == 0) {
        reason = foldRun(progress, event);
    } else if (TargetProgress* target = find(progress, event.host); !target) {
        reason = "is of a host that the run does not have";
    } else {
        reason = foldHost(progress, *target, event);
        if (reason.empty()
            && event.kind != RolloutEventKind::InventoryCollected) { // which tells nothing of the roll-out
            if (!event.step.empty())
                target->step = event.step;
            if (!event.text.empty())
                target->text = event.text;
        }
    }
    progress.lastEvent = std::max(progress.lastEvent, event.id);
    progress.lastAt = std::max(progress.lastAt.value_or(event.at), event.at);
    if (reason.empty())
        return true;
    ++progress.ignoredCount;
    if (progress.ignored.size() < IgnoredCap)
        progress.ignored.push_back({event.id, std::string(reason)});
    return false;
}

RunProgress foldEvents(const RolloutRun& run, std::span<const RolloutEvent> events)
{
    RunProgress progress = freshProgress(run);
    for (const RolloutEvent& event : events)
        fold(progress, event);
    return progress;
}

std::vector<RolloutEvent> recoveryEvents(const RunProgress& progress, Instant now)
{
    std::vector<RolloutEvent> events;
    if (progress.engine == EngineKind::HandOff)
        return events;
    for (const TargetProgress& target : progress.targets) {
        if (!inFlight(target.state))
            continue;
        RolloutEvent event;
        event.run = progress.run;
        event.at = now;
        event.kind = RolloutEventKind::HostLost;
        event.host = target.host;
        event.attempt = target.attempt;
        event.who = "console";
        event.text = "The console ended while the host was on its way. What became of it is not known until an "
                     "inventory of it comes in.";
        events.push_back(std::move(event));
    }
    return events;
}

bool mayRetry(const TargetProgress& target)
{
    switch (target.state) {
    case TargetState::Failed:
    case TargetState::Unreachable:
    case TargetState::Skipped:
        return true;
    case TargetState::Lost: // it may be patched, or at it still
        return target.collected;
    default:
        return false;
    }
}

RunEstimate estimate(const RunProgress& progress, int concurrency, Instant now,
                     std::optional<double> guessedSecondsPerHost)
{
    RunEstimate out;
    const bool over = progress.phase == RunPhase::Finished || progress.phase == RunPhase::Ready;
    const Instant until = over ? progress.lastAt.value_or(now) : now;
    if (progress.startedAt)
        out.elapsedSeconds = std::max(0.0, double((until - *progress.startedAt).count()));
    if (progress.secondsCount > 0)
        out.secondsPerHost = progress.secondsSum / progress.secondsCount;
    const auto perHost = out.secondsPerHost ? out.secondsPerHost : guessedSecondsPerHost;
    if (perHost && concurrency > 0) {
        const double batches = std::ceil(double(progress.waiting()) / concurrency);
        out.secondsLeft = *perHost * (batches + (progress.onTheirWay() > 0 ? 0.5 : 0.0));
    }
    return out;
}

} // namespace bw
