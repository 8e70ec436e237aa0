// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/hostfilter.h"
#include "models/items/hostsmodel.h"

#include <span>
#include <string_view>

namespace bw {

/// The filter language of the fleet list: that of hostfilter.h and, because the list knows what is open,
///
///   decision (also none) | due (also overdue, today, none) | open | seen (days ago, also none) | components (also
///   none)
///
/// Controls and exceptions take hostfilter.h alone: what is open depends on them.
class HostListFilter {
public:
    static std::span<const FilterKey> keys();
    /// Errors as FilterExpression::parse.
    static Result<HostListFilter> parse(std::string_view text);

    bool matches(const HostsModel& hosts, int row) const { return holds(m_expression, hosts, row); }
    static bool holds(const FilterExpression& expression, const HostsModel& hosts, int row);
    bool empty() const { return m_expression.empty(); }
    const FilterExpression& expression() const { return m_expression; }

private:
    FilterExpression m_expression;
};

} // namespace bw
