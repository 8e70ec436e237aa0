// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/domain/fleet.h"
#include "models/matching/claims.h"
#include "models/matching/kernel.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace bw {

/// One component is open to one flaw, or it cannot be told.
struct Hit {
    FlawId flaw = 0;
    std::uint32_t row = 0; ///< the row of the catalog that decides
    StringId fix = StringPool::npos; ///< version that fixes it, in the catalog's pool; npos: none
    bool unknown = false; ///< cannot tell (undetermined, or a version that is no version)

    friend bool operator==(const Hit&, const Hit&) = default;
};

/// What one patch is for: a package of a release stream (and module), with a fix or without.
struct PatchGroup {
    StringId stream = StringPool::npos; ///< in the catalog's pool
    StringId package = StringPool::npos;
    std::string module; ///< "perl:5.32"; empty: not modular
    Ecosystem ecosystem = Ecosystem::Unknown;
    VersionScheme scheme = VersionScheme::Generic;
    bool hasFix = false;

    friend bool operator==(const PatchGroup&, const PatchGroup&) = default;
};

/// The hits of one (stream, component) that one patch would close.
struct MatchEntry {
    std::uint32_t group = 0; ///< index into MatchTable::groups
    std::uint32_t firstHit = 0;
    std::uint32_t hitCount = 0;
    bool unknown = false; ///< every hit is unknown

    friend bool operator==(const MatchEntry&, const MatchEntry&) = default;
};

/// The verdicts of one release stream over the components that occur on its hosts.
struct StreamVerdicts {
    std::string stream;
    bool covered = false; ///< a feed speaks of this stream
    std::vector<std::uint32_t> first; ///< by ComponentId, size + 1: its entries are [first[c], first[c + 1])
};

/// Every distinct (stream, component) decided once. Plain arrays; costs grow with distinct content, not with hosts.
struct MatchTable {
    static constexpr std::uint32_t NoStream = 0xffffffffu;

    std::vector<PatchGroup> groups;
    std::vector<Hit> hits;
    std::vector<MatchEntry> entries;
    std::vector<StreamVerdicts> streams;
    std::vector<std::uint32_t> streamOfSystem; ///< by index into Fleet::systems; NoStream: the OS has none
    std::vector<KernelPart> kernelParts; ///< by ComponentId

    std::span<const MatchEntry> entriesOf(std::uint32_t stream, ComponentId component) const
    {
        const auto& first = streams[stream].first;
        return std::span(entries).subspan(first[component], first[component + 1] - first[component]);
    }
    std::span<const Hit> hitsOf(const MatchEntry& entry) const
    {
        return std::span(hits).subspan(entry.firstHit, entry.hitCount);
    }
};

/// Matches everything that any snapshot up to `at` of a host that is not excluded holds (the older ones tell since when
/// a host has been exposed). Pure; the table is the same for any number of threads. 0 threads: as many as are worth it.
MatchTable matchFleet(const Fleet& fleet, const Catalog& catalog, Instant at, std::size_t threads = 0);

/// The same verdicts for single components, asked for one by one: what a list shows of a finding. Remembers what a run
/// of rows claims. The pool and the catalog must outlive it; one object per thread.
class ComponentMatcher {
public:
    struct Found {
        PatchGroup group;
        Hit hit;
    };

    ComponentMatcher(const ComponentPool& pool, const Catalog& catalog);
    ~ComponentMatcher();

    /// `stream`: the release of the host ("Debian:12").
    std::vector<Found> find(ComponentId component, std::string_view stream);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace bw
