// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/explain.h"

#include "models/priority/whatif.h"

#include <algorithm>
#include <functional>
#include <set>

namespace bw {

namespace {

constexpr std::size_t TracedComponents = 50;

/// As a person sets it (hostattributes), not as SSVC names it.
std::string_view word(Mission importance)
{
    switch (importance) {
    case Mission::Degraded:
        return "low";
    case Mission::Msc:
        return "medium";
    case Mission::Mef:
        return "high";
    case Mission::Mission:
        return "critical";
    }
    return {};
}

constexpr const char* SetForHost = "set for this host";

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

/// One finding, or all of a patch, to be decided again under a change.
class Conditions {
public:
    template <typename Decide>
    Conditions(Decision now, Decide decide)
        : m_now(now)
        , m_decide(std::move(decide))
    {
    }

    void ask(std::string condition, const WhatIf& change)
    {
        const Decision then = m_decide(change);
        Counterfactual answer;
        answer.condition = std::move(condition);
        answer.changes = then != m_now;
        answer.result = answer.changes ? std::string(name(then)) : "no change (" + std::string(name(m_now)) + ')';
        m_answers.push_back(std::move(answer));
    }
    std::vector<Counterfactual> take() { return std::move(m_answers); }

private:
    Decision m_now;
    std::function<Decision(const WhatIf&)> m_decide;
    std::vector<Counterfactual> m_answers;
};

class Explainer {
public:
    Explainer(const Assessment& assessment, const AssessOptions& options)
        : m_assessment(assessment)
        , m_options(options)
        , m_decider(assessment, options)
    {
    }

    Explanation host(std::uint32_t host, std::string_view cve);
    Explanation patch(std::uint32_t patch);
    Explanation finding(std::uint32_t finding);

private:
    std::string hostName(std::uint32_t host) const { return m_assessment.fleet->hosts[host].identity.name; }
    const Finding* findingOf(std::uint32_t host, std::string_view cve);
    void addEvidence(Explanation& out, std::uint32_t host) const;
    std::optional<FlawId> heaviestFlaw(const Finding& finding);
    DecisionPath pathOf(const Finding& finding, FlawId flaw);
    void addSources(DecisionPath& path, const FlawInputs& inputs, std::uint32_t host, FlawId flaw) const;
    void askAll(Conditions& conditions, const DecisionPath& path, const FlawInputs& inputs, const std::string& whose,
                const std::string& which, const std::vector<std::uint32_t>& controls) const;
    std::vector<std::uint32_t> controlsNamed(const std::vector<std::string>& names) const;

    const Assessment& m_assessment;
    const AssessOptions& m_options;
    WhatIfDecider m_decider;
};

void Explainer::addSources(DecisionPath& path, const FlawInputs& inputs, std::uint32_t host, FlawId flaw) const
{
    const HostAttributes& said = m_assessment.fleet->hosts[host].attributes;
    const auto add = [&](const char* input, std::string source) {
        path.sources.emplace_back(input, std::move(source));
    };
    if (!isCve(flaw)) {
        add("exploitation", "the advisory names no CVE");
    } else {
        const CveFacts& facts = m_assessment.catalog->cves[indexOf(flaw)];
        if (facts.kevAdded)
            add("exploitation", "CISA KEV, " + toIso(*facts.kevAdded));
        else
            add("exploitation", facts.exploitation ? "SSVC record" : "no record: none is assumed");
    }
    if (inputs.control)
        add("exposure", "control " + quoted(m_options.controls[*inputs.control].name));
    else
        add("exposure", inputs.raw.assumed ? "assumed" : SetForHost);
    add("automatable",
        !isCve(flaw)                    ? "the advisory names no CVE"
            : inputs.threat.automatable ? "SSVC record"
                                        : "assumed");
    add("importance", said.importance ? SetForHost : "assumed");
    add("safety", said.safety ? SetForHost : "assumed");
    add("human_impact", std::string(name(m_options.humanImpactTable)) + " table");
}

DecisionPath Explainer::pathOf(const Finding& finding, FlawId flaw)
{
    const Patch& patch = m_assessment.patches[finding.patch];
    const HostAttributes& said = m_assessment.fleet->hosts[finding.host].attributes;
    const FlawInputs in = m_decider.inputs(finding.host, patch, flaw);
    DecisionPath path;
    path.host = hostName(finding.host);
    if (isCve(flaw))
        path.cve = m_assessment.catalog->cves[indexOf(flaw)].id;
    path.exploitation = in.threat.exploitation;
    path.exposure = in.exposure.value;
    path.automatable = in.threat.effectiveAutomatable();
    path.safety = said.safety.value_or(Safety::Marginal);
    path.importance = said.importance.value_or(Mission::Msc);
    path.humanImpact = in.impact;
    path.outcome = in.outcome();
    path.rawOutcome = in.rawOutcome();
    path.excepted = in.excepted;
    if (finding.due != Finding::NoDay)
        path.due = Day{std::chrono::days(finding.due)};
    const OutcomeTable outcomes(m_options.policy);
    path.dueRule = std::string(outcomes.due(threatClass(in.threat), in.exposure, path.outcome).rule);
    addSources(path, in, finding.host, flaw);
    return path;
}

void Explainer::askAll(Conditions& conditions, const DecisionPath& path, const FlawInputs& inputs,
                       const std::string& whose, const std::string& which,
                       const std::vector<std::uint32_t>& controls) const
{
    for (const Exposure exposure : {Exposure::Open, Exposure::Controlled, Exposure::Small}) {
        if (exposure == inputs.raw.value && !inputs.raw.assumed)
            continue;
        if (exposure != path.exposure)
            conditions.ask("exposure of " + whose + " were " + std::string(name(exposure)), {.exposure = exposure});
    }
    if (path.exploitation < Exploitation::Active && !path.cve.empty())
        conditions.ask(which + " were exploited", {.exploitation = Exploitation::Active});
    if (path.exploitation < Exploitation::Poc && !path.cve.empty())
        conditions.ask("a proof of concept of " + which + " were public", {.exploitation = Exploitation::Poc});
    if (!inputs.threat.automatable)
        conditions.ask("exploitation of " + which + " could not be automated", {.automatable = Automatable::No});
    for (const Mission importance : {Mission::Degraded, Mission::Mef, Mission::Mission}) {
        if (importance != path.importance)
            conditions.ask("importance of " + whose + " were " + std::string(word(importance)),
                           {.importance = importance});
    }
    for (const std::uint32_t control : controls)
        conditions.ask("control " + quoted(m_options.controls[control].name) + " ended", {.withoutControl = control});
}

std::vector<std::uint32_t> Explainer::controlsNamed(const std::vector<std::string>& names) const
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < m_options.controls.size(); ++i) {
        if (std::find(names.begin(), names.end(), m_options.controls[i].name) != names.end())
            found.push_back(i);
    }
    return found;
}

