// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rollout/engine.h"

namespace bw {

/// How this user's engine reaches hosts, as chosen last: kept with the program's own settings, not in a workspace.
/// Paths and names only; there is nothing secret in it.
EngineSettings loadEngineSettings();
void saveEngineSettings(const EngineSettings& settings);

} // namespace bw
