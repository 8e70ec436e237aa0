// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/domain/validation.h"
#include "models/foundation/clock.h"
#include "models/foundation/result.h"
#include "models/planning/ground.h"
#include "models/store/stamp.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace bw {

class Store;

// Plans as decisions: each verb is one transaction with its audit entry. Blocking; not on the GUI thread. Errors are
// the store's and those named.

/// Of every plan that is not closed the newest version, newest first.
Result<std::vector<PlanVersion>> listPlans(const Store& store, std::optional<Instant> at = {});
/// The newest version, or the one of that number. NotFound.
Result<PlanVersion> loadPlan(const Store& store, PlanId plan, std::optional<int> number = {});
/// By number, or by name (the newest of that name, case does not count). NotFound.
Result<PlanVersion> findPlan(const Store& store, const std::string& nameOrId);
/// Oldest first, with their approvals.
Result<std::vector<PlanVersion>> planVersions(const Store& store, PlanId plan);

/// Patch id to the name of the wave in which it stands first.
using WavesByPatch = std::unordered_map<std::string, std::string>;
/// Of the plan that was changed last; empty where there is none.
Result<WavesByPatch> wavesOfCurrentPlan(const Store& store, std::optional<Instant> at = {});

/// Stores a plan as a new version; plan.id 0: as version 1 of a new plan. `stamp.why` says what was changed. Conflict
/// where `basedOn` is not the newest version any more. The new version is a draft; a version before it that was asked
/// for or approved is superseded, so approval has to be asked for again.
Result<PlanVersion> savePlan(Store& store, const Plan& plan, const Stamp& stamp, std::optional<int> basedOn = {});
/// Asks for approval of the newest version. Conflict where it was asked for or decided before; BadValue (subject: the
/// sentence of a rule) where a blocking rule is broken and `ground` is given.
Result<PlanVersion> requestApproval(Store& store, PlanId plan, const Stamp& stamp, const PlanGround* ground = nullptr);
/// Grants or refuses what was asked for. With two or more approvers in the policy, only one of them who is not the
/// requester can grant, and a refusal needs a reason. Errors: Conflict (not asked for; decided by the same person
/// before), BadValue (not an approver, the requester himself).
Result<PlanVersion> decidePlan(Store& store, PlanId plan, bool granted, const Stamp& stamp);
/// The plan is no longer worked on.
Result<void> closePlan(Store& store, PlanId plan, const Stamp& stamp);

/// The newest planning policy; the default one where none was set.
Result<PlanningPolicy> planningPolicy(const Store& store);
/// Errors as checkPolicy.
Result<void> setPlanningPolicy(Store& store, const PlanningPolicy& policy, const Stamp& stamp);

/// What plans are looked at under, apart from the assessment.
struct PlanningInputs {
    PlanningPolicy policy;
    std::vector<TestVerdict> verdicts;
    std::vector<PatchNote> notes;
    std::vector<CriticalApp> apps;
    Measured measured;

    friend bool operator==(const PlanningInputs&, const PlanningInputs&) = default;
};
Result<PlanningInputs> planningInputs(const Store& store);
PlanContext planContext(PlanningInputs inputs, std::shared_ptr<const Assessment> assessment, Instant now);

} // namespace bw
