// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/window.h"
#include "models/foundation/result.h"
#include "models/planning/zones.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// A VEVENT as far as windows and freezes need it.
struct IcalEvent {
    std::string uid;
    std::string summary;
    std::string description;
    std::string zone; ///< IANA
    LocalSeconds start = 0;
    LocalSeconds end = 0;
    bool allDay = false;
    bool isFreeze = false;
    std::string rule; ///< RRULE
    std::vector<std::string> exceptDays;
    std::string hostFilter; ///< X-BREAKWATER-HOSTS
    std::optional<int> lastStartMinutes; ///< X-BREAKWATER-LAST-START
    int offsetDays = 0; ///< X-BREAKWATER-OFFSET-DAYS
    bool usable = true;
    std::vector<std::string> flaws; ///< what was left out, short English clauses
};

/// Errors: Malformed (no calendar), TooLarge (more events than `most`).
Result<std::vector<IcalEvent>> icalEvents(std::string_view ics, std::size_t most);

Window windowOf(const IcalEvent& event);
Freeze freezeOf(const IcalEvent& event);

} // namespace bw
