// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/priority/explain.h"
#include "views/widgets/inspectorcontent.h"

namespace bw {

// The parts in which a decision is explained, the same for a patch and for one finding of it.

/// The four inputs, where each comes from, and the due date.
InspectorSection whySection(Decision decision, const DecisionPath& path);
InspectorSection changesSection(const Explanation& explanation);
/// CVEs that weigh most, with the date of each fact.
InspectorSection evidenceSection(const Assessment& assessment, const Patch& patch);
/// The version comparisons.
InspectorSection traceSection(const Explanation& explanation);

} // namespace bw
