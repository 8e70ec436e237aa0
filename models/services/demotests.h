// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/clock.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"

namespace bw {

class Store;

/// Gives the sample fleet its test stage: four critical applications, verdicts on the most urgent patches, a known
/// issue and a withdrawal. For makeDemoWorkspace; needs hosts, feeds and attributes to be there. Blocking.
Result<void> makeDemoTests(Store& store, const Clock& clock, ProgressSink& progress);

} // namespace bw
