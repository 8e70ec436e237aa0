// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "models/services/enginesettings.h"
#include "models/services/rollouts.h"

namespace bw::cli {

// What the words behind `breakwater rollout` mean.

void addRolloutOptions(Options& options);
QString value(const Options& options, const char* name);
bool isSet(const Options& options, const char* name);

EngineSettings settingsOf(const Options& options);
/// The roll-out that --run or the second word names; else the newest.
Result<RunId> runOf(const Options& options, const Store& store, bool fromWords = true);
/// Those that --host names; none: all.
Result<std::vector<HostId>> hostsOf(const Options& options, const RolloutRun& run);
/// The wave that --wave names.
Result<WaveId> waveOf(const Options& options, const Plan& plan);

} // namespace bw::cli
