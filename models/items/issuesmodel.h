// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/error.h"
#include "models/items/tablemodel.h"

#include <cstdint>
#include <vector>

namespace bw {

/// Records that could not be read, in the order in which they were met.
class IssuesModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { Reason, File, Line, ColumnColumn, Field, Raw, ColumnTotal };

    explicit IssuesModel(QObject* parent = nullptr);

    /// `total` counts also those beyond the cap of the reader; below issues.size() it is not looked at.
    void setIssues(std::vector<Issue> issues, std::uint64_t total = 0);
    std::uint64_t total() const { return m_total; }

    int rowCount(const QModelIndex& parent = {}) const override;
    const Issue& issue(int row) const { return m_issues[std::size_t(row)]; }

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    std::vector<Issue> m_issues;
    std::uint64_t m_total = 0;
};

} // namespace bw
