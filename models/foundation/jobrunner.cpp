// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"

#include "models/foundation/dispose.h"

#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>

namespace bw {

namespace {

constexpr int BeatMs = 50; // progress is announced at most twenty times a second

} // namespace

/// Shared between the GUI thread and the one that runs the job.
struct JobRunner::Job final : ProgressSink {
    // Set before the job starts, read by the GUI thread.
    JobId id = 0;
    QString channel;
    QString title;
    QPointer<QObject> context;
    QMetaObject::Connection contextDeath;
    QElapsedTimer since;

    std::atomic<bool> stop{false};
    std::atomic<bool> superseded{false};
    bool begun = false; ///< both under `mutex`
    bool ended = false;
    std::condition_variable left;
    std::atomic<bool> moved{false};
    mutable std::mutex mutex;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    std::string what;

    void report(std::uint64_t newDone, std::uint64_t newTotal, std::string_view newWhat) override
    {
        const std::lock_guard lock(mutex);
        done = newDone;
        total = newTotal;
        if (what != newWhat)
            what = newWhat;
        moved = true;
    }
    bool cancelled() const override { return stop; }

    /// False: nobody wants the answer any more.
    bool enter()
    {
        const std::lock_guard lock(mutex);
        begun = !superseded;
        return begun;
    }
    void leave()
    {
        const std::lock_guard lock(mutex);
        ended = true;
        left.notify_all();
    }
    void abandon()
    {
        std::unique_lock lock(mutex);
        superseded = true;
        stop = true;
        left.wait(lock, [this] { return !begun || ended; });
    }

    JobInfo info() const
    {
        const std::lock_guard lock(mutex);
        return {id, channel, title, QString::fromStdString(what), done, total, since.elapsed(), stop};
    }
};

JobRunner::JobRunner(QObject* parent)
    : QObject(parent)
{
    // A roll-out keeps its thread for hours and a commit for minutes: a question never waits behind them.
    m_pool.setMaxThreadCount(std::max(8, QThread::idealThreadCount()));
    m_beat.setInterval(BeatMs);
    connect(&m_beat, &QTimer::timeout, this, &JobRunner::announceProgress);
}

JobRunner::~JobRunner()
{
    for (const auto& job : m_jobs)
        job->stop = true;
    m_pool.waitForDone();
}

JobId JobRunner::launch(const QString& channel, const QString& title, QObject* context, Body body)
{
    Q_ASSERT(context);
    for (const auto& other : m_jobs) {
        if (!channel.isEmpty() && other->channel == channel) {
            other->superseded = true;
            other->stop = true;
        }
    }
    auto job = std::make_shared<Job>();
    const JobId id = ++m_last;
    job->id = id;
    job->channel = channel;
    job->title = title;
    job->context = context;
    job->since.start();
    m_jobs.push_back(job);
    job->contextDeath = connect(context, &QObject::destroyed, this, [this, id] { cancel(id); });
    m_pool.start([this, job, id, body = std::move(body)]() mutable {
        Delivery delivery;
        if (job->enter())
            delivery = body(*job);
        // What the function holds goes with this thread, the answer goes to the GUI thread.
        body = nullptr;
        job->leave();
        QMetaObject::invokeMethod(
            this, [this, id, delivery = std::move(delivery)]() mutable { finish(id, std::move(delivery)); },
            Qt::QueuedConnection);
    });
    if (m_jobs.size() == 1) {
        m_beat.start();
        Q_EMIT busyChanged(true);
    }
    Q_EMIT changed();
    return id;
}

void JobRunner::finish(JobId id, Delivery delivery)
{
    const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const auto& job) { return job->id == id; });
    if (it == m_jobs.end())
        return;
    const auto job = *it;
    m_jobs.erase(it);
    disconnect(job->contextDeath);
    const bool idle = m_jobs.empty();
    if (idle)
        m_beat.stop();
    if (delivery && job->context && !job->superseded) {
        // The callback may start jobs, and may delete this runner's owner.
        const QPointer<JobRunner> self(this);
        delivery();
        if (!self)
            return;
    } else if (delivery) {
        disposeLater(std::move(delivery)); // an answer that nobody wants may be large
    }
    Q_EMIT finished(id);
    if (idle && m_jobs.empty())
        Q_EMIT busyChanged(false);
    Q_EMIT changed();
}

void JobRunner::announceProgress()
{
    bool any = false;
    for (const auto& job : m_jobs)
        any = job->moved.exchange(false) || any;
    if (any)
        Q_EMIT changed();
}

void JobRunner::cancel(JobId id)
{
    for (const auto& job : m_jobs) {
        if (job->id == id && !job->stop.exchange(true))
            Q_EMIT changed();
    }
}

void JobRunner::cancelChannel(const QString& channel)
{
    for (const auto& job : m_jobs) {
        if (job->channel == channel)
            job->stop = true;
    }
    Q_EMIT changed();
}

void JobRunner::cancelAll()
{
    for (const auto& job : m_jobs)
        job->stop = true;
    Q_EMIT changed();
}

void JobRunner::drain(const QObject* context)
{
    for (const auto& job : m_jobs) {
        if (job->context == context)
            job->stop = true;
    }
    for (const auto& job : m_jobs) {
        if (job->context == context)
            job->abandon();
    }
}

std::vector<JobInfo> JobRunner::running() const
{
    std::vector<JobInfo> infos;
    infos.reserve(m_jobs.size());
    for (const auto& job : m_jobs)
        infos.push_back(job->info());
    return infos;
}

bool JobRunner::isRunning(JobId id) const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(), [id](const auto& job) { return job->id == id; });
}

} // namespace bw
