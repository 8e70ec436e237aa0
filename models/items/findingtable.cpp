// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/findingtable.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"
#include "models/matching/distributionscheme.h"
#include "models/verification/patchref.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace bw {

namespace {

VersionScheme schemeOf(Ecosystem ecosystem)
{
    if (ecosystem == Ecosystem::Pacman)
        return VersionScheme::Generic; // pacman's own order is not transitive, and a sort needs that
    return distributionScheme(ecosystem).value_or(VersionScheme::Generic);
}

/// By name, then by version in its native order; texts that are no version of their scheme come last.
bool componentBefore(const ComponentView& a, const ComponentView& b)
{
    if (a.name != b.name)
        return a.name < b.name;
    if (a.ecosystem != b.ecosystem)
        return a.ecosystem < b.ecosystem;
    const VersionScheme scheme = schemeOf(a.ecosystem);
    const bool validA = isValidVersion(scheme, a.version);
    const bool validB = isValidVersion(scheme, b.version);
    if (validA != validB)
        return validA;
    const int order = validA ? compareAccepted(scheme, a.version, b.version) : 0;
    return order != 0 ? order < 0 : a.version < b.version;
}

void widen(std::int32_t day, std::int32_t& low, std::int32_t& high)
{
    if (day == Finding::NoDay)
        return;
    if (high < low)
        low = high = day;
    low = std::min(low, day);
    high = std::max(high, day);
}

} // namespace

std::uint32_t urgency(FindingState state)
{
    switch (state) {
    case FindingState::Regressed:
        return 0;
    case FindingState::Contradicted:
        return 1;
    case FindingState::RebootPending:
        return 2;
    case FindingState::Open:
        return 3;
    case FindingState::Unknown:
        return 4;
    case FindingState::Claimed:
        return 5;
    case FindingState::Deploying:
        return 6;
    case FindingState::Planned:
        return 7;
    case FindingState::Excepted:
        return 8;
    case FindingState::Verified:
        return 9;
    }
    return 10;
}

std::shared_ptr<const FindingTable> FindingTable::make(FindingSource source)
{
    return std::shared_ptr<const FindingTable>(new FindingTable(std::move(source)));
}

FindingTable::FindingTable(FindingSource source)
    : m_source(std::move(source))
{
    takeColumns();
    for (std::uint32_t i = 0; i < assessment()->patches.size(); ++i)
        m_patchIds.emplace_back(assessment()->patches[i].id, i);
    std::sort(m_patchIds.begin(), m_patchIds.end());
    rankComponents();
    takeClosed();
    rankHosts();
    rankPatches();
    collectWords();
    collectCves();
}

const Patch& FindingTable::patchAt(std::uint32_t patch) const
{
    const auto& known = assessment()->patches;
    return patch < known.size() ? known[patch] : m_closedPatches[patch - known.size()];
}

const Finding& FindingTable::at(std::uint32_t row) const
{
    return closed(row) ? m_closed[row - findingCount()] : assessment()->findings[row];
}

std::string_view FindingTable::installed(std::uint32_t row) const
{
    if (closed(row))
        return (*m_source.verdicts)[rowOf(row)].installed;
    return assessment()->fleet->components->view(assessment()->findings[row].component).version;
}

std::optional<CveIndex> FindingTable::leadCve(std::uint32_t row) const
{
    return m_patches[row] < m_leadCves.size() ? m_leadCves[m_patches[row]] : std::nullopt;
}

std::uint32_t FindingTable::rowOf(std::uint32_t row) const
{
    if (!m_source.overlay)
        return Overlay::NoRow;
    return closed(row) ? m_closedRows[row - findingCount()] : m_source.overlay->rows[row];
}

const Expectation* FindingTable::expectation(std::uint32_t row) const
{
    const std::uint32_t place = rowOf(row);
    return place == Overlay::NoRow ? nullptr : &(*m_source.expectations)[place];
}

const Verification* FindingTable::verification(std::uint32_t row) const
{
    const std::uint32_t place = rowOf(row);
    return place == Overlay::NoRow ? nullptr : &(*m_source.verdicts)[place];
}

