// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/inventoryimport.h"

namespace bw {

class WriteTransaction;

/// Stores the changes of a prepared import, and its audit entry, inside one transaction. Errors: Cancelled, Conflict
/// (another program stored components meanwhile), the store's; the caller's transaction is then rolled back.
Result<void> storeImport(WriteTransaction& tx, PreparedImport& prepared, ProgressSink& progress);

} // namespace bw
