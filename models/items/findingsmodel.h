// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/jobrunner.h"
#include "models/items/findingtable.h"
#include "models/items/indexedmodel.h"

#include <memory>
#include <optional>

namespace bw {

/// Findings, one row a host x patch; made for millions. Tables, filters and orders are computed in jobs, the answer is
/// swapped in at once: until it arrives, the rows before stay and can be used. Current row and selection stay with
/// their findings. With a scope it is the list of one host or of one patch.
class FindingsModel final : public IndexedModel {
    Q_OBJECT

public:
    enum Column { HostColumn, PatchColumn, Installed, State, DecisionColumn, Due, ExposedSince, ColumnTotal };

    /// `jobs` must outlive the model.
    explicit FindingsModel(JobRunner& jobs, QObject* parent = nullptr);

    void setAssessment(std::shared_ptr<const Assessment> assessment);
    /// Empty: all hosts.
    void setHost(std::optional<HostId> host);
    /// Empty: all patches.
    void setPatch(const QString& patchId);
    /// Usage with the column of the mistake; the filter before stays in force.
    Result<void> setFilterText(const QString& text);
    QString filterText() const { return m_filterText; }
    /// Called by views when a header is clicked; answers later. Column -1: order of the queue.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// How many there are without filter, in the scope.
    std::uint32_t total() const { return m_total; }
    bool isBusy() const { return m_busy; }
    const Finding& finding(int row) const { return m_table->at(tableRow(row)); }
    /// -1 where no row shows it.
    int rowOf(HostId host, const QString& patchId) const;
    /// Of the rows that are shown; null before the first.
    std::shared_ptr<const Assessment> assessment() const { return m_table ? m_table->assessment() : nullptr; }

    /// The swap itself, for those who compute elsewhere: `index` must be of `table`. Legal at any time.
    void swap(std::shared_ptr<const FindingTable> table, RowIndex index);

Q_SIGNALS:
    /// An answer was swapped in.
    void updated();
    void busyChanged(bool busy);

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    struct Answer;
    void ask();
    void take(Answer answer);
    void setBusy(bool busy);
    QVariant display(const Finding& finding, int column) const;
    QVariant tip(const Finding& finding, int column) const;
    QVariant sortValue(const Finding& finding, int column) const;
    QVariant filterTerm(const Finding& finding, int column) const;
    const Host& hostOf(const Finding& finding) const;
    const Patch& patchOf(const Finding& finding) const;

    JobRunner& m_jobs;
    QString m_channel;
    // What is wanted.
    std::shared_ptr<const Assessment> m_wanted;
    FindingQuery m_query;
    QString m_filterText;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_busy = false;
    // What is shown.
    std::shared_ptr<const FindingTable> m_table;
    std::uint32_t m_total = 0;
    // The order that was computed last, to be used again by the next filter.
    std::shared_ptr<const FindingTable> m_orderTable;
    FindingTable::Order m_order;
    int m_orderColumn = -1;
    Qt::SortOrder m_orderOrder = Qt::AscendingOrder;
};

} // namespace bw
