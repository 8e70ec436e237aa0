// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/targetfilter.h"

#include "models/domain/filterexpression.h"
#include "models/items/ordering.h"
#include "models/items/texts.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

enum Key : std::size_t { HostKey, StateKey, StepKey, PatchKey };

constexpr std::array<FilterKey, 4> Keys = {{
    {"host", FilterKind::Text},
    {"state", FilterKind::Words,
     "waiting, dispatched, running, rebooting, claimed, failed, unreachable, skipped, lost"},
    {"step", FilterKind::Text},
    {"patch", FilterKind::Text},
}};

bool valueHolds(std::size_t key, const std::string& text, const TargetOrder& order, const TargetProgress& target)
{
    const auto anyLine = [&](auto fits) { return std::any_of(order.lines.begin(), order.lines.end(), fits); };
    switch (key) {
    case FilterTest::Word:
        return filterContains(order.name, text) || filterContains(target.text, text)
            || filterContains(target.step, text);
    case HostKey:
        return filterGlob(text, order.name) || filterGlob(text, order.address);
    case StateKey:
        return text == name(target.state);
    case StepKey:
        return filterTextIs(text, target.step);
    case PatchKey:
        return anyLine(
            [&](const OrderLine& line) { return filterGlob(text, line.patch) || filterGlob(text, line.package); });
    default:
        return false;
    }
}

} // namespace

TargetFilterModel::TargetFilterModel(TargetsModel& source, QObject* parent)
    : ItemFilterModel(source, parent)
    , m_targets(source)
{
}

Result<void> TargetFilterModel::setFilterText(const QString& text)
{
    auto filter = FilterExpression::parse(text.toStdString(), Keys);
    if (!filter)
        return filter.error();
    m_filter = std::move(*filter);
    applied(text);
    return {};
}

bool TargetFilterModel::holds(const FilterExpression& expression, int row) const
{
    const TargetOrder& order = m_targets.order(row);
    const TargetProgress& target = m_targets.target(row);
    return expression.evaluate([&](const FilterTest& test) {
        return std::any_of(test.values.begin(), test.values.end(),
                           [&](const FilterValue& value) { return valueHolds(test.key, value.text, order, target); });
    });
}

bool TargetFilterModel::filterAcceptsRow(int row, const QModelIndex&) const
{
    return m_filter.empty() || holds(m_filter, row);
}

bool TargetFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const int a = m_targets.pinned(left.row());
    const int b = m_targets.pinned(right.row());
    if (a != b)
        return (a < b) == (sortOrder() == Qt::AscendingOrder);
    return ItemFilterModel::lessThan(left, right);
}

std::vector<Facet> TargetFilterModel::facets() const
{
    std::array<std::uint32_t, 9> counts{};
    const FilterExpression rest = m_filter.without(StateKey);
    for (int row = 0; row < m_targets.rowCount(); ++row) {
        if (rest.empty() || holds(rest, row))
            ++counts[std::size_t(m_targets.target(row).state)];
    }
    Facet facet{QStringLiteral("state"), tr("State"), {}};
    for (const TargetState state : {TargetState::Failed, TargetState::Unreachable, TargetState::Lost,
                                    TargetState::Running, TargetState::Rebooting, TargetState::Dispatched,
                                    TargetState::Claimed, TargetState::Waiting, TargetState::Skipped}) {
        if (counts[std::size_t(state)] > 0)
            facet.values.push_back({filterTerm(QLatin1String("state"), Texts::of(name(state))),
                                    TargetsModel::word(state), TargetsModel::tone(state), counts[std::size_t(state)]});
    }
    return {facet};
}

} // namespace bw
