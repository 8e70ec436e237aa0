// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"

#include <QString>

namespace bw {

/// What everything on screen rests on: "as of ..., 40 of 42 hosts current, 1 stale, 1 unknown, KEV 2026-11-20".
QString evidenceText(const Assessment& assessment, std::optional<Instant> asOf);

} // namespace bw
