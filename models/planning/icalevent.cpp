// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/icalevent.h"

#include "models/planning/icalmemory.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace bw {

namespace {

constexpr std::size_t MaxText = 2000;

std::string cut(const char* text)
{
    std::string cutText = text ? text : "";
    if (cutText.size() > MaxText) {
        std::size_t end = MaxText;
        while (end > 0 && (static_cast<unsigned char>(cutText[end]) & 0xC0U) == 0x80U)
            --end;
        cutText.resize(end);
    }
    return cutText;
}

LocalSeconds secondsOf(const icaltimetype& t)
{
    using namespace std::chrono;
    const sys_days day = year_month_day{year(t.year), month(unsigned(t.month)), std::chrono::day(unsigned(t.day))};
    const std::int64_t time = t.is_date ? 0 : t.hour * 3600 + t.minute * 60 + t.second;
    return duration_cast<seconds>(day.time_since_epoch()).count() + time;
}

bool possible(const icaltimetype& t)
{
    return !icaltime_is_null_time(t) && t.year >= 1970 && t.year <= 2500 && t.month >= 1 && t.month <= 12 && t.day >= 1
        && t.day <= 31;
}

/// "Europe/Berlin" of what calendars write: IANA names, with a prefix, or Windows' own names. Empty: not known.
std::string ianaName(const std::string& id)
{
    if (zoneNamed(id).isValid())
        return id;
    const QByteArray windows = QTimeZone::windowsIdToDefaultIanaId(QByteArray::fromStdString(id));
    if (!windows.isEmpty())
        return windows.toStdString();
    for (auto slash = id.find('/'); slash != std::string::npos; slash = id.find('/', slash + 1)) {
        const std::string tail = id.substr(slash + 1);
        if (!tail.empty() && zoneNamed(tail).isValid())
            return tail;
    }
    return {};
}

std::optional<std::string> property(icalcomponent* event, icalproperty_kind kind)
{
    icalproperty* found = icalcomponent_get_first_property(event, kind);
    if (!found)
        return {};
    const OwnedText text(icalproperty_get_value_as_string_r(found));
    const icalvalue* value = icalproperty_get_value(found);
    const char* plain = value && icalvalue_isa(value) == ICAL_TEXT_VALUE ? icalvalue_get_text(value) : text.get();
    return cut(plain);
}

std::optional<std::string> ownProperty(icalcomponent* event, std::string_view name)
{
    for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_X_PROPERTY); p;
         p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY)) {
        const char* called = icalproperty_get_x_name(p);
        if (called && name == called) {
            const char* text = icalproperty_get_x(p);
            return cut(text);
        }
    }
    return {};
}

std::optional<int> number(const std::optional<std::string>& text)
{
    int value = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc())
        return {};
    return value;
}

struct ZonedTime {
    LocalSeconds local = 0;
    std::string zone;
    bool date = false;
};

std::optional<ZonedTime> timeOf(icalcomponent* event, icalproperty_kind kind, const std::string& calendarZone,
                                IcalEvent& to)
{
    icalproperty* found = icalcomponent_get_first_property(event, kind);
    if (!found)
        return {};
    const icaltimetype t =
        kind == ICAL_DTSTART_PROPERTY ? icalproperty_get_dtstart(found) : icalproperty_get_dtend(found);
    if (!possible(t))
        return {};
    ZonedTime time{secondsOf(t), calendarZone, t.is_date != 0};
    icalparameter* zone = icalproperty_get_first_parameter(found, ICAL_TZID_PARAMETER);
    if (!t.is_date && icaltime_is_utc(t))
        time.zone = "UTC";
    else if (zone && icalparameter_get_tzid(zone)) {
        time.zone = ianaName(icalparameter_get_tzid(zone));
        if (time.zone.empty()) {
            to.flaws.push_back("the time zone “" + cut(icalparameter_get_tzid(zone)) + "” is not known");
            return {};
        }
    }
    return time;
}

void readEnd(icalcomponent* event, const ZonedTime& start, const std::string& calendarZone, IcalEvent& to)
{
    to.end = start.local + (start.date ? 86400 : 0);
    if (const auto end = timeOf(event, ICAL_DTEND_PROPERTY, calendarZone, to)) {
        const Resolved at = resolveIn(zoneNamed(end->zone), end->local);
        to.end = end->zone == start.zone ? end->local : localIn(zoneNamed(start.zone), at.at);
        return;
    }
    if (icalproperty* length = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY))
        to.end = start.local + icaldurationtype_as_int(icalproperty_get_duration(length));
}

void readRule(icalcomponent* event, IcalEvent& to)
{
    icalproperty* found = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    if (const auto own = ownProperty(event, "X-BREAKWATER-RRULE")) {
        to.rule = *own;
    } else if (found) {
        icalrecurrencetype rule = icalproperty_get_rrule(found);
        const OwnedText text(icalrecurrencetype_as_string_r(&rule));
        to.rule = text ? text.get() : "";
        if (icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY))
            to.flaws.emplace_back("only the first of several rules is used");
    }
    if (icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY) && !ownProperty(event, "X-BREAKWATER-FIRST"))
        to.flaws.emplace_back("extra dates (RDATE) are left out");
    for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
         p && to.exceptDays.size() < 2000; p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
        const icaltimetype t = icalproperty_get_exdate(p);
        if (!possible(t))
            continue;
        LocalSeconds local = secondsOf(t);
        if (!t.is_date && icaltime_is_utc(t))
            local = localIn(zoneNamed(to.zone), Instant(std::chrono::seconds(local)));
        to.exceptDays.push_back(localIso(local).substr(0, 10));
    }
    std::sort(to.exceptDays.begin(), to.exceptDays.end());
    to.exceptDays.erase(std::unique(to.exceptDays.begin(), to.exceptDays.end()), to.exceptDays.end());
}

