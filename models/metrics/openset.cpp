// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/openset.h"

#include "models/matching/subject.h"
#include "models/priority/profiles.h"
#include "models/priority/threat.h"

#include <algorithm>
#include <map>

namespace bw {

OpenSets::OpenSets(const Fleet& fleet, const Catalog& catalog, const MatchTable& table)
    : m_fleet(fleet)
    , m_catalog(catalog)
    , m_table(table)
{
    m_firstItem.reserve(table.entries.size() + 1);
    for (const MatchEntry& entry : table.entries) {
        m_firstItem.push_back(std::uint32_t(m_entryItems.size()));
        addEntry(entry);
    }
    m_firstItem.push_back(std::uint32_t(m_entryItems.size()));
    m_place.assign(m_releases.size(), 0xffffffffu);
    if (!fleet.components)
        return;
    const ComponentPool& pool = *fleet.components;
    m_names.reserve(pool.size());
    for (ComponentId id = 0; id < pool.size(); ++id) {
        const auto view = pool.view(id);
        m_names.emplace_back(catalog.strings.find(subjectOf(view).source), catalog.strings.find(view.name));
    }
    m_namedMark.assign(catalog.strings.size(), 0);
}

/// The hits of an entry by the version that fixes them.
void OpenSets::addEntry(const MatchEntry& entry)
{
    std::map<StringId, std::vector<ReleaseFlaws>> byFix;
    for (const Hit& hit : m_table.hitsOf(entry)) {
        if (hit.unknown && !entry.unknown)
            continue;
        ReleaseFlaws item;
        item.published = publishedDay(m_catalog, hit.flaw, hit.row);
        item.threat = threatClass(threatWithoutCve());
        if (isCve(hit.flaw)) {
            const CveFacts& facts = m_catalog.cves[indexOf(hit.flaw)];
            item.threat = threatClass(threatOf(facts));
            if (facts.kevAdded)
                item.kevAdded = std::int32_t(facts.kevAdded->time_since_epoch().count());
        }
        byFix[hit.fix].push_back(item);
    }
    for (auto& [fix, flaws] : byFix) {
        const std::uint64_t key = (std::uint64_t(entry.group) << 32) | fix;
        const auto [it, isNew] = m_releaseOf.emplace(key, std::uint32_t(m_releases.size()));
        if (isNew)
            m_releases.push_back({entry.group, fix});
        m_entryItems.push_back({it->second, intern(std::move(flaws))});
    }
}

std::uint32_t OpenSets::intern(std::vector<ReleaseFlaws> flaws)
{
    std::sort(flaws.begin(), flaws.end(), [](const auto& a, const auto& b) { return a.threat < b.threat; });
    std::vector<ReleaseFlaws> folded;
    for (const ReleaseFlaws& item : flaws) {
        if (!folded.empty() && folded.back().threat == item.threat) {
            folded.back().published = std::min(folded.back().published, item.published);
            folded.back().kevAdded = std::min(folded.back().kevAdded, item.kevAdded);
        } else {
            folded.push_back(item);
        }
    }
    std::string key;
    for (const ReleaseFlaws& item : folded)
        key += std::to_string(item.threat) + ':' + std::to_string(item.published) + ':' + std::to_string(item.kevAdded)
            + ' ';
    const auto [it, isNew] = m_profileOf.emplace(std::move(key), std::uint32_t(m_profiles.size()));
    if (isNew)
        m_profiles.push_back(std::move(folded));
    return it->second;
}

std::uint32_t OpenSets::unite(std::uint32_t a, std::uint32_t b)
{
    if (a == b)
        return a;
    const std::uint64_t key = (std::uint64_t(std::min(a, b)) << 32) | std::max(a, b);
    const auto known = m_united.find(key);
    if (known != m_united.end())
        return known->second;
    auto both = m_profiles[a];
    both.insert(both.end(), m_profiles[b].begin(), m_profiles[b].end());
    const std::uint32_t united = intern(std::move(both));
    m_united.emplace(key, united);
    return united;
}

void OpenSets::build(const HostEvidence& evidence, std::vector<OpenItem>& out)
{
    out.clear();
    instancesOf(m_fleet, m_table, evidence, m_instances);
    for (const Instance& instance : m_instances) {
        const bool unknown = instance.state == InstanceState::Unknown;
        for (std::uint32_t i = m_firstItem[instance.entry]; i < m_firstItem[instance.entry + 1]; ++i) {
            const EntryItem& item = m_entryItems[i];
            const std::uint32_t place = m_place[item.release];
            if (place >= out.size() || out[place].release != item.release) {
                m_place[item.release] = std::uint32_t(out.size());
                out.push_back({item.release, item.profile, instance.component, unknown});
            } else if (out[place].unknown == unknown) {
                out[place].profile = unite(out[place].profile, item.profile);
            } else if (!unknown) {
                out[place] = {item.release, item.profile, instance.component, false};
            }
        }
    }
    std::sort(out.begin(), out.end(), [](const OpenItem& a, const OpenItem& b) { return a.release < b.release; });
}

const std::vector<OpenItem>& OpenSets::of(const HostEvidence& evidence)
{
    std::string key = std::to_string(evidence.packages->manifest) + '/' + std::to_string(evidence.stream) + '/'
        + (evidence.rebootPending ? (*evidence.rebootPending ? "y" : "n") : "?");
    key += evidence.runningKernel;
    const auto known = m_known.find(key);
    if (known != m_known.end())
        return known->second;
    build(evidence, m_fresh);
    if (m_knownItems + m_fresh.size() > MostItems)
        return m_fresh;
    m_knownItems += m_fresh.size();
    return m_known.emplace(std::move(key), m_fresh).first->second;
}

bool OpenSets::installed(ManifestIndex manifest, std::uint32_t release)
{
    if (!m_named || m_namedManifest != manifest) {
        ++m_mark;
        m_named = true;
        m_namedManifest = manifest;
        for (const ComponentId id : m_fleet.manifests[manifest].components) {
            for (const StringId name : {m_names[id].first, m_names[id].second}) {
                if (name != StringPool::npos)
                    m_namedMark[name] = m_mark;
            }
        }
    }
    return m_namedMark[groupOf(release).package] == m_mark;
}

std::string OpenSets::idOf(std::uint32_t release) const
{
    const PatchGroup& group = groupOf(release);
    const StringId fix = m_releases[release].fix;
    const std::string package = fix == StringPool::npos && !group.module.empty()
        ? group.module
        : std::string(m_catalog.strings.text(group.package));
    return std::string(m_catalog.strings.text(group.stream)) + '/' + package + '/'
        + (fix == StringPool::npos ? "-" : std::string(m_catalog.strings.text(fix)));
}

} // namespace bw
