// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/clock.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"

#include <string>

namespace bw {

/// Makes a workspace with the sample fleet: about 65 hosts of an invented company and clinic, a year of weekly
/// inventories that ends on the day before the clock's now, feeds with real facts under their real dates, host
/// attributes, controls, an exception, a test stage, a planning policy and a plan. Everything goes through the ordinary
/// flows. The same for the same clock, but for what the store draws by lot. Blocking. Errors: Conflict (the file
/// exists), Cancelled, and those of the flows; the file is removed again then.
Result<void> makeDemoWorkspace(const std::string& path, ProgressSink& progress, const Clock& clock = Clock::system());

} // namespace bw
