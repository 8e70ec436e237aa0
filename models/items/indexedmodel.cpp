// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/indexedmodel.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace bw {

int IndexedModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_index.size()) + m_extra;
}

void IndexedModel::swapIndex(RowIndex next, std::uint32_t tableSize, bool sameTable, const Translate& translate,
                             const std::function<void()>& adopt)
{
    const int before = int(m_index.size());
    const int after = int(next.size());
    // Without rows on one side, or without anybody who remembers a row, there is nothing to carry over.
    if (before == 0 || tableSize == 0 || persistentIndexList().isEmpty()) {
        beginResetModel();
        adopt();
        m_index = std::move(next);
        endResetModel();
        return;
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_extra = after - before;
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    moveIndexes(next, tableSize, translate);
    adopt();
    m_index = std::move(next);
    m_extra = std::max(0, before - after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    if (m_extra > 0) {
        beginRemoveRows({}, after, before - 1);
        m_extra = 0;
        endRemoveRows();
    }
    if (!sameTable && after > 0)
        Q_EMIT dataChanged(index(0, 0), index(after - 1, columnCount() - 1));
}

void IndexedModel::moveIndexes(const RowIndex& next, std::uint32_t tableSize, const Translate& translate)
{
    const QModelIndexList before = persistentIndexList();
    std::vector<std::uint8_t> wanted(tableSize, 0);
    std::unordered_map<int, std::uint32_t> rows; // row of the view -> row of the new table
    for (const QModelIndex& old : before) {
        if (std::uint32_t(old.row()) >= m_index.size() || rows.count(old.row()) > 0)
            continue;
        if (const auto row = translate(tableRow(old.row()))) {
            rows.emplace(old.row(), *row);
            wanted[*row] = 1;
        }
    }
    std::unordered_map<std::uint32_t, int> places;
    for (std::uint32_t place = 0; place < next.size() && places.size() < rows.size(); ++place) {
        if (wanted[next[place]] != 0)
            places.emplace(next[place], int(place));
    }
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& old : before) {
        const auto row = rows.find(old.row());
        const auto place = row == rows.end() ? places.end() : places.find(row->second);
        after.push_back(place == places.end() ? QModelIndex() : createIndex(place->second, old.column()));
    }
    changePersistentIndexList(before, after);
}

} // namespace bw
