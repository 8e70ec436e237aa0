// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/dispose.h"
#include "models/foundation/jobrunner.h"
#include "models/items/indexedmodel.h"
#include "models/items/listfilter.h"

#include <memory>
#include <utility>

namespace bw {

/// A table that filters and sorts itself in jobs. What such models have in common whatever their table is.
class SelfFilteringModel : public IndexedModel, public ListFilter {
    Q_OBJECT

public:
    /// Called by views when a header is clicked; answers later. Column -1: the table's own order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final;
    QAbstractItemModel& shown() final { return *this; }
    int sourceRow(int shownRow) const final { return shownRow; }
    QString filterText() const { return m_filterText; }
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    /// An answer was swapped in.
    void updated();
    void busyChanged(bool busy);

protected:
    SelfFilteringModel(std::span<const ItemColumn> columns, JobRunner& jobs, const char* channel, const QString& title,
                       QObject* parent);

    virtual void ask() = 0;
    void setBusy(bool busy);

    JobRunner& m_jobs;
    QString m_channel, m_title;
    QString m_filterText;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;

private:
    bool m_busy = false;
};

/// A SelfFilteringModel over `Table`, an immutable value in columns with
///   Source, ==, true where there is one; Query; Counts; Order; Column; static make(Source); source(); size();
///   ordered(Column, bool descending); select(Query, Order, ProgressSink&); counts(Query, ProgressSink&);
///   total(Query); placeOf(const Table& other, row).
/// Tables, filters and orders are computed in jobs, the answer is swapped in at once: until it arrives, the rows before
/// stay and can be used. What was shown is let go of in a thread of its own.
template <typename Table>
class QueryModel : public SelfFilteringModel {
public:
    using Source = typename Table::Source;
    using Query = typename Table::Query;
    using Counts = typename Table::Counts;
    using Order = typename Table::Order;
    using Column = typename Table::Column;

    ~QueryModel() override
    {
        disposeLater(std::move(m_table));
        disposeLater(std::move(m_orderTable));
        disposeLater(std::move(m_wanted));
    }

    /// An empty one: no rows.
    void setSource(const Source& source)
    {
        if (m_wanted == source)
            return;
        disposeLater(std::exchange(m_wanted, source));
        ask();
    }
    /// What is wanted; the rows that are shown may be older.
    const Source& source() const { return m_wanted; }
    /// Of the rows that are shown; null before the first answer.
    const std::shared_ptr<const Table>& table() const { return m_table; }
    /// Rows in the scope, whatever the filter.
    int total() const override { return int(m_total); }

    /// The swap itself, for those who compute elsewhere: `index` must be of `table`. Legal at any time.
    void swap(std::shared_ptr<const Table> table, RowIndex index)
    {
        auto before = m_table;
        const Table* next = table.get();
        const auto translate = [&](std::uint32_t row) -> std::optional<std::uint32_t> {
            return next == before.get() ? row : next->placeOf(*before, row);
        };
        swapIndex(std::move(index), next ? next->size() : 0, next == before.get(), translate,
                  [&] { m_table = std::move(table); });
        disposeLater(std::move(before));
        Q_EMIT updated();
    }

protected:
    using SelfFilteringModel::SelfFilteringModel;

    /// Errors leave everything as it is.
    template <typename Filter>
    Result<void> takeFilter(const QString& text, Result<Filter> parsed, Filter& place)
    {
        if (!parsed)
            return parsed.error();
        m_filterText = text;
        place = std::move(*parsed);
        ask();
        return {};
    }

    void ask() final
    {
        if (!m_wanted) {
            m_jobs.cancelChannel(m_channel);
            if (m_table)
                take({});
            setBusy(false);
            return;
        }
        Answer start;
        for (const auto& known : {m_table, m_orderTable}) {
            if (!start.table && known && known->source() == m_wanted)
                start.table = known;
        }
        start.column = m_sortColumn;
        start.sortOrder = m_sortOrder;
        if (start.table && m_orderTable == start.table && m_orderColumn == m_sortColumn && m_orderOrder == m_sortOrder)
            start.order = m_order;
        setBusy(true);
        m_jobs.start(
            m_channel, m_title, this,
            [start, source = m_wanted, query = m_query](ProgressSink& progress) mutable -> Result<Answer> {
                Source mine = std::move(source); // let go of here, not in the thread of the window
                if (!start.table)
                    start.table = Table::make(std::move(mine));
                if (!start.order && start.column >= 0 && !progress.cancelled())
                    start.order = start.table->ordered(Column(start.column), start.sortOrder == Qt::DescendingOrder);
                start.index = start.table->select(query, start.order, progress);
                start.counts = start.table->counts(query, progress);
                start.total = start.table->total(query);
                if (progress.cancelled())
                    return Error{ErrorKind::Cancelled, {}, {}};
                return std::move(start);
            },
            [this](Result<Answer> answer) {
                if (answer)
                    take(std::move(*answer));
                else
                    setBusy(false);
            });
    }

    Query m_query; ///< what is wanted
    Counts m_counts; ///< of what is shown

private:
    struct Answer {
        std::shared_ptr<const Table> table;
        RowIndex index;
        Counts counts;
        std::uint32_t total = 0;
        Order order;
        int column = -1;
        Qt::SortOrder sortOrder = Qt::AscendingOrder;
    };

    void take(Answer answer)
    {
        disposeLater(std::exchange(m_orderTable, answer.table));
        m_order = std::move(answer.order);
        m_orderColumn = answer.column;
        m_orderOrder = answer.sortOrder;
        m_counts = std::move(answer.counts);
        m_total = answer.total;
        setBusy(false);
        swap(std::move(answer.table), std::move(answer.index));
    }

    Source m_wanted;
    std::shared_ptr<const Table> m_table; ///< what is shown
    std::uint32_t m_total = 0;
    // The order that was computed last, to be used again by the next filter.
    std::shared_ptr<const Table> m_orderTable;
    Order m_order;
    int m_orderColumn = -1;
    Qt::SortOrder m_orderOrder = Qt::AscendingOrder;
};

} // namespace bw
