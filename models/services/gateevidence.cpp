// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/gateevidence.h"

#include "models/validation/gateinput.h"

#include <algorithm>

namespace bw {

static const Wave* findWave(const Plan& plan, WaveId id)
{
    const auto it = std::find_if(plan.waves.begin(), plan.waves.end(), [&](const Wave& w) { return w.id == id; });
    return it == plan.waves.end() ? nullptr : &*it;
}

GateEvidence gateEvidenceOf(const Proof& proof, const TestMatrix& tests, const Plan& plan, WaveId wave)
{
    GateEvidence evidence;
    const Wave* found = findWave(plan, wave);
    if (!found)
        return evidence;
    evidence.verifications = proof.verdictsOf(plan.id, wave);
    for (const std::string& patch : found->patches) {
        const PatchTests* row = tests.find(patch);
        if (!row)
            continue;
        for (const TestCell& cell : row->cells)
            evidence.tests.push_back({shortPatchName(patch), tests.apps[cell.app].name, letsPass(cell.tests.state),
                                      std::string(name(cell.tests.state))});
    }
    return evidence;
}

GateEvidence startEvidenceOf(const Proof& proof, const TestMatrix& tests, const Plan& plan, WaveId wave)
{
    GateEvidence evidence;
    const Wave* found = findWave(plan, wave);
    if (!found)
        return evidence;
    if (found != plan.waves.data())
        evidence = gateEvidenceOf(proof, tests, plan, (found - 1)->id);
    for (const TestObstacle& obstacle : gateInput(tests, found->patches).withdrawn)
        evidence.withdrawn.push_back(obstacle.sentence + (obstacle.sentence.ends_with('.') ? "" : "."));
    return evidence;
}

} // namespace bw
