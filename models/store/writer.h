// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"
#include "models/store/connection.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace bw {

/// The one thread that writes: owns its connection, runs tasks in order of arrival.
class Writer {
public:
    using Opener = std::function<Result<std::unique_ptr<Connection>>()>;
    using Task = std::function<Result<void>(Connection&)>;

    Writer() = default;
    /// Runs what still waits, then closes the connection and ends the thread.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Starts the thread and opens the connection in it; once.
    Result<void> start(const Opener& opener);
    /// Runs a task in the thread and waits for it. Internal when called from the thread itself, or before `start`.
    Result<void> run(const Task& task);

private:
    struct Job {
        const Task* task = nullptr;
        Result<void> result;
        bool done = false;
    };
    void loop(const Opener& opener, Job& opening);
    void finish(Job& job, Result<void> result);

    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_wake; ///< for the thread
    std::condition_variable m_finished; ///< for those who wait
    std::deque<Job*> m_jobs;
    bool m_stop = false;
    bool m_running = false;
};

} // namespace bw
