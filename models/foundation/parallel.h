// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace bw {

/// How many threads are worth starting for `items` pieces of work, of which `each` make up for the cost of a thread:
/// from 1 to the number of processors, at most 8.
inline std::size_t usefulThreads(std::size_t items, std::size_t each)
{
    const std::size_t processors = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
    return std::clamp<std::size_t>(items / std::max<std::size_t>(each, 1), 1, processors);
}

/// Where part `part` of `parts` equal parts of `count` items begins; that of `parts` is the end.
inline std::size_t partBegin(std::size_t count, std::size_t part, std::size_t parts)
{
    return count * part / parts;
}

/// Runs work(0) ... work(parts - 1) at the same time, the first in the calling thread, and waits for all of them. What
/// they write must not overlap, and none may throw.
template <typename Work>
void inParallel(std::size_t parts, Work&& work)
{
    std::vector<std::jthread> threads;
    threads.reserve(parts);
    for (std::size_t part = 1; part < parts; ++part)
        threads.emplace_back([&work, part] { work(part); });
    work(std::size_t(0));
}

} // namespace bw
