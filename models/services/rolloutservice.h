// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/clock.h"
#include "models/foundation/jobrunner.h"
#include "models/services/rollouts.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace bw {

class Store;

/// A run as a list shows it.
struct RunLine {
    RunId id = 0;
    PlanId plan = 0;
    int planVersion = 0;
    WaveId wave = 0;
    QString waveName;
    EngineKind engine = EngineKind::Rehearsal;
    QString startedBy;
    Instant startedAt;
    RunPhase phase = RunPhase::Ready;
    std::uint32_t hosts = 0;
    std::uint32_t claimed = 0;
    std::uint32_t failed = 0; ///< and unreachable
    std::uint32_t lost = 0;
    bool driven = false; ///< this program carries it out at the moment

    friend bool operator==(const RunLine&, const RunLine&) = default;
};

/// The run that is shown, at a moment.
struct ShownRun {
    RunPicture picture; ///< members are null where no run is shown
    RunEstimate estimate;
    bool driven = false;
};

/// Roll-outs as the Deploy page sees them: wishes go in as verbs, whole values come out as signals. Lives in the GUI
/// thread; every verb returns at once. Runs go on while another one is shown. Progress comes at a steady beat (ten
/// times a second at most), however fast the hosts are.
class RolloutService final : public QObject {
    Q_OBJECT

public:
    RolloutService(Store& store, JobRunner& jobs, const Clock& clock, std::string who, QObject* parent = nullptr);
    /// Leaves runs that it drives: they are halted, and their hosts on the way are lost to sight (see WaveOptions).
    ~RolloutService() override;

    const std::vector<RunLine>& runs() const { return m_runs; }
    const ShownRun& shown() const { return m_shown; }
    /// Every run, whole, oldest first: for gateOfWave.
    const std::vector<RunPicture>& pictures() const { return m_pictures; }
    bool driving(RunId run) const;

    static constexpr int BeatMs = 100;
    static constexpr int WatchMs = 2000; ///< between two looks at a shown run that another program carries out

public Q_SLOTS:
    /// Reads the list of runs, and the shown one, anew.
    void refresh();
    /// Shows a run; 0: none.
    void show(bw::RunId run);
    /// Looks at a wave: the answer is `prepared`.
    void prepare(const bw::RolloutWish& wish, const bw::Assessed& assessed, const bw::GateEvidence& evidenceBefore);
    /// Stores a prepared run, shows it and carries it out.
    void start(std::shared_ptr<const bw::PreparedRun> prepared, const bw::EngineSettings& settings);
    /// Goes on with a run that was paused, halted, or left by a program that ended.
    void resume(bw::RunId run, const bw::EngineSettings& settings);
    void pause(bw::RunId run, const QString& why);
    void halt(bw::RunId run, bool abort, const QString& why);
    /// Empty: every host that may. Does not start the run again: `resume` does.
    void retry(bw::RunId run, const std::vector<bw::HostId>& hosts, const QString& why);
    /// Leaves waiting hosts out; empty: all that wait.
    void skip(bw::RunId run, const std::vector<bw::HostId>& hosts, const QString& why);
    void approve(bw::RunId run, const QString& why);
    void collect(bw::RunId run, const std::vector<bw::HostId>& hosts, const bw::EngineSettings& settings);
    void takeResults(bw::RunId run, const QString& path);
    /// The events of a host of the shown run (0: of the run as a whole); the answer is `log`. The newest wish wins.
    void askLog(bw::HostId host);

Q_SIGNALS:
    void runsChanged(const std::vector<bw::RunLine>& runs);
    void shownChanged(const bw::ShownRun& shown);
    void prepared(std::shared_ptr<const bw::PreparedRun> run);
    void started(bw::RunId run);
    void ended(bw::RunId run, bw::RunEnd end);
    void collected(bw::RunId run, const bw::CollectReport& report);
    void resultsTaken(bw::RunId run, int count, const std::vector<bw::Issue>& issues);
    void log(bw::RunId run, bw::HostId host, const std::vector<bw::RolloutEvent>& events);
    /// Nothing was changed.
    void failed(const bw::Error& error);

private:
    /// A run that this program carries out; shared with the job's thread.
    struct Driven {
        RunId run = 0;
        JobId job = 0;
        std::mutex mutex;
        std::shared_ptr<const RunProgress> newest; ///< guarded
    };
    void drive(RunId run, const EngineSettings& settings);
    void beat();
    void watch();
    void publish(RunPicture picture);
    void report(const Error& error);
    template <typename Work>
    void say(const QString& title, Work work);

    Store& m_store;
    JobRunner& m_jobs;
    const Clock& m_clock;
    std::string m_who;
    std::vector<RunLine> m_runs;
    std::vector<RunPicture> m_pictures;
    ShownRun m_shown;
    RunId m_wanted = 0;
    std::vector<std::shared_ptr<Driven>> m_driven;
    QTimer m_beat;
    QTimer m_watch;
    std::shared_ptr<std::atomic<bool>> m_leave = std::make_shared<std::atomic<bool>>(false);
};

} // namespace bw
