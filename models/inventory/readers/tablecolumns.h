// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// A sample of rows of a table without headings, asked which column holds what by its content.
class ColumnSample {
public:
    static constexpr std::size_t MaxRows = 256;

    void add(std::vector<std::string> cells);
    /// Adds the tab-separated lines of a head, without its last line, which the look may have cut.
    void addHead(std::string_view head);
    std::size_t rows() const { return m_rows.size(); }
    bool full() const { return m_rows.size() >= MaxRows; }
    std::size_t columns() const { return m_columns; }

    using Test = std::function<bool(std::string_view)>;
    /// Share (0..1) of rows whose cell passes; a missing cell fails.
    double share(std::size_t column, const Test& test) const;
    /// The first column, not among `taken`, of which at least `atLeast` of the rows pass; -1: none.
    int find(const Test& test, double atLeast, const std::vector<int>& taken = {}, int from = 0) const;
    double distinctShare(std::size_t column) const; ///< 1: no cell appears twice
    /// Share of rows for which the test of the whole row passes.
    double shareOfRows(const std::function<bool(const std::vector<std::string>&)>& test) const;

private:
    std::vector<std::vector<std::string>> m_rows;
    std::size_t m_columns = 0;
};

} // namespace bw
