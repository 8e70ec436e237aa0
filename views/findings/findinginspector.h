// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/findingtable.h"
#include "views/widgets/inspectorcontent.h"

namespace bw {

struct Assessed;

/// Why one host has, or no longer has, one finding: its state and what proves it, the decision for this host, what
/// would change it, the CVEs, and the comparison. `assessed` is what the table was made of. Any thread.
InspectorContent findingInspector(const Assessed& assessed, const FindingTable& table, std::uint32_t row);

} // namespace bw
