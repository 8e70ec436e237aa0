// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/dropsorting.h"

#include "models/advisories/feedreader.h"
#include "models/files/filewalk.h"
#include "models/inventory/inventoryreader.h"

namespace bw {

namespace {

enum class Kind { Unknown, Inventory, Feed };

constexpr std::size_t HeadBytes = 64 * 1024;
/// A folder whose first files are all strange is strange.
constexpr int FilesToLookAt = 200;

Kind kindOf(WalkedFile& file)
{
    const auto head = file.bytes->peek(HeadBytes);
    if (head && recogniseFeed(FeedProbe{file.path, *head}))
        return Kind::Feed;
    ProbeStorage storage;
    const auto looked = probe(file.path, *file.bytes, storage);
    return looked && recognise(*looked) ? Kind::Inventory : Kind::Unknown;
}

} // namespace

Result<SortedPaths> sortPaths(const std::vector<std::string>& paths, ProgressSink& progress)
{
    SortedPaths sorted;
    for (const std::string& path : paths) {
        Kind kind = Kind::Unknown;
        int looked = 0;
        std::vector<Issue> issues;
        const auto walked = walkFiles(path, WalkLimits{}, progress, issues, [&](WalkedFile& file) {
            kind = kindOf(file);
            return kind == Kind::Unknown && ++looked < FilesToLookAt && !progress.cancelled();
        });
        if (!walked)
            return walked.error();
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, {}, {}};
        auto& place = kind == Kind::Feed ? sorted.feeds : kind == Kind::Inventory ? sorted.inventories : sorted.unknown;
        place.push_back(path);
    }
    return sorted;
}

} // namespace bw
