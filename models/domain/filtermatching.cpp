// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of filters have in common.
#include "models/domain/filtercase.h"
#include "models/domain/filterexpression.h"

#include <cmath>

namespace bw {

bool filterStartsWith(std::string_view text, std::string_view part)
{
    return text.size() >= part.size()
        && std::equal(part.begin(), part.end(), text.begin(), [](char a, char b) { return a == lowerAscii(b); });
}

bool filterContains(std::string_view text, std::string_view part)
{
    for (std::size_t i = 0; i + part.size() <= text.size(); ++i) {
        if (filterStartsWith(text.substr(i), part))
            return true;
    }
    return false;
}

bool filterGlob(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] != '*' && (pattern[p] == '?' || pattern[p] == lowerAscii(text[t]))) {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool filterTextIs(std::string_view pattern, std::string_view text)
{
    return text.empty() ? pattern == "none" : filterGlob(pattern, text);
}

bool filterCompare(FilterOp op, std::optional<double> figure, const FilterValue& value)
{
    if (!figure || !value.number)
        return false;
    const double wanted = *value.number;
    constexpr double slack = 1e-6; // scores are floats, typed numbers are not
    switch (op) {
    case FilterOp::Is:
        return std::abs(*figure - wanted) <= slack;
    case FilterOp::Below:
        return *figure < wanted - slack;
    case FilterOp::AtMost:
        return *figure <= wanted + slack;
    case FilterOp::Above:
        return *figure > wanted + slack;
    case FilterOp::AtLeast:
        return *figure >= wanted - slack;
    }
    return false;
}

} // namespace bw
