// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/matching/matcher.h"
#include "models/priority/patchtable.h"

#include <vector>

namespace bw {

/// What vendors offer at a moment. Of each kind of list (packages of one ecosystem, the advisories of one, Windows
/// updates) a host's newest one at or before `at` counts; what an older one offered and this one lacks is closed. An
/// offer also closes where a later inventory shows its version, or shows the ecosystem's packages without the package.
///
/// Offers whose installed package the matcher has an entry for are told on that entry's patch; each other (release,
/// package) becomes a patch of its own, appended to `patches`, that has no fix, no CVE and no part in any figure of
/// exposure. Answers their findings, by host; `patch` is an index into `patches.patches`. A finding is unknown where
/// the host's software or the list itself is older than `staleAfterDays`. Excluded hosts have none. Pure.
std::vector<Finding> addOffers(const Fleet& fleet, const MatchTable& table, const std::vector<HostState>& states,
                               Instant at, int staleAfterDays, PatchTable& patches);

} // namespace bw
