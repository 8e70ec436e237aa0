// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/readers/csvrecords.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace bw {

/// Hands blocks of records over to a thread of its own, so that they are looked up while the next ones are read and
/// split. The first few are looked up at once, for small files are not worth a thread. Blocks are looked up in the
/// order of reading. Used by one thread; what `look` touches is that thread's again after `finish`.
class CsvLookups {
public:
    using Look = std::function<void(std::span<const CsvRecord>)>;

    explicit CsvLookups(Look look);
    /// Ends the thread; what waits is dropped.
    ~CsvLookups();
    CsvLookups(const CsvLookups&) = delete;
    CsvLookups& operator=(const CsvLookups&) = delete;

    /// A block to be filled; waits for one where all are on their way.
    CsvBlock take();
    void give(CsvBlock block);
    /// Waits until everything given is looked up. Throws what `look` threw.
    void finish();

private:
    static constexpr std::size_t BlocksAtOnce = 4; ///< before the thread begins
    static constexpr std::size_t Blocks = 4; ///< on their way, at most

    void loop();
    void stop(bool drop);

    Look m_look;
    std::size_t m_given = 0;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_ready; ///< for the thread
    std::condition_variable m_free; ///< for the reader
    std::deque<CsvBlock> m_waiting;
    std::vector<CsvBlock> m_spare;
    std::size_t m_made = 0;
    bool m_ended = false;
    std::exception_ptr m_failure;
};

} // namespace bw
