// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/recurrencetext.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<const char*, 7> dayCodes = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

int dayOfCode(const QString& code)
{
    for (std::size_t i = 0; i < dayCodes.size(); ++i) {
        if (code == QLatin1String(dayCodes[i]))
            return int(i) + 1;
    }
    return 0;
}

QString codeOf(int day)
{
    return QString::fromLatin1(dayCodes[std::size_t(std::clamp(day, 1, 7) - 1)]);
}

} // namespace

Recurrence recurrenceFrom(const QString& text)
{
    Recurrence custom{.kind = Recurrence::Kind::Custom, .rule = text.trimmed()};
    if (custom.rule.isEmpty())
        return {};
    Recurrence known;
    bool weekly = false, monthly = false;
    QStringList days;
    for (const QString& part : custom.rule.toUpper().split(u';', Qt::SkipEmptyParts)) {
        const QString key = part.section(u'=', 0, 0), value = part.section(u'=', 1);
        if (key == u"FREQ") {
            weekly = value == u"WEEKLY";
            monthly = value == u"MONTHLY";
        } else if (key == u"INTERVAL") {
            known.interval = value.toInt();
        } else if (key == u"BYDAY") {
            days = value.split(u',', Qt::SkipEmptyParts);
        } else {
            return custom;
        }
    }
    if (known.interval < 1 || known.interval > 52 || days.isEmpty() || (!weekly && !monthly))
        return custom;
    if (weekly) {
        known.kind = Recurrence::Kind::Weekly;
        for (const QString& day : days) {
            if (dayOfCode(day) == 0)
                return custom;
            known.weekdays.push_back(dayOfCode(day));
        }
        std::sort(known.weekdays.begin(), known.weekdays.end());
        return known;
    }
    const QString day = days.first();
    bool number = false;
    known.kind = Recurrence::Kind::NthWeekday;
    known.nth = day.left(day.size() - 2).toInt(&number);
    known.weekdays = {dayOfCode(day.right(2))};
    if (days.size() > 1 || !number || known.weekdays.front() == 0 || known.nth == 0 || known.nth < -1 || known.nth > 4)
        return custom;
    return known;
}

QString ruleOf(const Recurrence& recurrence)
{
    const QString interval =
        recurrence.interval > 1 ? QStringLiteral(";INTERVAL=%1").arg(recurrence.interval) : QString();
    QStringList days;
    for (const int day : recurrence.weekdays)
        days << codeOf(day);
    switch (recurrence.kind) {
    case Recurrence::Kind::Once:
        return {};
    case Recurrence::Kind::Weekly:
        return QStringLiteral("FREQ=WEEKLY%1;BYDAY=%2").arg(interval, days.join(u','));
    case Recurrence::Kind::NthWeekday:
        return QStringLiteral("FREQ=MONTHLY%1;BYDAY=%2%3").arg(interval).arg(recurrence.nth).arg(days.value(0));
    case Recurrence::Kind::Custom:
        break;
    }
    return recurrence.rule.trimmed();
}

} // namespace bw
