// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/foundation/result.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>

namespace bw {

class Store;

/// The queue of a large workspace as it was last computed, to be looked at while it is computed anew. It is no
/// evidence: it lies in the user's cache folder, can be deleted at any time, and counts only while the workspace is in
/// the very state that it was computed from.
struct KeptQueue {
    Instant computedAt;
    /// Patches, coverage and the ids of their CVEs. It has no hosts and no findings (every findingCount is 0), and
    /// `at` is the moment of looking, so that due days read right.
    std::shared_ptr<const Assessment> queue;
};

/// Below so many findings the queue is there before anybody could look at a kept one.
inline constexpr std::size_t FindingsWorthKeeping = 200'000;
/// Older ones would tell of a world that has moved on.
inline constexpr int MostDaysKept = 7;

/// Where kept queues lie. Empty where the system knows no such folder.
QString keptQueueFolder();

/// Names the state a workspace is in: the hash at the head of its audit chain; empty: nothing was ever done in it. To
/// be asked for before the queue is computed. Blocks.
Result<std::string> stateOf(const Store& store);

/// Writes the queue of `state` down, in place of the one before. Thread-safe; blocks. Errors: NotWritable.
Result<void> keepQueue(const QString& folder, const std::string& workspacePath, const std::string& state,
                       const Assessment& assessment);

/// What was kept of this state, if anything and if it is whole. Thread-safe; blocks.
std::optional<KeptQueue> keptQueue(const QString& folder, const std::string& workspacePath, const std::string& state,
                                   Instant now);

} // namespace bw