bool saysFreeze(icalcomponent* event, const IcalEvent& read)
{
    for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY); p;
         p = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY)) {
        const char* text = icalproperty_get_categories(p);
        if (text && QString::fromUtf8(text).contains(QLatin1String("freeze"), Qt::CaseInsensitive))
            return true;
    }
    return QString::fromStdString(read.summary).startsWith(QLatin1String("freeze"), Qt::CaseInsensitive)
        || (read.allDay && read.rule.empty());
}

IcalEvent eventOf(icalcomponent* event, const std::string& calendarZone)
{
    IcalEvent to;
    to.uid = property(event, ICAL_UID_PROPERTY).value_or("");
    if (constexpr std::string_view own = "@breakwater"; to.uid.ends_with(own))
        to.uid.resize(to.uid.size() - own.size());
    to.summary = property(event, ICAL_SUMMARY_PROPERTY).value_or("");
    to.description = property(event, ICAL_DESCRIPTION_PROPERTY).value_or("");
    to.usable = false;
    if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) {
        to.flaws.emplace_back("the event is cancelled");
        return to;
    }
    if (icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY)) {
        to.flaws.emplace_back("a single changed repetition is left out");
        return to;
    }
    const auto start = timeOf(event, ICAL_DTSTART_PROPERTY, calendarZone, to);
    if (!start) {
        if (to.flaws.empty())
            to.flaws.emplace_back("the start cannot be read");
        return to;
    }
    to.start = start->local;
    to.zone = start->zone;
    to.allDay = start->date;
    readEnd(event, *start, calendarZone, to);
    readRule(event, to);
    to.offsetDays = number(ownProperty(event, "X-BREAKWATER-OFFSET-DAYS")).value_or(0);
    to.lastStartMinutes = number(ownProperty(event, "X-BREAKWATER-LAST-START"));
    to.hostFilter = ownProperty(event, "X-BREAKWATER-HOSTS").value_or("");
    if (const auto first = ownProperty(event, "X-BREAKWATER-FIRST")) {
        const LocalSeconds length = to.end - to.start;
        to.start = parseLocal(*first).value_or(to.start);
        to.end = to.start + length;
    }
    to.isFreeze = saysFreeze(event, to);
    if (to.isFreeze && !to.rule.empty())
        to.flaws.emplace_back("the freeze repeats; only its first time is used");
    to.usable = to.end > to.start;
    if (!to.usable)
        to.flaws.emplace_back("the end is not after the start");
    return to;
}

} // namespace

Result<std::vector<IcalEvent>> icalEvents(std::string_view ics, std::size_t most)
{
    icalerror_set_errors_are_fatal(0);
    const std::string text(ics.substr(0, ics.find('\0')));
    const OwnedComponent root(icalparser_parse_string(text.c_str()));
    std::vector<icalcomponent*> calendars;
    if (root && icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT)
        calendars.push_back(root.get());
    else if (root) {
        for (icalcomponent* c = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT); c;
             c = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT))
            calendars.push_back(c);
    }
    if (calendars.empty())
        return Error{ErrorKind::Malformed, "no VCALENDAR", {}};
    std::vector<IcalEvent> events;
    for (icalcomponent* calendar : calendars) {
        const std::string told = ianaName(ownProperty(calendar, "X-WR-TIMEZONE").value_or("UTC"));
        for (icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
             event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
            if (events.size() >= most)
                return Error{ErrorKind::TooLarge, std::to_string(most) + " events", {}};
            events.push_back(eventOf(event, told.empty() ? "UTC" : told));
        }
    }
    return events;
}

Window windowOf(const IcalEvent& event)
{
    Window window;
    window.id = event.uid;
    window.name = event.summary.empty() ? event.uid : event.summary;
    window.firstStart = localIso(event.start);
    window.recurrence = event.rule;
    window.offsetDays = event.offsetDays;
    window.exceptDays = event.exceptDays;
    window.minutes = int(std::clamp<LocalSeconds>((event.end - event.start) / 60, 0, 1'000'000));
    window.lastStartMinutes = event.lastStartMinutes;
    window.zone = event.zone;
    window.hostFilter = event.hostFilter;
    return window;
}

Freeze freezeOf(const IcalEvent& event)
{
    Freeze freeze;
    freeze.id = event.uid;
    freeze.name = event.summary.empty() ? event.uid : event.summary;
    freeze.from = localIso(event.start);
    freeze.until = localIso(event.end);
    freeze.zone = event.zone;
    freeze.hostFilter = event.hostFilter;
    freeze.reason = event.description;
    return freeze;
}

} // namespace bw
