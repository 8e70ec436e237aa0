// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/services/proof.h"
#include "models/services/rollouts.h"
#include "models/validation/testmatrix.h"

namespace bw {

/// What the gate of a wave is judged by: evidence of its hosts, and test verdicts of its patches against the
/// applications on whose hosts they are open or this wave or an earlier one has carried them out. Pure.
GateEvidence gateEvidenceOf(const Proof& proof, const TestMatrix& tests, const Plan& plan, WaveId wave);
/// For the start of `wave`: evidence of the wave before it, and what of its own patches was withdrawn. Pure.
GateEvidence startEvidenceOf(const Proof& proof, const TestMatrix& tests, const Plan& plan, WaveId wave);

} // namespace bw
