// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/findingdetails.h"

#include <algorithm>

namespace bw {

FindingDetails::FindingDetails(const Assessment& assessment)
    : m_assessment(assessment)
    , m_matcher(*assessment.fleet->components, *assessment.catalog)
{
    const ComponentPool& pool = *assessment.fleet->components;
    for (ComponentId id = 0; id < pool.size(); ++id) {
        m_named[pool.strings().text(pool.nameId(id))].push_back(id);
        if (pool.sourceId(id) != pool.nameId(id))
            m_named[pool.strings().text(pool.sourceId(id))].push_back(id);
    }
}

std::vector<ComponentId> FindingDetails::componentsOf(const Finding& finding, const SnapshotEntry* entry) const
{
    const Fleet& fleet = *m_assessment.fleet;
    std::vector<ComponentId> components{finding.component};
    const auto named = m_named.find(m_assessment.patches[finding.patch].package);
    if (!entry || named == m_named.end())
        return components;
    const auto& manifest = fleet.manifests[entry->manifest].components;
    for (const ComponentId id : named->second) {
        if (id != finding.component && std::binary_search(manifest.begin(), manifest.end(), id)
            && kernelPart(fleet.components->view(id)) == KernelPart::None)
            components.push_back(id);
    }
    return components;
}

FindingDetail FindingDetails::work(const std::vector<ComponentId>& components, const Patch& patch,
                                   std::string_view stream)
{
    const Catalog& catalog = *m_assessment.catalog;
    const auto view = m_assessment.fleet->components->view(components.front());
    FindingDetail detail;
    detail.package = view.name;
    detail.sourcePackage = view.source.empty() ? view.name : view.source;
    detail.installed = view.version;
    for (const ComponentId component : components) {
        for (const auto& found : m_matcher.find(component, stream)) {
            if (catalog.strings.text(found.group.package) == patch.package && found.group.module == patch.module
                && found.group.hasFix != patch.fixed.empty()
                && catalog.strings.text(found.group.stream) == patch.stream)
                detail.hits.push_back(found.hit);
        }
    }
    // What cannot be told counts only where nothing can.
    if (std::any_of(detail.hits.begin(), detail.hits.end(), [](const Hit& hit) { return !hit.unknown; }))
        std::erase_if(detail.hits, [](const Hit& hit) { return hit.unknown; });
    for (const Hit& hit : detail.hits) {
        detail.advisories.push_back(catalog.advisories[catalog.rows[hit.row].row.advisory].id);
        if (isCve(hit.flaw))
            detail.cves.push_back(indexOf(hit.flaw));
    }
    const auto unique = [](auto& list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    unique(detail.advisories);
    unique(detail.cves);
    return detail;
}

const FindingDetail& FindingDetails::of(const Finding& finding)
{
    const Fleet& fleet = *m_assessment.fleet;
    const SnapshotEntry* entry = fleet.hosts[finding.host].at(m_assessment.at);
    const auto key = std::pair(finding.patch, componentsOf(finding, entry));
    const auto known = m_known.find(key);
    if (known != m_known.end())
        return known->second;
    const std::string_view stream =
        entry && entry->os < fleet.streams.size() ? std::string_view(fleet.streams[entry->os]) : std::string_view();
    return m_known.emplace(key, work(key.second, m_assessment.patches[finding.patch], stream)).first->second;
}

} // namespace bw
