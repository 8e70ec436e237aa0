// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/foundation/clock.h"
#include "models/foundation/error.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bw {

class Store;

/// The wish to import feed files.
struct FeedRequest {
    std::vector<std::string> paths; ///< files, folders, archives, "-"
    std::string format; ///< id of a feed reader; empty: recognise by content
    std::string who;
};

/// What became of one feed file, or of the many files of one feed below one path (a folder of CVE records).
struct FeedFileReport {
    std::string path;
    std::string format; ///< empty: not recognised
    std::int64_t revision = 0; ///< 0: nothing stored
    bool known = false; ///< the same bytes were imported before; `revision` is that import
    std::uint64_t records = 0;
    std::vector<Issue> issues; ///< capped
    std::uint64_t issueCount = 0;
    bool failed = false;
};

struct FeedReport {
    std::vector<FeedFileReport> files;

    std::uint64_t issueCount() const;
    bool anythingRead() const;
};

/// Reads feed files and stores each as a revision, all in one transaction. A file that replaces a feed and cannot be
/// read whole is refused, so that a good revision is never replaced by a bad one. Errors: Cancelled, NotFound, Usage,
/// and the store's; then nothing changed.
Result<FeedReport> importFeeds(Store& store, const FeedRequest& request, const Clock& clock, ProgressSink& progress);

Result<std::vector<FeedRevision>> listFeeds(const Store& store);

} // namespace bw
