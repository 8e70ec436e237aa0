// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/foundation/clock.h"
#include "models/foundation/progress.h"
#include "models/rollout/engine.h"
#include "models/rollout/runprogress.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace bw {

/// Where the runner keeps its events; durable when a call comes back. Other programs may append, too (a pause, a halt).
class RunLog {
public:
    virtual ~RunLog() = default;
    /// Events of the run with an id above `after`, in order.
    virtual Result<std::vector<RolloutEvent>> eventsAfter(RunId run, std::int64_t after) = 0;
    virtual Result<void> append(std::span<const RolloutEvent> events) = 0;
    /// Stamps each (host, attempt) of the Dispatched events, and appends them, all or nothing. Conflict: one was
    /// stamped before, or somebody appended an event above `seen`, which has to be looked at first.
    virtual Result<void> dispatch(std::span<const RolloutEvent> events, std::int64_t seen) = 0;
};

struct WaveOptions {
    std::string who; ///< who drives the run
    /// Minutes that a host needs, for the end of the window; empty: 3 per line and 8 for a reboot.
    std::function<double(const TargetOrder&)> minutes;
    std::chrono::milliseconds beat{200}; ///< between two looks at the engine and the log
    /// Set: the driver has to go at once. The run is halted, and hosts on their way are lost to sight, not stopped.
    std::shared_ptr<const std::atomic<bool>> leave;
    /// After the last words of an engine's batch nothing more is waited for than this.
    std::chrono::seconds batchPatience{4 * 3600};
};

double guessedMinutes(const TargetOrder& target);

enum class RunEnd : std::uint8_t {
    Finished, ///< every host is settled
    Halted,
    HandedOver, ///< everything is in other hands; results come in by file
    Interrupted, ///< the sink asked to stop; hosts on their way were waited for
};
std::string_view name(RunEnd end); ///< finished | halted | handed-over | interrupted

/// Carries a frozen wave out through an engine.
///
/// Order: each event is appended first and then folded, so a picture never shows what is not kept. A host is stamped
/// and its Dispatched event stored before the engine hears of it; a crash in between loses a dispatch, never doubles
/// one. Batches of the run's concurrency; a gate between them: pause and halt (read from the log, whoever wrote them),
/// the failure budget, the end of the window. Blocks; to be run off the GUI thread.
class WaveRunner {
public:
    WaveRunner(const RolloutRun& run, Engine& engine, RunLog& log, const Clock& clock, WaveOptions options);

    using Publish = std::function<void(const RunProgress&)>;
    /// Starts the run, or goes on with it. What an earlier driver left on its way is lost first. Where
    /// `progress` asks to stop, a Halted event is written and hosts on their way are waited for.
    Result<RunEnd> run(ProgressSink& progress, const Publish& publish);
    const RunProgress& progress() const { return m_progress; }

private:
    Result<void> readLog();
    Result<void> append(std::vector<RolloutEvent> events);
    RolloutEvent event(RolloutEventKind kind, std::string text = {}, HostId host = 0, int attempt = 1) const;
    Result<void> begin();
    Result<bool> nextBatch();
    Result<void> driveBatch(ProgressSink& progress, const Publish& publish);
    std::vector<EngineReport> takeForABeat();
    Result<void> takeReports(std::vector<EngineReport> reports);
    Result<void> halt(std::string who, std::string why);
    Result<void> watch(ProgressSink& progress);
    bool leaving() const { return m_options.leave && m_options.leave->load(); }
    std::vector<RolloutEvent> pick(EngineBatch& batch);

    const RolloutRun& m_run;
    Engine& m_engine;
    RunLog& m_log;
    const Clock& m_clock;
    WaveOptions m_options;
    RunProgress m_progress;
    std::vector<RolloutEvent> m_refused; ///< found while picking, to be appended
    int m_batches = 0;
    bool m_interrupted = false;
};

} // namespace bw
