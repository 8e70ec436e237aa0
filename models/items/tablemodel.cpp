// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/tablemodel.h"

#include <QCoreApplication>

namespace bw {

TableModel::TableModel(std::span<const ItemColumn> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
{
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

static Qt::Alignment alignmentOf(ColumnKind kind)
{
    return (kind == ColumnKind::Number || kind == ColumnKind::Count ? Qt::AlignRight : Qt::AlignLeft)
        | Qt::AlignVCenter;
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(alignmentOf(m_columns[std::size_t(index.column())].kind));
    if (role == Qt::AccessibleTextRole)
        return index.column() == 0 ? QVariant(sentence(index.row())) : QVariant();
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole || role > Qt::UserRole)
        return cell(index.row(), index.column(), role);
    return {};
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= int(m_columns.size()))
        return {};
    const ItemColumn& column = m_columns[std::size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("bw::Columns", column.title);
    case Qt::ToolTipRole:
        return column.help ? QCoreApplication::translate("bw::Columns", column.help) : QVariant();
    case Qt::TextAlignmentRole:
        return int(alignmentOf(column.kind));
    case ColumnIdRole:
        return QString::fromLatin1(column.id);
    case ColumnWidthRole:
        return column.width;
    case ColumnShownRole:
        return column.shown;
    case ColumnKindRole:
        return int(column.kind);
    default:
        return {};
    }
}

Qt::ItemFlags TableModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

int TableModel::columnOf(QLatin1String id) const
{
    const auto it = std::find_if(m_columns.begin(), m_columns.end(),
                                 [id](const ItemColumn& column) { return QLatin1String(column.id) == id; });
    return it == m_columns.end() ? -1 : int(it - m_columns.begin());
}

int TableModel::compare(int column, int a, int b) const
{
    const QVariant left = cell(a, column, SortRole);
    const QVariant right = cell(b, column, SortRole);
    if (left.isNull() || right.isNull())
        return int(left.isNull()) - int(right.isNull());
    const auto order = QVariant::compare(left, right);
    return order == QPartialOrdering::Less ? -1 : order == QPartialOrdering::Greater ? 1 : 0;
}

void TableModel::movePersistent(const std::vector<std::uint32_t>& order)
{
    const QModelIndexList before = persistentIndexList();
    if (before.isEmpty())
        return;
    std::vector<std::uint32_t> places(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        places[order[i]] = i;
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& index : before)
        after.push_back(createIndex(int(places[std::size_t(index.row())]), index.column()));
    changePersistentIndexList(before, after);
}

void TableModel::announce(const std::vector<Range>& changed)
{
    if (changed.empty())
        return;
    const int last = int(m_columns.size()) - 1;
    if (changed.size() > MaxRanges * 8) {
        Q_EMIT dataChanged(index(changed.front().first, 0), index(changed.back().second, last));
        return;
    }
    for (const auto& [first, end] : changed)
        Q_EMIT dataChanged(index(first, 0), index(end, last));
}

} // namespace bw
