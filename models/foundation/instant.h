// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace bw {

/// A moment, UTC, whole seconds. Every stored and exchanged time of the program is one of these.
using Instant = std::chrono::sys_seconds;
/// A calendar day, UTC.
using Day = std::chrono::sys_days;

/// "2026-11-23T14:02:00Z"
std::string toIso(Instant t);
/// "2026-11-23"
std::string toIso(Day d);

/// Reads ISO 8601 / RFC 3339: date, or date and time with optional fraction; `Z`, `+hh:mm`, `+hhmm`, `+hh`, "-00:00"
/// and the "+00:00Z" that some feeds write. Without a zone the text is taken as UTC. Rejects impossible dates.
std::optional<Instant> parseIso(std::string_view text);
/// Reads exactly "yyyy-mm-dd".
std::optional<Day> parseDay(std::string_view text);

/// True when the text carries its own zone ("Z" or an offset).
bool hasZone(std::string_view isoText);

/// Zero times that producers write for "never": 0001-01-01, 1601-01-01, 1970-01-01 (first day).
bool isZeroTime(Instant t);

inline Day dayOf(Instant t)
{
    return std::chrono::floor<std::chrono::days>(t);
}

} // namespace bw
