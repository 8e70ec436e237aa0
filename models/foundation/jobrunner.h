// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/error.h"
#include "models/foundation/progress.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace bw {

using JobId = std::uint64_t; ///< from 1, never used twice

/// A job as the job list shows it.
struct JobInfo {
    JobId id = 0;
    QString channel; ///< empty: stands alone
    QString title; ///< data, plain text
    QString what; ///< what it is at now, e.g. a file name
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0: unknown
    std::int64_t runningMs = 0; ///< since it was started
    bool cancelling = false; ///< was asked to stop and has not yet

    friend bool operator==(const JobInfo&, const JobInfo&) = default;
};

/// Runs long functions off the GUI thread and keeps every one of them visible.
///
/// Lives in the GUI thread; all members are called there, all signals and callbacks come there. A job may run in any
/// thread of the pool.
///
/// Channels: of the jobs of one channel the newest wins. An older one is cancelled and its result never arrives. That
/// is for questions (a filter, an assessment); a deed that commits something takes the empty channel, where each
/// result arrives.
/// cancel() only asks: the result still arrives, as an Error of kind Cancelled where the function noticed in time, or
/// as the finished deed where it did not.
class JobRunner final : public QObject {
    Q_OBJECT

public:
    explicit JobRunner(QObject* parent = nullptr);
    /// Asks every job to stop and waits for all of them. No callback is called any more.
    ~JobRunner() override;

    /// Runs `work`, a callable ProgressSink& -> T, and hands its answer to `done`, a callable T. The callback belongs
    /// to `context`: when that dies, the job is cancelled and the answer dropped. T is often a Result; a job of such a
    /// type that is cancelled before its turn answers Cancelled without running.
    template <typename Work, typename Done>
    JobId start(const QString& channel, const QString& title, QObject* context, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work&, ProgressSink&>;
        auto run = std::make_shared<Work>(std::move(work));
        auto deliver = std::make_shared<Done>(std::move(done));
        return launch(channel, title, context, [run, deliver](ProgressSink& progress) -> Delivery {
            if constexpr (std::is_void_v<Answer>) {
                (*run)(progress);
                return [deliver] { (*deliver)(); };
            } else {
                auto answer = std::make_shared<Answer>(answerOf<Answer>(*run, progress));
                return [deliver, answer] { (*deliver)(std::move(*answer)); };
            }
        });
    }

    void cancel(JobId id);
    void cancelChannel(const QString& channel);
    void cancelAll();
    /// For the destructor of what jobs work on: cancels the jobs of a context and waits for those that are running.
    /// None of their answers arrives.
    void drain(const QObject* context);

    /// In the order in which they were started.
    std::vector<JobInfo> running() const;
    bool busy() const { return !m_jobs.empty(); }
    bool isRunning(JobId id) const;

Q_SIGNALS:
    /// A job came, went or got on; at most twenty times a second for progress.
    void changed();
    void busyChanged(bool busy);
    /// After the callback.
    void finished(bw::JobId id);

private:
    struct Job;
    using Delivery = std::function<void()>;
    using Body = std::function<Delivery(ProgressSink&)>;

    template <typename Answer, typename Work>
    static Answer answerOf(Work& work, ProgressSink& progress)
    {
        if constexpr (std::is_constructible_v<Answer, Error>) {
            if (progress.cancelled())
                return Answer(Error{ErrorKind::Cancelled, {}, {}});
        }
        return work(progress);
    }

    JobId launch(const QString& channel, const QString& title, QObject* context, Body body);
    void finish(JobId id, Delivery delivery);
    void announceProgress();

    std::vector<std::shared_ptr<Job>> m_jobs;
    QThreadPool m_pool;
    QTimer m_beat;
    JobId m_last = 0;
};

} // namespace bw
