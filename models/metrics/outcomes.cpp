// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/outcomes.h"

#include "models/priority/ssvc.h"

#include <algorithm>

namespace bw {

namespace {

std::int32_t dayNumber(Day day)
{
    return std::int32_t(day.time_since_epoch().count());
}

void widen(ReleaseOutcome& outcome, const Control& control)
{
    const std::int32_t from = dayNumber(control.from);
    const std::int32_t until = dayNumber(control.until) + 1;
    if (outcome.creditFrom == outcome.creditUntil) {
        outcome.creditFrom = from;
        outcome.creditUntil = until;
        return;
    }
    outcome.creditFrom = std::min(outcome.creditFrom, from);
    outcome.creditUntil = std::max(outcome.creditUntil, until);
}

bool meets(const Scope& scope, const Patch& patch)
{
    return std::any_of(scope.cves.begin(), scope.cves.end(),
                       [&](CveIndex cve) { return std::binary_search(patch.cves.begin(), patch.cves.end(), cve); });
}

} // namespace

ReleaseOutcomes::ReleaseOutcomes(const Assessment& assessment, const AssessOptions& options, const OpenSets& sets)
    : m_assessment(assessment)
    , m_options(options)
    , m_sets(sets)
    , m_outcomes(options.policy)
    , m_hosts(assessment.fleet->hosts.size())
    , m_ids(sets.releases().size())
{
    for (std::size_t i = 0; i < m_hosts.size(); ++i) {
        const HostAttributes& said = assessment.fleet->hosts[i].attributes;
        m_hosts[i].raw = HostExposure::of(said.exposure);
        m_hosts[i].impact = humanImpact(said.safety.value_or(Safety::Marginal), said.importance.value_or(Mission::Msc),
                                        options.humanImpactTable);
    }
    const auto place = [&](const auto& what) {
        return scopeOf(what.hostFilter, what.patches, what.cves, *assessment.fleet, *assessment.catalog,
                       assessment.hostStates, assessment.at);
    };
    for (std::uint32_t i = 0; i < options.controls.size(); ++i) {
        m_controls.push_back({i, place(options.controls[i])});
        for (std::size_t h = 0; h < m_hosts.size(); ++h)
            m_hosts[h].scoped = m_hosts[h].scoped || m_controls.back().scope.hosts[h];
    }
    for (std::uint32_t i = 0; i < options.exceptions.size(); ++i) {
        if (dayOf(assessment.at) <= options.exceptions[i].until)
            m_exceptions.push_back({i, place(options.exceptions[i])});
    }
}

const std::string& ReleaseOutcomes::idOf(std::uint32_t release)
{
    if (m_ids[release].empty())
        m_ids[release] = m_sets.idOf(release);
    return m_ids[release];
}

bool ReleaseOutcomes::covers(const Placed& control, std::uint32_t host, std::uint32_t release)
{
    return control.scope.hosts[host] && (control.scope.everyFinding || control.scope.coversPatch(idOf(release)));
}

Decision ReleaseOutcomes::decide(const std::vector<ReleaseFlaws>& flaws, HostExposure exposure,
                                 HumanImpact impact) const
{
    Decision decision = Decision::Defer;
    for (const ReleaseFlaws& item : flaws)
        decision = std::max(decision, m_outcomes.decision(item.threat, exposure.value, impact));
    return decision;
}

ReleaseOutcome ReleaseOutcomes::of(std::uint32_t host, const OpenItem& item, std::int32_t firstSeen,
                                   std::int32_t judged)
{
    const HostClass& who = m_hosts[host];
    const auto& flaws = m_sets.flaws(item.profile);
    ReleaseOutcome outcome;
    outcome.rawDecision = decide(flaws, who.raw, who.impact);
    HostExposure exposure = who.raw;
    if (who.scoped) {
        for (const Placed& placed : m_controls) {
            const Control& control = m_options.controls[placed.index];
            if (control.exposure >= who.raw.value || !covers(placed, host, item.release))
                continue;
            if (decide(flaws, who.raw.lowered(control.exposure), who.impact) < outcome.rawDecision)
                widen(outcome, control);
            if (dayNumber(control.from) <= judged && judged <= dayNumber(control.until))
                exposure = exposure.lowered(control.exposure);
        }
    }
    for (const ReleaseFlaws& flaw : flaws) {
        const Decision decision = m_outcomes.decision(flaw.threat, exposure.value, who.impact);
        outcome.decision = std::max(outcome.decision, decision);
        std::int32_t start = std::max(firstSeen, flaw.published);
        outcome.from = outcome.from == Finding::NoDay ? start : std::min(outcome.from, start);
        const auto& terms = m_outcomes.due(flaw.threat, exposure, decision);
        if (!terms.days)
            continue;
        if (m_outcomes.kevStartsClock())
            start = std::min(start, flaw.kevAdded);
        const std::int32_t due = start + *terms.days;
        outcome.due = outcome.due == Finding::NoDay ? due : std::min(outcome.due, due);
    }
    return outcome;
}

std::int32_t ReleaseOutcomes::exceptedFrom(std::uint32_t host, const Patch& patch) const
{
    std::int32_t from = Finding::NoDay;
    for (const Placed& placed : m_exceptions) {
        if (!placed.scope.hosts[host]
            || (!placed.scope.everyFinding && !placed.scope.coversPatch(patch.id) && !meets(placed.scope, patch)))
            continue;
        const std::int32_t day = dayNumber(dayOf(m_options.exceptions[placed.index].createdAt));
        from = from == Finding::NoDay ? day : std::min(from, day);
    }
    return from;
}

void ReleaseOutcomes::creditByFlaws(std::uint32_t host, const Patch& patch, ReleaseOutcome& outcome) const
{
    for (const Placed& placed : m_controls) {
        if (placed.scope.hosts[host] && meets(placed.scope, patch)
            && m_options.controls[placed.index].exposure < m_hosts[host].raw.value)
            widen(outcome, m_options.controls[placed.index]);
    }
}

} // namespace bw
