// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/foundation/clock.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"

#include <memory>
#include <optional>

namespace bw {

class Store;

/// Settings of the workspace that change results, with their defaults.
struct AssessSettings {
    std::string policy = "default"; ///< id of a due-date policy
    bool publishedHumanImpact = false; ///< the published human-impact table instead of the definition
    int staleDays = 14;

    friend bool operator==(const AssessSettings&, const AssessSettings&) = default;
};
Result<AssessSettings> assessSettings(const Store& store);

/// Loads evidence and decisions as of `at` (empty: now) and computes what is open. Slow parts report to `progress`. The
/// catalog of `previous` is used again where the feed revisions in force are the same.
Result<std::shared_ptr<const Assessment>> assessWorkspace(const Store& store, std::optional<Instant> at,
                                                          const Clock& clock, ProgressSink& progress,
                                                          const Assessment* previous = nullptr);

} // namespace bw
