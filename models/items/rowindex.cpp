// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/rowindex.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace bw {

RowIndex RowIndex::all(std::uint32_t count)
{
    std::vector<std::uint32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0u);
    return RowIndex(std::move(rows));
}

std::vector<std::uint32_t> orderByRank(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> ranks,
                                       bool descending)
{
    std::uint32_t limit = 0;
    for (const std::uint32_t rank : ranks)
        limit = std::max(limit, rank + 1);
    // Counts go by key first: the ranks are then looked up once a key and not once a row.
    std::vector<std::uint32_t> perKey(ranks.size());
    for (const std::uint32_t key : keys)
        ++perKey[key];
    std::vector<std::uint32_t> next(limit);
    for (std::size_t key = 0; key < ranks.size(); ++key)
        next[descending ? limit - 1 - ranks[key] : ranks[key]] += perKey[key];
    std::uint32_t sum = 0;
    for (std::uint32_t& start : next)
        sum += std::exchange(start, sum);
    std::vector<std::uint32_t> order(keys.size());
    for (std::uint32_t row = 0; row < keys.size(); ++row) {
        const std::uint32_t rank = ranks[keys[row]];
        order[next[descending ? limit - 1 - rank : rank]++] = row;
    }
    return order;
}

std::vector<std::uint32_t> orderByRank(std::span<const std::uint32_t> ranks, std::uint32_t limit, bool descending)
{
    std::vector<std::uint32_t> next(limit);
    for (const std::uint32_t rank : ranks)
        ++next[descending ? limit - 1 - rank : rank];
    std::uint32_t sum = 0;
    for (std::uint32_t& start : next)
        sum += std::exchange(start, sum);
    std::vector<std::uint32_t> order(ranks.size());
    for (std::uint32_t row = 0; row < ranks.size(); ++row)
        order[next[descending ? limit - 1 - ranks[row] : ranks[row]]++] = row;
    return order;
}

RowIndex selectRows(std::span<const std::uint8_t> passes, std::span<const std::uint32_t> order)
{
    // Every row is written and the pen moves on only for those that pass: no branch to mispredict.
    std::vector<std::uint32_t> rows(passes.size() + 1);
    std::size_t count = 0;
    if (order.empty()) {
        for (std::uint32_t row = 0; row < passes.size(); ++row) {
            rows[count] = row;
            count += passes[row] != 0;
        }
    } else {
        for (const std::uint32_t row : order) {
            rows[count] = row;
            count += passes[row] != 0;
        }
    }
    rows.resize(count);
    return RowIndex(std::move(rows));
}

} // namespace bw
