// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bw {

/// How the columns of a printed table are counted.
enum class ColumnUnit : std::uint8_t {
    Characters, ///< code points
    Cells ///< of a terminal: East Asian wide characters take two
};

/// Where the words of a table's heading line begin, in units.
std::vector<std::size_t> columnStarts(std::string_view headings, ColumnUnit unit);

/// The cells of a line of such a table, trimmed; the last one goes on to the end of the line. `aligned` is false where
/// a column does not begin after a blank: that line is not laid out like the headings.
struct ColumnCells {
    std::vector<std::string_view> cells;
    bool aligned = true;
};
ColumnCells cellsOf(std::string_view line, const std::vector<std::size_t>& starts, ColumnUnit unit);

} // namespace bw
