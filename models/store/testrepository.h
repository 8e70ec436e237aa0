// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/validation.h"
#include "models/store/stamp.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace bw {

// Verdicts are never changed; notes only end. `at` asks for the state as it stood at a moment.

/// `id` is not looked at; `who` and `at` are.
Result<std::int64_t> addVerdict(WriteTransaction& tx, const TestVerdict& verdict);
/// By id.
Result<std::vector<TestVerdict>> verdicts(ReadConnection& db, std::optional<Instant> at = {});

Result<std::int64_t> addPatchNote(WriteTransaction& tx, const PatchNote& note);
/// NotFound for an unknown id, Conflict where it had ended before.
Result<void> endPatchNote(WriteTransaction& tx, std::int64_t id, const Stamp& stamp);
/// By id, ended ones too (`endedAt` is empty if that came after `at`).
Result<std::vector<PatchNote>> patchNotes(ReadConnection& db, std::optional<Instant> at = {});

} // namespace bw
