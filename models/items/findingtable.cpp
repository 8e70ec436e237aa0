// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/findingtable.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"
#include "models/matching/distributionscheme.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace bw {

namespace {

constexpr std::uint32_t ChunkRows = 64 * 1024; // between two questions whether to go on

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

/// Place of a day in a table that holds "not told" first, then low, low + 1, ...
std::uint32_t daySlot(std::int32_t day, std::int32_t low)
{
    return day == Finding::NoDay ? 0 : std::uint32_t(day - low + 1);
}

} // namespace

/// Of each dictionary entry, which tests of a filter it answers: bit i for test i.
struct FindingTable::Masks {
    static constexpr std::size_t MaxTests = 32;
    static constexpr std::size_t MaxTable = 12;

    const FilterExpression* expression = nullptr;
    std::vector<std::uint32_t> hosts, patches, components;
    std::vector<std::uint32_t> states, decisions, dues, sinces;
    bool ofFinding = false; ///< any of the second line is needed
    std::vector<std::uint8_t> truth; ///< by bits, where there are few tests

    bool holds(std::uint32_t bits) const
    {
        return expression->evaluate(
            [&](const FilterTest& test) { return (bits >> expression->placeOf(test) & 1) != 0; });
    }
};

std::shared_ptr<const FindingTable> FindingTable::make(std::shared_ptr<const Assessment> assessment)
{
    return std::shared_ptr<const FindingTable>(new FindingTable(std::move(assessment)));
}

FindingTable::FindingTable(std::shared_ptr<const Assessment> assessment)
    : m_assessment(std::move(assessment))
{
    takeColumns();
    rankHosts();
    rankComponents();
    m_patchRanks.resize(m_assessment->patches.size());
    std::iota(m_patchRanks.begin(), m_patchRanks.end(), 0u);
    for (std::uint32_t i = 0; i < m_assessment->patches.size(); ++i)
        m_patchIds.emplace_back(m_assessment->patches[i].id, i);
    std::sort(m_patchIds.begin(), m_patchIds.end());
    collectWords();
}

void FindingTable::takeColumns()
{
    const auto& findings = m_assessment->findings;
    m_hosts.reserve(findings.size());
    m_patches.reserve(findings.size());
    m_components.reserve(findings.size());
    for (const Finding& finding : findings) {
        m_hosts.push_back(finding.host);
        m_patches.push_back(finding.patch);
        m_components.push_back(finding.component);
        widen(finding.due, m_dueMin, m_dueMax);
        widen(finding.exposedSince, m_sinceMin, m_sinceMax);
    }
}

void FindingTable::rankHosts()
{
    std::vector<QString> names;
    names.reserve(m_assessment->fleet->hosts.size());
    for (const Host& host : m_assessment->fleet->hosts)
        names.push_back(Texts::hostName(host));
    m_hostRanks = naturalRanks(names);
}

void FindingTable::rankComponents()
{
    const ComponentPool& pool = *m_assessment->fleet->components;
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
    for (std::uint32_t& component : m_components)
        component = places[component];
}

void FindingTable::collectWords()
{
    const Fleet& fleet = *m_assessment->fleet;
    for (const Host& host : fleet.hosts) {
        for (const std::string* text : {&host.identity.name, &host.identity.fqdn, &host.attributes.owner,
                                        &host.attributes.site, &host.attributes.role})
            m_hostWords.add(*text);
        for (const std::string& tag : host.attributes.tags)
            m_hostWords.add(tag);
        if (const SnapshotEntry* seen = host.lastSeen(m_assessment->at))
            m_hostWords.add(fleet.systems[seen->os].name + ' ' + fleet.systems[seen->os].release);
        m_hostWords.endEntry();
    }
    for (std::uint32_t i = 0; i < m_assessment->patches.size(); ++i) {
        const Patch& patch = m_assessment->patches[i];
        for (const std::string* text : {&patch.package, &patch.fixed, &patch.stream})
            m_patchWords.add(*text);
        for (const std::string& advisory : patch.advisories)
            m_patchWords.add(advisory);
        m_patchWords.endEntry();
        for (const CveIndex cve : patch.cves)
            m_cvePatches.emplace_back(cve, i);
    }
    std::sort(m_cvePatches.begin(), m_cvePatches.end());
    for (std::uint32_t i = 0; i < m_cvePatches.size(); ++i) {
        const CveIndex cve = m_cvePatches[i].first;
        if (i > 0 && m_cvePatches[i - 1].first == cve)
            continue;
        m_cveFirst.push_back(i);
        if (m_assessment->catalog && cve < m_assessment->catalog->cves.size())
            m_cveWords.add(m_assessment->catalog->cves[cve].id);
        m_cveWords.endEntry();
    }
    m_cveFirst.push_back(std::uint32_t(m_cvePatches.size()));
    for (const ComponentId component : m_used) {
        m_versionWords.add(fleet.components->view(component).version);
        m_versionWords.endEntry();
    }
}

