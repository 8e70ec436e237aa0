// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/roles.h"

#include <QAbstractTableModel>

#include <algorithm>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bw {

/// A column as a table of constants; texts are marked with QT_TRANSLATE_NOOP("bw::Columns", ...).
struct ItemColumn {
    const char* id;
    const char* title;
    const char* help = nullptr; ///< tooltip of the header: what the figure is, its unit
    ColumnKind kind = ColumnKind::Text;
    int width = 12;
    bool shown = true;
};

/// A flat, read-only table that leaves to its heirs only the cells. Holds values and announces what differs between two
/// of them; never fetches, never stores. GUI thread.
class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// -1 for a name that no column has.
    int columnOf(QLatin1String id) const;
    /// Order of two rows in a column, by value and not by text: below, at or above 0. What is not told is last.
    virtual int compare(int column, int a, int b) const;

protected:
    /// `columns` must live as long as the program.
    explicit TableModel(std::span<const ItemColumn> columns, QObject* parent);

    /// DisplayRole, ToolTipRole and the roles of roles.h; alignment and the row's sentence are answered here.
    virtual QVariant cell(int row, int column, int role) const = 0;
    virtual QString sentence(int row) const = 0;

    /// Other columns from now on, for tables whose columns come from the workspace. Only between beginResetModel and
    /// endResetModel; `columns` must live until the next call or as long as the model.
    void setColumns(std::span<const ItemColumn> columns) { m_columns = columns; }

    /// Turns `rows` into `next` and announces only what differs. `keyOf` answers the id of a row, unique in each of the
    /// two. `same(a, b)` compares a row with its later self. `adopt()` is called once, between the removal of rows that
    /// went and the arrival of all others: the model then takes over whatever the rows refer to.
    template <typename Row, typename KeyOf, typename Same, typename Adopt>
    void update(std::vector<Row>& rows, std::vector<Row> next, KeyOf keyOf, Same same, Adopt adopt);

private:
    static constexpr std::uint32_t Gone = 0xffffffffu;
    static constexpr std::size_t MaxRanges = 32; // more are cheaper as one change of the order

    using Range = std::pair<int, int>; // first, last
    template <typename Wanted>
    static std::vector<Range> ranges(std::size_t count, Wanted wanted);
    /// order[i]: where the row that comes to i was.
    template <typename Row>
    void reorder(std::vector<Row>& rows, std::vector<std::uint32_t>& targets, const std::vector<std::uint32_t>& order);
    void movePersistent(const std::vector<std::uint32_t>& order);
    template <typename Row>
    void removeGone(std::vector<Row>& rows, std::vector<std::uint32_t>& targets);
    template <typename Row>
    void insertNew(std::vector<Row>& rows, std::vector<Row>& next, std::vector<std::uint32_t>& targets);
    void announce(const std::vector<Range>& changed);

    std::span<const ItemColumn> m_columns;
};

template <typename Wanted>
std::vector<TableModel::Range> TableModel::ranges(std::size_t count, Wanted wanted)
{
    std::vector<Range> found;
    for (std::size_t i = 0; i < count; ++i) {
        if (!wanted(i))
            continue;
        if (!found.empty() && found.back().second + 1 == int(i))
            found.back().second = int(i);
        else
            found.emplace_back(int(i), int(i));
    }
    return found;
}

template <typename Row>
void TableModel::reorder(std::vector<Row>& rows, std::vector<std::uint32_t>& targets,
                         const std::vector<std::uint32_t>& order)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    std::vector<Row> moved;
    std::vector<std::uint32_t> movedTargets;
    moved.reserve(rows.size());
    movedTargets.reserve(rows.size());
    for (const std::uint32_t from : order) {
        moved.push_back(std::move(rows[from]));
        movedTargets.push_back(targets[from]);
    }
    rows = std::move(moved);
    targets = std::move(movedTargets);
    movePersistent(order);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

template <typename Row>
void TableModel::removeGone(std::vector<Row>& rows, std::vector<std::uint32_t>& targets)
{
    auto gone = ranges(rows.size(), [&](std::size_t i) { return targets[i] == Gone; });
    if (gone.size() > MaxRanges) {
        std::vector<std::uint32_t> order(rows.size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        const auto middle =
            std::stable_partition(order.begin(), order.end(), [&](auto i) { return targets[i] != Gone; });
        const auto first = int(middle - order.begin());
        reorder(rows, targets, order);
        gone = {{first, int(rows.size()) - 1}};
    }
    for (auto it = gone.rbegin(); it != gone.rend(); ++it) {
        beginRemoveRows({}, it->first, it->second);
        rows.erase(rows.begin() + it->first, rows.begin() + it->second + 1);
        targets.erase(targets.begin() + it->first, targets.begin() + it->second + 1);
        endRemoveRows();
    }
}

template <typename Row>
void TableModel::insertNew(std::vector<Row>& rows, std::vector<Row>& next, std::vector<std::uint32_t>& targets)
{
    std::vector<bool> known(next.size());
    for (const std::uint32_t target : targets)
        known[target] = true;
    auto added = ranges(next.size(), [&](std::size_t i) { return !known[i]; });
    const bool scattered = added.size() > MaxRanges;
    const auto insert = [&](int at, const std::vector<std::uint32_t>& from) {
        beginInsertRows({}, at, at + int(from.size()) - 1);
        std::vector<Row> fresh;
        fresh.reserve(from.size());
        for (const std::uint32_t i : from)
            fresh.push_back(std::move(next[i]));
        rows.insert(rows.begin() + at, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
        targets.insert(targets.begin() + at, from.begin(), from.end());
        endInsertRows();
    };
    std::vector<std::uint32_t> from;
    for (const auto& [first, last] : added) {
        for (int i = first; i <= last; ++i)
            from.push_back(std::uint32_t(i));
        if (!scattered) {
            insert(first, from);
            from.clear();
        }
    }
    if (from.empty())
        return;
    insert(int(rows.size()), from);
    std::vector<std::uint32_t> order(rows.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[targets[i]] = i;
    reorder(rows, targets, order);
}

template <typename Row, typename KeyOf, typename Same, typename Adopt>
void TableModel::update(std::vector<Row>& rows, std::vector<Row> next, KeyOf keyOf, Same same, Adopt adopt)
{
    std::unordered_map<std::decay_t<std::invoke_result_t<KeyOf&, const Row&, bool>>, std::uint32_t> places;
    places.reserve(next.size());
    for (std::uint32_t i = 0; i < next.size(); ++i)
        places.emplace(keyOf(next[i], true), i);
    std::vector<std::uint32_t> targets;
    targets.reserve(rows.size());
    for (const Row& row : rows) {
        const auto it = places.find(keyOf(row, false));
        targets.push_back(it == places.end() ? Gone : it->second);
    }
    removeGone(rows, targets);
    std::vector<bool> differs(next.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        differs[targets[i]] = !same(rows[i], next[targets[i]]);
    adopt();
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = next[targets[i]];
    if (!std::is_sorted(targets.begin(), targets.end())) {
        std::vector<std::uint32_t> order(rows.size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::sort(order.begin(), order.end(), [&](auto a, auto b) { return targets[a] < targets[b]; });
        reorder(rows, targets, order);
    }
    insertNew(rows, next, targets);
    announce(ranges(differs.size(), [&](std::size_t i) { return differs[i]; }));
}

} // namespace bw
