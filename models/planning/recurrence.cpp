// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/recurrence.h"

#include "models/planning/rrule.h"
#include "models/planning/zones.h"

#include <QDateTime>

#include <algorithm>
#include <set>

namespace bw {

namespace {

using std::chrono::minutes;

constexpr int MaxMinutes = 7 * 24 * 60;
constexpr LocalSeconds DaySeconds = 86400;

Error bad(std::string value, const char* field)
{
    return {ErrorKind::BadValue, std::move(value), {{}, 0, 0, field}};
}

Result<LocalSeconds> checkedStart(const Window& window)
{
    const auto first = parseLocal(window.firstStart);
    if (!first)
        return bad(window.firstStart, "firstStart");
    if (!zoneNamed(window.zone).isValid())
        return bad(window.zone, "zone");
    if (window.minutes < 1 || window.minutes > MaxMinutes)
        return bad(std::to_string(window.minutes), "minutes");
    if (window.lastStartMinutes && (*window.lastStartMinutes < 0 || *window.lastStartMinutes > window.minutes))
        return bad(std::to_string(*window.lastStartMinutes), "lastStartMinutes");
    if (window.offsetDays < -366 || window.offsetDays > 366)
        return bad(std::to_string(window.offsetDays), "offsetDays");
    for (const std::string& day : window.exceptDays) {
        if (!parseDay(day))
            return bad(day, "exceptDays");
    }
    return *first;
}

std::string dayText(LocalSeconds local)
{
    return localIso(local).substr(0, 10);
}

/// What clocks do at one occurrence; empty: nothing.
std::string clockChange(const Occurrence& occurrence, const Window& window)
{
    const QTimeZone& zone = zoneNamed(window.zone);
    const LocalSeconds planned = parseLocal(occurrence.local).value_or(0);
    const std::string real =
        clockText(localIn(zone, occurrence.start)) + ' ' + zoneAbbreviation(occurrence.start, window.zone);
    const std::string when = dayText(planned) + " in " + window.zone;
    if (occurrence.kind == Resolved::Kind::Gap)
        return clockText(planned) + " does not exist on " + when + "; starts at " + real + '.';
    if (occurrence.kind == Resolved::Kind::Overlap)
        return clockText(planned) + " comes twice on " + when + "; starts at the first, " + real + '.';
    const LocalSeconds end = localIn(zone, occurrence.end);
    if (end - localIn(zone, occurrence.start) == (occurrence.end - occurrence.start).count())
        return {};
    return "Clocks change on " + when + " while it is open; ends at " + clockText(end) + ' '
        + zoneAbbreviation(occurrence.end, window.zone) + '.';
}

} // namespace

Result<Resolved> resolveLocal(std::string_view local, std::string_view zone)
{
    const auto seconds = parseLocal(local);
    if (!seconds)
        return bad(std::string(local), "local");
    const QTimeZone& found = zoneNamed(zone);
    if (!found.isValid())
        return bad(std::string(zone), "zone");
    return resolveIn(found, *seconds);
}

std::string localText(Instant at, std::string_view zone)
{
    return localIso(localIn(zoneNamed(zone), at));
}

std::string zoneAbbreviation(Instant at, std::string_view zone)
{
    const QTimeZone& found = zoneNamed(zone);
    if (!found.isValid())
        return "UTC";
    return found.abbreviation(QDateTime::fromSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC)).toStdString();
}

Result<std::vector<Occurrence>> occurrences(const Window& window, Instant from, Instant until, std::size_t limit)
{
    const auto first = checkedStart(window);
    if (!first)
        return first.error();
    const QTimeZone& zone = zoneNamed(window.zone);
    const std::set<std::string, std::less<>> except(window.exceptDays.begin(), window.exceptDays.end());
    std::vector<Occurrence> found;
    const auto walked = walkRule(window.recurrence, *first, zone, [&](LocalSeconds raw) {
        const LocalSeconds local = raw + window.offsetDays * DaySeconds;
        // Two days of slack stand for every offset from UTC: only near ones are worth being resolved.
        if (local + (window.minutes + 2 * 1440) * 60 <= from.time_since_epoch().count())
            return true;
        if (except.contains(dayText(raw)))
            return true;
        const Resolved start = resolveIn(zone, local);
        if (start.at >= until || found.size() >= limit)
            return false;
        const Instant end = start.at + minutes(window.minutes);
        if (end > from)
            found.push_back({start.at, end, start.at + minutes(window.lastStartMinutes.value_or(window.minutes)),
                             localIso(local), start.kind});
        return found.size() < limit;
    });
    if (!walked && !(walked.error().kind == ErrorKind::TooLarge && !found.empty()))
        return walked.error();
    return found;
}

Result<std::optional<Occurrence>> nextOccurrence(const Window& window, Instant from)
{
    const auto found = occurrences(window, from, from + std::chrono::days(5 * 366), 1);
    if (!found)
        return found.error();
    return found->empty() ? std::optional<Occurrence>() : std::optional(found->front());
}

std::string dstSentence(const Window& window, Instant from)
{
    const auto year = occurrences(window, from, from + std::chrono::days(366));
    if (!year)
        return {};
    for (const Occurrence& occurrence : *year) {
        if (std::string change = clockChange(occurrence, window); !change.empty())
            return change;
    }
    return {};
}

Result<Stretch> stretchOf(const Freeze& freeze)
{
    if (!zoneNamed(freeze.zone).isValid())
        return bad(freeze.zone, "zone");
    const auto from = resolveLocal(freeze.from, freeze.zone);
    if (!from)
        return bad(freeze.from, "from");
    const auto until = resolveLocal(freeze.until, freeze.zone);
    if (!until || until->at <= from->at)
        return bad(freeze.until, "until");
    return Stretch{from->at, until->at};
}

} // namespace bw
