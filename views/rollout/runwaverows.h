// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/runwavesmodel.h"
#include "models/planning/ground.h"
#include "models/services/rolloutservice.h"

#include <QString>

#include <map>
#include <vector>

namespace bw {

/// "Tuesday night: Tue 22:00"; `ground` nullptr: not known yet.
QString waveWindowText(const Wave& wave, const PlanGround* ground, Instant now);

/// The waves of a plan, each with its newest run, and those that were carried out and are no longer in it. `version`
/// nullptr: no such plan any more. `windows` has every wave of the version.
std::vector<RunWaveRow> runWaveRows(PlanId plan, const PlanVersion* version, const RolloutService& service,
                                    const std::map<WaveId, QString>& windows, Instant now);

} // namespace bw
