// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bw {

/// Which rows of a columnar table are shown, and in which order. A value, made by pure functions in any thread and
/// handed to a model as a whole.
class RowIndex {
public:
    RowIndex() = default;
    explicit RowIndex(std::vector<std::uint32_t> rows)
        : m_rows(std::move(rows))
    {
    }
    /// 0, 1, ... count - 1.
    static RowIndex all(std::uint32_t count);

    std::uint32_t size() const { return std::uint32_t(m_rows.size()); }
    bool empty() const { return m_rows.empty(); }
    std::uint32_t operator[](std::size_t place) const { return m_rows[place]; }
    std::span<const std::uint32_t> rows() const { return m_rows; }

    friend bool operator==(const RowIndex&, const RowIndex&) = default;

private:
    std::vector<std::uint32_t> m_rows;
};

/// The places of `keys.size()` rows in ascending order of `ranks[keys[row]]`, equal ones in row order: a stable
/// counting sort, O(rows + highest rank). `descending` turns the order of the ranks, not of equal rows.
std::vector<std::uint32_t> orderByRank(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> ranks,
                                       bool descending = false);
/// The same for values that are ranks already, all below `limit`.
std::vector<std::uint32_t> orderByRank(std::span<const std::uint32_t> ranks, std::uint32_t limit, bool descending);

/// Rows whose byte in `passes` is not 0, in the given order; in row order where `order` is empty.
RowIndex selectRows(std::span<const std::uint8_t> passes, std::span<const std::uint32_t> order = {});

} // namespace bw
