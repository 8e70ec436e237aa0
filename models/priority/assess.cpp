// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/assess.h"

#include "models/priority/decider.h"
#include "models/priority/hostpass.h"
#include "models/priority/patchtable.h"
#include "models/priority/why.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace bw {

namespace {

constexpr std::int64_t SecondsPerDay = 86400;

bool isOpen(FindingState state)
{
    return state == FindingState::Open || state == FindingState::RebootPending;
}

/// What the findings of a patch that are not open would make of it, for when none is open.
struct Shadow {
    Decision decision = Decision::Defer;
    std::int32_t due = Finding::NoDay;
    bool forensics = false;
};

class Assessor {
public:
    Assessor(Assessment& out, const AssessOptions& options, const MatchTable& table)
        : m_out(out)
        , m_options(options)
        , m_table(table)
        , m_profiles(*out.catalog, table)
    {
    }

    void run();

private:
    void decideAll(const HostPass& pass, PatchTable& patches, Decider& decider);
    void count(const Finding& finding, const FindingOutcome& outcome, Patch& patch, Shadow& shadow);
    void credit(const std::vector<std::uint32_t>& controls, Patch& patch);
    void settle(PatchTable& patches, const HostPass& pass);
    void rank(std::vector<Patch> patches);

    Assessment& m_out;
    const AssessOptions& m_options;
    const MatchTable& m_table;
    Profiles m_profiles;
    std::vector<Shadow> m_shadows; ///< by patch
};

void lower(std::optional<Day>& due, std::int32_t day)
{
    if (day == Finding::NoDay)
        return;
    const Day value{std::chrono::days(day)};
    due = due ? std::min(*due, value) : value;
}

void Assessor::count(const Finding& finding, const FindingOutcome& outcome, Patch& patch, Shadow& shadow)
{
    patch.rawDecision = std::max(patch.rawDecision, outcome.rawDecision);
    if (finding.state == FindingState::Unknown) {
        ++patch.hostsUnknown;
        ++m_out.coverage.findingsUnknown;
        if (outcome.excepted)
            return;
        shadow.decision = std::max(shadow.decision, outcome.decision);
        shadow.forensics = shadow.forensics || outcome.forensics;
        if (outcome.due != Finding::NoDay)
            shadow.due = shadow.due == Finding::NoDay ? outcome.due : std::min(shadow.due, outcome.due);
        return;
    }
    if (finding.state == FindingState::Excepted) {
        ++patch.hostsExcepted;
        return;
    }
    ++patch.hostsOpen;
    ++m_out.coverage.findingsOpen;
    ++m_out.hostFindings[finding.host];
    patch.decision = std::max(patch.decision, outcome.decision);
    patch.forensics = patch.forensics || outcome.forensics;
    lower(patch.due, outcome.due);
    const std::int64_t since = std::int64_t(outcome.exposedSince) * SecondsPerDay;
    const std::int64_t open = m_out.at.time_since_epoch().count() - since;
    patch.exposedHostDays += open > 0 ? double(open) / double(SecondsPerDay) : 0.0;
}

void Assessor::decideAll(const HostPass& pass, PatchTable& patches, Decider& decider)
{
    m_shadows.assign(patches.patches.size(), {});
    for (std::size_t i = 0; i < m_out.findings.size(); ++i) {
        Finding& finding = m_out.findings[i];
        const std::uint32_t at = patches.patchOfGroup[finding.patch];
        Patch& patch = patches.patches[at];
        const FindingOutcome outcome = decider.decide(finding, pass.profiles[i], patch);
        finding.patch = at;
        finding.decision = outcome.decision;
        finding.rawDecision = outcome.rawDecision;
        finding.due = outcome.due;
        finding.exposedSince = outcome.exposedSince;
        if (outcome.excepted && finding.state != FindingState::Unknown)
            finding.state = FindingState::Excepted;
        ++patch.findingCount;
        count(finding, outcome, patch, m_shadows[at]);
        if (outcome.decision < outcome.rawDecision && isOpen(finding.state))
            credit(decider.controlsOf(finding.host, patch), patch);
    }
}

void Assessor::credit(const std::vector<std::uint32_t>& controls, Patch& patch)
{
    for (const std::uint32_t control : controls) {
        const std::string& name = m_options.controls[control].name;
        const auto place = std::lower_bound(patch.controls.begin(), patch.controls.end(), name);
        if (place == patch.controls.end() || *place != name)
            patch.controls.insert(place, name);
    }
}

void Assessor::settle(PatchTable& patches, const HostPass& pass)
{
    for (std::size_t i = 0; i < patches.patches.size(); ++i) {
        Patch& patch = patches.patches[i];
        if (patch.hostsOpen == 0) {
            patch.decision = m_shadows[i].decision;
            patch.forensics = m_shadows[i].forensics;
            lower(patch.due, m_shadows[i].due);
        }
        if (patches.streamOfPatch[i] != MatchTable::NoStream)
            patch.hostsUnknown += pass.blindHosts[patches.streamOfPatch[i]];
    }
}

void Assessor::rank(std::vector<Patch> patches)
{
    std::vector<std::uint32_t> order(patches.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return ranksBefore(patches[a], patches[b]); });
    std::vector<std::uint32_t> rankOf(patches.size());
    m_out.patches.reserve(patches.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        rankOf[order[i]] = i;
        m_out.patches.push_back(std::move(patches[order[i]]));
        m_out.patches.back().rank = i + 1;
    }
    std::uint32_t next = 0;
    for (Patch& patch : m_out.patches)
        patch.firstFinding = std::exchange(next, next + patch.findingCount);
    // Hosts come in order already, so that a counting sort by patch leaves them so.
    std::vector<Finding> sorted(m_out.findings.size());
    std::vector<std::uint32_t> place;
    place.reserve(m_out.patches.size());
    for (const Patch& patch : m_out.patches)
        place.push_back(patch.firstFinding);
    for (Finding& finding : m_out.findings) {
        finding.patch = rankOf[finding.patch];
        sorted[place[finding.patch]++] = finding;
    }
    m_out.findings = std::move(sorted);
}

