// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/filtermodels.h"
#include "models/items/testmatrixmodel.h"

namespace bw {

/// The matrix of tests with the grammar of FilterExpression:
///
///   key := patch | for | decision | state (of all applications: failed, not-tested, waived, passed, none) | note
///          (withdrawn, known-issue, none) | app (one that the patch concerns, by name or id) | owner (of such a one)
class TestFilterModel final : public ItemFilterModel {
    Q_OBJECT

public:
    explicit TestFilterModel(TestMatrixModel& source, QObject* parent = nullptr);
    Result<void> setFilterText(const QString& text) override;
    /// State, note.
    std::vector<Facet> facets() const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    bool holds(const FilterExpression& expression, int row) const;

    TestMatrixModel& m_tests;
    FilterExpression m_filter;
};

} // namespace bw
