// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/progress.h"
#include "models/foundation/result.h"

#include <string>
#include <vector>

namespace bw {

/// Dropped paths by what they hold.
struct SortedPaths {
    std::vector<std::string> inventories;
    std::vector<std::string> feeds;
    std::vector<std::string> unknown; ///< nothing in them is recognised
};

/// Looks into each path (the first recognised file of a folder or archive decides for all of it). Blocking; reads heads
/// only. Errors: Cancelled, NotFound.
Result<SortedPaths> sortPaths(const std::vector<std::string>& paths, ProgressSink& progress);

} // namespace bw
