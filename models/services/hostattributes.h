// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"
#include "models/store/hostrepository.h"
#include "models/store/stamp.h"

#include <span>
#include <vector>

namespace bw {

class Store;

/// Sets attributes of hosts in one transaction with one audit entry, and answers the values that stood there before (in
/// the order of `changes`), which is what undoing the verb sets. Blocking. Errors: BadValue, NotFound, the store's.
Result<std::vector<AttributeChange>> setHostAttributes(Store& store, std::span<const AttributeChange> changes,
                                                       const Stamp& stamp);

} // namespace bw