void FindingTable::takeColumns()
{
    const auto& findings = assessment()->findings;
    m_hosts.reserve(findings.size());
    m_patches.reserve(findings.size());
    m_components.reserve(findings.size());
    m_states.reserve(findings.size());
    for (const Finding& finding : findings) {
        m_hosts.push_back(finding.host);
        m_patches.push_back(finding.patch);
        m_components.push_back(finding.component);
        m_states.push_back(std::uint8_t(finding.state));
        widen(finding.due, m_dueMin, m_dueMax);
        widen(finding.exposedSince, m_sinceMin, m_sinceMax);
    }
    if (!m_source.overlay)
        return;
    for (std::size_t i = 0; i < m_states.size(); ++i)
        m_states[i] = std::uint8_t(m_source.overlay->states[i]);
}

void FindingTable::takeClosed()
{
    if (!m_source.overlay || m_source.overlay->closed.empty())
        return;
    std::unordered_map<std::string_view, std::uint32_t> places;
    for (const auto& [id, patch] : m_patchIds)
        places.emplace(id, patch);
    std::vector<std::uint32_t> rows, patches;
    for (const std::uint32_t row : m_source.overlay->closed) {
        const Expectation& wanted = (*m_source.expectations)[row];
        if (!hostIndex(wanted.host))
            continue;
        const auto [it, isNew] = places.emplace(wanted.patch, patchCount());
        if (isNew) {
            PatchRef ref = patchRef(wanted.patch);
            Patch& patch = m_closedPatches.emplace_back();
            patch.id = wanted.patch;
            patch.stream = std::move(ref.stream);
            patch.package = std::move(ref.package);
            patch.fixed = wanted.fixed;
        }
        rows.push_back(row);
        patches.push_back(it->second);
    }
    addClosed(rows, patches);
    for (std::uint32_t i = 0; i < m_closedPatches.size(); ++i)
        m_patchIds.emplace_back(m_closedPatches[i].id, std::uint32_t(assessment()->patches.size()) + i);
    std::sort(m_patchIds.begin(), m_patchIds.end());
}

/// By patch and host, as findings are; of several plans that had a host x patch the first one is kept.
void FindingTable::addClosed(const std::vector<std::uint32_t>& rows, const std::vector<std::uint32_t>& patches)
{
    struct Row {
        std::uint32_t patch, host, row;
    };
    std::vector<Row> sorted;
    sorted.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        sorted.push_back({patches[i], *hostIndex((*m_source.expectations)[rows[i]].host), rows[i]});
    std::sort(sorted.begin(), sorted.end(), [](const Row& a, const Row& b) {
        return std::tuple(a.patch, a.host, a.row) < std::tuple(b.patch, b.host, b.row);
    });
    const auto none = std::uint32_t(m_used.size());
    for (const Row& row : sorted) {
        if (!m_closed.empty() && m_closed.back().patch == row.patch && m_closed.back().host == row.host)
            continue;
        Finding finding;
        finding.host = row.host;
        finding.patch = row.patch;
        finding.state = FindingState::Verified;
        m_closed.push_back(finding);
        m_closedRows.push_back(row.row);
        m_hosts.push_back(row.host);
        m_patches.push_back(row.patch);
        m_components.push_back(none);
        m_states.push_back(std::uint8_t(FindingState::Verified));
    }
}

void FindingTable::rankHosts()
{
    std::vector<QString> names;
    names.reserve(assessment()->fleet->hosts.size());
    for (const Host& host : assessment()->fleet->hosts)
        names.push_back(Texts::hostName(host));
    m_hostRanks = naturalRanks(names);
}

/// Patches of the assessment in the order of the queue, then those that are only closed, by name.
void FindingTable::rankPatches()
{
    const auto known = std::uint32_t(assessment()->patches.size());
    m_patchRanks.resize(known);
    std::iota(m_patchRanks.begin(), m_patchRanks.end(), 0u);
    std::vector<QString> names;
    for (const Patch& patch : m_closedPatches)
        names.push_back(Texts::of(patch.package + ' ' + patch.fixed));
    for (const std::uint32_t rank : naturalRanks(names))
        m_patchRanks.push_back(known + rank);
}

void FindingTable::rankComponents()
{
    const ComponentPool& pool = *assessment()->fleet->components;
    std::vector<std::uint32_t> places(pool.size(), 0);
    for (const ComponentId component : m_components)
        places[component] = 1;
    for (ComponentId id = 0; id < pool.size(); ++id) {
        if (places[id] != 0)
            m_used.push_back(id);
    }
    std::sort(m_used.begin(), m_used.end(),
              [&](ComponentId a, ComponentId b) { return componentBefore(pool.view(a), pool.view(b)); });
    m_componentRanks.resize(m_used.size());
    std::uint32_t rank = 0;
    for (std::uint32_t i = 0; i < m_used.size(); ++i) {
        if (i > 0 && componentBefore(pool.view(m_used[i - 1]), pool.view(m_used[i])))
            ++rank;
        m_componentRanks[i] = rank;
        places[m_used[i]] = i;
    }
    m_componentRanks.push_back(m_used.empty() ? 0 : rank + 1); // none
    for (std::uint32_t& component : m_components)
        component = places[component];
}

