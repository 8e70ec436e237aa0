// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/metrics/hostscope.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

enum class Grouping : std::uint8_t { Owner, Site, Os, Tag, Role };
std::string_view name(Grouping grouping); ///< owner | site | os | tag | role

/// A group of hosts held against the due dates. A host is compliant when its inventory is current, a feed covers its
/// release, and nothing on it that can be told is past its date.
struct GroupCompliance {
    std::string group; ///< empty: not told
    std::uint32_t hosts = 0; ///< all but the excluded
    std::uint32_t compliant = 0;
    std::uint32_t overdue = 0; ///< hosts with something past its date
    std::uint32_t unknown = 0; ///< stale, never seen, or no feed covers them; hosts = compliant + overdue + unknown
    std::uint32_t excluded = 0;
    std::uint32_t overdueFindings = 0;

    friend bool operator==(const GroupCompliance&, const GroupCompliance&) = default;
};

/// Worst share first, then by name. A host with several tags counts in each of them, one without any under "".
std::vector<GroupCompliance> complianceBy(const Assessment& assessment, const HostScope& scope, Grouping grouping);

} // namespace bw
