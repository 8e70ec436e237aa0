// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/offers.h"

#include "models/matching/distributionscheme.h"
#include "models/matching/hostmatch.h"
#include "models/matching/versions.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>

namespace bw {

namespace {

constexpr std::size_t AdvisoryCap = 20; ///< of one patch: more say no more

/// Lists that answer the same question of a host; a later one replaces an earlier one of its kind.
std::uint32_t kindOf(const ComponentPool& pool, const Pending& list)
{
    const OfferView first = pool.offers().view(list.offers.front());
    const Ecosystem ecosystem = pool.ecosystem(first.build);
    if (ecosystem == Ecosystem::Hotfix || ecosystem == Ecosystem::Program) // drivers have no number
        return std::uint32_t(Ecosystem::Hotfix) << 1;
    return (std::uint32_t(ecosystem) << 1) | (first.advisory.empty() ? 0U : 1U);
}

/// A list that counts for the host at hand.
struct CountingList {
    std::uint32_t kind = 0;
    const SnapshotEntry* entry = nullptr;
};

std::int32_t dayNumber(Instant t)
{
    return std::int32_t(dayOf(t).time_since_epoch().count());
}

class Walk {
public:
    Walk(const Fleet& fleet, const MatchTable& table, const std::vector<HostState>& states, Instant at,
         int staleAfterDays, PatchTable& patches)
        : m_fleet(fleet)
        , m_pool(*fleet.components)
        , m_table(table)
        , m_states(states)
        , m_at(at)
        , m_staleAfter(std::chrono::days(staleAfterDays))
        , m_patches(patches)
    {
        for (const Pending& pending : fleet.pendings)
            m_kinds.push_back(pending.offers.empty() ? NoKind : kindOf(m_pool, pending));
    }

    std::vector<Finding> run()
    {
        if (std::all_of(m_kinds.begin(), m_kinds.end(), [](std::uint32_t kind) { return kind == NoKind; }))
            return {};
        for (std::uint32_t host = 0; host < m_fleet.hosts.size(); ++host) {
            if (m_states[host] != HostState::Excluded)
                walk(host);
        }
        return std::move(m_findings);
    }

private:
    static constexpr std::uint32_t NoKind = 0xffffffffu;

    void walk(std::uint32_t host);
    void countingLists(const Host& host);
    void lookUp(const SnapshotEntry* packages);
    void take(std::uint32_t host, const CountingList& list, OfferId id);
    bool isClosed(const OfferView& offer, const SnapshotEntry& list) const;
    bool reaches(ComponentId installed, const ComponentView& build) const;
    bool isOlder(const Patch& patch, std::string_view offered, Ecosystem ecosystem) const;
    bool link(const OfferView& offer);
    void tell(Patch& patch, const OfferView& offer, const ComponentView& build);
    std::uint32_t rowOf(const OfferView& offer, const ComponentView& build);
    std::int32_t offeredSince(const Host& host, const CountingList& list, OfferId id) const;

