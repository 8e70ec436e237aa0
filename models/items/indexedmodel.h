// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/rowindex.h"
#include "models/items/tablemodel.h"

#include <functional>
#include <optional>

namespace bw {

/// A table of which an index says which rows are shown and in which order; made for millions. Tables and indexes are
/// made in jobs and swapped in at once, without a reset: current row and selection stay with what they point to.
class IndexedModel : public TableModel {
    Q_OBJECT

public:
    int rowCount(const QModelIndex& parent = {}) const final;

protected:
    using TableModel::TableModel;

    /// Where a row of the shown table is in the next one; empty where it is gone.
    using Translate = std::function<std::optional<std::uint32_t>(std::uint32_t tableRow)>;
    /// Shows `next`, an index of a table of `tableSize` rows. `adopt` is called once, when the heir takes the new table
    /// over; `sameTable`: what is said of the rows stays.
    void swapIndex(RowIndex next, std::uint32_t tableSize, bool sameTable, const Translate& translate,
                   const std::function<void()>& adopt);

    const RowIndex& shownIndex() const { return m_index; }
    /// While a swap is announced there may be rows behind the index; they are never painted.
    std::uint32_t tableRow(int row) const
    {
        return std::uint32_t(row) < m_index.size() ? m_index[std::size_t(row)] : 0;
    }

private:
    void moveIndexes(const RowIndex& next, std::uint32_t tableSize, const Translate& translate);

    RowIndex m_index;
    int m_extra = 0; ///< rows behind the index
};

} // namespace bw
