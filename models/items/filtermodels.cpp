// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/filtermodels.h"

namespace bw {

ItemFilterModel::ItemFilterModel(TableModel& source, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSourceModel(&source);
}

bool ItemFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    return m_source.compare(left.column(), left.row(), right.row()) < 0;
}

void ItemFilterModel::applied(const QString& text)
{
    invalidateFilter();
    if (m_text == text)
        return;
    m_text = text;
    Q_EMIT filterTextChanged(text);
}

HostFilterModel::HostFilterModel(HostsModel& source, QObject* parent)
    : ItemFilterModel(source, parent)
    , m_hosts(source)
{
}

Result<void> HostFilterModel::setFilterText(const QString& text)
{
    auto filter = HostListFilter::parse(text.toStdString());
    if (!filter)
        return filter.error();
    m_filter = std::move(*filter);
    applied(text);
    return {};
}

std::vector<Facet> HostFilterModel::facets() const
{
    return hostFacets(m_hosts, m_filter);
}

bool HostFilterModel::filterAcceptsRow(int row, const QModelIndex&) const
{
    return m_filter.empty() || m_filter.matches(m_hosts, row);
}

QueueFilterModel::QueueFilterModel(QueueModel& source, QObject* parent)
    : ItemFilterModel(source, parent)
    , m_queue(source)
{
}

Result<void> QueueFilterModel::setFilterText(const QString& text)
{
    auto filter = PatchFilter::parse(text.toStdString());
    if (!filter)
        return filter.error();
    m_filter = std::move(*filter);
    applied(text);
    return {};
}

std::vector<Facet> QueueFilterModel::facets() const
{
    return queueFacets(m_queue, m_filter);
}

bool QueueFilterModel::filterAcceptsRow(int row, const QModelIndex&) const
{
    return m_filter.empty() || m_filter.matches(m_queue.patch(row), *m_queue.assessment());
}

WordFilterModel::WordFilterModel(TableModel& source, QObject* parent)
    : ItemFilterModel(source, parent)
{
}

Result<void> WordFilterModel::setFilterText(const QString& text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    applied(text);
    return {};
}

bool WordFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        for (int column = 0; column < sourceModel()->columnCount(parent); ++column) {
            const QString text = sourceModel()->index(row, column, parent).data().toString();
            if (text.contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

} // namespace bw
