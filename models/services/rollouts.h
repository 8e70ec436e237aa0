// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/domain/rollout.h"
#include "models/domain/verification.h"
#include "models/foundation/clock.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"
#include "models/rollout/engine.h"
#include "models/rollout/freeze.h"
#include "models/rollout/gate.h"
#include "models/rollout/runprogress.h"
#include "models/rollout/waverunner.h"
#include "models/services/assessing.h"
#include "models/services/inventoryimport.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bw {

class Store;

// Carrying a wave out. Blocking; not on the GUI thread.

/// The wish to carry out a wave of an approved plan version.
struct RolloutWish {
    PlanVersion version;
    WaveId wave = 0;
    EngineKind engine = EngineKind::Rehearsal;
    std::uint32_t seed = 7; ///< of a rehearsal
    /// Given, or else taken from the wave's window: the one that is open, or the next.
    std::optional<Instant> windowStart;
    std::optional<Instant> windowEnd;
    bool outsideWindow = false; ///< no window is kept
    std::string who;
};

/// What the gate of a wave knows from other rooms.
struct GateEvidence {
    std::vector<Verification> verifications; ///< of the wave
    std::vector<TestStanding> tests; ///< of the wave's patches
    /// Sentences that keep the *next* wave from starting, whatever the gate says: its own patches that were withdrawn.
    std::vector<std::string> withdrawn;
};

/// A wave looked at, nothing stored yet: what the start dialog repeats.
struct PreparedRun {
    RolloutWish wish;
    FrozenWave wave; ///< its run is complete but for the id
    std::optional<GateVerdict> gateBefore; ///< of the wave before; empty: this is the first
    std::optional<RunId> runBefore; ///< the newest of the wave before
    std::vector<std::string> refusals; ///< sentences, English source text; the run can be started when there are none
};

/// Freezes the wave from what is known now and asks the gate of the wave before. Errors: NotFound (no such wave) and
/// the store's; what forbids a start is a refusal, not an error.
Result<PreparedRun> prepareRun(const Store& store, const RolloutWish& wish, const Assessed& assessed,
                               const GateEvidence& evidenceBefore, const Clock& clock);
/// Stores the run. Conflict: it may not be started, or another run of the wave has not ended.
Result<RunId> createRun(Store& store, const PreparedRun& prepared, const Clock& clock);

/// What of a run is driven with.
struct DriveWish {
    RunId run = 0;
    EngineSettings settings;
    std::string who;
    std::function<double(const TargetOrder&)> minutes; ///< see WaveOptions; empty: by the planning policy
    std::chrono::milliseconds beat{200};
    std::shared_ptr<const std::atomic<bool>> leave; ///< see WaveOptions
};
/// Starts a stored run or goes on with it, and blocks until it ends. Refused: another program drives it, or the
/// engine cannot work here. Whatever
/// happens, what is stored is the truth: call again to go on.
Result<RunEnd> driveRun(Store& store, const DriveWish& wish, const Clock& clock, ProgressSink& progress,
                        const WaveRunner::Publish& publish);
/// Events of a run with an id above `after`; of one host, or of all.
Result<std::vector<RolloutEvent>> runEvents(const Store& store, RunId run, std::int64_t after = 0,
                                            std::optional<HostId> host = {});
/// The engine for the settings; `fleet` is for the inventories of a rehearsal.
std::unique_ptr<Engine> makeEngine(EngineKind kind, const EngineSettings& settings,
                                   std::shared_ptr<const Fleet> fleet = {});

/// A run with what was folded from its events.
struct RunPicture {
    std::shared_ptr<const RolloutRun> run;
    std::shared_ptr<const RunProgress> progress;
};
Result<RunPicture> loadRun(const Store& store, RunId run);
/// Every run of a plan (empty: of all plans), oldest first.
Result<std::vector<RunPicture>> loadRuns(const Store& store, std::optional<PlanId> plan = {},
                                         std::optional<Instant> asOf = {});
/// The gate of a wave from those of `runs`, all of one plan, that are of it; `untargeted` as in GateInput.
GateVerdict gateOfWave(const Wave& wave, const std::vector<RunPicture>& runs, const GateEvidence& evidence, Instant now,
                       std::uint32_t untargeted = 0);

// What a person says while a run goes, or after: read by whoever drives it, also in another program.
Result<void> pauseRun(Store& store, RunId run, const std::string& who, const std::string& why, const Clock& clock);
/// Only for a run that somebody drives (a pause); one that nobody drives goes on by driveRun.
Result<void> unpauseRun(Store& store, RunId run, const std::string& who, const Clock& clock);
/// `abort`: hosts on their way are asked to stop; else they are waited for.
Result<void> haltRun(Store& store, RunId run, bool abort, const std::string& who, const std::string& why,
                     const Clock& clock);
/// Sends hosts round again; empty: all that may. Answers how many. Conflict: none may.
Result<std::uint32_t> retryHosts(Store& store, RunId run, const std::vector<HostId>& hosts, const std::string& who,
                                 const std::string& why, const Clock& clock);
/// Leaves waiting hosts out; empty: all that wait. A run of which nothing is left to do ends with it. Answers how many.
Result<std::uint32_t> skipHosts(Store& store, RunId run, const std::vector<HostId>& hosts, const std::string& who,
                                const std::string& why, const Clock& clock);
Result<void> approveRun(Store& store, RunId run, const std::string& who, const std::string& why, const Clock& clock);
/// Reads what another tool reports of a hand-off (JSON or CSV) and appends it. Answers how many results were taken;
/// `issues` gets what was not.
Result<std::uint32_t> takeResults(Store& store, RunId run, const std::string& path, std::vector<Issue>& issues,
                                  const Clock& clock);

struct CollectReport {
    ImportReport import;
    std::uint32_t collected = 0;
    std::vector<CollectedInventory> silent; ///< hosts of which nothing came, and why
};
/// Fetches fresh inventories of the run's hosts (empty: all that were handed over) by its engine, imports them by the
/// ordinary import and notes each host's in the run.
Result<CollectReport> collectInventories(Store& store, RunId run, const std::vector<HostId>& hosts,
                                         const EngineSettings& settings, const std::string& who, const Clock& clock,
                                         ProgressSink& progress);

} // namespace bw
