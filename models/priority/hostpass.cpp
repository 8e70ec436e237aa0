// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/hostpass.h"

#include "models/foundation/largepages.h"

#include <algorithm>

namespace bw {

HostState hostStateAt(const Host& host, Instant at, int staleAfterDays)
{
    if (host.attributes.excluded)
        return HostState::Excluded;
    const SnapshotEntry* entry = host.at(at);
    if (!entry)
        return HostState::Unknown;
    return at - entry->takenAt > std::chrono::days(staleAfterDays) ? HostState::Stale : HostState::Current;
}

namespace {

std::int32_t dayNumber(Instant t)
{
    return std::int32_t(dayOf(t).time_since_epoch().count());
}

FindingState stateOf(InstanceState state)
{
    switch (state) {
    case InstanceState::Open:
        return FindingState::Open;
    case InstanceState::RebootPending:
        return FindingState::RebootPending;
    case InstanceState::Unknown:
        break;
    }
    return FindingState::Unknown;
}

class Walk {
public:
    Walk(const Fleet& fleet, HostRange range, const MatchTable& table, Profiles& profiles, Instant at,
         int staleAfterDays)
        : m_fleet(fleet)
        , m_range(range)
        , m_table(table)
        , m_profiles(profiles)
        , m_at(at)
        , m_staleAfterDays(staleAfterDays)
        , m_place(table.groups.size(), 0)
        , m_seen(table.groups.size(), 0)
    {
        m_pass.states.reserve(range.end - range.begin);
        m_pass.entryUsed.assign(table.entries.size(), 0);
        m_pass.blindHosts.assign(table.streams.size(), 0);
        m_pass.coverage.hosts = range.end - range.begin;
    }

    HostPass run()
    {
        for (std::uint32_t host = m_range.begin; host < m_range.end; ++host)
            walk(host);
        return std::move(m_pass);
    }

private:
    void walk(std::uint32_t host);
    void countBlind(const Host& host);
    void gather(std::uint32_t host, bool stale);
    void makeRoom(std::uint32_t hostsDone, std::size_t atHand);
    void add(std::uint32_t host, std::size_t begin, const Instance& instance, FindingState state, std::int32_t seen);
    void lookBack(const Host& host, const SnapshotEntry* newest, std::size_t begin);

