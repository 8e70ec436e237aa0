// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/findingfilter.h"
#include "models/foundation/progress.h"
#include "models/items/rowindex.h"

#include <memory>
#include <optional>
#include <vector>

namespace bw {

/// Which findings are wanted.
struct FindingQuery {
    FindingFilter filter; ///< empty: every one
    std::optional<HostId> host; ///< only of this host
    std::string patch; ///< only of this patch; empty: of all
};

/// The findings of an assessment as columns of small numbers with their dictionaries (hosts, patches, components),
/// ranked once: filters look at the dictionaries, sorts at ranks. Immutable; all members are safe in any thread.
class FindingTable {
public:
    enum class Column : std::uint8_t { Host, Patch, Installed, State, Decision, Due, ExposedSince };
    using Order = std::shared_ptr<const std::vector<std::uint32_t>>;

    /// Takes some 20 ms per million findings: in a job.
    static std::shared_ptr<const FindingTable> make(std::shared_ptr<const Assessment> assessment);

    std::uint32_t size() const { return std::uint32_t(m_assessment->findings.size()); }
    const std::shared_ptr<const Assessment>& assessment() const { return m_assessment; }
    const Finding& at(std::uint32_t row) const { return m_assessment->findings[row]; }

    /// All rows in the order of a column; ties keep the order of the queue.
    Order ordered(Column column, bool descending) const;
    /// Rows that answer the query, in `order` (null: order of the queue). Cancelled: an empty index.
    RowIndex select(const FindingQuery& query, const Order& order, ProgressSink& progress = ProgressSink::none()) const;
    /// The row of a finding by the ids of its host and patch; empty where there is none.
    std::optional<std::uint32_t> find(HostId host, std::string_view patch) const;

private:
    explicit FindingTable(std::shared_ptr<const Assessment> assessment);
    std::vector<std::uint8_t> passes(const FindingQuery& query, ProgressSink& progress) const;

    std::shared_ptr<const Assessment> m_assessment;
    std::vector<std::uint32_t> m_hosts, m_patches, m_components; ///< of each finding
    std::vector<std::uint32_t> m_hostRanks, m_patchRanks, m_componentRanks;
    std::vector<std::pair<std::string_view, std::uint32_t>> m_patchIds; ///< sorted
};

} // namespace bw
