// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace bw {

/// Asks the system to back memory that is reserved, and not used yet, with large pages: millions of rows are then
/// touched without a fault for each 4 KiB. A hint; does nothing for small ranges and where the system knows no such
/// thing.
void preferLargePages(const void* begin, std::size_t bytes);

/// Reserves room for `count` rows, in large pages where it is much.
template <typename T>
void reserveLarge(std::vector<T>& rows, std::size_t count)
{
    if (count <= rows.capacity())
        return;
    rows.reserve(count);
    preferLargePages(rows.data(), rows.capacity() * sizeof(T));
}

} // namespace bw
