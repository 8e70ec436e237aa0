// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/store/stamp.h"
#include "models/store/transaction.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

// Plans: every change is a version of its own, and what was said of versions are events; nothing is overwritten. The
// body is a text to this room (planning/plancodec reads it).

struct PlanVersionRecord {
    PlanId plan = 0;
    int number = 1;
    std::string name;
    std::string body; ///< empty where it was not asked for
    Stamp stamp; ///< why: what was changed

    friend bool operator==(const PlanVersionRecord&, const PlanVersionRecord&) = default;
};

enum class PlanEventKind : std::uint8_t { Request, Grant, Refuse, Close };
std::string_view name(PlanEventKind kind); ///< request | grant | refuse | close

struct PlanEvent {
    PlanId plan = 0;
    int number = 1; ///< of the version
    PlanEventKind kind = PlanEventKind::Request;
    Stamp stamp;

    friend bool operator==(const PlanEvent&, const PlanEvent&) = default;
};

/// Answers the new plan's id; it has no version yet.
Result<PlanId> addPlan(WriteTransaction& tx, const Stamp& stamp);
/// Answers the number of the new version. Conflict where `basedOn` is given and is not the newest number; NotFound.
Result<int> addPlanVersion(WriteTransaction& tx, PlanId plan, std::string_view name, std::string_view body,
                           const Stamp& stamp, std::optional<int> basedOn = {});
Result<void> addPlanEvent(WriteTransaction& tx, const PlanEvent& event);

/// The newest version (as of `at`) of every plan that was not closed, newest first.
Result<std::vector<PlanVersionRecord>> newestPlanVersions(ReadConnection& db, std::optional<Instant> at = {});
/// The newest version, or the one of that number. NotFound.
Result<PlanVersionRecord> planVersion(ReadConnection& db, PlanId plan, std::optional<int> number = {});
/// Oldest first.
Result<std::vector<PlanVersionRecord>> planVersions(ReadConnection& db, PlanId plan);
/// By id, oldest first. Without a plan: of all.
Result<std::vector<PlanEvent>> planEvents(ReadConnection& db, std::optional<PlanId> plan = {},
                                          std::optional<Instant> at = {});

} // namespace bw
