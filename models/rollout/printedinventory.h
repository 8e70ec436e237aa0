// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"
#include "models/rollout/freshinventory.h"

#include <string_view>

namespace bw {

/// Reads what resources/ansible/files/inventory.sh or inventory.ps1 prints. `fallback`: the moment where the host told
/// none. Errors: Malformed, Truncated (no end mark: nothing may be concluded from what is missing).
Result<FreshInventory> readPrintedInventory(std::string_view text, Instant fallback);

} // namespace bw
