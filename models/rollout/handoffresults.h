// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/foundation/error.h"
#include "models/foundation/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// What another tool says of a host.
struct HandOffResult {
    HostId host = 0;
    RolloutEventKind kind = RolloutEventKind::HostDone; ///< HostDone, HostFailed, HostUnreachable or HostSkipped
    std::string text;
    std::optional<Instant> at;

    friend bool operator==(const HandOffResult&, const HandOffResult&) = default;
};

struct HandOffResults {
    std::optional<RunId> run; ///< where the file tells it
    std::vector<HandOffResult> results;
    std::vector<Issue> issues;
};

/// Reads a filled-in results.csv, or JSON: {"run": 3, "results": [{"host": 7, "state": "done", "text": "", "at":
/// "2026-11-24T22:10:00Z"}]}. `host` may be left out where `name` is a target's; rows without a state are passed over.
/// `run` is the roll-out that the file is of. Errors: Malformed, MissingField (no such columns), TooLarge (64 MiB).
Result<HandOffResults> readHandOffResults(std::string_view bytes, const RolloutRun& run);

} // namespace bw
