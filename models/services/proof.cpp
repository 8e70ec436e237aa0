// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/proof.h"

#include "models/services/plans.h"
#include "models/store/rolloutrepository.h"
#include "models/store/store.h"
#include "models/verification/overlay.h"
#include "models/verification/verifier.h"

#include <algorithm>
#include <map>

namespace bw {

namespace {

/// Plans as they stood at a moment; those that were made later do not exist yet.
Result<std::vector<PlanVersion>> plansAt(const Store& store, std::optional<Instant> at)
{
    auto plans = listPlans(store);
    if (!plans || !at)
        return plans;
    std::vector<PlanVersion> then;
    for (const PlanVersion& newest : *plans) {
        if (newest.at <= *at) {
            then.push_back(newest);
            continue;
        }
        auto versions = planVersions(store, newest.plan.id);
        if (!versions)
            return versions.error();
        for (auto it = versions->rbegin(); it != versions->rend(); ++it) {
            if (it->at <= *at) {
                then.push_back(*it);
                break;
            }
        }
    }
    return then;
}

Result<std::vector<RunRecord>> runsAt(const Store& store, Instant at)
{
    return store.read([&](ReadConnection& db) -> Result<std::vector<RunRecord>> {
        RunQuery query;
        query.startedBy = at;
        auto runs = rolloutRuns(db, query);
        if (!runs)
            return runs.error();
        EventQuery wanted;
        wanted.until = at;
        auto events = rolloutEvents(db, wanted);
        if (!events)
            return events.error();
        std::vector<RunRecord> out;
        std::map<RunId, std::size_t> places;
        for (RolloutRun& run : *runs) {
            places[run.id] = out.size();
            out.push_back({std::move(run), {}});
        }
        for (RolloutEvent& event : *events) {
            if (const auto it = places.find(event.run); it != places.end())
                out[it->second].events.push_back(std::move(event));
        }
        return out;
    });
}

} // namespace

const PlanVersion* Proof::plan(PlanId id) const
{
    const auto it = std::find_if(plans.begin(), plans.end(), [&](const auto& v) { return v.plan.id == id; });
    return it == plans.end() ? nullptr : &*it;
}

std::string Proof::waveName(PlanId id, WaveId wave) const
{
    if (const PlanVersion* version = plan(id)) {
        for (const Wave& candidate : version->plan.waves) {
            if (candidate.id == wave)
                return candidate.name;
        }
    }
    const auto frozen = runWaves.find({id, wave});
    return frozen == runWaves.end() ? "Wave " + std::to_string(wave) : frozen->second;
}

std::vector<RolloutRow> Proof::rows(PlanId id) const
{
    std::vector<RolloutRow> out;
    for (std::size_t i = 0; i < expectations.size(); ++i) {
        if (expectations[i].plan == id)
            out.push_back({expectations[i].state, verdicts[i]});
    }
    return out;
}

std::vector<Verification> Proof::verdictsOf(PlanId id, WaveId wave) const
{
    std::vector<Verification> out;
    for (std::size_t i = 0; i < expectations.size(); ++i) {
        if (expectations[i].plan == id && expectations[i].wave == wave)
            out.push_back(verdicts[i]);
    }
    return out;
}

RolloutFigures Proof::figures(PlanId id) const
{
    std::vector<std::pair<WaveId, std::string>> names;
    if (const PlanVersion* version = plan(id)) {
        for (const Wave& wave : version->plan.waves)
            names.emplace_back(wave.id, wave.name);
    }
    for (const auto& [key, text] : runWaves) {
        const bool known =
            std::any_of(names.begin(), names.end(), [&](const auto& n) { return n.first == key.second; });
        if (key.first == id && !known)
            names.emplace_back(key.second, text);
    }
    const auto list = rows(id);
    return rolloutFigures(list, names);
}

std::vector<PlanId> Proof::plansWithTargets() const
{
    std::vector<PlanId> ids;
    const auto add = [&](PlanId id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    };
    for (const PlanVersion& version : plans) {
        const bool any = std::any_of(expectations.begin(), expectations.end(),
                                     [&](const Expectation& e) { return e.plan == version.plan.id; });
        if (any)
            add(version.plan.id);
    }
    for (const Expectation& expectation : expectations)
        add(expectation.plan);
    return ids;
}

Result<Proof> proofOf(const Store& store, const Assessed& assessed, bool asOf, ProgressSink& progress)
{
    const Assessment& assessment = *assessed.assessment;
    Proof proof;
    proof.at = assessment.at;
    auto plans = plansAt(store, asOf ? std::optional(assessment.at) : std::nullopt);
    if (!plans)
        return plans.error();
    proof.plans = std::move(*plans);
    auto runs = runsAt(store, assessment.at);
    if (!runs)
        return runs.error();
    if (progress.cancelled())
        return Error{ErrorKind::Cancelled, {}, {}};
    Verifier verifier(*assessment.fleet, *assessment.catalog,
                      {.at = assessment.at, .staleAfterDays = assessed.settings.staleDays});
    proof.expectations = expectationsOf(*runs, assessment.at);
    for (const RunRecord& record : *runs)
        proof.runWaves[{record.run.plan, record.run.wave}] = record.run.waveName;
    const std::size_t ofRuns = proof.expectations.size();
    for (const PlanVersion& version : proof.plans) {
        if (version.state == PlanState::Rejected)
            continue;
        const auto planned =
            verifier.planned(version.plan, version.at, std::span(proof.expectations).subspan(0, ofRuns));
        proof.expectations.insert(proof.expectations.end(), planned.begin(), planned.end());
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, {}, {}};
    }
    proof.verdicts = verifier.verify(proof.expectations);
    proof.states = overlayStates(assessment, proof.expectations, proof.verdicts);
    return proof;
}

} // namespace bw
