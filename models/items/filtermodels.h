// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/patchfilter.h"
#include "models/foundation/result.h"
#include "models/items/hostlistfilter.h"
#include "models/items/hostsmodel.h"
#include "models/items/listfilter.h"
#include "models/items/queuemodel.h"

#include <QSortFilterProxyModel>

namespace bw {

/// Sorts a TableModel by value and not by text (versions, numbers, dates, host2 before host10), equal rows in the
/// source's order. For lists of up to some 100,000 rows; findings have their own index.
class ItemFilterModel : public QSortFilterProxyModel, public ListFilter {
    Q_OBJECT

public:
    explicit ItemFilterModel(TableModel& source, QObject* parent = nullptr);

    QString filterText() const { return m_text; }
    QAbstractItemModel& shown() final { return *this; }
    int sourceRow(int shownRow) const final { return mapToSource(index(shownRow, 0)).row(); }
    int total() const final { return m_source.rowCount(); }

Q_SIGNALS:
    void filterTextChanged(const QString& text);

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
    void applied(const QString& text);

private:
    TableModel& m_source;
    QString m_text;
};

/// The fleet list with the filter language of hostlistfilter.h.
class HostFilterModel final : public ItemFilterModel {
    Q_OBJECT

public:
    explicit HostFilterModel(HostsModel& source, QObject* parent = nullptr);
    Result<void> setFilterText(const QString& text) override;
    std::vector<Facet> facets() const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    HostsModel& m_hosts;
    HostListFilter m_filter;
};

/// The queue with the filter language of patchfilter.h.
class QueueFilterModel final : public ItemFilterModel {
    Q_OBJECT

public:
    explicit QueueFilterModel(QueueModel& source, QObject* parent = nullptr);
    Result<void> setFilterText(const QString& text) override;
    std::vector<Facet> facets() const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QueueModel& m_queue;
    PatchFilter m_filter;
};

/// For lists without a language of their own (components, feeds, issues, changes): every word must be inside the text
/// of some column.
class WordFilterModel final : public ItemFilterModel {
    Q_OBJECT

public:
    explicit WordFilterModel(TableModel& source, QObject* parent = nullptr);
    Result<void> setFilterText(const QString& text) override;
    std::vector<Facet> facets() const override { return {}; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList m_words;
};

} // namespace bw
