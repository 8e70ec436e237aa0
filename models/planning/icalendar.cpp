// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/icalendar.h"

namespace bw {

Result<CalendarFile> readCalendar(std::string_view)
{
    return CalendarFile{};
}
std::string writeCalendar(const std::vector<Window>&, const std::vector<Freeze>&, Instant)
{
    return {};
}
std::string planCalendar(const Plan&, const PlanGround&)
{
    return {};
}

} // namespace bw
