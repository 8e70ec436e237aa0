// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/waverunner.h"

#include "models/rollout/gate.h"

#include <algorithm>
#include <array>
#include <thread>

namespace bw {

std::string_view name(RunEnd end)
{
    static constexpr std::array<std::string_view, 4> names = {"finished", "halted", "handed-over", "interrupted"};
    return names[std::size_t(end)];
}

double guessedMinutes(const TargetOrder& target)
{
    double minutes = 0;
    bool reboot = false;
    for (const OrderLine& line : target.lines) {
        minutes += 3;
        reboot = reboot || line.reboot;
    }
    return minutes + (reboot ? 8 : 0);
}

WaveRunner::WaveRunner(const RolloutRun& run, Engine& engine, RunLog& log, const Clock& clock, WaveOptions options)
    : m_run(run)
    , m_engine(engine)
    , m_log(log)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_progress(freshProgress(run))
{
    if (!m_options.minutes)
        m_options.minutes = guessedMinutes;
}

RolloutEvent WaveRunner::event(RolloutEventKind kind, std::string text, HostId host, int attempt) const
{
    RolloutEvent event;
    event.run = m_run.id;
    event.at = m_clock.now();
    event.kind = kind;
    event.host = host;
    event.attempt = attempt;
    event.who = host == 0 ? m_options.who : "console";
    event.text = std::move(text);
    return event;
}

Result<void> WaveRunner::readLog()
{
    auto events = m_log.eventsAfter(m_run.id, m_progress.lastEvent);
    if (!events)
        return events.error();
    for (const RolloutEvent& event : *events)
        fold(m_progress, event);
    return {};
}

Result<void> WaveRunner::append(std::vector<RolloutEvent> events)
{
    if (events.empty())
        return {};
    if (auto kept = m_log.append(events); !kept)
        return kept;
    return readLog(); // in the order of the log, among what others wrote
}

Result<void> WaveRunner::halt(std::string who, std::string why)
{
    RolloutEvent halted = event(RolloutEventKind::Halted, std::move(why));
    halted.who = std::move(who);
    return append({std::move(halted)});
}

Result<void> WaveRunner::begin()
{
    if (auto read = readLog(); !read)
        return read;
    if (auto lost = append(recoveryEvents(m_progress, m_clock.now())); !lost)
        return lost;
    switch (m_progress.phase) {
    case RunPhase::Ready:
        return append({event(RolloutEventKind::RunStarted)});
    case RunPhase::Paused:
    case RunPhase::Halted:
    case RunPhase::Running:
        return append({event(RolloutEventKind::Resumed)});
    case RunPhase::Finished:
        return Error{ErrorKind::Refused, "The run is finished; retry its failed hosts, or start another.", {}};
    }
    return {};
}

/// Chooses the hosts of a batch, and puts aside what must not be handed over at all.
std::vector<RolloutEvent> WaveRunner::pick(EngineBatch& batch)
{
    const auto size = m_engine.handsOver() ? m_run.targets.size() : std::size_t(std::max(1, m_run.concurrency));
    const Instant now = m_clock.now();
    std::vector<RolloutEvent> dispatched;
    for (const TargetOrder& order : m_run.targets) {
        if (dispatched.size() >= size)
            break;
        const TargetProgress* target = m_progress.target(order.host);
        if (!target || target->state != TargetState::Waiting)
            continue;
        std::string refusal = order.lines.empty() ? "There is nothing to install." : m_engine.refusal(order);
        if (refusal.empty() && m_run.windowEnd) {
            const double minutes = m_options.minutes(order);
            if (now + std::chrono::seconds(std::int64_t(minutes * 60)) > *m_run.windowEnd)
                refusal = "Not started: it needs about " + std::to_string(std::int64_t(minutes + 0.5))
                    + " minutes, and the window ends at " + toIso(*m_run.windowEnd) + ".";
        }
        if (!refusal.empty()) {
            m_refused.push_back(event(RolloutEventKind::HostSkipped, std::move(refusal), order.host, target->attempt));
            continue;
        }
        dispatched.push_back(event(RolloutEventKind::Dispatched, {}, order.host, target->attempt));
        batch.targets.push_back(&order);
        batch.attempts.push_back(target->attempt);
    }
    return dispatched;
}

/// False: no host waits any more. A batch may be started or not; the caller looks at the engine.
Result<bool> WaveRunner::nextBatch()
{
    EngineBatch batch;
    batch.run = &m_run;
    const auto dispatched = pick(batch);
    if (auto kept = append(std::move(m_refused)); !kept)
        return kept.error();
    m_refused.clear();
    if (dispatched.empty())
        return m_progress.waiting() > 0;
    if (auto stamped = m_log.dispatch(dispatched, m_progress.lastEvent); !stamped) {
        if (stamped.error().kind != ErrorKind::Conflict)
            return stamped.error();
        const std::int64_t before = m_progress.lastEvent; // somebody has said something: look at it, then choose anew
        if (auto read = readLog(); !read)
            return read.error();
        if (m_progress.lastEvent == before)
            return stamped.error(); // stamped before without a word: not ours to hand over
        return true;
    }
    if (auto read = readLog(); !read)
        return read.error();
    batch.number = ++m_batches;
    if (auto started = m_engine.start(batch); !started) {
        std::vector<RolloutEvent> failed;
        for (std::size_t i = 0; i < batch.targets.size(); ++i)
            failed.push_back(event(RolloutEventKind::HostFailed, "The engine did not start: " + started.error().subject,
                                   batch.targets[i]->host, batch.attempts[i]));
        if (auto kept = append(std::move(failed)); !kept)
            return kept.error();
        if (auto halted = halt("engine", "The engine did not start: " + started.error().subject); !halted)
            return halted.error();
    }
    return true;
}

Result<void> WaveRunner::takeReports(std::vector<EngineReport> reports)
{
    std::vector<RolloutEvent> events;
    events.reserve(reports.size());
    for (EngineReport& report : reports) {
        const TargetProgress* target = report.host == 0 ? nullptr : m_progress.target(report.host);
        if (report.host != 0 && !target)
            continue;
        RolloutEvent e = event(report.kind, std::move(report.text), report.host, target ? target->attempt : 1);
        e.who = "engine";
        e.step = std::move(report.step);
        e.seconds = report.seconds;
        events.push_back(std::move(e));
    }
    return append(std::move(events));
}

/// What may stop a run: the sink, another program, the failure budget.
Result<void> WaveRunner::watch(ProgressSink& progress)
{
    if (auto read = readLog(); !read)
        return read;
    if ((progress.cancelled() || leaving()) && !m_interrupted) {
        m_interrupted = true;
        if (m_progress.phase == RunPhase::Running || m_progress.phase == RunPhase::Paused)
            return halt(m_options.who, "Stopped by hand.");
    }
    if (m_progress.phase == RunPhase::Running) {
        if (std::string broken = failureBudgetBroken(m_run.gate, m_progress); !broken.empty())
            return halt("gate", std::move(broken));
    }
    return {};
}

/// What comes within a beat, together: each append is a write to the disk.
std::vector<EngineReport> WaveRunner::takeForABeat()
{
    std::vector<EngineReport> reports;
    const auto until = std::chrono::steady_clock::now() + m_options.beat;
    while (m_engine.busy()) {
        const auto left = until - std::chrono::steady_clock::now();
        if (left <= left.zero())
            break;
        auto more = m_engine.take(std::chrono::ceil<std::chrono::milliseconds>(left));
        reports.insert(reports.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return reports;
}

Result<void> WaveRunner::driveBatch(ProgressSink& progress, const Publish& publish)
{
    auto lastWord = std::chrono::steady_clock::now();
    bool cancelled = false;
    while (m_engine.busy()) {
        auto reports = takeForABeat();
        const auto now = std::chrono::steady_clock::now();
        if (!reports.empty())
            lastWord = now;
        if (auto taken = takeReports(std::move(reports)); !taken)
            return taken;
        if (auto watched = watch(progress); !watched)
            return watched;
        if (!cancelled && (m_progress.abort || now - lastWord > m_options.batchPatience)) {
            cancelled = true;
            m_engine.cancel();
        }
        publish(m_progress);
        if (leaving()) {
            m_engine.leave();
            break;
        }
    }
    if (m_engine.handsOver())
        return {};
    std::vector<RolloutEvent> lost;
    for (const TargetProgress& target : m_progress.targets) {
        if (inFlight(target.state))
            lost.push_back(event(RolloutEventKind::HostLost,
                                 leaving() ? "The console was closed while the host was on its way. What became of it "
                                             "is not known until an inventory of it comes in."
                                     : cancelled
                                     ? "The engine was asked to stop. What became of the host is not known until "
                                       "an inventory of it comes in."
                                     : "The engine ended without a word about the host. What became of it is not "
                                       "known until an inventory of it comes in.",
                                 target.host, target.attempt));
    }
    return append(std::move(lost));
}

Result<RunEnd> WaveRunner::run(ProgressSink& progress, const Publish& publish)
{
    if (auto begun = begin(); !begun)
        return begun.error();
    publish(m_progress);
    for (bool more = true; more;) {
        if (auto watched = watch(progress); !watched)
            return watched.error();
        publish(m_progress);
        if (m_progress.phase == RunPhase::Paused) {
            std::this_thread::sleep_for(m_options.beat);
            continue;
        }
        if (m_progress.phase != RunPhase::Running)
            return m_interrupted ? RunEnd::Interrupted : RunEnd::Halted;
        const auto next = nextBatch();
        if (!next)
            return next.error();
        if (auto driven = driveBatch(progress, publish); !driven)
            return driven.error();
        more = *next;
    }
    if (auto watched = watch(progress); !watched)
        return watched.error();
    publish(m_progress);
    if (m_progress.phase == RunPhase::Halted)
        return m_interrupted ? RunEnd::Interrupted : RunEnd::Halted;
    if (m_progress.onTheirWay() > 0)
        return RunEnd::HandedOver;
    if (auto finished = append({event(RolloutEventKind::RunFinished)}); !finished)
        return finished.error();
    publish(m_progress);
    return RunEnd::Finished;
}

} // namespace bw
