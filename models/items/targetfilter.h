// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/filtermodels.h"
#include "models/items/targetsmodel.h"

namespace bw {

/// The hosts of a run: `host:web* state:failed,lost step:reboot`, words anywhere. What failed stays on top whatever the
/// list is sorted by.
class TargetFilterModel final : public ItemFilterModel {
    Q_OBJECT

public:
    explicit TargetFilterModel(TargetsModel& source, QObject* parent = nullptr);
    Result<void> setFilterText(const QString& text) override;
    /// State.
    std::vector<Facet> facets() const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool holds(const FilterExpression& expression, int row) const;

    TargetsModel& m_targets;
    FilterExpression m_filter;
};

} // namespace bw
