// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/csvlookups.h"

#include <utility>

namespace bw {

CsvLookups::CsvLookups(Look look)
    : m_look(std::move(look))
{
}

CsvLookups::~CsvLookups()
{
    stop(true);
}

CsvBlock CsvLookups::take()
{
    std::unique_lock lock(m_mutex);
    if (m_spare.empty() && m_made < Blocks) {
        ++m_made;
        return {};
    }
    m_free.wait(lock, [&] { return !m_spare.empty(); });
    CsvBlock block = std::move(m_spare.back());
    m_spare.pop_back();
    return block;
}

void CsvLookups::give(CsvBlock block)
{
    if (m_given++ < BlocksAtOnce) {
        m_look(block.filled());
        m_spare.push_back(std::move(block));
        return;
    }
    if (!m_thread.joinable())
        m_thread = std::thread([this] { loop(); });
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(block));
    }
    m_ready.notify_one();
}

void CsvLookups::finish()
{
    stop(false);
    if (m_failure)
        std::rethrow_exception(std::exchange(m_failure, nullptr));
}

void CsvLookups::stop(bool drop)
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        if (drop)
            m_waiting.clear();
    }
    m_ready.notify_one();
    m_thread.join();
}

void CsvLookups::loop()
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_ready.wait(lock, [&] { return m_ended || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        CsvBlock block = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        if (!m_failure) { // only this thread sets it while it runs
            try {
                m_look(block.filled());
            } catch (...) {
                m_failure = std::current_exception();
            }
        }
        lock.lock();
        m_spare.push_back(std::move(block));
        lock.unlock();
        m_free.notify_one();
    }
}

} // namespace bw
