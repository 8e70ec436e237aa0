// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <optional>

namespace bw {

enum class FleetHistory : std::uint8_t {
    Newest, ///< per host from the newest snapshot that told about packages on
    Whole,
};

struct FleetScope {
    FleetHistory history = FleetHistory::Newest;
    /// Decisions about hosts (attributes) as they stood then; empty: now. Snapshots are not cut: ask Host::at.
    std::optional<Instant> attributesAt;
};

/// Reads components, manifests, systems and hosts with their timelines. Snapshots of imports that were taken back do
/// not count, and a host that only such imports told of is left out. Only manifests and systems in use are loaded.
/// Damaged where the stored numbers do not fit together.
Result<Fleet> loadFleet(ReadConnection& db, const FleetScope& scope = {});

} // namespace bw
