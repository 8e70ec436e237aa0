// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"

#include <QByteArray>

#include <string>

namespace bw {

/// What a run was started under, as the JSON text of the column "frozen". Each patch is written once, whatever the
/// number of hosts.
std::string frozenText(const RolloutRun& run);
/// Fills `run`; false: the text is not what frozenText writes.
bool readFrozen(const QByteArray& text, bool withTargets, RolloutRun& run);

} // namespace bw
