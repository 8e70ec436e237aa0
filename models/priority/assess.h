// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/matching/matcher.h"
#include "models/priority/duedates.h"
#include "models/priority/ssvc.h"

#include <memory>
#include <vector>

namespace bw {

struct AssessOptions {
    Instant at; ///< the moment that is asked for
    std::vector<Control> controls; ///< those out of date at `at` do not count
    std::vector<Exception> exceptions; ///< the same
    DuePolicy policy;
    HumanImpactTable humanImpactTable = HumanImpactTable::Definition;
    int staleAfterDays = 14;
    std::size_t threads = 0; ///< 0: as many as are worth it; what comes out does not depend on it
};

/// Everything that is open at a moment, decided, dated and ranked: a pure function of its arguments, independent of the
/// order of hosts and rows.
///
/// A finding is one host x patch. Its decision is the highest deployer decision of its flaws; its exposure began on the
/// first day of the unbroken run of inventories that show the host open, but not before the flaw was public (CVE
/// publication, advisory or KEV entry, whichever came first); it is due on the earliest of, for each flaw, start of
/// exposure + the policy's days for that flaw's decision. Exposed host-days count open findings up to `at`.
Assessment assess(std::shared_ptr<const Fleet> fleet, std::shared_ptr<const Catalog> catalog,
                  const AssessOptions& options);

/// The same with a match table that was made of the same fleet and catalog: for when only decisions, policy or scopes
/// have changed.
Assessment assess(std::shared_ptr<const Fleet> fleet, std::shared_ptr<const Catalog> catalog,
                  const AssessOptions& options, const MatchTable& table);

/// Order of the queue: decision, due date, KEV, EPSS, hosts open, CVSS, id. EPSS orders inside a decision only.
bool ranksBefore(const Patch& a, const Patch& b);

} // namespace bw
