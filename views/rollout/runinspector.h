// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/rollout/gate.h"
#include "models/services/rolloutservice.h"
#include "views/widgets/inspectorcontent.h"

#include <optional>
#include <vector>

namespace bw {

/// What is known of a host of a run, with its log. Link ids: "retry", "collect", "fleet".
std::vector<InspectorSection> hostSections(const TargetOrder& order, const TargetProgress& target,
                                           const std::vector<RolloutEvent>& log, Instant now);
/// The gate behind the wave, sentence by sentence with thresholds and present values, and what the run was started
/// under. Link ids: "approve", "collect".
std::vector<InspectorSection> runSections(const ShownRun& shown, const std::optional<GateVerdict>& gate);

/// "state of a gate" as a chip.
InspectorChip gateChip(GateState state);

} // namespace bw
