// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/assess.h"

#include "models/foundation/largepages.h"
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

/// What the findings of a patch come to, kept apart from the wide Patch while millions of findings are counted.
struct Tally {
    /// Of the open ones, and of those that cannot be told for when none is open.
    struct Side {
        std::uint32_t hosts = 0;
        std::int32_t due = Finding::NoDay;
        Decision decision = Decision::Defer;
        bool forensics = false;

        void add(const FindingOutcome& outcome)
        {
            decision = std::max(decision, outcome.decision);
            forensics = forensics || outcome.forensics;
            if (outcome.due != Finding::NoDay)
                due = due == Finding::NoDay ? outcome.due : std::min(due, outcome.due);
        }
    };
    Side open, unknown;
    std::uint32_t excepted = 0;
    Decision rawDecision = Decision::Defer;
    std::int64_t exposedSeconds = 0;
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
    void count(const Finding& finding, const FindingOutcome& outcome, Tally& tally);
    void credit(const std::vector<std::uint32_t>& controls, Patch& patch);
    void settle(PatchTable& patches, const HostPass& pass);
    void rank(std::vector<Patch> patches);

    Assessment& m_out;
    const AssessOptions& m_options;
    const MatchTable& m_table;
    Profiles m_profiles;
    std::vector<Tally> m_tallies; ///< by patch
};

void Assessor::count(const Finding& finding, const FindingOutcome& outcome, Tally& tally)
{
    tally.rawDecision = std::max(tally.rawDecision, outcome.rawDecision);
    if (finding.state == FindingState::Unknown) {
        ++tally.unknown.hosts;
        if (!outcome.excepted)
            tally.unknown.add(outcome);
        return;
    }
    if (finding.state == FindingState::Excepted) {
        ++tally.excepted;
        return;
    }
    ++tally.open.hosts;
    tally.open.add(outcome);
    ++m_out.hostFindings[finding.host];
    const std::int64_t since = std::int64_t(outcome.exposedSince) * SecondsPerDay;
    tally.exposedSeconds += std::max<std::int64_t>(0, m_out.at.time_since_epoch().count() - since);
}

void Assessor::decideAll(const HostPass& pass, PatchTable& patches, Decider& decider)
{
    m_tallies.assign(patches.patches.size(), {});
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
        count(finding, outcome, m_tallies[at]);
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
        const Tally& tally = m_tallies[i];
        const Tally::Side& counts = tally.open.hosts > 0 ? tally.open : tally.unknown;
        patch.decision = counts.decision;
        patch.rawDecision = tally.rawDecision;
        patch.forensics = counts.forensics;
        if (counts.due != Finding::NoDay)
            patch.due = Day{std::chrono::days(counts.due)};
        patch.hostsOpen = tally.open.hosts;
        patch.hostsUnknown = tally.unknown.hosts;
        patch.hostsExcepted = tally.excepted;
        patch.findingCount = patch.hostsOpen + patch.hostsUnknown + patch.hostsExcepted;
        patch.exposedHostDays = double(tally.exposedSeconds) / double(SecondsPerDay);
        m_out.coverage.findingsOpen += patch.hostsOpen;
        m_out.coverage.findingsUnknown += patch.hostsUnknown;
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
    std::vector<Finding> sorted;
    reserveLarge(sorted, m_out.findings.size());
    sorted.resize(m_out.findings.size());
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
    const WhyWriter writer(m_out);
    for (Patch& patch : m_out.patches)
        patch.why = writer.of(patch);
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
