// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/hostfilter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bw {

/// The hosts that a figure speaks of, and how much of them is known: the denominator beside every number.
struct HostBasis {
    std::uint32_t hosts = 0, current = 0, stale = 0, unknown = 0, excluded = 0;
    std::uint32_t uncovered = 0; ///< current, but no feed speaks of their release
    std::uint32_t filteredOut = 0; ///< hosts of the workspace that the filter leaves out

    friend bool operator==(const HostBasis&, const HostBasis&) = default;
};

/// A filter worked out against the hosts of an assessment.
struct HostScope {
    std::vector<bool> hosts; ///< by index
    HostBasis basis;
};
HostScope hostScope(const Assessment& assessment, const HostFilter& filter);

/// Does a feed speak of the release that the host was last seen to run?
bool isCovered(const Assessment& assessment, std::uint32_t host);
/// What a host was last seen to run; nullptr: not told.
const OsIdentity* osOf(const Assessment& assessment, std::uint32_t host);

} // namespace bw
