// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/compliance.h"

#include <algorithm>
#include <array>
#include <map>

namespace bw {

std::string_view name(Grouping grouping)
{
    static constexpr std::array<std::string_view, 5> names = {"owner", "site", "os", "tag", "role"};
    return names[std::size_t(grouping)];
}

namespace {

std::vector<std::string> groupsOf(const Assessment& assessment, std::uint32_t host, Grouping grouping)
{
    const HostAttributes& said = assessment.fleet->hosts[host].attributes;
    switch (grouping) {
    case Grouping::Owner:
        return {said.owner};
    case Grouping::Site:
        return {said.site};
    case Grouping::Role:
        return {said.role};
    case Grouping::Tag:
        return said.tags.empty() ? std::vector<std::string>{""} : said.tags;
    case Grouping::Os:
        break;
    }
    const OsIdentity* os = osOf(assessment, host);
    if (!os)
        return {""};
    return {os->release.empty() ? os->name : os->name + ' ' + os->release};
}

double shareOf(const GroupCompliance& group)
{
    return group.hosts == 0 ? 1 : double(group.compliant) / double(group.hosts);
}

} // namespace

std::vector<GroupCompliance> complianceBy(const Assessment& assessment, const HostScope& scope, Grouping grouping)
{
    const std::int32_t today = std::int32_t(dayOf(assessment.at).time_since_epoch().count());
    const std::size_t hosts = assessment.fleet->hosts.size();
    std::vector<std::uint32_t> overdue(hosts, 0);
    for (const Finding& finding : assessment.findings) {
        const bool open = finding.state != FindingState::Unknown && finding.state != FindingState::Excepted;
        if (open && finding.due != Finding::NoDay && finding.due < today)
            ++overdue[finding.host];
    }
    std::map<std::string, GroupCompliance> groups;
    for (std::uint32_t host = 0; host < hosts; ++host) {
        if (!scope.hosts[host])
            continue;
        const HostState state = assessment.hostStates[host];
        for (const std::string& text : groupsOf(assessment, host, grouping)) {
            GroupCompliance& group = groups[text];
            group.group = text;
            if (state == HostState::Excluded) {
                ++group.excluded;
                continue;
            }
            ++group.hosts;
            group.overdueFindings += overdue[host];
            if (overdue[host] > 0)
                ++group.overdue;
            else if (state != HostState::Current || !isCovered(assessment, host))
                ++group.unknown;
            else
                ++group.compliant;
        }
    }
    std::vector<GroupCompliance> out;
    for (auto& [text, group] : groups)
        out.push_back(std::move(group));
    std::stable_sort(out.begin(), out.end(),
                     [](const GroupCompliance& a, const GroupCompliance& b) { return shareOf(a) < shareOf(b); });
    return out;
}

} // namespace bw
