// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/whatif.h"

#include <algorithm>

namespace bw {

Decision FlawInputs::outcome() const
{
    if (excepted)
        return Decision::Defer;
    return deployerDecision(threat.exploitation, exposure.value, threat.effectiveAutomatable(), impact);
}

Decision FlawInputs::rawOutcome() const
{
    return deployerDecision(threat.exploitation, raw.value, threat.effectiveAutomatable(), impact);
}

WhatIfDecider::WhatIfDecider(const Assessment& assessment, const AssessOptions& options)
    : m_assessment(assessment)
    , m_options(options)
    , m_details(assessment)
{
    const Day today = dayOf(options.at);
    const auto place = [&](const auto& item, std::uint32_t index, std::vector<Placed>& out) {
        out.push_back({index,
                       scopeOf(item.hostFilter, item.patches, item.cves, *assessment.fleet, *assessment.catalog,
                               assessment.hostStates, options.at)});
    };
    for (std::uint32_t i = 0; i < options.controls.size(); ++i) {
        if (options.controls[i].from <= today && today <= options.controls[i].until)
            place(options.controls[i], i, m_controls);
    }
    for (std::uint32_t i = 0; i < options.exceptions.size(); ++i) {
        if (today <= options.exceptions[i].until)
            place(options.exceptions[i], i, m_exceptions);
    }
}

bool WhatIfDecider::covers(const Placed& placed, std::uint32_t host, const Patch& patch, FlawId flaw)
{
    return placed.scope.hosts[host]
        && (placed.scope.coversPatch(patch.id) || (isCve(flaw) && placed.scope.coversCve(indexOf(flaw))));
}

FlawInputs WhatIfDecider::inputs(std::uint32_t host, const Patch& patch, FlawId flaw, const WhatIf& change) const
{
    const HostAttributes& said = m_assessment.fleet->hosts[host].attributes;
    FlawInputs in;
    in.threat = isCve(flaw) ? threatOf(m_assessment.catalog->cves[indexOf(flaw)]) : threatWithoutCve();
    if (change.exploitation && isCve(flaw))
        in.threat.exploitation = std::max(in.threat.exploitation, *change.exploitation);
    if (change.automatable && !in.threat.automatable)
        in.threat.automatable = change.automatable;
    in.raw = HostExposure::of(change.exposure ? change.exposure : said.exposure);
    in.exposure = in.raw;
    for (const Placed& placed : m_controls) {
        const Exposure to = m_options.controls[placed.index].exposure;
        if (placed.index == change.withoutControl || to >= in.exposure.value || !covers(placed, host, patch, flaw))
            continue;
        in.exposure = in.exposure.lowered(to);
        in.control = placed.index;
    }
    in.impact =
        humanImpact(said.safety.value_or(Safety::Marginal),
                    change.importance.value_or(said.importance.value_or(Mission::Msc)), m_options.humanImpactTable);
    in.excepted = std::any_of(m_exceptions.begin(), m_exceptions.end(),
                              [&](const Placed& placed) { return covers(placed, host, patch, flaw); });
    return in;
}

Decision WhatIfDecider::decide(const Finding& finding, const WhatIf& change)
{
    Decision highest = Decision::Defer;
    const Patch& patch = m_assessment.patches[finding.patch];
    for (const Hit& hit : m_details.of(finding).hits)
        highest = std::max(highest, inputs(finding.host, patch, hit.flaw, change).outcome());
    return highest;
}

Decision WhatIfDecider::decide(const Patch& patch, const WhatIf& change)
{
    Decision highest = Decision::Defer;
    for (std::uint32_t i = patch.firstFinding; i < patch.firstFinding + patch.findingCount; ++i) {
        const Finding& finding = m_assessment.findings[i];
        if ((finding.state == FindingState::Unknown) == (patch.hostsOpen == 0)
            || finding.state == FindingState::Excepted)
            highest = std::max(highest, decide(finding, change));
        if (highest == Decision::Immediate)
            break;
    }
    return highest;
}

} // namespace bw
