// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/rollouts.h"

namespace bw {

class ReadConnection;

// What rollouts.cpp and its neighbours share.

/// A run with its events up to a moment folded.
Result<RunPicture> pictureOf(ReadConnection& db, RolloutRun run, std::optional<Instant> until = {});
/// Appends what is said of a run, if all of it is lawful where the run stands; Refused else.
Result<void> sayOfRun(Store& store, RunId id, const std::vector<RolloutEvent>& events);
/// An event of a run as a whole.
RolloutEvent sayingOf(RunId run, RolloutEventKind kind, const std::string& who, const std::string& why,
                      const Clock& clock);

} // namespace bw
