// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/domain/fleet.h"
#include "models/matching/kernel.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bw {

/// What an inventory shows of a patch.
enum class Shown : std::uint8_t {
    Fixed, ///< every instance that counts is at the wanted version or above
    RebootPending, ///< so it is on the disk; what runs is older
    Old,
    Absent, ///< the package is not installed
    Unclear, ///< a version that is no version, or it is not told what runs
};

struct PackageLook {
    Shown shown = Shown::Absent;
    std::string installed; ///< version of the instance that decides
    std::string what; ///< why it is unclear or pending, as a clause; empty otherwise

    friend bool operator==(const PackageLook&, const PackageLook&) = default;
};

/// A state of a host that an inventory told.
struct Sight {
    ManifestIndex manifest = 0;
    std::string_view runningKernel; ///< empty: not told
    std::optional<bool> rebootPending;
};

/// Compares what inventories show with wanted versions, in the native order of each ecosystem and with the matcher's
/// rules of what an instance is: source packages, signed kernels, the newest and the running kernel. Each distinct
/// manifest is looked through once for all patches. Fleet and catalog must outlive it; one object per thread.
class PackageWatch {
public:
    struct Wanted {
        std::string stream;
        std::string package;
        std::string fixed;
        std::vector<std::string> binaries; ///< installed names that the patch is for; empty: those of the package
        bool reboot = false;

        friend bool operator==(const Wanted&, const Wanted&) = default;
    };

    PackageWatch(const Fleet& fleet, const Catalog& catalog);

    /// Answers the number by which the patch is asked for. All patches are told before the first look.
    std::uint32_t want(Wanted wanted);
    PackageLook look(std::uint32_t patch, const Sight& sight);
    /// Can a host of this release have the patch at all?
    bool fits(std::uint32_t patch, std::string_view stream) const;
    /// The newest version that the feeds name as a fix of the package; empty: they name none.
    const std::string& newestFix(std::uint32_t patch) const { return m_patches[patch].newestFix; }
    /// Order of versions of the patch's package; empty: one of them is no version.
    std::optional<int> compare(std::uint32_t patch, std::string_view a, std::string_view b) const;

private:
    struct Patch {
        Wanted wanted;
        VersionScheme scheme = VersionScheme::Generic;
        bool bySource = false, byBinary = false; ///< how the feeds name it
        std::string newestFix;
    };
    struct Member {
        std::uint32_t patch = 0;
        ComponentId component = 0;
        bool bySource = false;
    };
    struct Seen {
        std::vector<Member> members; ///< by patch
        std::vector<ComponentId> kernels;
    };

    void askFeeds(Patch& patch) const;
    void index();
    bool belongs(const Patch& patch, const ComponentView& view, bool bySource) const;
    const Seen& seen(ManifestIndex manifest);
    std::string versionOf(const Member& member) const;

    const Fleet& m_fleet;
    const Catalog& m_catalog;
    std::vector<Patch> m_patches;
    std::unordered_map<std::string, std::vector<std::uint32_t>> m_byPackage;
    std::vector<std::vector<Member>> m_memberships; ///< by slot
    std::vector<std::uint32_t> m_slotOf; ///< by component: slot in m_memberships
    std::unordered_map<ManifestIndex, Seen> m_seen;
};

} // namespace bw
