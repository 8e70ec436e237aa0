// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/hostscope.h"
#include "models/metrics/survival.h"

#include <QString>

namespace bw {

/// "62 hosts · 3 stale · 2 never seen": the denominator and what is not known of it.
QString basisText(const HostBasis& basis);
/// "9 d", or "–" where less than half have ended.
QString medianText(const MedianDays& median);
/// "95 %: 7 to 12 d".
QString intervalText(const MedianDays& median);
/// "23 Nov 2026" in the language of the window.
QString dayText(std::int32_t day);

} // namespace bw