const Finding* Explainer::findingOf(std::uint32_t host, std::string_view cve)
{
    const auto index = m_assessment.catalog->indexOf(cve);
    for (const Patch& patch : m_assessment.patches) {
        const bool byId = std::binary_search(patch.advisories.begin(), patch.advisories.end(), cve);
        if (!byId && !(index && std::binary_search(patch.cves.begin(), patch.cves.end(), *index)))
            continue;
        const auto begin = m_assessment.findings.begin() + patch.firstFinding;
        const auto it = std::lower_bound(begin, begin + patch.findingCount, host,
                                         [](const Finding& f, std::uint32_t wanted) { return f.host < wanted; });
        if (it == begin + patch.findingCount || it->host != host)
            continue;
        const auto& detail = m_decider.details().of(*it);
        if (byId || std::binary_search(detail.cves.begin(), detail.cves.end(), *index))
            return &*it;
    }
    return nullptr;
}

/// Why the host's evidence does not count in full.
void Explainer::addEvidence(Explanation& out, std::uint32_t host) const
{
    const HostState state = m_assessment.hostStates[host];
    if (state != HostState::Excluded && state != HostState::Stale)
        return;
    TraceLine line;
    line.comparison = "not compared";
    line.reason = state == HostState::Excluded ? "the host is excluded: it counts in no figure"
                                               : "the last inventory is too old: what it shows counts as unknown";
    out.trace.push_back(std::move(line));
}

std::optional<FlawId> Explainer::heaviestFlaw(const Finding& finding)
{
    std::optional<FlawId> flaw;
    Decision highest = Decision::Defer;
    const Patch& patch = m_assessment.patches[finding.patch];
    for (const Hit& hit : m_decider.details().of(finding).hits) {
        const Decision outcome = m_decider.inputs(finding.host, patch, hit.flaw).outcome();
        if (!flaw || outcome > highest) {
            flaw = hit.flaw;
            highest = outcome;
        }
    }
    return flaw;
}

Explanation Explainer::finding(std::uint32_t index)
{
    const Finding& finding = m_assessment.findings[index];
    const Patch& patch = m_assessment.patches[finding.patch];
    Explanation out;
    out.verdict = std::string(name(finding.state));
    out.trace = tracePatch(*m_assessment.fleet, *m_assessment.catalog, patch, std::span(&finding.component, 1));
    addEvidence(out, finding.host);
    const auto flaw = heaviestFlaw(finding);
    if (!flaw)
        return out;
    out.decision = pathOf(finding, *flaw);
    const FlawInputs in = m_decider.inputs(finding.host, patch, *flaw);
    Conditions conditions(m_decider.decide(finding),
                          [&](const WhatIf& change) { return m_decider.decide(finding, change); });
    std::vector<std::uint32_t> controls;
    if (in.control)
        controls.push_back(*in.control);
    const std::string which = patch.cves.size() == 1 ? out.decision->cve : "its CVEs";
    askAll(conditions, *out.decision, in, hostName(finding.host), which, controls);
    out.wouldChange = conditions.take();
    return out;
}

