// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/jobrunner.h"
#include "models/items/indexedmodel.h"
#include "models/items/listfilter.h"
#include "models/items/verdicttable.h"

#include <memory>
#include <string>
#include <vector>

namespace bw {

/// One host x patch of a plan: what was expected, what the engine reported, what an inventory shows.
struct VerificationRow {
    HostId host = 0;
    std::string hostName;
    std::string patch; ///< id
    std::string package;
    std::string wave;
    TargetState reported = TargetState::Waiting;
    bool planned = false; ///< no run has had it yet
    Verification verdict;
};

/// The verdicts of a plan, one row a host x patch; made for millions. It filters and sorts itself: tables, filters and
/// orders are computed in jobs, and until the answer is swapped in the rows before stay and can be used. Current row
/// and selection stay with their host x patch.
class VerificationModel final : public IndexedModel, public ListFilter {
    Q_OBJECT

public:
    enum Column { Host, VerdictColumn, Patch, Wave, Expected, Reported, Observed, Evidence, Why, Claimed, ColumnTotal };

    /// `jobs` must outlive the model.
    explicit VerificationModel(JobRunner& jobs, QObject* parent = nullptr);
    ~VerificationModel() override;

    /// Empty pointers: no rows.
    void setSource(const VerdictSource& source);
    /// Called by views when a header is clicked; answers later. Column -1: wave, host, patch.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    QAbstractItemModel& shown() override { return *this; }
    int sourceRow(int shownRow) const override { return shownRow; }
    int total() const override { return m_table ? int(m_table->size()) : 0; }
    Result<void> setFilterText(const QString& text) override;
    std::vector<Facet> facets() const override;

    bool isBusy() const { return m_busy; }
    VerificationRow at(int row) const;
    /// Null before the first answer.
    const std::shared_ptr<const VerdictTable>& table() const { return m_table; }

    static QString word(Verdict verdict);
    static ItemTone tone(Verdict verdict);
    /// What the engine said, in words; of a planned row: "planned".
    static QString reported(bool planned, TargetState state);

Q_SIGNALS:
    /// An answer was swapped in.
    void updated();

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    struct Answer;
    void ask();
    void take(Answer answer);
    QVariant display(std::uint32_t row, int column) const;
    QVariant tip(std::uint32_t row, int column) const;
    QVariant filterOf(std::uint32_t row, int column) const;

    JobRunner& m_jobs;
    QString m_channel;
    // What is wanted.
    VerdictSource m_wanted;
    FilterExpression m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_busy = false;
    // What is shown.
    std::shared_ptr<const VerdictTable> m_table;
    VerdictTable::Counts m_counts;
    // The order that was computed last, to be used again by the next filter.
    VerdictTable::Order m_order;
    int m_orderColumn = -1;
    Qt::SortOrder m_orderOrder = Qt::AscendingOrder;
};

} // namespace bw
