// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/findingtable.h"
#include "models/items/querymodel.h"

#include <memory>
#include <optional>
#include <vector>

namespace bw {

/// Findings, one row a host x patch, with what plans and runs do with each, and those that an inventory has proved
/// closed; made for millions. Current row and selection stay with their findings. With a scope it is the list of one
/// host or of one patch.
class FindingsModel final : public QueryModel<FindingTable> {
    Q_OBJECT

public:
    enum Column {
        HostColumn,
        PatchColumn,
        State,
        DecisionColumn,
        Due,
        ExposedSince,
        Cve,
        Rollout,
        Fix,
        Installed,
        Feed,
        ColumnTotal
    };

    /// `jobs` must outlive the model.
    explicit FindingsModel(JobRunner& jobs, QObject* parent = nullptr);

    void setAssessment(std::shared_ptr<const Assessment> assessment) { setSource({std::move(assessment)}); }
    /// Empty: all hosts.
    void setHost(std::optional<HostId> host);
    std::optional<HostId> host() const { return m_query.host; }
    /// Empty: all patches.
    void setPatch(const QString& patchId);
    Result<void> setFilterText(const QString& text) override;
    /// State, decision and what is overdue, in the scope.
    std::vector<Facet> facets() const override;
    const FindingTable::Counts& counts() const { return m_counts; }

    /// The row of the table behind a shown one.
    std::uint32_t place(int row) const { return tableRow(row); }
    const Finding& finding(int row) const { return table()->at(tableRow(row)); }
    /// -1 where no row shows it.
    int rowOf(HostId host, const QString& patchId) const;
    /// Of the rows that are shown; null before the first.
    std::shared_ptr<const Assessment> assessment() const { return table() ? table()->assessment() : nullptr; }

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    QVariant display(std::uint32_t row, int column) const;
    QVariant tip(std::uint32_t row, int column) const;
    QVariant sortValue(std::uint32_t row, int column) const;
    QVariant filterOf(std::uint32_t row, int column) const;
    QVariant toneOf(std::uint32_t row, int column) const;
    QString cveText(std::uint32_t row) const;
    QString cveTip(std::uint32_t row) const;
};

} // namespace bw
