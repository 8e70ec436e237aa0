// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/fleet.h"

#include <algorithm>

namespace bw {

static std::span<const SnapshotEntry> upTo(const std::vector<SnapshotEntry>& timeline, Instant t)
{
    const auto end = std::upper_bound(timeline.begin(), timeline.end(), t,
                                      [](Instant a, const SnapshotEntry& b) { return a < b.takenAt; });
    return {timeline.begin(), end};
}

const SnapshotEntry* Host::at(Instant t) const
{
    const auto past = upTo(timeline, t);
    for (auto it = past.rbegin(); it != past.rend(); ++it) {
        if (it->hasPackages)
            return &*it;
    }
    return nullptr;
}

const SnapshotEntry* Host::lastSeen(Instant t) const
{
    const auto past = upTo(timeline, t);
    return past.empty() ? nullptr : &past.back();
}

std::vector<std::string> staleServices(const Fleet& fleet, const Host& host, Instant t)
{
    const auto past = upTo(host.timeline, t);
    for (auto it = past.rbegin(); it != past.rend(); ++it) {
        if (it->format == "needrestart" || it->format == "needs-restarting")
            return it->pending == SnapshotEntry::NoPending ? std::vector<std::string>()
                                                           : fleet.pendings[it->pending].staleServices;
    }
    return {};
}

} // namespace bw
