// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/matching/hostmatch.h"
#include "models/priority/profiles.h"

#include <cstdint>
#include <vector>

namespace bw {

/// A stretch of Fleet::hosts.
struct HostRange {
    std::uint32_t begin = 0, end = 0;
};

/// What the evidence of a range of hosts at a moment comes to.
struct HostPass {
    std::vector<HostState> states; ///< by host of the range
    /// By host, before anything is decided: `patch` is the group in the match table, `exposedSince` the first day of
    /// the unbroken run of looks that show the group open; state is Open, RebootPending or Unknown.
    std::vector<Finding> findings;
    std::vector<std::uint32_t> profiles; ///< parallel to findings
    std::vector<std::uint8_t> entryUsed; ///< by match entry: some host has it now
    std::vector<std::uint32_t> blindHosts; ///< by stream of the match table: hosts of it whose software is not known
    Coverage coverage; ///< all but the counts of findings
};

/// Walks every host of the range once; several ranges may be walked at the same time, each with profiles of its own. A
/// host whose newest software evidence is older than `staleAfterDays` is stale: all its
/// findings are unknown. Excluded hosts have none.
HostPass passHosts(const Fleet& fleet, HostRange range, const MatchTable& table, Profiles& profiles, Instant at,
                   int staleAfterDays);

/// The state of one host's evidence.
HostState hostStateAt(const Host& host, Instant at, int staleAfterDays);

} // namespace bw
