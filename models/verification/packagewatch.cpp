// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verification/packagewatch.h"

#include "models/matching/distributionscheme.h"
#include "models/matching/subject.h"
#include "models/matching/versions.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::uint32_t None = 0xffffffffu;

bool isDistribution(Ecosystem ecosystem)
{
    return ecosystem == Ecosystem::Deb || ecosystem == Ecosystem::Rpm || ecosystem == Ecosystem::Apk
        || ecosystem == Ecosystem::Pacman;
}

} // namespace

PackageWatch::PackageWatch(const Fleet& fleet, const Catalog& catalog)
    : m_fleet(fleet)
    , m_catalog(catalog)
{
}

std::uint32_t PackageWatch::want(Wanted wanted)
{
    auto& named = m_byPackage[wanted.package];
    for (const std::uint32_t i : named) {
        if (m_patches[i].wanted == wanted)
            return i;
    }
    m_slotOf.clear();
    m_seen.clear();
    Patch patch;
    patch.wanted = std::move(wanted);
    askFeeds(patch);
    named.push_back(std::uint32_t(m_patches.size()));
    m_patches.push_back(std::move(patch));
    return std::uint32_t(m_patches.size() - 1);
}

void PackageWatch::askFeeds(Patch& patch) const
{
    const StringId stream = m_catalog.strings.find(patch.wanted.stream);
    const StringId package = m_catalog.strings.find(patch.wanted.package);
    if (stream == StringPool::npos || package == StringPool::npos)
        return;
    for (const PackageKind kind : {PackageKind::Source, PackageKind::Binary}) {
        const auto rows = m_catalog.rowsFor(stream, package, kind);
        if (rows.empty())
            continue;
        (kind == PackageKind::Source ? patch.bySource : patch.byBinary) = true;
        patch.scheme = rows.front().row.scheme;
        for (const CatalogRow& row : rows) {
            if (row.row.fixed == StringPool::npos || row.row.needsSubscription)
                continue;
            const auto fixed = m_catalog.strings.text(row.row.fixed);
            if (!isValidVersion(patch.scheme, fixed))
                continue;
            if (patch.newestFix.empty() || compareAccepted(patch.scheme, patch.newestFix, fixed) < 0)
                patch.newestFix = std::string(fixed);
        }
    }
}

/// Where no feed says which kind of package it names, deb and apk go by the source, all others by the package itself.
bool PackageWatch::belongs(const Patch& patch, const ComponentView& view, bool bySource) const
{
    const auto& binaries = patch.wanted.binaries;
    if (!binaries.empty() && std::find(binaries.begin(), binaries.end(), view.name) == binaries.end()
        && kernelPart(view) == KernelPart::None)
        return false;
    if (!isDistribution(view.ecosystem)) {
        if (bySource)
            return false;
        return view.ecosystem == Ecosystem::Language ? languageStream(view.vendor) == patch.wanted.stream
                                                     : patch.wanted.stream.empty();
    }
    if (patch.bySource || patch.byBinary)
        return bySource ? patch.bySource : patch.byBinary;
    const bool source = view.ecosystem == Ecosystem::Deb || view.ecosystem == Ecosystem::Apk;
    return bySource == source;
}

/// One pass over the distinct components: which patches each of them is an instance of.
void PackageWatch::index()
{
    const ComponentPool& pool = *m_fleet.components;
    m_slotOf.assign(pool.size(), None);
    m_memberships.clear();
    for (ComponentId id = 0; id < pool.size(); ++id) {
        const auto view = pool.view(id);
        const Subject subject = subjectOf(view);
        const auto add = [&](std::string_view name, bool bySource) {
            const auto named = m_byPackage.find(std::string(name));
            if (named == m_byPackage.end())
                return;
            for (const std::uint32_t patch : named->second) {
                if (!belongs(m_patches[patch], view, bySource))
                    continue;
                if (m_slotOf[id] == None) {
                    m_slotOf[id] = std::uint32_t(m_memberships.size());
                    m_memberships.emplace_back();
                }
                m_memberships[m_slotOf[id]].push_back({patch, id, bySource});
            }
        };
        add(subject.source, true);
        add(view.name, false);
    }
}

