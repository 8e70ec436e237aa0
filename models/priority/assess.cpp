// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/assess.h"

#include "models/foundation/largepages.h"
#include "models/foundation/parallel.h"
#include "models/priority/decider.h"
#include "models/priority/hostpass.h"
#include "models/priority/offers.h"
#include "models/priority/patchtable.h"
#include "models/priority/why.h"

#include <algorithm>
#include <memory>
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

/// A range of hosts with all that one thread made of it.
struct Part {
    Part(const Catalog& catalog, const MatchTable& table, HostRange hosts)
        : range(hosts)
        , profiles(catalog, table)
    {
    }

    HostRange range;
    Profiles profiles;
    HostPass pass;
    std::vector<Finding> offers; ///< findings of what vendors offer beyond all advisories
    std::vector<Tally> tallies; ///< by patch
    std::vector<std::vector<std::uint32_t>> controls; ///< by patch: those that lowered one of its findings, sorted
    Coverage counts; ///< of findings only
};

void raise(Tally::Side& side, const Tally::Side& other)
{
    side.hosts += other.hosts;
    side.decision = std::max(side.decision, other.decision);
    side.forensics = side.forensics || other.forensics;
    if (other.due != Finding::NoDay)
        side.due = side.due == Finding::NoDay ? other.due : std::min(side.due, other.due);
}

/// Hosts are independent of one another until their findings are counted per patch, so that ranges of them are walked
/// and decided at the same time; what comes out does not depend on how many ranges there are.
class Assessor {
public:
    Assessor(Assessment& out, const AssessOptions& options, const MatchTable& table)
        : m_out(out)
        , m_options(options)
        , m_table(table)
    {
        const std::size_t hosts = out.fleet->hosts.size();
        const std::size_t parts = options.threads > 0 ? options.threads : usefulThreads(hosts, HostsPerThread);
        for (std::size_t i = 0; i < parts; ++i) {
            m_parts.push_back(std::make_unique<Part>(
                *out.catalog, table,
                HostRange{std::uint32_t(partBegin(hosts, i, parts)), std::uint32_t(partBegin(hosts, i + 1, parts))}));
        }
    }

    void run();

private:
    static constexpr std::size_t HostsPerThread = 256;

    void passAll();
    void decide(Part& part, const PatchTable& patches);
    void offer(PatchTable& patches);
    void decideOffers(Part& part, Decider& decider, const PatchTable& patches);
    void count(const Finding& finding, const FindingOutcome& outcome, Tally& tally);
    void settle(PatchTable& patches);
    void creditControls(std::size_t place, Patch& patch) const;
    void rank(std::vector<Patch> patches);
    void explain();

    Assessment& m_out;
    const AssessOptions& m_options;
    const MatchTable& m_table;
    std::vector<std::unique_ptr<Part>> m_parts;
    std::vector<std::uint8_t> m_entryUsed; ///< by match entry
    std::vector<std::uint32_t> m_blindHosts; ///< by stream
};

void Assessor::passAll()
{
    inParallel(m_parts.size(), [&](std::size_t i) {
        Part& part = *m_parts[i];
        part.pass = passHosts(*m_out.fleet, part.range, m_table, part.profiles, m_options.at, m_options.staleAfterDays);
    });
    m_entryUsed.assign(m_table.entries.size(), 0);
    m_blindHosts.assign(m_table.streams.size(), 0);
    for (const auto& part : m_parts) {
        const HostPass& pass = part->pass;
        m_out.hostStates.insert(m_out.hostStates.end(), pass.states.begin(), pass.states.end());
        for (std::size_t i = 0; i < m_entryUsed.size(); ++i)
            m_entryUsed[i] |= pass.entryUsed[i];
        for (std::size_t i = 0; i < m_blindHosts.size(); ++i)
            m_blindHosts[i] += pass.blindHosts[i];
        m_out.coverage.hosts += pass.coverage.hosts;
        m_out.coverage.current += pass.coverage.current;
        m_out.coverage.stale += pass.coverage.stale;
        m_out.coverage.unknown += pass.coverage.unknown;
        m_out.coverage.excluded += pass.coverage.excluded;
        m_out.coverage.hostsUncovered += pass.coverage.hostsUncovered;
    }
}

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

void Assessor::decide(Part& part, const PatchTable& patches)
{
    Decider decider(*m_out.fleet, *m_out.catalog, m_table, m_options, m_out.hostStates, part.profiles);
    part.tallies.assign(patches.patches.size(), {});
    part.controls.resize(patches.patches.size());
    for (std::size_t i = 0; i < part.pass.findings.size(); ++i) {
        Finding& finding = part.pass.findings[i];
        const std::uint32_t at = patches.patchOfGroup[finding.patch];
        const Patch& patch = patches.patches[at];
        const FindingOutcome outcome = decider.decide(finding, part.pass.profiles[i], patch);
        finding.patch = at;
        finding.decision = outcome.decision;
        finding.rawDecision = outcome.rawDecision;
        finding.due = outcome.due;
        finding.exposedSince = outcome.exposedSince;
        if (outcome.excepted && finding.state != FindingState::Unknown)
            finding.state = FindingState::Excepted;
        count(finding, outcome, part.tallies[at]);
        if (outcome.decision >= outcome.rawDecision || !isOpen(finding.state))
            continue;
        std::vector<std::uint32_t>& credited = part.controls[at];
        for (const std::uint32_t control : decider.controlsOf(finding.host, patch)) {
            const auto place = std::lower_bound(credited.begin(), credited.end(), control);
            if (place == credited.end() || *place != control)
                credited.insert(place, control);
        }
    }
    decideOffers(part, decider, patches);
}