    const Fleet& m_fleet;
    const ComponentPool& m_pool;
    const MatchTable& m_table;
    const std::vector<HostState>& m_states;
    Instant m_at;
    std::chrono::seconds m_staleAfter;
    PatchTable& m_patches;
    std::vector<std::uint32_t> m_kinds; ///< by index into Fleet::pendings
    std::unordered_map<std::string, std::uint32_t> m_rows; ///< patch by release and package
    std::vector<Finding> m_findings;
    // Of the host at hand:
    std::vector<CountingList> m_lists;
    HostEvidence m_evidence;
    std::uint32_t m_release = 0; ///< index into MatchTable::streams
    std::string m_stream;
    std::unordered_map<std::uint64_t, std::vector<ComponentId>> m_installed; ///< by name, of what is offered
    std::bitset<16> m_told; ///< ecosystems that its inventory tells of
    std::size_t m_firstFinding = 0;
};

std::uint64_t nameKey(const ComponentPool& pool, ComponentId id)
{
    return (std::uint64_t(pool.nameId(id)) << 8) | std::uint64_t(pool.ecosystem(id));
}

void Walk::countingLists(const Host& host)
{
    m_lists.clear();
    for (auto entry = host.timeline.rbegin(); entry != host.timeline.rend(); ++entry) {
        if (entry->takenAt > m_at || entry->pending == SnapshotEntry::NoPending || m_kinds[entry->pending] == NoKind)
            continue;
        const std::uint32_t kind = m_kinds[entry->pending];
        if (std::none_of(m_lists.begin(), m_lists.end(), [&](const CountingList& l) { return l.kind == kind; }))
            m_lists.push_back({kind, &*entry});
    }
}

void Walk::walk(std::uint32_t index)
{
    const Host& host = m_fleet.hosts[index];
    countingLists(host);
    if (m_lists.empty())
        return;
    m_evidence = evidenceAt(host, m_table, m_at);
    const SnapshotEntry* seen = host.lastSeen(m_at);
    m_stream = seen && seen->os < m_fleet.streams.size() ? m_fleet.streams[seen->os] : std::string();
    m_release =
        m_evidence.stream == MatchTable::NoStream ? std::uint32_t(m_table.streams.size() - 1) : m_evidence.stream;
    lookUp(m_evidence.packages);
    m_firstFinding = m_findings.size();
    for (const CountingList& list : m_lists) {
        for (const OfferId id : m_fleet.pendings[list.entry->pending].offers)
            take(index, list, id);
    }
}

/// What is installed of all that is offered.
void Walk::lookUp(const SnapshotEntry* packages)
{
    m_installed.clear();
    m_told.reset();
    for (const CountingList& list : m_lists) {
        for (const OfferId id : m_fleet.pendings[list.entry->pending].offers)
            m_installed.try_emplace(nameKey(m_pool, m_pool.offers().view(id).build));
    }
    if (!packages)
        return;
    for (const ComponentId id : m_fleet.manifests[packages->manifest].components) {
        m_told.set(std::size_t(m_pool.ecosystem(id)));
        if (const auto wanted = m_installed.find(nameKey(m_pool, id)); wanted != m_installed.end())
            wanted->second.push_back(id);
    }
}

/// The installed build is the offered one or a later one.
bool Walk::reaches(ComponentId installed, const ComponentView& build) const
{
    const ComponentView now = m_pool.view(installed);
    if (now.version == build.version)
        return true;
    const auto scheme = distributionScheme(build.ecosystem);
    if (!scheme || now.version.empty())
        return false;
    const auto order = compareVersions(*scheme, now.version, build.version);
    return order.ok() && *order != Order::Less;
}

bool Walk::isClosed(const OfferView& offer, const SnapshotEntry& list) const
{
    // An inventory of the same moment or before cannot know what came of the offer.
    if (!m_evidence.packages || m_evidence.packages->takenAt <= list.takenAt)
        return false;
    const ComponentView build = m_pool.view(offer.build);
    const auto& installed = m_installed.at(nameKey(m_pool, offer.build));
    if (build.version.empty()) // an update by its number; a patch of SUSE never stands in an inventory
        return build.ecosystem == Ecosystem::Hotfix && !installed.empty();
    const auto otherArch = [&](ComponentId id) {
        const auto arch = m_pool.view(id).arch;
        return !arch.empty() && !build.arch.empty() && arch != build.arch;
    };
    const bool some = std::any_of(installed.begin(), installed.end(), [&](ComponentId id) { return !otherArch(id); });
    if (!some) // removed, if packages of its kind were told at all; a change of the architecture is an update
        return m_told.test(std::size_t(build.ecosystem))
            && std::all_of(installed.begin(), installed.end(), [&](ComponentId id) { return reaches(id, build); });
    return std::any_of(installed.begin(), installed.end(),
                       [&](ComponentId id) { return !otherArch(id) && reaches(id, build); });
}

/// Tells of the offer on the patches that advisories make of the installed package; false: there is none.
bool Walk::link(const OfferView& offer)
{
    if (m_table.streams.empty())
        return false;
    bool linked = false;
    const ComponentView build = m_pool.view(offer.build);
    for (const ComponentId id : m_installed.at(nameKey(m_pool, offer.build))) {
        for (const MatchEntry& entry : m_table.entriesOf(m_release, id)) {
            const std::uint32_t patch = m_patches.patchOfGroup[entry.group];
            if (patch == PatchTable::NoPatch)
                continue;
            tell(m_patches.patches[patch], offer, build);
            linked = true;
        }
    }
    return linked;
}

bool Walk::isOlder(const Patch& patch, std::string_view offered, Ecosystem ecosystem) const
{
    const auto scheme = distributionScheme(ecosystem);
    if (!scheme)
        return offered < patch.offered; // of no native order: any of them, but always the same
    const auto order = compareVersions(*scheme, offered, patch.offered);
    return !order.ok() || *order == Order::Less;
}

void Walk::tell(Patch& patch, const OfferView& offer, const ComponentView& build)
{
    const std::string_view version = build.version.empty() ? build.name : build.version;
    if (patch.offered.empty() || !isOlder(patch, version, build.ecosystem)) {
        patch.offered = std::string(version);
        if (!offer.origin.empty())
            patch.offerOrigin = std::string(offer.origin);
        if (!offer.title.empty())
            patch.offerTitle = std::string(offer.title);
    }
    patch.offerSecurity = patch.offerSecurity || offer.security;
    auto& named = patch.offerAdvisories;
    const auto place = std::lower_bound(named.begin(), named.end(), offer.advisory);
    if (!offer.advisory.empty() && named.size() < AdvisoryCap && (place == named.end() || *place != offer.advisory))
        named.insert(place, std::string(offer.advisory));
}

std::uint32_t Walk::rowOf(const OfferView& offer, const ComponentView& build)
{
    const auto& installed = m_installed.at(nameKey(m_pool, offer.build));
    std::string_view package = build.source.empty() ? build.name : build.source;
    if (!installed.empty() && !m_pool.view(installed.front()).source.empty())
        package = m_pool.view(installed.front()).source;
    std::string key = m_stream + '/';
    key.append(package).append(1, '/').append(name(build.ecosystem));
    const auto [row, isNew] = m_rows.try_emplace(std::move(key), std::uint32_t(m_patches.patches.size()));
    if (!isNew)
        return row->second;
    Patch patch;
    patch.ecosystem = build.ecosystem;
    patch.stream = m_stream;
    patch.package = std::string(package);
    patch.reboot = needsReboot(patch.package);
    patch.feed = "vendor offers";
    patch.offerOnly = true;
    m_patches.patches.push_back(std::move(patch));
    m_patches.streamOfPatch.push_back(MatchTable::NoStream); // hosts without evidence have no part in it
    return row->second;
}

/// The first day of the unbroken run of lists of this kind that hold the offer.
std::int32_t Walk::offeredSince(const Host& host, const CountingList& list, OfferId id) const
{
    Instant since = list.entry->takenAt;
    for (const SnapshotEntry* entry = list.entry; entry != host.timeline.data();) {
        --entry;
        if (entry->pending == SnapshotEntry::NoPending || m_kinds[entry->pending] != list.kind)
            continue;
        const auto& offers = m_fleet.pendings[entry->pending].offers;
        if (!std::binary_search(offers.begin(), offers.end(), id))
            break;
        since = entry->takenAt;
    }
    return dayNumber(since);
}

void Walk::take(std::uint32_t host, const CountingList& list, OfferId id)
{
    const OfferView offer = m_pool.offers().view(id);
    if (isClosed(offer, *list.entry) || link(offer))
        return;
    const ComponentView build = m_pool.view(offer.build);
    const std::uint32_t patch = rowOf(offer, build);
    tell(m_patches.patches[patch], offer, build);
    const bool stale = m_states[host] == HostState::Stale || m_at - list.entry->takenAt > m_staleAfter;
    const auto& installed = m_installed.at(nameKey(m_pool, offer.build));
    Finding finding;
    finding.host = host;
    finding.patch = patch;
    finding.component = installed.empty() ? offer.installed : installed.back();
    finding.state = stale ? FindingState::Unknown : FindingState::Open;
    finding.exposedSince = offeredSince(m_fleet.hosts[host], list, id);
    const auto same = std::find_if(m_findings.begin() + std::ptrdiff_t(m_firstFinding), m_findings.end(),
                                   [&](const Finding& other) { return other.patch == patch; });
    if (same == m_findings.end()) {
        m_findings.push_back(finding);
        return;
    }
    same->exposedSince = std::min(same->exposedSince, finding.exposedSince);
    if (same->state == FindingState::Unknown && finding.state == FindingState::Open) {
        same->state = finding.state;
        same->component = finding.component;
    }
}

/// Rows get their names once it is known which version is the newest that is offered.
void nameRows(PatchTable& patches, std::size_t first)
{
    for (std::size_t i = first; i < patches.patches.size(); ++i) {
        Patch& patch = patches.patches[i];
        const bool numbered = patch.offered == patch.package; // an update that has no version
        patch.id = patch.stream + '/' + patch.package + '/' + (numbered ? std::string("-") : patch.offered);
    }
}

} // namespace

std::vector<Finding> addOffers(const Fleet& fleet, const MatchTable& table, const std::vector<HostState>& states,
                               Instant at, int staleAfterDays, PatchTable& patches)
{
    const std::size_t first = patches.patches.size();
    auto findings = Walk(fleet, table, states, at, staleAfterDays, patches).run();
    nameRows(patches, first);
    return findings;
}

} // namespace bw