const PackageWatch::Seen& PackageWatch::seen(ManifestIndex manifest)
{
    const auto known = m_seen.find(manifest);
    if (known != m_seen.end())
        return known->second;
    if (m_slotOf.empty())
        index();
    Seen seen;
    bool kernelWanted = false;
    for (const ComponentId id : m_fleet.manifests[manifest].components) {
        if (m_slotOf[id] == None)
            continue;
        const auto& members = m_memberships[m_slotOf[id]];
        seen.members.insert(seen.members.end(), members.begin(), members.end());
        kernelWanted = kernelWanted || kernelPart(m_fleet.components->view(id)) != KernelPart::None;
    }
    std::stable_sort(seen.members.begin(), seen.members.end(),
                     [](const Member& a, const Member& b) { return a.patch < b.patch; });
    if (kernelWanted) {
        for (const ComponentId id : m_fleet.manifests[manifest].components) {
            if (kernelPart(m_fleet.components->view(id)) != KernelPart::None)
                seen.kernels.push_back(id);
        }
    }
    return m_seen.emplace(manifest, std::move(seen)).first->second;
}

std::string PackageWatch::versionOf(const Member& member) const
{
    const auto view = m_fleet.components->view(member.component);
    if (!member.bySource)
        return std::string(view.version);
    const Subject subject = subjectOf(view);
    return subject.sourceVersion.empty() ? std::string(view.version) : subject.sourceVersion;
}

std::optional<int> PackageWatch::compare(std::uint32_t patch, std::string_view a, std::string_view b) const
{
    const VersionScheme scheme = m_patches[patch].scheme;
    if (!isValidVersion(scheme, a) || !isValidVersion(scheme, b))
        return std::nullopt;
    return compareAccepted(scheme, a, b);
}

bool PackageWatch::fits(std::uint32_t patch, std::string_view stream) const
{
    const Wanted& wanted = m_patches[patch].wanted;
    return wanted.stream == stream || wanted.stream.find(':') == std::string::npos;
}

PackageLook PackageWatch::look(std::uint32_t number, const Sight& sight)
{
    const Seen& seen = this->seen(sight.manifest);
    Patch& patch = m_patches[number];
    const auto begin = std::lower_bound(seen.members.begin(), seen.members.end(), number,
                                        [](const Member& m, std::uint32_t n) { return m.patch < n; });
    PackageLook found;
    const auto raise = [&](Shown shown, std::string installed, std::string what) {
        // Old before unclear before pending before fixed before absent.
        static constexpr int Weight[] = {1, 2, 4, 0, 3};
        if (Weight[int(shown)] > Weight[int(found.shown)])
            found = {shown, std::move(installed), std::move(what)};
    };
    KernelPicture picture;
    if (begin != seen.members.end() && begin->patch == number && !seen.kernels.empty())
        picture = kernelPicture(*m_fleet.components, seen.kernels, sight.runningKernel);
    bool newestOld = false;
    struct Leftover {
        KernelRole role;
        std::string version;
        bool image;
    };
    std::vector<Leftover> older;
    for (auto it = begin; it != seen.members.end() && it->patch == number; ++it) {
        const auto view = m_fleet.components->view(it->component);
        // Where no feed names the package (any more), the ecosystem tells the order.
        if (const auto scheme = distributionScheme(view.ecosystem); scheme && !patch.bySource && !patch.byBinary)
            patch.scheme = *scheme;
        const KernelPart part = kernelPart(view);
        if (part == KernelPart::Meta && picture.newest)
            continue;
        std::string version = versionOf(*it);
        const auto order = compare(number, version, patch.wanted.fixed);
        const KernelRole role =
            part == KernelPart::None || !picture.newest ? KernelRole::Newest : picture.role(view, it->component);
        if (role == KernelRole::Newest) {
            newestOld = newestOld || !order || *order < 0;
            raise(!order           ? Shown::Unclear
                      : *order < 0 ? Shown::Old
                                   : Shown::Fixed,
                  version, order ? std::string() : version + " is no version that can be compared");
        } else if (!order || *order < 0) {
            older.push_back({role, std::move(version), part == KernelPart::Image});
        }
    }
    if (newestOld)
        return found;
    for (const Leftover& kernel : older) {
        if (kernel.role == KernelRole::Running)
            raise(Shown::RebootPending, kernel.version, "the running kernel is still the old one");
        else if (!picture.runningTold && kernel.image && sight.rebootPending != false)
            raise(sight.rebootPending == true ? Shown::RebootPending : Shown::Unclear, kernel.version,
                  sight.rebootPending == true ? "the host waits for a reboot" : "it is not told which kernel runs");
    }
    if (found.shown == Shown::Fixed && patch.wanted.reboot && sight.rebootPending == true)
        raise(Shown::RebootPending, found.installed, "the host waits for a reboot");
    return found;
}

} // namespace bw
