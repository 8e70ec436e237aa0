// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/store/transaction.h"

namespace bw {

/// Reads all components into an empty pool, in id order: a row's number is its ComponentId. Damaged where the numbers
/// have gaps or two rows say the same.
Result<void> loadComponents(ReadConnection& db, ComponentPool& pool);

/// Stores the pool's components from `firstNew` on, under their own numbers. Conflict when the workspace does not end
/// exactly at `firstNew` (another program added some meanwhile): load again and repeat the verb.
Result<void> addComponents(WriteTransaction& tx, const ComponentPool& pool, ComponentId firstNew);

} // namespace bw
