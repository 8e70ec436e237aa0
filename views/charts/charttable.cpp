// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/charttable.h"

#include <algorithm>

namespace bw {

void ChartTable::setData(const ChartData& data)
{
    if (data == m_data)
        return;
    beginResetModel();
    m_data = data;
    endResetModel();
}

bool ChartTable::hasNotes() const
{
    return std::any_of(m_data.rows.begin(), m_data.rows.end(), [](const ChartRow& row) { return !row.note.isEmpty(); });
}

int ChartTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_data.rows.size());
}

int ChartTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_data.series.size()) + int(hasNotes());
}

QVariant ChartTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ChartRow& row = m_data.rows[std::size_t(index.row())];
    const auto column = std::size_t(index.column());
    if (role == Qt::AccessibleTextRole && column == 0)
        return chartSentence(m_data, std::size_t(index.row()));
    if (role == Qt::TextAlignmentRole)
        return int((column == 0 || column > m_data.series.size() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (column == 0)
        return row.label;
    if (column > m_data.series.size())
        return row.note;
    const auto& value = row.values[column - 1];
    return value ? chartValue(m_data, *value) : QStringLiteral("–");
}

QVariant ChartTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == 0 || section > int(m_data.series.size()) ? Qt::AlignLeft : Qt::AlignRight)
                   | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return m_data.rowTitle;
    return section > int(m_data.series.size()) ? tr("Note") : m_data.series[std::size_t(section) - 1].title;
}

QString ChartTable::csv() const
{
    const auto quoted = [](QString cell) {
        // A cell that a spreadsheet would take for a formula is text.
        if (!cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell.front()))
            cell.prepend(u'\'');
        if (!cell.contains(u',') && !cell.contains(u'"') && !cell.contains(u'\n'))
            return cell;
        return u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
    };
    QString out;
    const auto line = [&](const QStringList& cells) { out += cells.join(u',') + QStringLiteral("\r\n"); };
    QStringList header;
    for (int i = 0; i < columnCount(); ++i)
        header << quoted(headerData(i, Qt::Horizontal).toString());
    line(header);
    const bool notes = hasNotes();
    for (const ChartRow& row : m_data.rows) {
        QStringList cells{quoted(row.label)};
        for (const auto& value : row.values)
            cells << (value ? QString::number(*value, 'f', std::max(m_data.decimals, m_data.percent ? 2 : 0))
                            : QString());
        if (notes)
            cells << quoted(row.note);
        line(cells);
    }
    return out;
}

} // namespace bw
