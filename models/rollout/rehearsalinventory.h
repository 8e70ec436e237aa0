// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/rollout/freshinventory.h"
#include "models/rollout/rehearsalengine.h"

#include <optional>

namespace bw {

/// A host as a rehearsal left it.
struct RehearsedHost {
    const TargetOrder* order = nullptr;
    RehearsalFate fate;
    bool claimed = true; ///< the engine said done
};

/// The inventory that such a host would give: its newest known one, with what the rehearsal installed. Empty: the host
/// is not known, or told no packages.
std::optional<FreshInventory> rehearsedInventory(const Fleet& fleet, const RehearsedHost& host, Instant takenAt);

} // namespace bw
