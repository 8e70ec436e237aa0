// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/scopes.h"

#include <algorithm>

namespace bw {

bool Scope::coversPatch(const std::string& id) const
{
    return everyFinding || std::binary_search(patches.begin(), patches.end(), id);
}

bool Scope::coversCve(CveIndex cve) const
{
    return std::binary_search(cves.begin(), cves.end(), cve);
}

const OsIdentity* systemAt(const Fleet& fleet, const Host& host, Instant at)
{
    const SnapshotEntry* seen = host.lastSeen(at);
    return seen && seen->os < fleet.systems.size() ? &fleet.systems[seen->os] : nullptr;
}

Scope scopeOf(const std::string& hostFilter, const std::vector<std::string>& patches,
              const std::vector<std::string>& cves, const Fleet& fleet, const Catalog& catalog,
              std::span<const HostState> states, Instant at)
{
    Scope scope;
    scope.everyFinding = patches.empty() && cves.empty();
    scope.patches = patches;
    std::sort(scope.patches.begin(), scope.patches.end());
    for (const std::string& id : cves) {
        if (const auto index = catalog.indexOf(id))
            scope.cves.push_back(*index);
    }
    std::sort(scope.cves.begin(), scope.cves.end());
    const auto filter = HostFilter::parse(hostFilter);
    scope.hosts.assign(fleet.hosts.size(), filter.ok() && filter->empty());
    if (!filter.ok() || filter->empty())
        return scope;
    for (std::size_t i = 0; i < fleet.hosts.size(); ++i)
        scope.hosts[i] = filter->matches({fleet.hosts[i], systemAt(fleet, fleet.hosts[i], at), states[i]});
    return scope;
}

} // namespace bw
