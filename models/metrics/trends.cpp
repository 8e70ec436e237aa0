// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/trends.h"

#include <algorithm>
#include <span>

namespace bw {

namespace {

constexpr std::int32_t NoDay = Finding::NoDay;

/// [from, to) of days.
struct Span {
    std::int32_t from = 0, to = 0;

    std::int32_t days() const { return to > from ? to - from : 0; }
    Span cut(const Span& other) const { return {std::max(from, other.from), std::min(to, other.to)}; }
};

/// A finding over time: the releases of one package that one host was open to, taken together.
struct Stretch {
    Span open;
    Span credit;
    std::int32_t unknownFrom = NoDay;
    std::int32_t exceptedFrom = NoDay;
};

class Folding {
public:
    Folding(const ExposureHistory& history, const HostScope& scope, int weeks, int exposedDays)
        : m_history(history)
        , m_scope(scope)
        , m_recent{history.today - exposedDays, history.today}
    {
        int possible = 1;
        if (history.firstDay != NoDay)
            possible += (history.today - history.firstDay) / 7;
        const int count = std::clamp(weeks, 1, std::max(1, possible));
        for (int i = count - 1; i >= 0; --i) {
            m_trends.weeks.emplace_back();
            m_trends.weeks.back().day = history.today - 7 * i;
        }
    }

    Trends run();

private:
    void takeHost(std::uint32_t host);
    void findStaleSpans(const Host& host);
    bool stale(std::int32_t day) const;
    std::int32_t staleDays(const Span& span) const;
    void countHost(const Host& host);
    void countFindings(std::span<const Episode> episodes);
    void stretchesOf(std::span<const Episode> episodes);
    void addDays(ExposedHost& host);
    struct Days {
        double gross = 0, uncontrolled = 0, unknown = 0;
    };
    Days daysOf(const Stretch& stretch, const Span& in) const;

