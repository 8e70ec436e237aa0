// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/verification.h"
#include "models/verification/expectation.h"

#include <span>
#include <vector>

namespace bw {

/// The states of an assessment's findings with what plans, runs and evidence after them say: planned, deploying,
/// claimed, contradicted or regressed instead of open. Parallel to Assessment::findings; what is excepted, unknown or
/// waits for a reboot stays so. `expectations` of plans that are in force and of runs; `verdicts` parallel to them.
/// A patch that has been replaced by a newer version of its package stands for it.
std::vector<FindingState> overlayStates(const Assessment& assessment, std::span<const Expectation> expectations,
                                        std::span<const Verification> verdicts);

/// The state that one row gives a finding that is still open; Open where it says nothing of it.
FindingState stateOf(const Expectation& expectation, const Verification& verdict);

} // namespace bw
