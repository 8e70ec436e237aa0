// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/gateevidence.h"

#include "models/planning/planparts.h"
#include "models/validation/gateinput.h"

#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bw {

namespace {

/// Applications by number that a patch of the wave concerns: those on whose hosts it is open, and those on whose hosts
/// this wave or one before it has carried it out already.
using Concerned = std::map<std::string_view, std::set<std::uint32_t>>;

Concerned concernedBy(const Proof& proof, const TestMatrix& tests, const Plan& plan, const Wave& wave)
{
    Concerned concerned;
    for (const std::string& patch : wave.patches) {
        std::set<std::uint32_t>& apps = concerned[patch];
        if (const PatchTests* row = tests.find(patch)) {
            for (const TestCell& cell : row->cells)
                apps.insert(cell.app);
        }
    }
    std::set<WaveId> upToHere;
    for (const Wave* earlier = plan.waves.data(); earlier <= &wave; ++earlier)
        upToHere.insert(earlier->id);
    // Most hosts carry no critical application: they are passed over before anything else is asked.
    std::unordered_map<HostId, std::vector<std::uint32_t>> appsOf;
    for (std::uint32_t app = 0; app < tests.carriers.size(); ++app) {
        for (const HostId host : tests.carriers[app])
            appsOf[host].push_back(app);
    }
    for (const Expectation& done : proof.expectations) {
        if (!done.run || done.plan != plan.id)
            continue;
        const auto apps = appsOf.find(done.host);
        if (apps == appsOf.end() || !upToHere.contains(done.wave))
            continue;
        if (const auto row = concerned.find(done.patch); row != concerned.end())
            row->second.insert(apps->second.begin(), apps->second.end());
    }
    return concerned;
}

} // namespace

GateEvidence gateEvidenceOf(const Proof& proof, const TestMatrix& tests, const Plan& plan, WaveId wave)
{
    GateEvidence evidence;
    const Wave* found = waveOf(plan, wave);
    if (!found)
        return evidence;
    evidence.verifications = proof.verdictsOf(plan.id, wave);
    const Concerned concerned = concernedBy(proof, tests, plan, *found);
    const VerdictIndex verdicts(tests.verdicts);
    for (const std::string& patch : found->patches) {
        for (const std::uint32_t app : concerned.at(patch)) {
            const TestState state = verdicts.stateOf(patch, tests.apps[app], dayOf(tests.at)).state;
            evidence.tests.push_back(
                {shortPatchName(patch), tests.apps[app].name, letsPass(state), std::string(name(state))});
        }
    }
    return evidence;
}

GateEvidence startEvidenceOf(const Proof& proof, const TestMatrix& tests, const Plan& plan, WaveId wave)
{
    GateEvidence evidence;
    const Wave* found = waveOf(plan, wave);
    if (!found)
        return evidence;
    if (found != plan.waves.data())
        evidence = gateEvidenceOf(proof, tests, plan, (found - 1)->id);
    for (const TestObstacle& obstacle : gateInput(tests, found->patches).withdrawn)
        evidence.withdrawn.push_back(obstacle.sentence + (obstacle.sentence.ends_with('.') ? "" : "."));
    return evidence;
}

} // namespace bw
