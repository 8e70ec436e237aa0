// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"

#include <string>
#include <vector>

namespace bw {

// What is where in a plan.

/// nullptr: not there.
const Wave* waveOf(const Plan& plan, WaveId wave);
/// The first wave that holds the host; nullptr: none.
const Wave* waveOfHost(const Plan& plan, HostId host);
/// Every patch of the plan, once, in the order of their first places.
std::vector<std::string> patchesOf(const Plan& plan);

} // namespace bw
