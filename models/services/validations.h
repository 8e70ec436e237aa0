// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/progress.h"
#include "models/foundation/result.h"
#include "models/store/stamp.h"
#include "models/validation/commandcheck.h"
#include "models/validation/testmatrix.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

class Store;

// The test stage: each verb is one transaction with its audit entry. Blocking; not on the GUI thread. Errors:
// MissingField, BadValue and TooLarge for what people must say, NotFound, Conflict, the store's.

/// Setting under which the document of critical applications is kept.
constexpr const char* CriticalAppsKey = "critical-apps";

/// Replaces all critical applications.
Result<void> setCriticalApps(Store& store, const std::vector<CriticalApp>& apps, const Stamp& stamp);
Result<std::vector<CriticalApp>> criticalApps(const Store& store, std::optional<Instant> at = {});
Result<TestRecords> testRecords(const Store& store, std::optional<Instant> at = {});

/// A verdict by a person or from a command. A failure and a waiver need a reason; a waiver needs a last day that is not
/// over; application and check must be known.
Result<std::int64_t> recordVerdict(Store& store, const TestVerdict& verdict);
/// Several, as one verb; none is stored where one is wrong.
Result<std::vector<std::int64_t>> recordVerdicts(Store& store, const std::vector<TestVerdict>& verdicts);

Result<std::int64_t> addPatchNote(Store& store, const PatchNote& note);
Result<void> endPatchNote(Store& store, std::int64_t id, const Stamp& stamp);

/// A file given as evidence. It stays where it is; its name and digest are kept.
struct EvidenceFile {
    std::string name; ///< without folders
    std::string digest; ///< SHA-256, hex

    friend bool operator==(const EvidenceFile&, const EvidenceFile&) = default;
};
/// Errors: NotFound, NotReadable, TooLarge (beyond 4 GiB), Cancelled.
Result<EvidenceFile> readEvidence(const std::string& path, ProgressSink& progress);

/// The command checks of an application, each to be run on each of these hosts.
struct CheckWish {
    std::string patch;
    std::string app;
    std::vector<CommandOrder> hosts; ///< without commands
};
struct CheckReport {
    std::vector<TestVerdict> recorded;
    std::vector<CommandResult> notRun; ///< hosts on which a command did not run: no verdict
};
/// Runs them and records what they prove: a check passed where it passed on every host on which it ran and ran on all
/// of them; a failure names its host. Errors: those of the runner and of recordVerdict; NotFound; Empty where the
/// application has no command check or no host is given.
Result<CheckReport> runCommandChecks(Store& store, const CheckWish& wish, CommandCheckRunner& runner,
                                     const Stamp& stamp, ProgressSink& progress);

} // namespace bw
