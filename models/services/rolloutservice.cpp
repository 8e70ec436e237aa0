// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/rolloutservice.h"

#include "models/foundation/dispose.h"
#include "models/services/runlog.h"
#include "models/store/rolloutrepository.h"
#include "models/store/store.h"

#include <algorithm>
#include <utility>

namespace bw {

namespace {

RunLine lineOf(const RunPicture& picture)
{
    const RolloutRun& run = *picture.run;
    const RunProgress& progress = *picture.progress;
    RunLine line;
    line.id = run.id;
    line.plan = run.plan;
    line.planVersion = run.planVersion;
    line.wave = run.wave;
    line.waveName = QString::fromStdString(run.waveName);
    line.engine = run.engine;
    line.startedBy = QString::fromStdString(run.startedBy);
    line.startedAt = run.startedAt;
    line.phase = progress.phase;
    line.hosts = progress.hosts();
    line.claimed = progress.count(TargetState::Claimed);
    line.failed = progress.failed();
    line.lost = progress.count(TargetState::Lost);
    return line;
}

} // namespace

RolloutService::RolloutService(Store& store, JobRunner& jobs, const Clock& clock, std::string who, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_jobs(jobs)
    , m_clock(clock)
    , m_who(std::move(who))
{
    m_beat.setInterval(BeatMs);
    connect(&m_beat, &QTimer::timeout, this, &RolloutService::beat);
    m_watch.setInterval(WatchMs);
    connect(&m_watch, &QTimer::timeout, this, &RolloutService::watch);
    m_watch.start();
}

RolloutService::~RolloutService()
{
    *m_leave = true;
    m_jobs.drain(this); // they work on the store
}

bool RolloutService::driving(RunId run) const
{
    return std::any_of(m_driven.begin(), m_driven.end(), [&](const auto& driven) { return driven->run == run; });
}

void RolloutService::report(const Error& error)
{
    if (error.kind != ErrorKind::Cancelled)
        Q_EMIT failed(error);
}

void RolloutService::refresh()
{
    struct Answer {
        std::vector<RunPicture> runs;
    };
    m_jobs.start(
        QStringLiteral("rollouts"), tr("Reading roll-outs"), this,
        [this](ProgressSink&) -> Result<Answer> {
            auto runs = loadRuns(m_store);
            if (!runs)
                return runs.error();
            return Answer{std::move(*runs)};
        },
        [this](Result<Answer> answer) {
            if (!answer)
                return report(answer.error());
            std::vector<RunLine> lines;
            for (const RunPicture& picture : answer->runs) {
                lines.push_back(lineOf(picture));
                lines.back().driven = driving(picture.run->id);
                if (picture.run->id == m_wanted && !lines.back().driven)
                    publish(picture);
            }
            disposeLater(std::exchange(m_pictures, std::move(answer->runs)));
            if (lines != m_runs) {
                m_runs = std::move(lines);
                Q_EMIT runsChanged(m_runs);
            }
        });
}

void RolloutService::publish(RunPicture picture)
{
    m_shown.driven = driving(picture.run->id);
    m_shown.estimate = estimate(*picture.progress, picture.run->concurrency, m_clock.now());
    auto before = std::exchange(m_shown.picture, std::move(picture));
    Q_EMIT shownChanged(m_shown);
    disposeLater(std::move(before)); // after lists have let go of it
}

void RolloutService::show(RunId run)
{
    m_wanted = run;
    if (run == 0) {
        auto before = std::exchange(m_shown, {});
        Q_EMIT shownChanged(m_shown);
        disposeLater(std::move(before));
        return;
    }
    m_jobs.start(
        QStringLiteral("rollout-shown"), tr("Reading a roll-out"), this,
        [this, run](ProgressSink&) { return loadRun(m_store, run); },
        [this, run](Result<RunPicture> picture) {
            if (!picture)
                return report(picture.error());
            if (m_wanted == run)
                publish(std::move(*picture));
        });
}

void RolloutService::prepare(const RolloutWish& wish, const Assessed& assessed, const GateEvidence& evidenceBefore)
{
    RolloutWish mine = wish;
    mine.who = m_who;
    m_jobs.start(
        QStringLiteral("rollout-prepare"), tr("Looking at the wave"), this,
        [this, mine, assessed, evidenceBefore](ProgressSink&) -> Result<std::shared_ptr<const PreparedRun>> {
            auto run = prepareRun(m_store, mine, assessed, evidenceBefore, m_clock);
            if (!run)
                return run.error();
            return std::shared_ptr<const PreparedRun>(std::make_shared<PreparedRun>(std::move(*run)));
        },
        [this](Result<std::shared_ptr<const PreparedRun>> run) {
            if (!run)
                return report(run.error());
            Q_EMIT prepared(*run);
        });
}

void RolloutService::start(std::shared_ptr<const PreparedRun> wanted, const EngineSettings& settings)
{
    m_jobs.start(
        QString(), tr("Freezing the wave"), this,
        [this, wanted](ProgressSink&) { return createRun(m_store, *wanted, m_clock); },
        [this, settings](Result<RunId> run) {
            if (!run)
                return report(run.error());
            drive(*run, settings);
            Q_EMIT started(*run);
            show(*run);
            refresh();
        });
}

void RolloutService::drive(RunId run, const EngineSettings& settings)
{
    auto driven = std::make_shared<Driven>();
    driven->run = run;
    DriveWish wish;
    wish.run = run;
    wish.settings = settings;
    wish.who = m_who;
    wish.leave = m_leave;
    wish.beat = std::chrono::milliseconds(BeatMs);
    m_driven.push_back(driven);
    m_beat.start();
    driven->job = m_jobs.start(
        QString(), tr("Rolling out"), this,
        [this, wish, driven](ProgressSink& progress) {
            return driveRun(m_store, wish, m_clock, progress, [&](const RunProgress& newest) {
                auto copy = std::make_shared<const RunProgress>(newest);
                const std::lock_guard guard(driven->mutex);
                driven->newest = std::move(copy);
            });
        },
        [this, driven](Result<RunEnd> end) {
            beat();
            std::erase(m_driven, driven);
            if (m_driven.empty())
                m_beat.stop();
            if (end)
                Q_EMIT ended(driven->run, *end);
            else
                report(end.error());
            refresh();
        });
}

void RolloutService::watch()
{
    const RunPicture& picture = m_shown.picture;
    if (picture.progress && !driving(picture.run->id) && picture.progress->phase == RunPhase::Running)
        refresh();
}

void RolloutService::beat()
{
    for (const auto& driven : m_driven) {
        std::shared_ptr<const RunProgress> newest;
        {
            const std::lock_guard guard(driven->mutex);
            newest = std::exchange(driven->newest, {});
        }
        const auto known = std::find_if(m_pictures.begin(), m_pictures.end(), [&](const RunPicture& picture) {
            return newest && picture.run->id == driven->run;
        });
        if (known != m_pictures.end())
            known->progress = newest;
        if (newest && m_shown.picture.run && m_shown.picture.run->id == driven->run && m_wanted == driven->run)
            publish({m_shown.picture.run, std::move(newest)});
    }
}

/// Runs a short verb; afterwards everything is read anew.
template <typename Work>
void RolloutService::say(const QString& title, Work work)
{
    m_jobs.start(
        QString(), title, this, [work](ProgressSink&) { return work(); },
        [this](Result<void> said) {
            if (!said)
                return report(said.error());
            refresh();
        });
}

void RolloutService::resume(RunId run, const EngineSettings& settings)
{
    if (driving(run))
        say(tr("Going on"), [this, run] { return unpauseRun(m_store, run, m_who, m_clock); });
    else
        drive(run, settings);
}

void RolloutService::pause(RunId run, const QString& why)
{
    say(tr("Pausing"), [this, run, text = why.toStdString()] { return pauseRun(m_store, run, m_who, text, m_clock); });
}

void RolloutService::halt(RunId run, bool abort, const QString& why)
{
    say(tr("Halting"),
        [this, run, abort, text = why.toStdString()] { return haltRun(m_store, run, abort, m_who, text, m_clock); });
}

void RolloutService::retry(RunId run, const std::vector<HostId>& hosts, const QString& why)
{
    say(tr("Sending hosts round again"), [this, run, hosts, text = why.toStdString()]() -> Result<void> {
        const auto count = retryHosts(m_store, run, hosts, m_who, text, m_clock);
        return count ? Result<void>() : Result<void>(count.error());
    });
}

void RolloutService::skip(RunId run, const std::vector<HostId>& hosts, const QString& why)
{
    say(tr("Leaving hosts out"), [this, run, hosts, text = why.toStdString()]() -> Result<void> {
        const auto count = skipHosts(m_store, run, hosts, m_who, text, m_clock);
        return count ? Result<void>() : Result<void>(count.error());
    });
}

void RolloutService::approve(RunId run, const QString& why)
{
    say(tr("Approving"),
        [this, run, text = why.toStdString()] { return approveRun(m_store, run, m_who, text, m_clock); });
}

void RolloutService::collect(RunId run, const std::vector<HostId>& hosts, const EngineSettings& settings)
{
    m_jobs.start(
        QString(), tr("Collecting inventories"), this,
        [this, run, hosts, settings](ProgressSink& progress) {
            return collectInventories(m_store, run, hosts, settings, m_who, m_clock, progress);
        },
        [this, run](Result<CollectReport> outcome) {
            if (!outcome)
                return report(outcome.error());
            Q_EMIT collected(run, *outcome);
            refresh();
        });
}

void RolloutService::takeResults(RunId run, const QString& path)
{
    struct Answer {
        std::uint32_t count = 0;
        std::vector<Issue> issues;
    };
    m_jobs.start(
        QString(), tr("Reading results"), this,
        [this, run, file = path.toStdString()](ProgressSink&) -> Result<Answer> {
            Answer answer;
            const auto count = bw::takeResults(m_store, run, file, answer.issues, m_clock);
            if (!count)
                return count.error();
            answer.count = *count;
            return answer;
        },
        [this, run](Result<Answer> answer) {
            if (!answer)
                return report(answer.error());
            Q_EMIT resultsTaken(run, int(answer->count), answer->issues);
            refresh();
        });
}

void RolloutService::askLog(HostId host)
{
    if (!m_wanted)
        return;
    m_jobs.start(
        QStringLiteral("rollout-log"), tr("Reading a host's log"), this,
        [this, run = m_wanted, host](ProgressSink&) {
            EventQuery query;
            query.run = run;
            query.host = host;
            return m_store.read([&](ReadConnection& db) { return rolloutEvents(db, query); });
        },
        [this, run = m_wanted, host](Result<std::vector<RolloutEvent>> events) {
            if (!events)
                return report(events.error());
            Q_EMIT log(run, host, *events);
        });
}

} // namespace bw
