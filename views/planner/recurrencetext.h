// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace bw {

/// A recurrence as the window editor offers it; what it has no fields for stays an RRULE.
struct Recurrence {
    enum class Kind { Once, Weekly, NthWeekday, Custom };
    Kind kind = Kind::Once;
    int interval = 1; ///< every n weeks or months
    std::vector<int> weekdays = {}; ///< 1 (Monday) to 7, ascending; NthWeekday: one
    int nth = 1; ///< 1 to 4, -1: the last of the month
    QString rule = {}; ///< Custom: RFC 5545, without "RRULE:"

    friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

Recurrence recurrenceFrom(const QString& rule);
/// RFC 5545, without "RRULE:"; empty: once.
QString ruleOf(const Recurrence& recurrence);

} // namespace bw
