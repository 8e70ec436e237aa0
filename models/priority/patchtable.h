// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/matching/matcher.h"

#include <cstdint>
#include <vector>

namespace bw {

/// The patches behind the match entries that are in use: identity, newest fix, what it folds in, facts of its CVEs.
/// What depends on hosts is still empty.
struct PatchTable {
    static constexpr std::uint32_t NoPatch = 0xffffffffu;

    std::vector<Patch> patches;
    std::vector<std::uint32_t> patchOfGroup; ///< by group of the match table; NoPatch: not in use
    std::vector<std::uint32_t> streamOfPatch; ///< index into MatchTable::streams; NoStream: of no host's release
};

/// `entryUsed`: parallel to MatchTable::entries.
PatchTable buildPatches(const MatchTable& table, const Catalog& catalog, const std::vector<std::uint8_t>& entryUsed);

/// Kernel, C library, init, bus and microcode: what comes into force with a restart only.
bool needsReboot(std::string_view package);

} // namespace bw
