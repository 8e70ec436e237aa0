// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/matching/hostmatch.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bw {

/// A patch as it came out: a package of a stream (and module) with one version that fixes something; without a fix:
/// what is open and has none.
struct Release {
    std::uint32_t group = 0; ///< index into MatchTable::groups
    StringId fix = StringPool::npos; ///< in the catalog's pool; npos: no fix
};

/// The flaws of one threat class that a release closes on a component.
struct ReleaseFlaws {
    std::int32_t published = 0; ///< first day on which one was public; INT32_MIN: of one it is not known
    std::int32_t kevAdded = INT32_MAX;
    std::uint8_t threat = 0; ///< ThreatClass

    friend auto operator<=>(const ReleaseFlaws&, const ReleaseFlaws&) = default;
};

/// One release that a host is open to.
struct OpenItem {
    std::uint32_t release = 0;
    std::uint32_t profile = 0; ///< number of its set of flaws
    ComponentId component = 0; ///< the first that proves it
    bool unknown = false; ///< cannot tell

    friend bool operator==(const OpenItem&, const OpenItem&) = default;
};

/// Which releases a host is open to, by what an inventory told. Worked out once for each distinct manifest, kernel and
/// pending reboot, and remembered up to a limit. References: fleet, catalog and table outlive it.
class OpenSets {
public:
    OpenSets(const Fleet& fleet, const Catalog& catalog, const MatchTable& table);

    /// Sorted by release. Valid until the next call.
    const std::vector<OpenItem>& of(const HostEvidence& evidence);
    /// Is any component of the release's package installed?
    bool installed(ManifestIndex manifest, std::uint32_t release);

    const std::vector<Release>& releases() const { return m_releases; }
    const std::vector<ReleaseFlaws>& flaws(std::uint32_t profile) const { return m_profiles[profile]; }
    std::string idOf(std::uint32_t release) const; ///< of the patch
    const PatchGroup& groupOf(std::uint32_t release) const { return m_table.groups[m_releases[release].group]; }

private:
    struct EntryItem {
        std::uint32_t release = 0;
        std::uint32_t profile = 0;
    };
    static constexpr std::size_t MostItems = 16'000'000; ///< remembered, about 256 MB

    void addEntry(const MatchEntry& entry);
    std::uint32_t intern(std::vector<ReleaseFlaws> flaws);
    std::uint32_t unite(std::uint32_t a, std::uint32_t b);
    void build(const HostEvidence& evidence, std::vector<OpenItem>& out);

    const Fleet& m_fleet;
    const Catalog& m_catalog;
    const MatchTable& m_table;
    std::vector<Release> m_releases;
    std::vector<std::vector<ReleaseFlaws>> m_profiles;
    std::unordered_map<std::string, std::uint32_t> m_profileOf;
    std::unordered_map<std::uint64_t, std::uint32_t> m_united;
    std::unordered_map<std::uint64_t, std::uint32_t> m_releaseOf;
    std::vector<std::uint32_t> m_firstItem; ///< by match entry
    std::vector<EntryItem> m_entryItems;
    std::unordered_map<std::string, std::vector<OpenItem>> m_known;
    std::size_t m_knownItems = 0;
    std::vector<OpenItem> m_fresh;
    std::vector<Instance> m_instances;
    std::vector<std::uint32_t> m_place; ///< by release: place in the set that is being built
    std::vector<std::pair<StringId, StringId>> m_names; ///< by component: source and own name in the catalog's pool
    ManifestIndex m_namedManifest = 0;
    bool m_named = false;
    std::vector<std::uint32_t> m_namedMark; ///< by StringId
    std::uint32_t m_mark = 0;
};

} // namespace bw
