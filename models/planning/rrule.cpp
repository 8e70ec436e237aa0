// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/rrule.h"

#include <libical/ical.h>
#include <memory>

namespace bw {

namespace {

constexpr int MaxSteps = 10'000;
constexpr std::size_t MaxRule = 500;

/// libical aborts the program on its own errors unless it is told not to.
void calmLibical()
{
    static const bool done = [] {
        icalerror_set_errors_are_fatal(0);
        icalerror_supress("parse");
        return true;
    }();
    (void)done;
}

icaltimetype floating(LocalSeconds local)
{
    using namespace std::chrono;
    const sys_seconds at{seconds(local)};
    const sys_days day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{at - day};
    icaltimetype t = icaltime_null_time();
    t.year = int(date.year());
    t.month = int(unsigned(date.month()));
    t.day = int(unsigned(date.day()));
    t.hour = int(time.hours().count());
    t.minute = int(time.minutes().count());
    t.second = int(time.seconds().count());
    t.is_date = 0;
    t.zone = nullptr;
    return t;
}

LocalSeconds secondsOf(const icaltimetype& t)
{
    using namespace std::chrono;
    const sys_days day = year_month_day{year(t.year), month(unsigned(t.month)), std::chrono::day(unsigned(t.day))};
    return duration_cast<seconds>(day.time_since_epoch()).count() + t.hour * 3600 + t.minute * 60 + t.second;
}

Error bad(const std::string& rule)
{
    return {ErrorKind::BadValue, rule.substr(0, 200), {{}, 0, 0, "recurrence"}};
}

} // namespace

Result<void> walkRule(const std::string& text, LocalSeconds first, const QTimeZone& zone,
                      const std::function<bool(LocalSeconds)>& take)
{
    if (text.empty()) {
        take(first);
        return {};
    }
    if (text.size() > MaxRule)
        return bad(text);
    calmLibical();
    icalrecurrencetype rule = icalrecurrencetype_from_string(text.c_str());
    if (rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE || rule.interval < 1)
        return bad(text);
    if (!icaltime_is_null_time(rule.until)) {
        const LocalSeconds until = secondsOf(rule.until);
        if (rule.until.is_date)
            rule.until = floating(until + 86399);
        else if (icaltime_is_utc(rule.until))
            rule.until = floating(localIn(zone, Instant(std::chrono::seconds(until))));
    }
    const std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> iterator(
        icalrecur_iterator_new(rule, floating(first)), &icalrecur_iterator_free);
    if (!iterator)
        return bad(text);
    for (int step = 0; step < MaxSteps; ++step) {
        const icaltimetype next = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(next))
            return {};
        const LocalSeconds local = secondsOf(next);
        if (local >= first && !take(local))
            return {};
    }
    return Error{ErrorKind::TooLarge, text, {{}, 0, 0, "recurrence"}};
}

} // namespace bw
