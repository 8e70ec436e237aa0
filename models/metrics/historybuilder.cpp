// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/historybuilder.h"

#include "models/metrics/openset.h"
#include "models/metrics/outcomes.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace bw {

namespace {

constexpr std::int32_t NoDay = Finding::NoDay;

std::int32_t dayNumber(Instant t)
{
    return std::int32_t(dayOf(t).time_since_epoch().count());
}

class Builder {
public:
    Builder(std::shared_ptr<const Assessment> assessment, const AssessOptions& options, const MatchTable& table)
        : m_assessment(*assessment)
        , m_table(table)
        , m_sets(*m_assessment.fleet, *m_assessment.catalog, table)
        , m_outcomes(m_assessment, options, m_sets)
    {
        m_history.assessment = std::move(assessment);
        m_history.staleAfterDays = options.staleAfterDays;
        m_history.today = dayNumber(m_assessment.at);
    }

    Result<ExposureHistory> run(ProgressSink& progress);

private:
    struct Active {
        OpenItem item;
        std::int32_t firstSeen = 0;
        std::int32_t unknownFrom = NoDay;
        bool everSure = false;
    };

    void nameReleases();
    void findingsByHost();
    void walk(std::uint32_t host);
    void step(std::uint32_t host, const HostEvidence& evidence, std::int32_t day, std::uint32_t entry);
    void close(std::uint32_t host, const Active& active, std::int32_t day, std::uint32_t entry, ManifestIndex manifest);
    void keepOpen(std::uint32_t host, const Active& active);
    Episode episode(std::uint32_t host, const Active& active, const ReleaseOutcome& outcome) const;

