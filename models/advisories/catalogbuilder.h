// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/foundation/result.h"

#include <span>
#include <utility>
#include <vector>

namespace bw {

/// A stored revision with its decoded batch.
struct LoadedRevision {
    FeedRevision revision;
    FeedBatch batch;
};

/// Which revisions are in force at `t`: for a feed that replaces, the newest by effective date (then id) per (feed,
/// scope); for cumulative feeds, all up to `t`. Answers ids.
std::vector<std::int64_t> revisionsInForce(std::span<const FeedRevision> all, Instant t);

/// Merges revisions into one index. Cumulative records of the same id: the newest `modified` wins, withdrawn and
/// rejected ones drop out. KEV entries count from their `added` day on (`t`). DSA/DLA lists give advisory ids to
/// tracker rows.
Catalog buildCatalog(std::vector<LoadedRevision> revisions, Instant t);

} // namespace bw
