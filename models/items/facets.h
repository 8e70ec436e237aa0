// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/roles.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace bw {

class HostListFilter;
class HostsModel;
class PatchFilter;
class QueueModel;

/// One value of a facet and how many rows of the current result have it.
struct FacetValue {
    QString term; ///< what it adds to the filter text: "decision:immediate"
    QString label;
    ItemTone tone = ItemTone::Neutral;
    std::uint32_t count = 0;

    friend bool operator==(const FacetValue&, const FacetValue&) = default;
};

/// Values come from the rows that are there, ordered by count (decisions and states: by urgency), then by label.
struct Facet {
    QString id; ///< key of the filter language: "decision"
    QString title;
    std::vector<FacetValue> values;
};

/// Decision, overdue, evidence, operating system, exposure, importance, owner. Each is counted over the rows that pass
/// the filter without its own key at the top level.
std::vector<Facet> hostFacets(const HostsModel& hosts, const HostListFilter& filter);
/// Decision, overdue, known exploited, release, fix.
std::vector<Facet> queueFacets(const QueueModel& queue, const PatchFilter& filter);

} // namespace bw