    const ExposureHistory& m_history;
    const HostScope& m_scope;
    Span m_recent;
    Trends m_trends;
    std::vector<Span> m_stale; ///< of the host at hand
    std::vector<Stretch> m_stretches;
    std::vector<std::uint32_t> m_order;
};

std::int32_t dayNumber(Instant t)
{
    return std::int32_t(dayOf(t).time_since_epoch().count());
}

/// From when on the newest inventory was too old, until the next one came.
void Folding::findStaleSpans(const Host& host)
{
    m_stale.clear();
    std::int32_t last = NoDay;
    const auto gap = [&](std::int32_t until) {
        if (last != NoDay && until - last > m_history.staleAfterDays)
            m_stale.push_back({last + m_history.staleAfterDays + 1, until});
    };
    for (const SnapshotEntry& entry : host.timeline) {
        if (!entry.hasPackages || entry.takenAt > m_history.assessment->at)
            continue;
        const std::int32_t day = dayNumber(entry.takenAt);
        gap(day);
        last = day;
    }
    gap(m_history.today + 1);
}

bool Folding::stale(std::int32_t day) const
{
    return std::any_of(m_stale.begin(), m_stale.end(), [&](const Span& s) { return s.from <= day && day < s.to; });
}

std::int32_t Folding::staleDays(const Span& span) const
{
    std::int32_t days = 0;
    for (const Span& gap : m_stale)
        days += span.cut(gap).days();
    return days;
}

void Folding::countHost(const Host& host)
{
    std::int32_t first = NoDay;
    for (const SnapshotEntry& entry : host.timeline) {
        if (entry.hasPackages && entry.takenAt <= m_history.assessment->at) {
            first = dayNumber(entry.takenAt);
            break;
        }
    }
    if (first == NoDay)
        return;
    for (WeekPoint& week : m_trends.weeks) {
        if (first <= week.day)
            ++(stale(week.day) ? week.hostsStale : week.hostsCurrent);
    }
}

/// Of the releases of one package that are open on a day the most urgent one gives the finding its decision.
void Folding::countFindings(std::span<const Episode> episodes)
{
    for (WeekPoint& week : m_trends.weeks) {
        const std::int32_t day = week.day;
        const bool blind = stale(day);
        for (std::size_t i = 0; i < m_order.size();) {
            const std::uint32_t subject = m_history.releases[episodes[m_order[i]].release].subject;
            bool open = false, sure = false, excepted = true, overdue = false;
            Decision decision = Decision::Defer;
            for (; i < m_order.size() && m_history.releases[episodes[m_order[i]].release].subject == subject; ++i) {
                const Episode& episode = episodes[m_order[i]];
                if (!episode.openOn(day))
                    continue;
                open = true;
                const bool known = episode.unknownFrom == NoDay || day < episode.unknownFrom;
                sure = sure || known;
                excepted = excepted && episode.exceptedFrom != NoDay && episode.exceptedFrom <= day;
                if (known) {
                    decision = std::max(decision, episode.decision);
                    overdue = overdue || (episode.due != NoDay && episode.due < day);
                }
            }
            if (!open)
                continue;
            if (blind || !sure) {
                ++week.unknown;
            } else if (excepted) {
                ++week.excepted;
            } else {
                ++week.open[std::size_t(decision)];
                week.overdue += overdue;
            }
        }
    }
}

void Folding::stretchesOf(std::span<const Episode> episodes)
{
    m_stretches.clear();
    std::uint32_t subject = 0;
    for (const std::uint32_t i : m_order) {
        const Episode& episode = episodes[i];
        const std::int32_t to = episode.to == NoDay ? m_history.today : episode.to;
        const std::uint32_t its = m_history.releases[episode.release].subject;
        const Stretch next{
            {episode.from, to}, {episode.creditFrom, episode.creditUntil}, episode.unknownFrom, episode.exceptedFrom};
        if (m_stretches.empty() || its != subject || episode.from > m_stretches.back().open.to) {
            m_stretches.push_back(next);
            subject = its;
            continue;
        }
        // One package, one exposure: overlapping releases count once, and a control credits only what all have.
        Stretch& last = m_stretches.back();
        last.open.to = std::max(last.open.to, to);
        last.credit = last.credit.cut(next.credit);
        if (next.unknownFrom == NoDay)
            last.unknownFrom = NoDay;
        if (next.exceptedFrom == NoDay)
            last.exceptedFrom = NoDay;
    }
}

Folding::Days Folding::daysOf(const Stretch& stretch, const Span& in) const
{
    const Span open = stretch.open.cut(in);
    if (open.days() == 0)
        return {};
    Span known = open;
    if (stretch.unknownFrom != NoDay)
        known.to = std::min(known.to, std::max(known.from, stretch.unknownFrom));
    Days days;
    const double sure = known.days() - staleDays(known);
    days.unknown = open.days() - sure;
    days.gross = sure;
    const Span credit = known.cut(stretch.credit);
    days.uncontrolled = sure - (credit.days() - staleDays(credit));
    return days;
}

void Folding::addDays(ExposedHost& host)
{
    for (const Stretch& stretch : m_stretches) {
        for (WeekPoint& week : m_trends.weeks) {
            const Days days = daysOf(stretch, {week.day - 7, week.day});
            week.exposedDays += days.gross;
            week.uncontrolledDays += days.uncontrolled;
            week.unknownDays += days.unknown;
        }
        const Days days = daysOf(stretch, m_recent);
        host.exposedDays += days.gross;
        host.uncontrolledDays += days.uncontrolled;
        host.unknownDays += days.unknown;
    }
}

void Folding::takeHost(std::uint32_t index)
{
    const Host& host = m_history.assessment->fleet->hosts[index];
    if (m_history.assessment->hostStates[index] == HostState::Excluded)
        return;
    findStaleSpans(host);
    countHost(host);
    const std::uint32_t first = m_history.firstOfHost[index];
    const std::span<const Episode> episodes(m_history.episodes.data() + first,
                                            m_history.firstOfHost[index + 1] - first);
    if (episodes.empty())
        return;
    m_order.resize(episodes.size());
    for (std::uint32_t i = 0; i < m_order.size(); ++i)
        m_order[i] = i;
    std::sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::uint32_t of = m_history.releases[episodes[a].release].subject;
        const std::uint32_t other = m_history.releases[episodes[b].release].subject;
        return of != other ? of < other : episodes[a].from < episodes[b].from;
    });
    countFindings(episodes);
    stretchesOf(episodes);
    ExposedHost exposed{index, 0, 0, 0, m_history.assessment->hostFindings[index]};
    addDays(exposed);
    if (exposed.exposedDays > 0 || exposed.unknownDays > 0)
        m_trends.hosts.push_back(exposed);
}

Trends Folding::run()
{
    for (std::uint32_t host = 0; host + 1 < m_history.firstOfHost.size(); ++host) {
        if (m_scope.hosts[host])
            takeHost(host);
    }
    std::stable_sort(m_trends.hosts.begin(), m_trends.hosts.end(),
                     [](const ExposedHost& a, const ExposedHost& b) { return a.exposedDays > b.exposedDays; });
    // What is open now has been decided already, flaw by flaw: the last point is that answer.
    const Assessment& assessment = *m_history.assessment;
    WeekPoint& last = m_trends.weeks.back();
    last.open = {};
    last.overdue = last.unknown = last.excepted = 0;
    for (const Finding& finding : assessment.findings) {
        if (!m_scope.hosts[finding.host] || assessment.patches[finding.patch].offerOnly)
            continue;
        switch (finding.state) {
        case FindingState::Unknown:
            ++last.unknown;
            break;
        case FindingState::Excepted:
            ++last.excepted;
            break;
        default:
            ++last.open[std::size_t(finding.decision)];
            last.overdue += finding.due != NoDay && finding.due < m_history.today;
            break;
        }
    }
    return std::move(m_trends);
}

} // namespace

Trends trendsOf(const ExposureHistory& history, const HostScope& scope, int weeks, int exposedDays)
{
    return Folding(history, scope, weeks, exposedDays).run();
}

} // namespace bw