void FindingTable::collectWords()
{
    const Fleet& fleet = *assessment()->fleet;
    for (const Host& host : fleet.hosts) {
        for (const std::string* text : {&host.identity.name, &host.identity.fqdn, &host.attributes.owner,
                                        &host.attributes.site, &host.attributes.role})
            m_hostWords.add(*text);
        for (const std::string& tag : host.attributes.tags)
            m_hostWords.add(tag);
        if (const SnapshotEntry* seen = host.lastSeen(assessment()->at))
            m_hostWords.add(fleet.systems[seen->os].name + ' ' + fleet.systems[seen->os].release);
        m_hostWords.endEntry();
    }
    for (std::uint32_t i = 0; i < patchCount(); ++i) {
        const Patch& patch = patchAt(i);
        for (const std::string* text : {&patch.package, &patch.fixed, &patch.stream})
            m_patchWords.add(*text);
        for (const std::string& advisory : patch.advisories)
            m_patchWords.add(advisory);
        m_patchWords.endEntry();
    }
    for (const ComponentId component : m_used) {
        m_versionWords.add(fleet.components->view(component).version);
        m_versionWords.endEntry();
    }
}

void FindingTable::collectCves()
{
    const Catalog* catalog = assessment()->catalog.get();
    const auto weight = [&](CveIndex cve) {
        if (!catalog || cve >= catalog->cves.size())
            return -1.0F;
        const CveFacts& facts = catalog->cves[cve];
        return (facts.kev() ? 2.0F : 0.0F) + facts.epss.value_or(0.0F);
    };
    for (std::uint32_t i = 0; i < assessment()->patches.size(); ++i) {
        std::optional<CveIndex> lead;
        for (const CveIndex cve : assessment()->patches[i].cves) {
            m_cvePatches.emplace_back(cve, i);
            if (!lead || weight(cve) > weight(*lead))
                lead = cve;
        }
        m_leadCves.push_back(lead);
    }
    std::sort(m_cvePatches.begin(), m_cvePatches.end());
    for (std::uint32_t i = 0; i < m_cvePatches.size(); ++i) {
        const CveIndex cve = m_cvePatches[i].first;
        if (i > 0 && m_cvePatches[i - 1].first == cve)
            continue;
        m_cveFirst.push_back(i);
        if (assessment()->catalog && cve < assessment()->catalog->cves.size())
            m_cveWords.add(assessment()->catalog->cves[cve].id);
        m_cveWords.endEntry();
    }
    m_cveFirst.push_back(std::uint32_t(m_cvePatches.size()));
}

template <typename TextOf>
std::vector<std::uint32_t> FindingTable::orderByPatchText(bool descending, TextOf textOf) const
{
    std::vector<QString> texts;
    for (std::uint32_t i = 0; i < patchCount(); ++i)
        texts.push_back(textOf(i));
    auto ranks = naturalRanks(texts);
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (texts[i].isEmpty()) // last, whichever way round
            ranks[i] = descending ? 0 : std::uint32_t(ranks.size());
        else
            ranks[i] += descending ? 1 : 0;
    }
    return orderByRank(m_patches, ranks, descending);
}

/// By plan and wave, then by what came of it; rows of no plan last.
std::vector<std::uint32_t> FindingTable::orderByRollout(bool descending) const
{
    using Key = std::tuple<PlanId, WaveId, std::uint8_t>;
    std::map<Key, std::uint32_t> places;
    const auto keyOf = [&](std::uint32_t row) {
        const Expectation& wanted = (*m_source.expectations)[rowOf(row)];
        return Key(wanted.plan, wanted.wave, m_states[row]);
    };
    for (std::uint32_t row = 0; row < size(); ++row) {
        if (rowOf(row) != Overlay::NoRow)
            places.emplace(keyOf(row), 0u);
    }
    std::uint32_t next = 0;
    for (auto& [key, place] : places)
        place = next++;
    std::vector<std::uint32_t> ranks;
    ranks.reserve(size());
    for (std::uint32_t row = 0; row < size(); ++row) {
        const bool none = rowOf(row) == Overlay::NoRow;
        ranks.push_back(none ? (descending ? 0 : next) : places.find(keyOf(row))->second + (descending ? 1 : 0));
    }
    return orderByRank(ranks, next + 1, descending);
}

