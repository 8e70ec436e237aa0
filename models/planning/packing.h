// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/recurrence.h"

#include <cstddef>
#include <span>
#include <vector>

namespace bw {

/// Where jobs end that are put into occurrences, longest first, each on the slot that is free first; a job that would
/// not end in time, or start too late, waits for the next occurrence.
struct Packing {
    std::vector<double> ends; ///< parallel to the jobs; minutes after `origin`; below 0: fits nowhere
    std::size_t occurrences = 0; ///< that were used
    double last = 0; ///< the greatest end
    std::size_t left = 0; ///< jobs that fit nowhere
};

/// `longestFirst` in minutes, each multiplied by `stretch`; occurrences ascending.
Packing packed(std::span<const double> longestFirst, double stretch, std::span<const Occurrence> occurrences, int slots,
               Instant origin, Instant from);

} // namespace bw
