// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/inventory/reconcile.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace bw {

/// Sorts and drops doubles.
void sortUnique(std::vector<ComponentId>& ids);

/// Sorts sets of numbers below a limit by ticking them off in a bitmap, which a set of hundreds fills sooner than
/// comparisons order it. One thread.
class SetSorter {
public:
    explicit SetSorter(std::size_t limit);
    void sortUnique(std::vector<ComponentId>& ids);

private:
    std::vector<std::uint64_t> m_words;
};

/// Learns source packages from builds that some producer told them of: 7-column dpkg-query knows what `dpkg -l` does
/// not. The pool must outlive it.
class SourceMemory {
public:
    explicit SourceMemory(ComponentPool& pool);
    ~SourceMemory();
    /// The same build with its source package, where any build of the pool tells it; else `id` itself.
    ComponentId completed(ComponentId id);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Compares the set of a host before (sorted) with `change.components` (sorted), as packages rather than as numbers,
/// and fills added, removed and changed. Of two equal builds the one that tells more stays in `change.components`.
void compareSets(const ComponentPool& pool, std::span<const ComponentId> before, HostChange& change);

} // namespace bw
