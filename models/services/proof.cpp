// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/proof.h"

#include "models/services/plans.h"
#include "models/store/rolloutrepository.h"
#include "models/store/store.h"
#include "models/verification/verifier.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

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

const Proof::PlanShare* Proof::share(PlanId id) const
{
    const auto it = std::find_if(shares.begin(), shares.end(), [&](const PlanShare& s) { return s.plan == id; });
    return it == shares.end() ? nullptr : &*it;
}

RolloutFigures Proof::figures(PlanId id) const
{
    const PlanShare* known = share(id);
    return known ? known->figures : RolloutFigures();
}

std::vector<PlanId> Proof::plansWithTargets() const
{
    std::vector<PlanId> ids;
    for (const PlanShare& share : shares)
        ids.push_back(share.plan);
    return ids;
}

PlanId Proof::planInFocus() const
{
    const auto it = std::find_if(shares.begin(), shares.end(), [&](const PlanShare& share) {
        const PlanVersion* version = plan(share.plan);
        return version && (share.ran || version->state == PlanState::Approved);
    });
    return it != shares.end() ? it->plan : shares.empty() ? 0 : shares.front().plan;
}

std::vector<Verification> Proof::verdictsOf(PlanId id, WaveId wave) const
{
    std::vector<Verification> out;
    for (const Stretch& stretch : stretches) {
        if (stretch.plan == id && stretch.wave == wave)
            out.insert(out.end(), verdicts.begin() + stretch.first, verdicts.begin() + stretch.last);
    }
    return out;
}

static std::vector<std::pair<WaveId, std::string>> wavesOf(const Proof& proof, PlanId id)
{
    std::vector<std::pair<WaveId, std::string>> names;
    if (const PlanVersion* version = proof.plan(id)) {
        for (const Wave& wave : version->plan.waves)
            names.emplace_back(wave.id, wave.name);
    }
    for (const auto& [key, text] : proof.runWaves) {
        const bool known =
            std::any_of(names.begin(), names.end(), [wave = key.second](const auto& n) { return n.first == wave; });
        if (key.first == id && !known)
            names.emplace_back(key.second, text);
    }
    return names;
}

void Proof::summarise()
{
    shares.clear();
    stretches.clear();
    for (std::uint32_t i = 0; i < expectations.size(); ++i) {
        const Expectation& row = expectations[i];
        if (stretches.empty() || stretches.back().plan != row.plan || stretches.back().wave != row.wave)
            stretches.push_back({row.plan, row.wave, i, i});
        stretches.back().last = i + 1;
    }
    for (const PlanVersion& version : plans)
        names.plans[version.plan.id] = version.plan.name;
    for (const Stretch& stretch : stretches)
        names.waves[{stretch.plan, stretch.wave}] = waveName(stretch.plan, stretch.wave);
    std::vector<PlanId> ids;
    for (const PlanVersion& version : plans)
        ids.push_back(version.plan.id);
    for (const Stretch& stretch : stretches) {
        if (std::find(ids.begin(), ids.end(), stretch.plan) == ids.end())
            ids.push_back(stretch.plan);
    }
    for (const PlanId id : ids) {
        PlanShare share;
        share.plan = id;
        std::vector<RolloutRow> rows;
        for (const Stretch& stretch : stretches) {
            for (std::uint32_t i = stretch.first; stretch.plan == id && i < stretch.last; ++i) {
                const Expectation& wanted = expectations[i];
                const Verification& found = verdicts[i];
                rows.push_back({wanted.host, wanted.wave, wanted.state, found.verdict, found.claimedAt.has_value()});
                share.ran = share.ran || wanted.run.has_value();
            }
        }
        if (rows.empty())
            continue;
        share.waves = wavesOf(*this, id);
        share.figures = rolloutFigures(rows, share.waves);
        shares.push_back(std::move(share));
    }
}

Result<Proof> proofOf(const Store& store, const Assessed& assessed, bool asOf, ProgressSink& progress)
{
    const Assessment& assessment = *assessed.assessment;
    Proof proof;
    proof.assessment = assessed.assessment;
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
        auto planned = verifier.planned(version.plan, version.at, std::span(proof.expectations).subspan(0, ofRuns));
        if (proof.expectations.empty())
            proof.expectations = std::move(planned);
        else // millions of rows with texts: moved, never copied
            proof.expectations.insert(proof.expectations.end(), std::make_move_iterator(planned.begin()),
                                      std::make_move_iterator(planned.end()));
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, {}, {}};
    }
    proof.verdicts = verifier.verify(proof.expectations);
    proof.overlay = overlayOf(assessment, proof.expectations, proof.verdicts);
    proof.summarise();
    return proof;
}

} // namespace bw
