// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"
#include "models/planning/ground.h"

namespace bw {

class Store;

/// What roll-outs of the last half year showed: minutes and success of each package. Rehearsals prove nothing and do
/// not count; a host that was lost or never answered counts as a failure. Times are those of hosts that had to do
/// nothing but install: without a restart, told by the engine, spread evenly over the packages. Blocking. Errors: the
/// store's.
Result<Measured> measuredFigures(const Store& store);

} // namespace bw
