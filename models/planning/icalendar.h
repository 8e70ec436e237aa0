// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/foundation/error.h"
#include "models/foundation/result.h"
#include "models/planning/ground.h"

#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// What an iCalendar file says of windows and freezes.
struct CalendarFile {
    std::vector<Window> windows;
    std::vector<Freeze> freezes;
    std::vector<Issue> issues; ///< events that could not be used, with the reason
};

/// Reads VEVENTs. One is a freeze where its CATEGORIES hold FREEZE or its summary begins with "Freeze"; an all-day
/// event without a rule too; every other one is a window. At most 5 MB and 5,000 events. Errors: TooLarge, Malformed
/// (no calendar at all), Empty.
Result<CalendarFile> readCalendar(std::string_view ics);

/// Windows and freezes as VEVENTs with RRULE and EXDATE; what RFC 5545 has no word for (offset, last start, host
/// filter) in X-BREAKWATER-... lines, so that a file read back says the same.
std::string writeCalendar(const std::vector<Window>& windows, const std::vector<Freeze>& freezes, Instant stamp);

/// One event for each wave: its next occurrence, with patches and number of hosts in the description.
std::string planCalendar(const Plan& plan, const PlanGround& ground);

} // namespace bw
