// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/icalwriter.h"

#include "models/planning/icalmemory.h"
#include "models/planning/recurrence.h"
#include "models/planning/zones.h"

#include <algorithm>
#include <vector>

namespace bw {

namespace {

/// Lines of at most 75 bytes, cut between characters.
std::string folded(const std::string& line)
{
    std::string out;
    std::size_t width = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(line[i]) & 0xC0U) != 0x80U;
        if (begins && width >= 72) {
            out += "\r\n ";
            width = 1;
        }
        out += line[i];
        ++width;
    }
    return out + "\r\n";
}

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\\' || c == ';' || c == ',')
            (out += '\\') += c;
        else if (static_cast<unsigned char>(c) >= 0x20U)
            out += c;
    }
    return out;
}

/// "20261124T220000" of a local time.
std::string basic(LocalSeconds local)
{
    std::string text;
    for (const char c : toIso(Instant(std::chrono::seconds(local)))) {
        if (c != '-' && c != ':' && c != 'Z')
            text += c;
    }
    return text;
}

} // namespace

struct IcalWriter::Private {
    std::string stamp;
    std::string events;
    std::vector<std::string> zones;

    void line(const std::string& text) { events += folded(text); }
    void begin(const std::string& uid, const std::string& summary)
    {
        line("BEGIN:VEVENT");
        line("UID:" + escaped(uid) + "@breakwater");
        line("DTSTAMP:" + stamp);
        line("SUMMARY:" + escaped(summary));
    }
    std::string in(const std::string& zone)
    {
        if (zone == "UTC")
            return ":";
        if (std::find(zones.begin(), zones.end(), zone) == zones.end())
            zones.push_back(zone);
        return ";TZID=" + zone + ':';
    }
    static std::string ending(const std::string& zone) { return zone == "UTC" ? "Z" : ""; }
    void time(const char* name, LocalSeconds local, const std::string& zone)
    {
        line(name + in(zone) + basic(local) + ending(zone));
    }
    void own(const char* name, const std::string& value)
    {
        if (!value.empty())
            line(std::string("X-BREAKWATER-") + name + ':' + escaped(value));
    }
};

IcalWriter::IcalWriter(Instant stamp)
    : d(std::make_unique<Private>())
{
    d->stamp = basic(stamp.time_since_epoch().count()) + 'Z';
}

IcalWriter::~IcalWriter() = default;

void IcalWriter::add(const Window& window)
{
    const auto first = parseLocal(window.firstStart);
    if (!first)
        return;
    d->begin(window.id, window.name);
    if (window.offsetDays == 0) {
        d->time("DTSTART", *first, window.zone);
        if (!window.recurrence.empty())
            d->line("RRULE:" + window.recurrence);
        for (const std::string& day : window.exceptDays) {
            if (const auto midnight = parseLocal(day))
                d->time("EXDATE", *midnight + *first % 86400, window.zone);
        }
    } else { // other programs get the dates, for no rule says "and three days later"
        const auto start = resolveLocal(window.firstStart, window.zone);
        const Instant from = start ? start->at - std::chrono::days(366) : Instant();
        const auto times = occurrences(window, from, from + std::chrono::days(3 * 366), 60);
        const std::size_t count = times ? times->size() : 0;
        for (std::size_t i = 0; i < count; ++i)
            d->time(i == 0 ? "DTSTART" : "RDATE", parseLocal((*times)[i].local).value_or(*first), window.zone);
        if (count == 0)
            d->time("DTSTART", *first, window.zone);
        d->own("FIRST", window.firstStart);
        d->own("RRULE", window.recurrence);
        d->own("OFFSET-DAYS", std::to_string(window.offsetDays));
        for (const std::string& day : window.exceptDays) {
            if (const auto midnight = parseLocal(day))
                d->time("EXDATE", *midnight + *first % 86400, window.zone);
        }
    }
    d->line("DURATION:PT" + std::to_string(window.minutes) + 'M');
    if (window.lastStartMinutes)
        d->own("LAST-START", std::to_string(*window.lastStartMinutes));
    d->own("HOSTS", window.hostFilter);
    d->line("END:VEVENT");
}

void IcalWriter::add(const Freeze& freeze)
{
    const auto from = parseLocal(freeze.from), until = parseLocal(freeze.until);
    if (!from || !until)
        return;
    d->begin(freeze.id, freeze.name);
    d->time("DTSTART", *from, freeze.zone);
    d->time("DTEND", *until, freeze.zone);
    d->line("CATEGORIES:FREEZE");
    if (!freeze.reason.empty())
        d->line("DESCRIPTION:" + escaped(freeze.reason));
    d->own("HOSTS", freeze.hostFilter);
    d->line("END:VEVENT");
}

void IcalWriter::add(const std::string& uid, const std::string& summary, const std::string& description, Instant start,
                     Instant end)
{
    d->begin(uid, summary);
    d->time("DTSTART", start.time_since_epoch().count(), "UTC");
    d->time("DTEND", end.time_since_epoch().count(), "UTC");
    if (!description.empty())
        d->line("DESCRIPTION:" + escaped(description));
    d->line("END:VEVENT");
}

/// The rules of a zone as other programs read them; empty where they are not known.
static std::string zoneText(const std::string& name)
{
    icaltimezone* zone = icaltimezone_get_builtin_timezone(name.c_str());
    icalcomponent* known = zone ? icaltimezone_get_component(zone) : nullptr;
    if (!known)
        return {};
    const OwnedComponent component(icalcomponent_new_clone(known));
    if (icalproperty* id = icalcomponent_get_first_property(component.get(), ICAL_TZID_PROPERTY))
        icalproperty_set_tzid(id, name.c_str());
    const OwnedText text(icalcomponent_as_ical_string_r(component.get()));
    return text ? text.get() : "";
}

std::string IcalWriter::text() const
{
    std::string all = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Breakwater//Planning//EN\r\n";
    for (const std::string& zone : d->zones)
        all += zoneText(zone);
    return all + d->events + "END:VCALENDAR\r\n";
}

} // namespace bw
