// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/control.h"
#include "models/store/stamp.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

// Nothing that a person decided is ever deleted: it ends, or a newer value takes its place, and who, when and why stay.
// `at` asks for the state as it stood at a moment; without it the answer is the state now.

/// A control as stored. `until` of the control is the newest term.
struct StoredControl {
    Control control;
    std::optional<Stamp> ended;

    friend bool operator==(const StoredControl&, const StoredControl&) = default;
};

struct StoredException {
    Exception exception;
    std::optional<Stamp> ended;

    friend bool operator==(const StoredException&, const StoredException&) = default;
};

/// Who moved the last day, and to when; the first term is the creation.
struct Term {
    Day until;
    Stamp stamp;

    friend bool operator==(const Term&, const Term&) = default;
};

/// `id` of the control is not looked at; createdBy and createdAt are. BadValue when it ends before it begins.
Result<std::int64_t> addControl(WriteTransaction& tx, const Control& control);
Result<void> extendControl(WriteTransaction& tx, std::int64_t id, Day until, const Stamp& stamp);
/// Conflict when it had ended before, NotFound for an unknown id; so do all below.
Result<void> endControl(WriteTransaction& tx, std::int64_t id, const Stamp& stamp);
/// By id, those that had been created by `at`; ended ones too (`ended` is empty if that came after `at`).
Result<std::vector<StoredControl>> controls(ReadConnection& db, std::optional<Instant> at = {});
Result<std::vector<Term>> controlTerms(ReadConnection& db, std::int64_t id);

Result<std::int64_t> addException(WriteTransaction& tx, const Exception& exception);
Result<void> extendException(WriteTransaction& tx, std::int64_t id, Day until, const Stamp& stamp);
Result<void> endException(WriteTransaction& tx, std::int64_t id, const Stamp& stamp);
Result<std::vector<StoredException>> exceptions(ReadConnection& db, std::optional<Instant> at = {});
Result<std::vector<Term>> exceptionTerms(ReadConnection& db, std::int64_t id);

} // namespace bw
