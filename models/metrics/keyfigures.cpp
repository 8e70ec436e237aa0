// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/keyfigures.h"

#include <algorithm>

namespace bw {

namespace {

constexpr std::int32_t NoDay = Finding::NoDay;

std::int32_t dayNumber(Instant t)
{
    return std::int32_t(dayOf(t).time_since_epoch().count());
}

Day dayAt(std::int32_t day)
{
    return Day(std::chrono::days(day));
}

/// The last day on which an inventory told of the host's software.
std::int32_t lastSeenDay(const ExposureHistory& history, std::uint32_t host)
{
    const SnapshotEntry* entry = history.assessment->fleet->hosts[host].at(history.assessment->at);
    return entry ? dayNumber(entry->takenAt) : NoDay;
}

void countOpen(const ExposureHistory& history, const HostScope& scope, KeyFigures& out)
{
    const Assessment& assessment = *history.assessment;
    std::vector<bool> immediateHost(assessment.fleet->hosts.size()), overdueHost(assessment.fleet->hosts.size());
    std::uint32_t lastPatch = 0xffffffffu;
    std::int32_t oldest = NoDay;
    out.ages = {{0, 7, {}}, {8, 30, {}}, {31, 90, {}}, {91, 180, {}}, {181, {}, {}}};
    for (const Finding& finding : assessment.findings) {
        const Patch& patch = assessment.patches[finding.patch];
        if (!scope.hosts[finding.host] || patch.offerOnly)
            continue;
        const bool past = finding.due != NoDay && finding.due < history.today;
        if (finding.state == FindingState::Unknown) {
            ++out.unknown;
            out.overdueUnknown += past;
            out.immediateUnknown += finding.decision == Decision::Immediate;
            continue;
        }
        if (finding.state == FindingState::Excepted) {
            ++out.excepted;
            continue;
        }
        ++out.open;
        out.kev += patch.kev;
        if (finding.decision == Decision::Immediate) {
            out.immediatePatches += finding.patch != lastPatch;
            lastPatch = finding.patch;
            immediateHost[finding.host] = true;
            if (finding.due != NoDay && !past && (!out.nextImmediateDue || dayAt(finding.due) < *out.nextImmediateDue))
                out.nextImmediateDue = dayAt(finding.due);
        }
        if (past) {
            ++out.overdue;
            overdueHost[finding.host] = true;
            if (oldest == NoDay || finding.due < oldest) {
                oldest = finding.due;
                out.oldestOverdueHost = assessment.fleet->hosts[finding.host].identity.name;
            }
        }
        const std::int32_t age = finding.exposedSince == NoDay ? 0 : history.today - finding.exposedSince;
        for (AgeBucket& bucket : out.ages) {
            if (age <= bucket.untilDays.value_or(INT32_MAX)) {
                ++bucket.open[std::size_t(finding.decision)];
                break;
            }
        }
    }
    if (oldest != NoDay)
        out.oldestOverdue = dayAt(oldest);
    out.immediateHosts = std::uint32_t(std::count(immediateHost.begin(), immediateHost.end(), true));
    out.overdueHosts = std::uint32_t(std::count(overdueHost.begin(), overdueHost.end(), true));
}

void countInTime(const ExposureHistory& history, const Episode& episode, bool stale, InTime& out)
{
    if (episode.due == NoDay || episode.due < history.today - out.days || episode.due >= history.today)
        return;
    const bool closed = episode.end != Episode::End::Open;
    const bool before = closed && episode.to <= episode.due;
    if (before && episode.end == Episode::End::Removed) {
        ++out.removed;
    } else if (episode.exceptedFrom != NoDay && episode.exceptedFrom <= episode.due) {
        ++out.excepted;
    } else if (!closed && (stale || episode.unknownFrom != NoDay)) {
        ++out.unknown;
    } else {
        ++out.fellDue;
        ++(before ? out.inTime : closed ? out.late : out.open);
    }
}

std::optional<Duration> durationOf(const Episode& episode, std::int32_t lastSeen)
{
    std::int32_t end = episode.end == Episode::End::Open ? lastSeen : episode.to;
    bool ended = episode.end == Episode::End::Fixed;
    for (const std::int32_t until : {episode.unknownFrom, episode.exceptedFrom}) {
        // A case that was lost from sight, or was left open knowingly, was seen so far and no further.
        if (until != NoDay && until < end && !ended) {
            end = until;
            ended = false;
        }
    }
    if (end == NoDay || episode.unknownFrom == episode.from)
        return std::nullopt;
    return Duration{std::max(0, end - episode.from), ended};
}

} // namespace

KeyFigures keyFiguresOf(const ExposureHistory& history, const HostScope& scope, int inTimeDays)
{
    KeyFigures out;
    out.inTime.days = inTimeDays;
    countOpen(history, scope, out);
    std::array<std::vector<Duration>, 4> durations;
    for (std::uint32_t host = 0; host + 1 < history.firstOfHost.size(); ++host) {
        if (!scope.hosts[host])
            continue;
        const bool stale = history.assessment->hostStates[host] != HostState::Current;
        const std::int32_t lastSeen = lastSeenDay(history, host);
        for (std::uint32_t i = history.firstOfHost[host]; i < history.firstOfHost[host + 1]; ++i) {
            const Episode& episode = history.episodes[i];
            countInTime(history, episode, stale, out.inTime);
            if (history.releases[episode.release].fixed.empty())
                continue;
            if (const auto duration = durationOf(episode, lastSeen))
                durations[std::size_t(episode.rawDecision)].push_back(*duration);
        }
    }
    for (std::size_t i = 0; i < durations.size(); ++i)
        out.toVerified[i] = survivalOf(durations[i]);
    return out;
}

} // namespace bw
