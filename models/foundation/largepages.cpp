// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/largepages.h"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace bw {

void preferLargePages([[maybe_unused]] const void* begin, [[maybe_unused]] std::size_t bytes)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr std::uintptr_t Large = 2u << 20;
    const auto first = (reinterpret_cast<std::uintptr_t>(begin) + Large - 1) / Large * Large;
    const auto last = (reinterpret_cast<std::uintptr_t>(begin) + bytes) / Large * Large;
    if (first < last && last - first >= 2 * Large)
        madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#endif
}

} // namespace bw
