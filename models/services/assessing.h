// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/foundation/clock.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"
#include "models/matching/matcher.h"
#include "models/priority/assess.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bw {

class Store;

/// Settings of the workspace that change results, with their defaults.
struct AssessSettings {
    std::string policy = "default"; ///< setting "policy": id of a due-date policy
    bool publishedHumanImpact = false; ///< setting "human-impact" is "published"
    int staleDays = 14; ///< setting "stale-days"

    friend bool operator==(const AssessSettings&, const AssessSettings&) = default;
};

/// What is open, with what it was computed from (for explanations, and for computing again quickly). Immutable, shared.
struct Assessed {
    std::shared_ptr<const Assessment> assessment;
    std::shared_ptr<const AssessOptions> options;
    AssessSettings settings;
};

/// Loads evidence and decisions as of `at` (empty: now) and computes what is open. Errors: Cancelled, and the store's.
/// The catalog of `previous` is used again where the feed revisions in force are the same.
Result<Assessed> assessWorkspace(const Store& store, std::optional<Instant> at, const Clock& clock,
                                 ProgressSink& progress, const Assessed* previous = nullptr);

} // namespace bw
