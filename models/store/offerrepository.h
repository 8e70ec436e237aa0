// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/store/transaction.h"

namespace bw {

/// Reads all offers into a pool whose components are loaded, in id order: a row's number is its OfferId. Damaged where
/// the numbers have gaps, two rows say the same or one names a component that is not there.
Result<void> loadOffers(ReadConnection& db, ComponentPool& pool);

/// Stores the pool's offers from `firstNew` on; their components must be stored already. Conflict when the workspace
/// does not end exactly at `firstNew`: load again and repeat the verb.
Result<void> addOffers(WriteTransaction& tx, const ComponentPool& pool, OfferId firstNew);

} // namespace bw
