// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/control.h"
#include "models/foundation/result.h"
#include "models/store/decisionrepository.h"
#include "models/store/stamp.h"

#include <cstdint>
#include <vector>

namespace bw {

class Store;

// Compensating controls and exceptions: each verb is one transaction with its audit entry. Blocking; not on the GUI
// thread. Errors: BadValue (no evidence, owner, reason or end; a filter that is none), NotFound, Conflict (ended
// before), the store's.

Result<std::int64_t> addControl(Store& store, const Control& control);
Result<void> extendControl(Store& store, std::int64_t id, Day until, const Stamp& stamp);
Result<void> endControl(Store& store, std::int64_t id, const Stamp& stamp);
Result<std::vector<StoredControl>> listControls(const Store& store);

Result<std::int64_t> addException(Store& store, const Exception& exception);
Result<void> extendException(Store& store, std::int64_t id, Day until, const Stamp& stamp);
Result<void> endException(Store& store, std::int64_t id, const Stamp& stamp);
Result<std::vector<StoredException>> listExceptions(const Store& store);

} // namespace bw
