// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/recurrence.h"

#include <QTimeZone>

#include <cstdint>
#include <optional>
#include <string_view>

namespace bw {

/// Seconds since 1970 on the clocks of some zone: a local time as a number.
using LocalSeconds = std::int64_t;

/// Kept per thread: finding a zone's file is dear. An invalid zone where the name is none.
const QTimeZone& zoneNamed(std::string_view name);
/// The one resolver of local times. QDateTime is not asked: in Qt 6.4 it is an hour late in the spring gap.
Resolved resolveIn(const QTimeZone& zone, LocalSeconds local);
LocalSeconds localIn(const QTimeZone& zone, Instant at);
/// Reads "2026-11-24T22:00", "2026-11-24T22:00:30" or "2026-11-24".
std::optional<LocalSeconds> parseLocal(std::string_view text);
/// "2026-11-24T22:00"
std::string localIso(LocalSeconds local);
/// "22:00"
std::string clockText(LocalSeconds local);

} // namespace bw