    const Fleet& m_fleet;
    HostRange m_range;
    const MatchTable& m_table;
    Profiles& m_profiles;
    Instant m_at;
    int m_staleAfterDays;
    std::vector<std::uint32_t> m_place; ///< by group: place of its finding; valid where that finding is this host's
    std::vector<std::uint32_t> m_seen; ///< by group: number of the look at which it was seen
    std::uint32_t m_look = 0;
    std::vector<Instance> m_instances;
    HostPass m_pass;
};

void Walk::walk(std::uint32_t index)
{
    const Host& host = m_fleet.hosts[index];
    Coverage& coverage = m_pass.coverage;
    const HostState state = hostStateAt(host, m_at, m_staleAfterDays);
    m_pass.states.push_back(state);
    switch (state) {
    case HostState::Excluded:
        ++coverage.excluded;
        return;
    case HostState::Unknown:
        ++coverage.unknown;
        return countBlind(host);
    case HostState::Stale:
        ++coverage.stale;
        return gather(index, true);
    case HostState::Current:
        ++coverage.current;
        return gather(index, false);
    }
}

void Walk::countBlind(const Host& host)
{
    const SnapshotEntry* seen = host.lastSeen(m_at);
    if (!seen || seen->os >= m_table.streamOfSystem.size())
        return;
    const std::uint32_t stream = m_table.streamOfSystem[seen->os];
    if (stream != MatchTable::NoStream)
        ++m_pass.blindHosts[stream];
}

void Walk::gather(std::uint32_t index, bool stale)
{
    const Host& host = m_fleet.hosts[index];
    const HostEvidence evidence = evidenceAt(host, m_table, m_at);
    if (!stale && (evidence.stream == MatchTable::NoStream || !m_table.streams[evidence.stream].covered))
        ++m_pass.coverage.hostsUncovered;
    makeRoom(index - m_range.begin, m_fleet.manifests[evidence.packages->manifest].components.size());
    const std::size_t begin = m_pass.findings.size();
    const std::int32_t seen = dayNumber(evidence.packages->takenAt);
    forEachInstance(m_fleet, m_table, evidence, m_instances, [&](const Instance& instance) {
        add(index, begin, instance, stale ? FindingState::Unknown : stateOf(instance.state), seen);
    });
    lookBack(host, evidence.packages, begin);
}

/// Growing by doubling would touch every page twice or thrice; what the hosts so far had tells what is to come.
void Walk::makeRoom(std::uint32_t hostsDone, std::size_t atHand)
{
    auto& findings = m_pass.findings;
    if (findings.size() + atHand <= findings.capacity())
        return;
    const double share = double(findings.size() + (hostsDone == 0 ? atHand : 0)) / double(std::max(hostsDone, 1u));
    const auto expected = std::size_t(share * double(m_range.end - m_range.begin) * 1.1) + atHand;
    reserveLarge(findings, std::max(expected, findings.capacity() + findings.capacity() / 8 + atHand));
    reserveLarge(m_pass.profiles, findings.capacity());
}

void Walk::add(std::uint32_t host, std::size_t begin, const Instance& instance, FindingState state, std::int32_t seen)
{
    auto& findings = m_pass.findings;
    const std::uint32_t group = m_table.entries[instance.entry].group;
    const std::uint32_t profile = m_profiles.ofEntry(instance.entry);
    m_pass.entryUsed[instance.entry] = 1;
    const std::uint32_t place = m_place[group];
    if (place < begin || place >= findings.size() || findings[place].patch != group) {
        m_place[group] = std::uint32_t(findings.size());
        findings.push_back({host, group, instance.component, state, {}, {}, Finding::NoDay, seen});
        m_pass.profiles.push_back(profile);
        return;
    }
    Finding& finding = findings[place];
    const bool unknownBefore = finding.state == FindingState::Unknown;
    const bool unknownNow = state == FindingState::Unknown;
    if (unknownBefore == unknownNow)
        m_pass.profiles[place] = m_profiles.unite(m_pass.profiles[place], profile);
    else if (unknownBefore)
        m_pass.profiles[place] = profile;
    if ((unknownBefore && !unknownNow) || (state == FindingState::Open && finding.state != FindingState::Open)) {
        finding.state = state;
        finding.component = instance.component;
    }
}

/// Goes back in time while findings are open; a finding whose group is not open in an older look began after it.
void Walk::lookBack(const Host& host, const SnapshotEntry* newest, std::size_t begin)
{
    auto& findings = m_pass.findings;
    std::size_t active = findings.size() - begin;
    std::vector<std::uint32_t> open;
    const SnapshotEntry* same = newest;
    for (const SnapshotEntry* entry = newest; active > 0 && entry != host.timeline.data();) {
        --entry;
        if (!entry->hasPackages)
            continue;
        if (open.empty()) {
            for (std::size_t i = begin; i < findings.size(); ++i)
                open.push_back(std::uint32_t(i));
        }
        const bool changed = entry->manifest != same->manifest || entry->os != same->os
            || entry->runningKernel != same->runningKernel || entry->rebootPending != same->rebootPending;
        same = entry;
        if (changed) {
            ++m_look;
            instancesOf(m_fleet, m_table, evidenceOf(*entry, m_table), m_instances);
            for (const Instance& instance : m_instances)
                m_seen[m_table.entries[instance.entry].group] = m_look;
            std::erase_if(open, [&](std::uint32_t i) { return m_seen[findings[i].patch] != m_look; });
            active = open.size();
        }
        for (const std::uint32_t i : open)
            findings[i].exposedSince = dayNumber(entry->takenAt);
    }
}

} // namespace

HostPass passHosts(const Fleet& fleet, HostRange range, const MatchTable& table, Profiles& profiles, Instant at,
                   int staleAfterDays)
{
    return Walk(fleet, range, table, profiles, at, staleAfterDays).run();
}

} // namespace bw
