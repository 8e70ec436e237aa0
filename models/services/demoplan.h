// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/clock.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"

namespace bw {

class Store;

/// Gives the sample fleet a planning policy (windows in Berlin, freezes, redundancy groups, an order rule) and the plan
/// "November round" over it, both through the ordinary verbs. Blocking. Errors: Cancelled, the store's.
Result<void> makeDemoPlan(Store& store, const Clock& clock, ProgressSink& progress);

} // namespace bw
