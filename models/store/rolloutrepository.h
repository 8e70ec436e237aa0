// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/store/auditrepository.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bw {

// Runs and their events: only ever added to. Each append leaves a digest of its events in the audit chain, see
// eventsDigest.

/// Stores a run as it was frozen (its id is not looked at) and answers its number.
Result<RunId> addRun(WriteTransaction& tx, const RolloutRun& run);
/// NotFound; Damaged where what is stored cannot be read.
Result<RolloutRun> rolloutRun(ReadConnection& db, RunId id);

struct RunQuery {
    std::optional<PlanId> plan;
    std::optional<WaveId> wave;
    std::optional<Instant> startedBy; ///< only runs that began at or before
    bool withTargets = true; ///< false: `targets` stay empty, for lists
};
/// Oldest first.
Result<std::vector<RolloutRun>> rolloutRuns(ReadConnection& db, const RunQuery& query = {});

struct EventQuery {
    std::optional<RunId> run; ///< empty: of all runs
    std::int64_t after = 0; ///< ids above this
    std::optional<HostId> host;
    std::optional<Instant> until; ///< at or before
    std::optional<std::uint32_t> limit;
};
/// By id.
Result<std::vector<RolloutEvent>> rolloutEvents(ReadConnection& db, const EventQuery& query = {});

/// Appends events of any run; their texts are cut to 4,000 bytes (whole characters), their ids are not looked at.
/// Answers the id of the last one.
Result<std::int64_t> appendRolloutEvents(WriteTransaction& tx, std::span<const RolloutEvent> events);
/// Stamps (run, host, attempt) of each Dispatched event and appends the events. Conflict: one was stamped before, or an
/// event of the run with an id above `seen` is there.
Result<void> dispatchHosts(WriteTransaction& tx, std::span<const RolloutEvent> events, std::int64_t seen);

/// SHA-256, hex, over what was stored of the events: for the audit chain.
std::string eventsDigest(std::span<const RolloutEvent> events);

/// Holds the stored events against the digests in the audit chain: `verdict` is what verifyAudit said, and comes back
/// with the first entry whose events are not what they were, or with one that events stand behind nothing.
Result<AuditVerdict> verifyRolloutEvents(ReadConnection& db, AuditVerdict verdict);

} // namespace bw