Explanation Explainer::host(std::uint32_t host, std::string_view cve)
{
    Explanation out;
    MatchTrace traced = trace(*m_assessment.fleet, *m_assessment.catalog, host, cve, m_options.at);
    out.trace = std::move(traced.lines);
    out.verdict = std::string(name(traced.verdict));
    addEvidence(out, host);
    const HostState state = m_assessment.hostStates[host];
    if (state == HostState::Stale && traced.verdict >= TraceVerdict::Unknown)
        out.verdict = std::string(name(TraceVerdict::Unknown));
    const Finding* finding = findingOf(host, cve);
    if (!finding)
        return out;
    const Patch& patch = m_assessment.patches[finding->patch];
    const auto index = m_assessment.catalog->indexOf(cve);
    FlawId flaw = index ? *index : 0;
    if (!index) {
        // Asked by the id of an advisory: the flaw of it that weighs most.
        Decision highest = Decision::Defer;
        bool first = true;
        for (const Hit& hit : m_decider.details().of(*finding).hits) {
            const auto& advisory = m_assessment.catalog->advisories[m_assessment.catalog->rows[hit.row].row.advisory];
            const Decision outcome = m_decider.inputs(host, patch, hit.flaw).outcome();
            if (advisory.id == cve && (first || outcome > highest)) {
                flaw = hit.flaw;
                highest = outcome;
                first = false;
            }
        }
        if (first)
            return out;
    }
    out.decision = pathOf(*finding, flaw);
    const FlawInputs in = m_decider.inputs(host, patch, flaw);
    Conditions conditions(out.decision->outcome, [&, flaw](const WhatIf& change) {
        return m_decider.inputs(host, patch, flaw, change).outcome();
    });
    std::vector<std::uint32_t> controls;
    if (in.control)
        controls.push_back(*in.control);
    askAll(conditions, *out.decision, in, hostName(host), std::string(cve), controls);
    out.wouldChange = conditions.take();
    return out;
}

Explanation Explainer::patch(std::uint32_t index)
{
    const Patch& patch = m_assessment.patches[index];
    Explanation out;
    out.verdict = std::string(name(patch.decision));
    std::set<ComponentId> components;
    const Finding* heaviest = nullptr;
    const auto counts = [&](const Finding& f) {
        return patch.hostsOpen == 0 || f.state == FindingState::Open || f.state == FindingState::RebootPending;
    };
    for (std::uint32_t i = patch.firstFinding; i < patch.firstFinding + patch.findingCount; ++i) {
        const Finding& finding = m_assessment.findings[i];
        if (components.size() < TracedComponents)
            components.insert(finding.component);
        if (counts(finding) && (!heaviest || finding.decision > heaviest->decision))
            heaviest = &finding;
    }
    const std::vector<ComponentId> traced(components.begin(), components.end());
    out.trace = tracePatch(*m_assessment.fleet, *m_assessment.catalog, patch, traced);
    if (!heaviest)
        return out;
    const auto flaw = heaviestFlaw(*heaviest);
    if (!flaw)
        return out;
    out.decision = pathOf(*heaviest, *flaw);
    Conditions conditions(m_decider.decide(patch),
                          [&](const WhatIf& change) { return m_decider.decide(patch, change); });
    const std::string whose =
        patch.findingCount == 1 ? hostName(heaviest->host) : "its " + std::to_string(patch.findingCount) + " hosts";
    const std::string which = patch.cves.size() == 1 ? out.decision->cve : "its CVEs";
    askAll(conditions, *out.decision, m_decider.inputs(heaviest->host, patch, *flaw), whose, which,
           controlsNamed(patch.controls));
    out.wouldChange = conditions.take();
    return out;
}

} // namespace

Explanation explainHost(const Assessment& assessment, const AssessOptions& options, std::uint32_t host,
                        std::string_view cve)
{
    return Explainer(assessment, options).host(host, cve);
}

Explanation explainFinding(const Assessment& assessment, const AssessOptions& options, std::uint32_t finding)
{
    return Explainer(assessment, options).finding(finding);
}

Explanation explainPatch(const Assessment& assessment, const AssessOptions& options, std::uint32_t patch)
{
    return Explainer(assessment, options).patch(patch);
}

} // namespace bw