FindingTable::Order FindingTable::ordered(Column column, bool descending) const
{
    const auto rank = [&](std::uint32_t limit, auto rankOf) {
        std::vector<std::uint32_t> ranks;
        ranks.reserve(size());
        for (std::uint32_t row = 0; row < size(); ++row)
            ranks.push_back(rankOf(row));
        return orderByRank(ranks, limit, descending);
    };
    const auto day = [&](std::int32_t low, std::int32_t high, std::int32_t Finding::*field) {
        // Not told is last, whichever way round.
        const auto span = std::uint32_t(high - low + 1);
        const std::uint32_t untold = descending ? 0 : span;
        return rank(span + 1, [=, this](std::uint32_t row) {
            const std::int32_t value = at(row).*field;
            return value == Finding::NoDay ? untold : std::uint32_t(value - low) + (descending ? 1 : 0);
        });
    };
    std::vector<std::uint32_t> order;
    switch (column) {
    case Column::Host:
        order = orderByRank(m_hosts, m_hostRanks, descending);
        break;
    case Column::Patch:
        order = orderByRank(m_patches, m_patchRanks, descending);
        break;
    case Column::Installed:
        order = orderByRank(m_components, m_componentRanks, descending);
        break;
    case Column::State:
        order = rank(16, [this](std::uint32_t row) { return urgency(state(row)); });
        break;
    case Column::Decision:
        // What is closed needs no decision: last, whichever way round.
        order = rank(5, [this, descending](std::uint32_t row) {
            const auto decision = std::uint32_t(at(row).decision);
            return closed(row) ? (descending ? 0 : 4) : decision + (descending ? 1 : 0);
        });
        break;
    case Column::Fix:
        order = orderByPatchText(descending, [this](std::uint32_t i) { return Texts::of(patchAt(i).fixed); });
        break;
    case Column::Cve:
        order = orderByPatchText(descending, [this](std::uint32_t i) {
            return i < m_leadCves.size() && m_leadCves[i] ? Texts::of(assessment()->catalog->cves[*m_leadCves[i]].id)
                                                          : QString();
        });
        break;
    case Column::Feed:
        order = orderByPatchText(descending, [this](std::uint32_t i) { return Texts::of(patchAt(i).feed); });
        break;
    case Column::Rollout:
        order = orderByRollout(descending);
        break;
    case Column::Due:
        order = day(m_dueMin, m_dueMax, &Finding::due);
        break;
    case Column::ExposedSince:
        order = day(m_sinceMin, m_sinceMax, &Finding::exposedSince);
        break;
    }
    return std::make_shared<const std::vector<std::uint32_t>>(std::move(order));
}

std::optional<std::uint32_t> FindingTable::hostIndex(HostId id) const
{
    const auto& hosts = assessment()->fleet->hosts;
    const auto it = std::lower_bound(hosts.begin(), hosts.end(), id,
                                     [](const Host& host, HostId wanted) { return host.id < wanted; });
    return it == hosts.end() || it->id != id ? std::nullopt : std::optional(std::uint32_t(it - hosts.begin()));
}

std::optional<std::uint32_t> FindingTable::patchIndex(std::string_view id) const
{
    const auto it = std::lower_bound(m_patchIds.begin(), m_patchIds.end(), id,
                                     [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    return it == m_patchIds.end() || it->first != id ? std::nullopt : std::optional(it->second);
}

std::optional<std::uint32_t> FindingTable::find(HostId host, std::string_view patch) const
{
    const auto h = hostIndex(host);
    const auto p = patchIndex(patch);
    if (!h || !p)
        return {};
    FindingQuery query;
    query.patch = patch;
    for (const auto& [first, last] : scopeOf(query).stretches) {
        const auto end = m_hosts.begin() + last;
        const auto it = std::lower_bound(m_hosts.begin() + first, end, *h);
        if (it != end && *it == *h)
            return std::uint32_t(it - m_hosts.begin());
    }
    return {};
}

std::optional<std::uint32_t> FindingTable::placeOf(const FindingTable& other, std::uint32_t row) const
{
    return find(other.host(row).id, other.patch(row).id);
}

} // namespace bw
