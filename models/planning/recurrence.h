// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/window.h"
#include "models/foundation/instant.h"
#include "models/foundation/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// A local time resolved to UTC by the policy of models/domain/window.h.
struct Resolved {
    enum class Kind : std::uint8_t { Plain, Gap, Overlap };
    Instant at;
    Kind kind = Kind::Plain; ///< Gap: moved to its end; Overlap: the first of the two

    friend bool operator==(const Resolved&, const Resolved&) = default;
};
/// "2026-11-24T22:00" (seconds may follow; a day alone is its midnight) in an IANA zone. Errors: BadValue (no such
/// time: field "local"; no such zone: field "zone").
Result<Resolved> resolveLocal(std::string_view local, std::string_view zone);
/// "2026-11-24T22:00" of a moment in a zone; in UTC where the zone is not known.
std::string localText(Instant at, std::string_view zone);
/// "CET", "UTC+5:30": what clocks of the zone are called at that moment.
std::string zoneAbbreviation(Instant at, std::string_view zone);

/// One time that a window is open.
struct Occurrence {
    Instant start;
    Instant end; ///< start + length in real minutes
    Instant lastStart; ///< no host is started later
    std::string local; ///< start on the clocks of the window's zone, as planned: "2027-03-28T02:30"
    Resolved::Kind kind = Resolved::Kind::Plain;

    friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

/// Those that end after `from` and start before `until`, ascending, at most `limit`. Errors: BadValue with the field
/// (firstStart, recurrence, zone, minutes, lastStartMinutes, offsetDays, exceptDays) that cannot be used; TooLarge
/// where ten thousand repetitions bring nothing. Rules repeat by day, week, month or year.
Result<std::vector<Occurrence>> occurrences(const Window& window, Instant from, Instant until,
                                            std::size_t limit = 1000);
/// The one that is open at `from`, or the next. Empty: none within five years.
Result<std::optional<Occurrence>> nextOccurrence(const Window& window, Instant from);

/// "02:30 does not exist on 2027-03-28 in Europe/Berlin; starts at 03:00 CEST." for the next change of clocks that
/// touches the window within a year; empty: none does.
std::string dstSentence(const Window& window, Instant from);

/// A stretch of time, end exclusive.
struct Stretch {
    Instant from;
    Instant until;

    friend bool operator==(const Stretch&, const Stretch&) = default;
};
/// Errors: BadValue with the field (from, until, zone).
Result<Stretch> stretchOf(const Freeze& freeze);

} // namespace bw
