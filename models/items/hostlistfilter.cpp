// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/hostlistfilter.h"

#include "models/domain/patchfilter.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<FilterKey, 5> OwnKeys = {{
    {"decision", FilterKind::Ranked, "defer, scheduled, out-of-cycle, immediate, none"},
    {"due", FilterKind::Days, "overdue, today, none"},
    {"open", FilterKind::Number},
    {"seen", FilterKind::Days, "none"},
    {"components", FilterKind::Number, "none"},
}};

const std::vector<FilterKey>& language()
{
    static const std::vector<FilterKey> keys = [] {
        const auto borrowed = HostFilter::keys();
        std::vector<FilterKey> all(borrowed.begin(), borrowed.end());
        all.insert(all.end(), OwnKeys.begin(), OwnKeys.end());
        return all;
    }();
    return keys;
}

bool figureIs(const FilterTest& test, std::optional<double> figure)
{
    return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& value) {
        return value.number ? filterCompare(test.op, figure, value) : !figure;
    });
}

bool seenIs(const FilterTest& test, std::optional<Instant> seen, Instant now)
{
    return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& value) {
        if (!seen || !value.number)
            return !seen && !value.number;
        const auto days = value.date ? dayOf(*seen).time_since_epoch() : dayOf(now) - dayOf(*seen);
        return filterCompare(test.op, double(days.count()), value);
    });
}

bool ownHolds(std::size_t own, const FilterTest& test, const HostRow& row, Instant now)
{
    switch (own) {
    case 0:
        return figureIs(test, row.worst ? std::optional(double(*row.worst)) : std::nullopt);
    case 1:
        return PatchFilter::dueIs(test, row.due, dayOf(now));
    case 2:
        return figureIs(test, double(row.open));
    case 3:
        return seenIs(test, row.seen, now);
    case 4:
        return figureIs(test, row.components ? std::optional(double(*row.components)) : std::nullopt);
    default:
        return false;
    }
}

} // namespace

std::span<const FilterKey> HostListFilter::keys()
{
    return language();
}

Result<HostListFilter> HostListFilter::parse(std::string_view text)
{
    auto parsed = FilterExpression::parse(text, keys());
    if (!parsed)
        return parsed.error();
    HostListFilter filter;
    filter.m_expression = std::move(*parsed);
    return filter;
}

bool HostListFilter::holds(const FilterExpression& expression, const HostsModel& hosts, int row)
{
    const std::size_t borrowed = HostFilter::keys().size();
    return expression.evaluate([&](const FilterTest& test) {
        if (test.key == FilterTest::Word || test.key < borrowed)
            return HostFilter::holds(test, {hosts.host(row), hosts.os(row), hosts.at(row).state});
        return ownHolds(test.key - borrowed, test, hosts.at(row), hosts.assessment()->at);
    });
}

} // namespace bw
