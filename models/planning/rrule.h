// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"
#include "models/planning/zones.h"

#include <functional>
#include <string>

namespace bw {

/// Walks a recurrence rule of RFC 5545 in floating local time, from `first` on, until `take` answers false or the rule
/// ends. An end in UTC is taken on the clocks of `zone`. An empty rule is `first` alone. Errors: BadValue (no rule;
/// repeats more often than daily), TooLarge (ten thousand repetitions without an end).
Result<void> walkRule(const std::string& rule, LocalSeconds first, const QTimeZone& zone,
                      const std::function<bool(LocalSeconds)>& take);

} // namespace bw
