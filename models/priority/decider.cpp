// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/decider.h"

#include <algorithm>

namespace bw {

static bool inForce(const Control& control, Day day)
{
    return control.from <= day && day <= control.until;
}

static bool coversAny(const Scope& scope, const Patch& patch)
{
    return std::any_of(scope.cves.begin(), scope.cves.end(),
                       [&](CveIndex cve) { return std::binary_search(patch.cves.begin(), patch.cves.end(), cve); });
}

Decider::Decider(const Fleet& fleet, const Catalog& catalog, const MatchTable& table, const AssessOptions& options,
                 const std::vector<HostState>& states, Profiles& profiles)
    : m_fleet(fleet)
    , m_catalog(catalog)
    , m_table(table)
    , m_options(options)
    , m_profiles(profiles)
    , m_outcomes(options.policy)
    , m_hosts(fleet.hosts.size())
{
    for (std::size_t i = 0; i < m_hosts.size(); ++i) {
        const HostAttributes& said = fleet.hosts[i].attributes;
        m_hosts[i].raw = m_hosts[i].controlled = HostExposure::of(said.exposure);
        m_hosts[i].impact = humanImpact(said.safety.value_or(Safety::Marginal), said.importance.value_or(Mission::Msc),
                                        options.humanImpactTable);
    }
    placeScopes(states);
}

void Decider::placeScopes(const std::vector<HostState>& states)
{
    const Day today = dayOf(m_options.at);
    const auto forHosts = [&](const Scope& scope, auto&& act) {
        for (std::size_t i = 0; i < m_hosts.size(); ++i) {
            if (scope.hosts[i])
                act(m_hosts[i]);
        }
    };
    for (std::uint32_t i = 0; i < m_options.controls.size(); ++i) {
        const Control& control = m_options.controls[i];
        if (!inForce(control, today))
            continue;
        auto scope =
            scopeOf(control.hostFilter, control.patches, control.cves, m_fleet, m_catalog, states, m_options.at);
        forHosts(scope, [&](HostClass& host) {
            if (scope.everyFinding)
                host.controlled = host.controlled.lowered(control.exposure);
            else
                host.scoped = true;
        });
        m_controls.push_back({i, std::move(scope)});
    }
    for (std::uint32_t i = 0; i < m_options.exceptions.size(); ++i) {
        const Exception& exception = m_options.exceptions[i];
        if (today > exception.until)
            continue;
        auto scope =
            scopeOf(exception.hostFilter, exception.patches, exception.cves, m_fleet, m_catalog, states, m_options.at);
        forHosts(scope, [&](HostClass& host) { (scope.everyFinding ? host.excepted : host.scoped) = true; });
        m_exceptions.push_back({i, std::move(scope)});
    }
}

void Decider::consider(FindingOutcome& outcome, const ProfileItem& item, std::int32_t firstSeen, HostExposure exposure,
                       const HostClass& host) const
{
    const Decision decision = m_outcomes.decision(item.threat, exposure.value, host.impact);
    const DueAnswer& due = m_outcomes.due(item.threat, exposure, decision);
    outcome.decision = std::max(outcome.decision, decision);
    outcome.forensics = outcome.forensics || due.forensics;
    if (!due.days)
        return;
    std::int32_t start = std::max(firstSeen, item.published);
    if (m_outcomes.kevStartsClock())
        start = std::min(start, item.kevAdded);
    const std::int32_t day = start + *due.days;
    outcome.due = outcome.due == Finding::NoDay ? day : std::min(outcome.due, day);
}

FindingOutcome Decider::decideWhole(const Finding& finding, std::uint32_t profile, HostExposure exposure) const
{
    const HostClass& host = m_hosts[finding.host];
    FindingOutcome outcome;
    std::int32_t since = ProfileItem::Never;
    for (const ProfileItem& item : m_profiles.items(profile)) {
        outcome.rawDecision =
            std::max(outcome.rawDecision, m_outcomes.decision(item.threat, host.raw.value, host.impact));
        since = std::min(since, std::max(finding.exposedSince, item.published));
        consider(outcome, item, finding.exposedSince, exposure, host);
    }
    outcome.exposedSince = since == ProfileItem::Never ? finding.exposedSince : since;
    return outcome;
}

/// The flaws of one finding, one by one.
std::vector<Hit> Decider::hitsOf(const Finding& finding)
{
    if (m_instancesHost != finding.host) {
        instancesOf(m_fleet, m_table, evidenceAt(m_fleet.hosts[finding.host], m_table, m_options.at), m_instances);
        m_instancesHost = finding.host;
    }
    std::vector<Hit> hits;
    for (const Instance& instance : m_instances) {
        const MatchEntry& entry = m_table.entries[instance.entry];
        if (entry.group != finding.patch)
            continue;
        for (const Hit& hit : m_table.hitsOf(entry)) {
            if (!hit.unknown || entry.unknown)
                hits.push_back(hit);
        }
    }
    return hits;
}

FindingOutcome Decider::decideByFlaw(const Finding& finding, std::uint32_t profile, HostExposure exposure)
{
    const HostClass& host = m_hosts[finding.host];
    const FindingOutcome whole = decideWhole(finding, profile, exposure);
    FindingOutcome outcome;
    outcome.rawDecision = whole.rawDecision;
    outcome.exposedSince = whole.exposedSince;
    outcome.excepted = true;
    for (const Hit& hit : hitsOf(finding)) {
        const auto covered = [&](const Placed& placed) {
            return placed.scope.hosts[finding.host] && isCve(hit.flaw) && placed.scope.coversCve(indexOf(hit.flaw));
        };
        if (std::any_of(m_exceptions.begin(), m_exceptions.end(), covered))
            continue;
        HostExposure lowered = exposure;
        for (const Placed& placed : m_controls) {
            if (covered(placed))
                lowered = lowered.lowered(m_options.controls[placed.index].exposure);
        }
        ProfileItem item;
        item.threat = m_profiles.threatOfFlaw(hit.flaw);
        item.published = m_profiles.publishedDayOf(hit);
        if (isCve(hit.flaw) && m_catalog.cves[indexOf(hit.flaw)].kevAdded)
            item.kevAdded = std::int32_t(m_catalog.cves[indexOf(hit.flaw)].kevAdded->time_since_epoch().count());
        outcome.excepted = false;
        consider(outcome, item, finding.exposedSince, lowered, host);
    }
    return outcome;
}

FindingOutcome Decider::decide(const Finding& finding, std::uint32_t profile, const Patch& patch)
{
    const HostClass& host = m_hosts[finding.host];
    HostExposure exposure = host.controlled;
    bool excepted = host.excepted;
    bool byFlaw = false;
    if (host.scoped) {
        for (const Placed& placed : m_controls) {
            if (!placed.scope.hosts[finding.host])
                continue;
            if (placed.scope.coversPatch(patch.id))
                exposure = exposure.lowered(m_options.controls[placed.index].exposure);
            else
                byFlaw = byFlaw || coversAny(placed.scope, patch);
        }
        for (const Placed& placed : m_exceptions) {
            if (!placed.scope.hosts[finding.host])
                continue;
            excepted = excepted || placed.scope.coversPatch(patch.id);
            byFlaw = byFlaw || coversAny(placed.scope, patch);
        }
    }
    if (byFlaw && !excepted)
        return decideByFlaw(finding, profile, exposure);
    FindingOutcome outcome = decideWhole(finding, profile, exposure);
    if (excepted) {
        outcome.excepted = true;
        outcome.decision = Decision::Defer;
        outcome.due = Finding::NoDay;
        outcome.forensics = false;
    }
    return outcome;
}

std::vector<std::uint32_t> Decider::controlsOf(std::uint32_t host, const Patch& patch) const
{
    std::vector<std::uint32_t> indices;
    for (const Placed& placed : m_controls) {
        const bool lower = m_options.controls[placed.index].exposure < m_hosts[host].raw.value;
        if (lower && placed.scope.hosts[host] && (placed.scope.coversPatch(patch.id) || coversAny(placed.scope, patch)))
            indices.push_back(placed.index);
    }
    return indices;
}

} // namespace bw
