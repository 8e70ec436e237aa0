// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/findingtable.h"
#include "views/widgets/inspectorcontent.h"

#include <cstdint>

namespace bw {

struct Assessed;

/// What the inspector says of a patch: the decision and its four inputs, what would change it, the CVEs with the date
/// of each fact, the hosts with what a plan does on each, and the comparison behind each. `patch` indexes the
/// assessment's patches, `source` is of the same assessment. Any thread: a job for a patch of thousands of hosts.
InspectorContent patchInspector(const Assessed& assessed, const FindingSource& source, std::uint32_t patch);

} // namespace bw
