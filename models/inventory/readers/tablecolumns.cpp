// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/tablecolumns.h"

#include "models/inventory/readers/packagetext.h"

#include <algorithm>
#include <set>

namespace bw {

void ColumnSample::add(std::vector<std::string> cells)
{
    if (full())
        return;
    m_columns = std::max(m_columns, cells.size());
    m_rows.push_back(std::move(cells));
}

void ColumnSample::addHead(std::string_view head)
{
    auto lines = splitAt(head, '\n');
    if (lines.size() > 1)
        lines.pop_back();
    for (auto line : lines) {
        while (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (line.empty() || full())
            continue;
        const auto cells = splitAt(line, '\t');
        add({cells.begin(), cells.end()});
    }
}

double ColumnSample::share(std::size_t column, const Test& test) const
{
    return shareOfRows([&](const std::vector<std::string>& row) { return column < row.size() && test(row[column]); });
}

double ColumnSample::shareOfRows(const std::function<bool(const std::vector<std::string>&)>& test) const
{
    if (m_rows.empty())
        return 0;
    return double(std::count_if(m_rows.begin(), m_rows.end(), test)) / double(m_rows.size());
}

double ColumnSample::distinctShare(std::size_t column) const
{
    std::set<std::string_view> cells;
    for (const auto& row : m_rows)
        cells.insert(column < row.size() ? std::string_view(row[column]) : std::string_view());
    return m_rows.empty() ? 0 : double(cells.size()) / double(m_rows.size());
}

int ColumnSample::find(const Test& test, double atLeast, const std::vector<int>& taken, int from) const
{
    for (int column = from; column < int(m_columns); ++column) {
        if (std::find(taken.begin(), taken.end(), column) != taken.end())
            continue;
        if (share(std::size_t(column), test) >= atLeast)
            return column;
    }
    return -1;
}

} // namespace bw
