// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/hostscope.h"

#include "models/priority/scopes.h"

namespace bw {

const OsIdentity* osOf(const Assessment& assessment, std::uint32_t host)
{
    return systemAt(*assessment.fleet, assessment.fleet->hosts[host], assessment.at);
}

bool isCovered(const Assessment& assessment, std::uint32_t host)
{
    const Fleet& fleet = *assessment.fleet;
    const SnapshotEntry* entry = fleet.hosts[host].at(assessment.at);
    if (!entry || entry->os >= fleet.streams.size())
        return false;
    const StringId stream = assessment.catalog->strings.find(fleet.streams[entry->os]);
    return stream != StringPool::npos && assessment.catalog->covers(stream);
}

HostScope hostScope(const Assessment& assessment, const HostFilter& filter)
{
    const Fleet& fleet = *assessment.fleet;
    HostScope scope;
    scope.hosts.resize(fleet.hosts.size());
    for (std::uint32_t i = 0; i < fleet.hosts.size(); ++i) {
        const HostState state = assessment.hostStates[i];
        if (!filter.empty() && !filter.matches({fleet.hosts[i], osOf(assessment, i), state})) {
            ++scope.basis.filteredOut;
            continue;
        }
        scope.hosts[i] = true;
        ++scope.basis.hosts;
        switch (state) {
        case HostState::Current:
            ++scope.basis.current;
            scope.basis.uncovered += !isCovered(assessment, i);
            break;
        case HostState::Stale:
            ++scope.basis.stale;
            break;
        case HostState::Unknown:
            ++scope.basis.unknown;
            break;
        case HostState::Excluded:
            ++scope.basis.excluded;
            break;
        }
    }
    return scope;
}

} // namespace bw