void Assessor::run()
{
    HostPass pass = passHosts(*m_out.fleet, m_table, m_profiles, m_options.at, m_options.staleAfterDays);
    m_out.coverage = pass.coverage;
    m_out.findings = std::move(pass.findings);
    m_out.hostFindings.assign(m_out.fleet->hosts.size(), 0);
    PatchTable patches = buildPatches(m_table, *m_out.catalog, pass.entryUsed);
    Decider decider(*m_out.fleet, *m_out.catalog, m_table, m_options, pass.states, m_profiles);
    decideAll(pass, patches, decider);
    settle(patches, pass);
    m_out.hostStates = std::move(pass.states);
    rank(std::move(patches.patches));
    for (Patch& patch : m_out.patches)
        patch.why = whyOf(m_out, patch);
}

int compareMissingLast(const std::optional<float>& a, const std::optional<float>& b)
{
    if (a == b)
        return 0;
    if (!a || !b)
        return a ? -1 : 1;
    return *a > *b ? -1 : 1;
}

} // namespace

bool ranksBefore(const Patch& a, const Patch& b)
{
    if (a.decision != b.decision)
        return a.decision > b.decision;
    if (a.due != b.due)
        return a.due && (!b.due || *a.due < *b.due);
    if (a.kev != b.kev)
        return a.kev;
    if (const int epss = compareMissingLast(a.epssMax, b.epssMax))
        return epss < 0;
    if (a.hostsOpen != b.hostsOpen)
        return a.hostsOpen > b.hostsOpen;
    if (const int cvss = compareMissingLast(a.cvssMax, b.cvssMax))
        return cvss < 0;
    return a.id < b.id;
}

Assessment assess(std::shared_ptr<const Fleet> fleet, std::shared_ptr<const Catalog> catalog,
                  const AssessOptions& options)
{
    const MatchTable table = matchFleet(*fleet, *catalog, options.at);
    return assess(std::move(fleet), std::move(catalog), options, table);
}

Assessment assess(std::shared_ptr<const Fleet> fleet, std::shared_ptr<const Catalog> catalog,
                  const AssessOptions& options, const MatchTable& table)
{
    Assessment out;
    out.at = options.at;
    out.fleet = std::move(fleet);
    out.catalog = std::move(catalog);
    out.controls = options.controls;
    out.policy = options.policy.id;
    Assessor(out, options, table).run();
    return out;
}

} // namespace bw