/// An offer is no exposure: it counts as work of the patch, never among the host's findings or exposed days.
void Assessor::decideOffers(Part& part, Decider& decider, const PatchTable& patches)
{
    if (part.offers.empty())
        return;
    const std::uint32_t profile = part.profiles.ofNothing();
    for (Finding& finding : part.offers) {
        const FindingOutcome outcome = decider.decide(finding, profile, patches.patches[finding.patch]);
        Tally& tally = part.tallies[finding.patch];
        if (finding.state == FindingState::Unknown) {
            ++tally.unknown.hosts;
            tally.unknown.add(outcome);
        } else if (outcome.excepted) {
            finding.state = FindingState::Excepted;
            ++tally.excepted;
        } else {
            ++tally.open.hosts;
            tally.open.add(outcome);
        }
    }
}

void Assessor::offer(PatchTable& patches)
{
    const auto findings =
        addOffers(*m_out.fleet, m_table, m_out.hostStates, m_options.at, m_options.staleAfterDays, patches);
    for (const auto& part : m_parts) {
        const auto before = [](const Finding& finding, std::uint32_t host) { return finding.host < host; };
        const auto begin = std::lower_bound(findings.begin(), findings.end(), part->range.begin, before);
        const auto end = std::lower_bound(begin, findings.end(), part->range.end, before);
        part->offers.assign(begin, end);
    }
}

void Assessor::creditControls(std::size_t place, Patch& patch) const
{
    for (const auto& part : m_parts) {
        for (const std::uint32_t control : part->controls[place])
            patch.controls.push_back(m_options.controls[control].name);
    }
    std::sort(patch.controls.begin(), patch.controls.end());
    patch.controls.erase(std::unique(patch.controls.begin(), patch.controls.end()), patch.controls.end());
}

void Assessor::settle(PatchTable& patches)
{
    for (std::size_t i = 0; i < patches.patches.size(); ++i) {
        Patch& patch = patches.patches[i];
        Tally tally;
        for (const auto& part : m_parts) {
            const Tally& own = part->tallies[i];
            raise(tally.open, own.open);
            raise(tally.unknown, own.unknown);
            tally.excepted += own.excepted;
            tally.rawDecision = std::max(tally.rawDecision, own.rawDecision);
            tally.exposedSeconds += own.exposedSeconds;
        }
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
        (patch.offerOnly ? m_out.coverage.offersOpen : m_out.coverage.findingsOpen) += patch.hostsOpen;
        (patch.offerOnly ? m_out.coverage.offersUnknown : m_out.coverage.findingsUnknown) += patch.hostsUnknown;
        if (patches.streamOfPatch[i] != MatchTable::NoStream)
            patch.hostsUnknown += m_blindHosts[patches.streamOfPatch[i]];
        creditControls(i, patch);
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
    // Hosts come in order already, so that a counting sort by patch leaves them so: each part has its own places.
    std::vector<std::vector<std::uint32_t>> places(m_parts.size(), std::vector<std::uint32_t>(order.size()));
    std::uint32_t next = 0;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        m_out.patches[i].firstFinding = next;
        for (std::size_t part = 0; part < m_parts.size(); ++part) {
            const Tally& tally = m_parts[part]->tallies[order[i]];
            places[part][i] = next;
            next += tally.open.hosts + tally.unknown.hosts + tally.excepted;
        }
    }
    reserveLarge(m_out.findings, next);
    m_out.findings.resize(next);
    inParallel(m_parts.size(), [&](std::size_t part) {
        for (const auto* findings : {&m_parts[part]->pass.findings, &m_parts[part]->offers}) {
            for (Finding finding : *findings) {
                finding.patch = rankOf[finding.patch];
                m_out.findings[places[part][finding.patch]++] = finding;
            }
        }
    });
}

void Assessor::explain()
{
    const WhyWriter writer(m_out);
    const std::size_t count = m_out.patches.size();
    inParallel(m_parts.size(), [&](std::size_t part) {
        // One by one in turn: the patches of most hosts stand together at the front.
        for (std::size_t i = part; i < count; i += m_parts.size())
            m_out.patches[i].why = writer.of(m_out.patches[i]);
    });
}

void Assessor::run()
{
    passAll();
    m_out.hostFindings.assign(m_out.fleet->hosts.size(), 0);
    PatchTable patches = buildPatches(m_table, *m_out.catalog, m_entryUsed);
    offer(patches);
    inParallel(m_parts.size(), [&](std::size_t i) { decide(*m_parts[i], patches); });
    settle(patches);
    rank(std::move(patches.patches));
    explain();
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
    const MatchTable table = matchFleet(*fleet, *catalog, options.at, options.threads);
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
