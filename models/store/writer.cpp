// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/writer.h"

#include <utility>

namespace bw {

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

Result<void> Writer::start(const Opener& opener)
{
    Job opening;
    m_thread = std::thread([&] { loop(opener, opening); });
    std::unique_lock lock(m_mutex);
    m_finished.wait(lock, [&] { return opening.done; });
    return opening.result;
}

Result<void> Writer::run(const Task& task)
{
    Job job;
    job.task = &task;
    std::unique_lock lock(m_mutex);
    if (!m_running || std::this_thread::get_id() == m_thread.get_id())
        return Error{ErrorKind::Internal, "write from inside a write", {}};
    m_jobs.push_back(&job);
    m_wake.notify_one();
    m_finished.wait(lock, [&] { return job.done; });
    return std::move(job.result);
}

void Writer::finish(Job& job, Result<void> result)
{
    {
        const std::lock_guard lock(m_mutex);
        job.result = std::move(result);
        job.done = true;
    }
    m_finished.notify_all();
}

void Writer::loop(const Opener& opener, Job& opening)
{
    auto connection = opener();
    if (!connection.ok()) {
        finish(opening, connection.error());
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_running = true;
    }
    finish(opening, {}); // from here on neither opener nor opening may be touched
    while (true) {
        Job* job = nullptr;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_stop || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            job = m_jobs.front();
            m_jobs.pop_front();
        }
        finish(*job, (*job->task)(**connection));
    }
}

} // namespace bw
