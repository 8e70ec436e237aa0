// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/textcolumns.h"

#include "models/files/utf8.h"
#include "models/inventory/readers/packagetext.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

struct Range {
    char32_t first, last;
};

// Unicode Standard Annex 11, East Asian Width W and F, joined to blocks.
constexpr std::array<Range, 10> Wide{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0xA4CF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF01, 0xFF60},
                                      {0xFFE0, 0xFFE6},
                                      {0x1F300, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 4> Narrow{{{0x0300, 0x036F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c)
{
    return std::any_of(ranges.begin(), ranges.end(), [&](Range r) { return c >= r.first && c <= r.last; });
}

char32_t codePoint(std::string_view sequence)
{
    const auto byte = [&](std::size_t i) { return char32_t(static_cast<unsigned char>(sequence[i])); };
    if (sequence.size() == 1)
        return byte(0);
    char32_t c = byte(0) & (0xFFu >> (sequence.size() + 1));
    for (std::size_t i = 1; i < sequence.size(); ++i)
        c = (c << 6) | (byte(i) & 0x3F);
    return c;
}

/// Takes the first character off and says how many units it is.
std::size_t takeCharacter(std::string_view& text, ColumnUnit unit)
{
    const Utf8Step step = utf8Step(text);
    const auto sequence = text.substr(0, step.length);
    text.remove_prefix(step.length);
    if (unit == ColumnUnit::Characters || !step.valid || sequence.size() == 1)
        return 1;
    const char32_t c = codePoint(sequence);
    return within(Narrow, c) ? 0 : within(Wide, c) ? 2 : 1;
}

} // namespace

std::vector<std::size_t> columnStarts(std::string_view headings, ColumnUnit unit)
{
    std::vector<std::size_t> starts;
    std::size_t column = 0;
    bool blank = true;
    while (!headings.empty()) {
        const bool isBlank = headings.front() == ' ' || headings.front() == '\t';
        if (!isBlank && blank)
            starts.push_back(column);
        blank = isBlank;
        column += takeCharacter(headings, unit);
    }
    return starts;
}

ColumnCells cellsOf(std::string_view line, const std::vector<std::size_t>& starts, ColumnUnit unit)
{
    ColumnCells out;
    const std::string_view whole = line;
    std::vector<std::size_t> offsets;
    std::size_t column = 0;
    char before = ' ';
    for (const std::size_t start : starts) {
        while (column < start && !line.empty()) {
            before = line.front();
            column += takeCharacter(line, unit);
        }
        out.aligned &= column == start || line.empty();
        out.aligned &= offsets.empty() || before == ' ' || line.empty();
        offsets.push_back(whole.size() - line.size());
    }
    offsets.push_back(whole.size());
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i)
        out.cells.push_back(trimmed(whole.substr(offsets[i], offsets[i + 1] - offsets[i])));
    return out;
}

} // namespace bw
