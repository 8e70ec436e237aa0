// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/ground.h"

#include "models/domain/hostfilter.h"
#include "models/matching/distributionscheme.h"

#include <algorithm>
#include <map>

namespace bw {

namespace {

/// "Debian:12/sudo" and "1.9.13p3-1" of "Debian:12/sudo/1.9.13p3-1".
std::pair<std::string_view, std::string_view> split(std::string_view patch)
{
    const auto slash = patch.rfind('/');
    return slash == std::string_view::npos ? std::pair(patch, std::string_view())
                                           : std::pair(patch.substr(0, slash), patch.substr(slash + 1));
}

std::string_view packageIn(std::string_view patchId)
{
    const std::string_view head = split(patchId).first;
    const auto slash = head.rfind('/');
    return slash == std::string_view::npos ? head : head.substr(slash + 1);
}

VersionScheme schemeOf(Ecosystem ecosystem)
{
    if (ecosystem == Ecosystem::Hotfix)
        return VersionScheme::Windows;
    if (ecosystem == Ecosystem::MacApp)
        return VersionScheme::Macos;
    return distributionScheme(ecosystem).value_or(VersionScheme::Generic);
}

} // namespace

PlanGround::PlanGround(PlanContext context)
    : m_context(std::move(context))
{
    const Assessment& all = *m_context.assessment;
    m_patches.reserve(all.patches.size());
    for (std::uint32_t i = 0; i < all.patches.size(); ++i) {
        m_patches.emplace(all.patches[i].id, i);
        m_packages[std::string(split(all.patches[i].id).first)].push_back(i);
    }
    const PlanningPolicy& policy = m_context.policy;
    for (const RedundancyGroup& group : policy.redundancy)
        m_redundancy.push_back(hostsOf(group.hostFilter, "redundancy group “" + group.name + "”"));
    for (const OrderRule& order : policy.orders) {
        m_first.push_back(hostsOf(order.first, "order rule “" + order.name + "”"));
        m_then.push_back(hostsOf(order.then, "order rule “" + order.name + "”"));
    }
    for (const CriticalApp& app : m_context.apps)
        m_apps.push_back(hostsOf(app.hostFilter, "application “" + app.name + "”"));
    readCalendars();
    sortIntoClasses();
    measure();
}

std::vector<std::uint32_t> PlanGround::hostsOf(const std::string& filter, const std::string& subject)
{
    std::vector<std::uint32_t> hosts;
    const auto parsed = HostFilter::parse(filter);
    if (!parsed) {
        m_flaws.push_back(subject + ": the filter “" + filter + "” cannot be read (" + parsed.error().subject + ")");
        return hosts;
    }
    const Assessment& all = *m_context.assessment;
    const Fleet& fleet = *all.fleet;
    for (std::uint32_t i = 0; i < fleet.hosts.size(); ++i) {
        const SnapshotEntry* seen = fleet.hosts[i].lastSeen(all.at);
        const HostFacts facts{fleet.hosts[i], seen ? &fleet.systems[seen->os] : nullptr, all.hostStates[i]};
        if (parsed->matches(facts))
            hosts.push_back(i);
    }
    return hosts;
}

void PlanGround::readCalendars()
{
    const PlanningPolicy& policy = m_context.policy;
    m_hostWindows.resize(hostCount());
    m_hostFreezes.resize(hostCount());
    for (std::uint32_t i = 0; i < policy.windows.size(); ++i) {
        const Window& window = policy.windows[i];
        const std::string subject = "window “" + window.name + "”";
        auto times = occurrences(window, now(), now() + std::chrono::days(366));
        if (!times)
            m_flaws.push_back(subject + ": " + times.error().place.field + " “" + times.error().subject + "”");
        m_occurrences.push_back(times ? std::move(*times) : std::vector<Occurrence>());
        if (window.hostFilter.empty())
            continue;
        for (const std::uint32_t host : hostsOf(window.hostFilter, subject))
            m_hostWindows[host].push_back(i);
    }
    for (std::uint32_t i = 0; i < policy.freezes.size(); ++i) {
        const Freeze& freeze = policy.freezes[i];
        const std::string subject = "freeze “" + freeze.name + "”";
        const auto stretch = stretchOf(freeze);
        if (!stretch)
            m_flaws.push_back(subject + ": " + stretch.error().place.field + " “" + stretch.error().subject + "”");
        m_stretches.push_back(stretch ? std::optional(*stretch) : std::nullopt);
        for (const std::uint32_t host : hostsOf(freeze.hostFilter, subject))
            m_hostFreezes[host].push_back(i);
    }
}

void PlanGround::sortIntoClasses()
{
    std::map<std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>, std::uint32_t> classes;
    m_hostClass.reserve(hostCount());
    for (std::uint32_t host = 0; host < hostCount(); ++host) {
        const auto [it, fresh] =
            classes.try_emplace({m_hostWindows[host], m_hostFreezes[host]}, std::uint32_t(m_classHost.size()));
        if (fresh)
            m_classHost.push_back(host);
        m_hostClass.push_back(it->second);
    }
}

void PlanGround::measure()
{
    const std::vector<Patch>& patches = m_context.assessment->patches;
    m_minutes.reserve(patches.size());
    m_success.reserve(patches.size());
    for (std::uint32_t i = 0; i < patches.size(); ++i) {
        const auto measured = m_context.measured.packages.find(patches[i].package);
        const bool known = measured != m_context.measured.packages.end() && measured->second.times > 0;
        m_minutes.push_back(known && measured->second.minutes > 0 ? measured->second.minutes
                                                                  : minutes(patches[i].id, None));
        m_success.push_back(std::clamp(known ? measured->second.success : m_context.policy.successRate, 0.0, 1.0));
    }
}

std::uint32_t PlanGround::hostIndex(HostId host) const
{
    const auto& hosts = m_context.assessment->fleet->hosts;
    const auto it =
        std::lower_bound(hosts.begin(), hosts.end(), host, [](const Host& h, HostId id) { return h.id < id; });
    return it != hosts.end() && it->id == host ? std::uint32_t(it - hosts.begin()) : None;
}

std::uint32_t PlanGround::patchIndex(std::string_view patch) const
{
    const auto it = m_patches.find(patch);
    return it == m_patches.end() ? None : it->second;
}

std::string PlanGround::hostName(HostId id) const
{
    const std::uint32_t index = hostIndex(id);
    if (index == None)
        return "host " + std::to_string(id);
    const HostIdentity& identity = host(index).identity;
    return identity.name.empty() ? identity.fqdn : identity.name;
}

std::uint32_t PlanGround::windowIndex(std::string_view id) const
{
    const auto& windows = m_context.policy.windows;
    const auto it = std::find_if(windows.begin(), windows.end(), [&](const Window& w) { return w.id == id; });
    return id.empty() || it == windows.end() ? None : std::uint32_t(it - windows.begin());
}

const Window* PlanGround::window(std::string_view id) const
{
    const std::uint32_t index = windowIndex(id);
    return index == None ? nullptr : &m_context.policy.windows[index];
}

double PlanGround::minutes(std::string_view patch, std::uint32_t index) const
{
    if (index != None)
        return m_minutes[index];
    const std::string_view package = packageIn(patch);
    for (const DurationRule& rule : m_context.policy.durations) {
        std::string pattern = rule.package;
        std::transform(pattern.begin(), pattern.end(), pattern.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        if (filterGlob(pattern, package))
            return rule.minutes;
    }
    return m_context.policy.minutesPerPatch;
}

double PlanGround::rebootMinutes() const
{
    return m_context.measured.rebootMinutes.value_or(m_context.policy.rebootMinutes);
}

std::string PlanGround::supersededBy(std::string_view patch) const
{
    const auto [package, version] = split(patch);
    const auto it = m_packages.find(std::string(package));
    if (it == m_packages.end())
        return {};
    for (const std::uint32_t other : it->second) {
        const Patch& candidate = m_context.assessment->patches[other];
        if (candidate.id == patch || candidate.fixed.empty())
            continue;
        if (version == "-")
            return candidate.id;
        const auto order = compareVersions(schemeOf(candidate.ecosystem), version, candidate.fixed);
        if (order && *order == Order::Less)
            return candidate.id;
    }
    return {};
}

} // namespace bw
