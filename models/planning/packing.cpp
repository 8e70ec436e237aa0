// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/packing.h"

#include <queue>

#include <algorithm>
#include <functional>
#include <numeric>

namespace bw {

namespace {

double minutesAfter(Instant origin, Instant at)
{
    return double((at - origin).count()) / 60.0;
}

using Slots = std::priority_queue<double, std::vector<double>, std::greater<>>;

} // namespace

Packing packed(std::span<const double> longestFirst, double stretch, std::span<const Occurrence> occurrences, int slots,
               Instant origin, Instant from)
{
    Packing packing;
    packing.ends.assign(longestFirst.size(), -1);
    std::vector<std::uint32_t> waiting(longestFirst.size());
    std::iota(waiting.begin(), waiting.end(), 0U);
    for (const Occurrence& occurrence : occurrences) {
        if (waiting.empty())
            break;
        const Instant begin = std::max(occurrence.start, from);
        if (begin > occurrence.lastStart || begin >= occurrence.end)
            continue;
        const double end = minutesAfter(origin, occurrence.end);
        const double lastStart = minutesAfter(origin, occurrence.lastStart);
        const double shortest = longestFirst[waiting.back()] * stretch;
        Slots free(std::greater<>(),
                   std::vector<double>(std::min(std::size_t(std::max(slots, 1)), waiting.size()),
                                       minutesAfter(origin, begin)));
        std::size_t kept = 0, at = 0;
        for (; at < waiting.size(); ++at) {
            const double start = free.top();
            if (start > lastStart || start + shortest > end)
                break; // nothing that still waits could be done now
            const double done = start + longestFirst[waiting[at]] * stretch;
            if (done > end) {
                waiting[kept++] = waiting[at];
                continue;
            }
            packing.ends[waiting[at]] = done;
            packing.last = std::max(packing.last, done);
            free.pop();
            free.push(done);
        }
        const std::size_t rest = waiting.size() - at;
        std::copy(waiting.begin() + std::ptrdiff_t(at), waiting.end(), waiting.begin() + std::ptrdiff_t(kept));
        if (kept + rest < waiting.size())
            ++packing.occurrences;
        waiting.resize(kept + rest);
    }
    packing.left = waiting.size();
    return packing;
}

} // namespace bw