FindingTable::Order FindingTable::ordered(Column column, bool descending) const
{
    const auto rank = [&](std::uint32_t limit, auto rankOf) {
        std::vector<std::uint32_t> ranks;
        ranks.reserve(size());
        for (const Finding& finding : m_assessment->findings)
            ranks.push_back(rankOf(finding));
        return orderByRank(ranks, limit, descending);
    };
    const auto day = [&](std::int32_t low, std::int32_t high, std::int32_t Finding::*field) {
        // Not told is last, whichever way round.
        const auto span = std::uint32_t(high - low + 1);
        const std::uint32_t untold = descending ? 0 : span;
        return rank(span + 1, [=](const Finding& f) {
            return f.*field == Finding::NoDay ? untold : std::uint32_t(f.*field - low) + (descending ? 1 : 0);
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
        order = rank(16, [](const Finding& f) { return std::uint32_t(f.state); });
        break;
    case Column::Decision:
        order = rank(4, [](const Finding& f) { return std::uint32_t(f.decision); });
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
    const auto& hosts = m_assessment->fleet->hosts;
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
    const Patch& known = m_assessment->patches[*p];
    const auto first = m_hosts.begin() + known.firstFinding;
    const auto last = first + known.findingCount;
    const auto it = std::lower_bound(first, last, *h);
    return it == last || *it != *h ? std::nullopt : std::optional(std::uint32_t(it - m_hosts.begin()));
}

FindingTable::Scope FindingTable::scopeOf(const FindingQuery& query) const
{
    Scope scope{0, size(), {}};
    if (!query.patch.empty()) {
        const auto patch = patchIndex(query.patch);
        scope.first = patch ? m_assessment->patches[*patch].firstFinding : 0;
        scope.last = patch ? scope.first + m_assessment->patches[*patch].findingCount : 0;
    }
    if (query.host) {
        scope.host = hostIndex(*query.host);
        if (!scope.host)
            scope.last = scope.first;
    }
    return scope;
}

std::uint32_t FindingTable::count(const FindingQuery& query) const
{
    const Scope scope = scopeOf(query);
    if (!scope.host)
        return scope.last - scope.first;
    return std::uint32_t(std::count(m_hosts.begin() + scope.first, m_hosts.begin() + scope.last, *scope.host));
}

void FindingTable::markWord(const FilterTest& test, std::uint32_t bit, Masks& masks) const
{
    for (const FilterValue& value : test.values) {
        m_hostWords.find(value.text, [&](std::uint32_t host) { masks.hosts[host] |= bit; });
        m_patchWords.find(value.text, [&](std::uint32_t patch) { masks.patches[patch] |= bit; });
        m_versionWords.find(value.text, [&](std::uint32_t version) { masks.components[version] |= bit; });
        m_cveWords.find(value.text, [&](std::uint32_t entry) {
            for (std::uint32_t i = m_cveFirst[entry]; i < m_cveFirst[entry + 1]; ++i)
                masks.patches[m_cvePatches[i].second] |= bit;
        });
    }
}

void FindingTable::markFinding(const FilterTest& test, std::uint32_t bit, Masks& masks) const
{
    const Day today = dayOf(m_assessment->at);
    const auto mark = [&](std::vector<std::uint32_t>& table, auto set) {
        for (std::uint32_t i = 0; i < table.size(); ++i) {
            Finding sample;
            set(sample, i);
            if (FindingFilter::holdsForFinding(test, sample, today))
                table[i] |= bit;
        }
    };
    const auto dayAt = [](std::uint32_t slot, std::int32_t low) {
        return slot == 0 ? Finding::NoDay : low + std::int32_t(slot) - 1;
    };
    const auto key = FindingFilter::keys()[test.key].name;
    if (key == "state")
        mark(masks.states, [](Finding& f, std::uint32_t i) { f.state = FindingState(i); });
    else if (key == "decision")
        mark(masks.decisions, [](Finding& f, std::uint32_t i) { f.decision = Decision(i); });
    else if (key == "due")
        mark(masks.dues, [&](Finding& f, std::uint32_t i) { f.due = dayAt(i, m_dueMin); });
    else
        mark(masks.sinces, [&](Finding& f, std::uint32_t i) { f.exposedSince = dayAt(i, m_sinceMin); });
    masks.ofFinding = true;
}

FindingTable::Masks FindingTable::masksOf(const FilterExpression& expression) const
{
    using Subject = FindingFilter::Subject;
    Masks masks;
    masks.expression = &expression;
    masks.hosts.resize(m_assessment->fleet->hosts.size());
    masks.patches.resize(m_assessment->patches.size());
    masks.components.resize(m_used.size());
    masks.states.resize(std::size_t(FindingState::Unknown) + 1);
    masks.decisions.resize(std::size_t(Decision::Immediate) + 1);
    masks.dues.resize(std::size_t(m_dueMax - m_dueMin + 2));
    masks.sinces.resize(std::size_t(m_sinceMax - m_sinceMin + 2));
    for (const FilterTest& test : expression.tests()) {
        const std::uint32_t bit = 1u << expression.placeOf(test);
        switch (FindingFilter::subjectOf(test)) {
        case Subject::Word:
            markWord(test, bit, masks);
            break;
        case Subject::Host:
            for (std::uint32_t i = 0; i < masks.hosts.size(); ++i)
                masks.hosts[i] |= FindingFilter::holdsForHost(test, i, *m_assessment) ? bit : 0;
            break;
        case Subject::Patch:
            for (std::uint32_t i = 0; i < masks.patches.size(); ++i)
                masks.patches[i] |=
                    FindingFilter::holdsForPatch(test, m_assessment->patches[i], *m_assessment) ? bit : 0;
            break;
        case Subject::Component:
            for (std::uint32_t i = 0; i < masks.components.size(); ++i)
                masks.components[i] |= FindingFilter::holdsForComponent(test, m_used[i], *m_assessment) ? bit : 0;
            break;
        case Subject::Finding:
            markFinding(test, bit, masks);
            break;
        }
    }
    if (expression.tests().size() <= Masks::MaxTable) {
        masks.truth.resize(std::size_t(1) << expression.tests().size());
        for (std::uint32_t bits = 0; bits < masks.truth.size(); ++bits)
            masks.truth[bits] = masks.holds(bits);
    }
    return masks;
}

bool FindingTable::scan(const Masks& masks, const Scope& scope, std::vector<std::uint8_t>& passes,
                        ProgressSink& progress) const
{
    const auto& findings = m_assessment->findings;
    std::uint32_t lastBits = ~0u;
    bool lastAnswer = false;
    for (std::uint32_t chunk = scope.first; chunk < scope.last; chunk += std::min(ChunkRows, scope.last - chunk)) {
        if (progress.cancelled())
            return false;
        const std::uint32_t end = chunk + std::min(ChunkRows, scope.last - chunk);
        const auto bitsOf = [&](std::uint32_t row) {
            return masks.hosts[m_hosts[row]] | masks.patches[m_patches[row]] | masks.components[m_components[row]];
        };
        if (!masks.truth.empty() && !masks.ofFinding) {
            for (std::uint32_t row = chunk; row < end; ++row)
                passes[row] = masks.truth[bitsOf(row)];
            continue;
        }
        for (std::uint32_t row = chunk; row < end; ++row) {
            const Finding& f = findings[row];
            const std::uint32_t bits = bitsOf(row) | masks.states[std::size_t(f.state)]
                | masks.decisions[std::size_t(f.decision)] | masks.dues[daySlot(f.due, m_dueMin)]
                | masks.sinces[daySlot(f.exposedSince, m_sinceMin)];
            if (!masks.truth.empty()) {
                passes[row] = masks.truth[bits];
                continue;
            }
            if (bits != lastBits) {
                lastBits = bits;
                lastAnswer = masks.holds(bits);
            }
            passes[row] = lastAnswer;
        }
    }
    return true;
}

std::vector<std::uint8_t> FindingTable::passes(const FindingQuery& query, ProgressSink& progress) const
{
    const FilterExpression& expression = query.filter.expression();
    const Scope scope = scopeOf(query);
    std::vector<std::uint8_t> answer(size(), 0);
    bool done = true;
    if (expression.empty()) {
        std::fill(answer.begin() + scope.first, answer.begin() + scope.last, std::uint8_t(1));
    } else if (expression.tests().size() <= Masks::MaxTests) {
        done = scan(masksOf(expression), scope, answer, progress);
    } else {
        for (std::uint32_t row = scope.first; row < scope.last && done; ++row) {
            answer[row] = query.filter.matches(at(row), *m_assessment);
            done = row % 256 != 0 || !progress.cancelled();
        }
    }
    if (!done)
        return {};
    if (scope.host) {
        for (std::uint32_t row = scope.first; row < scope.last; ++row)
            answer[row] &= std::uint8_t(m_hosts[row] == *scope.host);
    }
    return answer;
}

RowIndex FindingTable::select(const FindingQuery& query, const Order& order, ProgressSink& progress) const
{
    if (query.filter.empty() && !query.host && query.patch.empty())
        return order ? RowIndex(*order) : RowIndex::all(size());
    const auto passing = passes(query, progress);
    if (passing.size() != size())
        return {};
    return order ? selectRows(passing, *order) : selectRows(passing);
}

} // namespace bw
