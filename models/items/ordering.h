// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace bw {

/// Places of texts in natural order (host2 before host10, case aside) by an explicit locale; equal texts share a place.
/// Ranked once, lists then compare integers. Any thread.
std::vector<std::uint32_t> naturalRanks(const std::vector<QString>& texts);

/// A term of the filter language, quoted where it must be; a text with a quote in it answers empty.
QString filterTerm(QLatin1String key, const QString& value);

template <typename T>
int threeWay(const T& a, const T& b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}
/// What is not told comes last.
template <typename T>
int threeWay(const std::optional<T>& a, const std::optional<T>& b)
{
    if (!a || !b)
        return int(!a) - int(!b);
    return threeWay(*a, *b);
}

} // namespace bw