    const Assessment& m_assessment;
    const MatchTable& m_table;
    OpenSets m_sets;
    ReleaseOutcomes m_outcomes;
    ExposureHistory m_history;
    std::vector<Active> m_active, m_next;
    std::vector<std::uint32_t> m_patchOfGroup; ///< the assessment's patch; Episode::None: not open anywhere now
    std::unordered_map<std::uint64_t, std::uint32_t> m_findingOf; ///< by host and patch, of the host at hand
    std::vector<std::uint32_t> m_firstFinding; ///< by host, into m_hostFindings
    std::vector<std::uint32_t> m_hostFindings;
};

std::string groupKey(std::string_view stream, std::string_view package, std::string_view module, bool hasFix,
                     Ecosystem ecosystem)
{
    std::string key(stream);
    key.append("/").append(package).append("/").append(module).append(hasFix ? "/+" : "/-").append(name(ecosystem));
    return key;
}

void Builder::nameReleases()
{
    const StringPool& strings = m_assessment.catalog->strings;
    std::unordered_map<std::string, std::uint32_t> patches, subjects;
    for (std::uint32_t i = 0; i < m_assessment.patches.size(); ++i) {
        const Patch& patch = m_assessment.patches[i];
        if (patch.offerOnly)
            continue;
        patches.emplace(groupKey(patch.stream, patch.package, patch.module, !patch.fixed.empty(), patch.ecosystem), i);
    }
    m_patchOfGroup.assign(m_table.groups.size(), Episode::None);
    for (std::uint32_t g = 0; g < m_table.groups.size(); ++g) {
        const PatchGroup& group = m_table.groups[g];
        const auto it = patches.find(groupKey(strings.text(group.stream), strings.text(group.package), group.module,
                                              group.hasFix, group.ecosystem));
        if (it != patches.end())
            m_patchOfGroup[g] = it->second;
    }
    for (std::uint32_t r = 0; r < m_sets.releases().size(); ++r) {
        const PatchGroup& group = m_sets.groupOf(r);
        ReleaseName said;
        said.patch = m_sets.idOf(r);
        said.ecosystem = group.ecosystem;
        said.stream = std::string(strings.text(group.stream));
        said.package = std::string(strings.text(group.package));
        if (m_sets.releases()[r].fix != StringPool::npos)
            said.fixed = std::string(strings.text(m_sets.releases()[r].fix));
        said.subject = m_sets.releases()[r].group;
        m_history.releases.push_back(std::move(said));
    }
}

void Builder::findingsByHost()
{
    const std::size_t hosts = m_assessment.fleet->hosts.size();
    m_firstFinding.assign(hosts + 1, 0);
    for (const Finding& finding : m_assessment.findings)
        ++m_firstFinding[finding.host + 1];
    for (std::size_t h = 0; h < hosts; ++h)
        m_firstFinding[h + 1] += m_firstFinding[h];
    m_hostFindings.resize(m_assessment.findings.size());
    auto next = m_firstFinding;
    for (std::uint32_t i = 0; i < m_assessment.findings.size(); ++i)
        m_hostFindings[next[m_assessment.findings[i].host]++] = i;
}

Episode Builder::episode(std::uint32_t host, const Active& active, const ReleaseOutcome& outcome) const
{
    Episode out;
    out.host = host;
    out.release = active.item.release;
    out.component = active.item.component;
    out.from = outcome.from;
    out.unknownFrom = active.everSure ? active.unknownFrom : outcome.from;
    out.due = m_sets.groupOf(active.item.release).hasFix ? outcome.due : NoDay;
    out.creditFrom = outcome.creditFrom;
    out.creditUntil = outcome.creditUntil;
    out.decision = outcome.decision;
    out.rawDecision = outcome.rawDecision;
    return out;
}

void Builder::close(std::uint32_t host, const Active& active, std::int32_t day, std::uint32_t entry,
                    ManifestIndex manifest)
{
    const ReleaseOutcome outcome = m_outcomes.of(host, active.item, active.firstSeen, day - 1);
    if (outcome.from >= day)
        return; // closed before it was public
    Episode out = episode(host, active, outcome);
    out.to = day;
    out.closedBy = entry;
    out.end = m_sets.installed(manifest, active.item.release) ? Episode::End::Fixed : Episode::End::Removed;
    m_history.episodes.push_back(out);
}

/// What is open now goes by the assessment, which also knows of controls and exceptions for single flaws.
void Builder::keepOpen(std::uint32_t host, const Active& active)
{
    ReleaseOutcome outcome = m_outcomes.of(host, active.item, active.firstSeen, m_history.today);
    outcome.from = std::min(outcome.from, m_history.today);
    const std::uint32_t group = m_sets.releases()[active.item.release].group;
    const std::uint32_t patch = m_patchOfGroup[group];
    const auto known = patch == Episode::None ? m_findingOf.end() : m_findingOf.find(patch);
    if (known == m_findingOf.end()) {
        m_history.episodes.push_back(episode(host, active, outcome));
        return;
    }
    const Finding& finding = m_assessment.findings[known->second];
    const bool excepted = finding.state == FindingState::Excepted;
    if (!excepted && finding.decision < outcome.decision) {
        outcome.decision = finding.decision;
        m_outcomes.creditByFlaws(host, m_assessment.patches[patch], outcome);
    }
    Episode out = episode(host, active, outcome);
    if (excepted) {
        const std::int32_t since = m_outcomes.exceptedFrom(host, m_assessment.patches[patch]);
        out.exceptedFrom = since == NoDay ? out.from : since;
    }
    m_history.episodes.push_back(out);
}

/// Both lists are sorted by release: one merge tells what stayed, closed and opened.
void Builder::step(std::uint32_t host, const HostEvidence& evidence, std::int32_t day, std::uint32_t entry)
{
    const auto& now = m_sets.of(evidence);
    m_next.clear();
    const auto open = [&](const OpenItem& item) {
        m_next.push_back({item, day, item.unknown ? day : NoDay, !item.unknown});
    };
    std::size_t a = 0;
    for (const OpenItem& item : now) {
        while (a < m_active.size() && m_active[a].item.release < item.release)
            close(host, m_active[a++], day, entry, evidence.packages->manifest);
        if (a == m_active.size() || m_active[a].item.release != item.release) {
            open(item);
            continue;
        }
        Active same = m_active[a++];
        if (item.unknown) {
            if (same.unknownFrom == NoDay)
                same.unknownFrom = day;
        } else {
            same.unknownFrom = NoDay;
            same.everSure = true;
            same.item = item;
        }
        m_next.push_back(same);
    }
    while (a < m_active.size())
        close(host, m_active[a++], day, entry, evidence.packages->manifest);
    std::swap(m_active, m_next);
}

void Builder::walk(std::uint32_t index)
{
    const Host& host = m_assessment.fleet->hosts[index];
    m_active.clear();
    if (host.attributes.excluded)
        return;
    HostEvidence evidence, before;
    bool any = false;
    for (std::uint32_t i = 0; i < host.timeline.size(); ++i) {
        const SnapshotEntry& entry = host.timeline[i];
        if (entry.takenAt > m_assessment.at)
            break;
        if (entry.hasPackages) {
            evidence = evidenceOf(entry, m_table);
        } else {
            if (!evidence.packages)
                continue;
            if (!entry.runningKernel.empty())
                evidence.runningKernel = entry.runningKernel;
            if (entry.rebootPending)
                evidence.rebootPending = entry.rebootPending;
        }
        const std::int32_t day = dayNumber(entry.takenAt);
        if (m_history.firstDay == NoDay || day < m_history.firstDay)
            m_history.firstDay = day;
        const bool same = any && before.packages->manifest == evidence.packages->manifest
            && before.stream == evidence.stream && before.runningKernel == evidence.runningKernel
            && before.rebootPending == evidence.rebootPending;
        if (!same)
            step(index, evidence, day, i);
        before = evidence;
        any = true;
    }
    m_findingOf.clear();
    for (std::uint32_t i = m_firstFinding[index]; i < m_firstFinding[index + 1]; ++i)
        m_findingOf.emplace(m_assessment.findings[m_hostFindings[i]].patch, m_hostFindings[i]);
    for (const Active& active : m_active)
        keepOpen(index, active);
}

Result<ExposureHistory> Builder::run(ProgressSink& progress)
{
    nameReleases();
    findingsByHost();
    const std::size_t hosts = m_assessment.fleet->hosts.size();
    m_history.firstOfHost.reserve(hosts + 1);
    for (std::uint32_t host = 0; host < hosts; ++host) {
        if (host % 64 == 0) {
            progress.report(host, hosts, "history");
            if (progress.cancelled())
                return Error{ErrorKind::Cancelled, {}, {}};
        }
        const auto first = m_history.episodes.size();
        m_history.firstOfHost.push_back(std::uint32_t(first));
        walk(host);
        std::sort(m_history.episodes.begin() + std::ptrdiff_t(first), m_history.episodes.end(),
                  [](const Episode& a, const Episode& b) {
                      return a.release != b.release ? a.release < b.release : a.from < b.from;
                  });
    }
    m_history.firstOfHost.push_back(std::uint32_t(m_history.episodes.size()));
    return std::move(m_history);
}

} // namespace

Result<ExposureHistory> buildHistory(std::shared_ptr<const Assessment> assessment, const AssessOptions& options,
                                     ProgressSink& progress)
{
    if (!assessment->fleet->components) {
        ExposureHistory empty;
        empty.firstOfHost.assign(assessment->fleet->hosts.size() + 1, 0);
        empty.today = dayNumber(assessment->at);
        empty.assessment = std::move(assessment);
        return empty;
    }
    const MatchTable table = matchFleet(*assessment->fleet, *assessment->catalog, assessment->at);
    return Builder(std::move(assessment), options, table).run(progress);
}

} // namespace bw
