// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"
#include "models/metrics/rolloutfigures.h"
#include "models/services/assessing.h"
#include "models/verification/expectation.h"
#include "models/verification/overlay.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bw {

class Store;

/// What is proved at the moment of an assessment: every host x patch of plans and runs with its verdict, and what that
/// makes of the findings' states. Immutable, shared.
struct Proof {
    /// A plan with targets, and what its waves come to.
    struct PlanShare {
        PlanId plan = 0;
        bool ran = false; ///< a run has had some of it
        std::vector<std::pair<WaveId, std::string>> waves; ///< in order, with those that only runs know behind
        RolloutFigures figures;
    };

    std::shared_ptr<const Assessment> assessment; ///< the one whose findings these are
    Instant at;
    std::vector<PlanVersion> plans; ///< as they stood, those that are not closed; newest first
    std::vector<Expectation> expectations; ///< of runs, then of what is planned only
    std::vector<Verification> verdicts; ///< parallel to expectations
    Overlay overlay; ///< of the assessment's findings
    std::map<std::pair<PlanId, WaveId>, std::string> runWaves; ///< names under which runs froze their waves

    PlanNames names;
    std::vector<PlanShare> shares; ///< in the order of `plans`; closed ones that had a run come last
    /// Where the rows of a plan's waves stand in `expectations`.
    struct Stretch {
        PlanId plan = 0;
        WaveId wave = 0;
        std::uint32_t first = 0, last = 0; ///< [first, last)
    };
    std::vector<Stretch> stretches;

    const PlanVersion* plan(PlanId id) const;
    std::string waveName(PlanId plan, WaveId wave) const; ///< "Wave 3" where the plan does not know it
    const PlanShare* share(PlanId plan) const; ///< nullptr: it has no targets
    RolloutFigures figures(PlanId plan) const;
    std::vector<PlanId> plansWithTargets() const;
    /// The one that people ask about: the newest that has a run or is approved, else the newest; 0: none has targets.
    PlanId planInFocus() const;
    /// What a gate asks about.
    std::vector<Verification> verdictsOf(PlanId plan, WaveId wave) const;
    /// Works `names`, `shares` and `stretches` out of the rest.
    void summarise();
};

/// Loads plans, runs and events and holds them against the inventories of the assessment. Blocking. Errors: Cancelled,
/// and the store's. `asOf`: plans as they stood at the assessment's moment.
Result<Proof> proofOf(const Store& store, const Assessed& assessed, bool asOf, ProgressSink& progress);

} // namespace bw
