// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/findingfilter.h"
#include "models/foundation/progress.h"
#include "models/items/rowindex.h"
#include "models/items/searchtext.h"

#include <memory>
#include <optional>
#include <utility>
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

    /// A job for a worker: some 60 ms for a million findings.
    static std::shared_ptr<const FindingTable> make(std::shared_ptr<const Assessment> assessment);

    std::uint32_t size() const { return std::uint32_t(m_assessment->findings.size()); }
    const std::shared_ptr<const Assessment>& assessment() const { return m_assessment; }
    const Finding& at(std::uint32_t row) const { return m_assessment->findings[row]; }

    /// All rows in the order of a column; ties keep the order of the queue.
    Order ordered(Column column, bool descending) const;
    /// Rows that answer the query, in `order` (null: order of the queue). Cancelled: an empty index.
    RowIndex select(const FindingQuery& query, const Order& order, ProgressSink& progress = ProgressSink::none()) const;
    /// How many there are in the query's scope, whatever its filter.
    std::uint32_t count(const FindingQuery& query) const;
    /// The row of a finding by the ids of its host and patch; empty where there is none.
    std::optional<std::uint32_t> find(HostId host, std::string_view patch) const;

private:
    struct Masks;
    explicit FindingTable(std::shared_ptr<const Assessment> assessment);
    void takeColumns();
    void rankHosts();
    void rankComponents();
    void collectWords();
    std::optional<std::uint32_t> hostIndex(HostId id) const;
    std::optional<std::uint32_t> patchIndex(std::string_view id) const;
    /// Cuts to the rows of a scope: [first, last), and a host or none.
    struct Scope {
        std::uint32_t first = 0, last = 0;
        std::optional<std::uint32_t> host;
    };
    Scope scopeOf(const FindingQuery& query) const;
    std::vector<std::uint8_t> passes(const FindingQuery& query, ProgressSink& progress) const;
    Masks masksOf(const FilterExpression& expression) const;
    void markWord(const FilterTest& test, std::uint32_t bit, Masks& masks) const;
    void markFinding(const FilterTest& test, std::uint32_t bit, Masks& masks) const;
    bool scan(const Masks& masks, const Scope& scope, std::vector<std::uint8_t>& passes, ProgressSink& progress) const;

    std::shared_ptr<const Assessment> m_assessment;
    std::vector<std::uint32_t> m_hosts, m_patches, m_components; ///< of each finding; components by place in m_used
    std::vector<ComponentId> m_used; ///< components that some finding names, in order of rank
    std::vector<std::uint32_t> m_hostRanks, m_patchRanks, m_componentRanks;
    std::vector<std::pair<std::string_view, std::uint32_t>> m_patchIds; ///< sorted
    SearchText m_hostWords, m_patchWords, m_versionWords, m_cveWords;
    std::vector<std::pair<CveIndex, std::uint32_t>> m_cvePatches; ///< (cve, patch), by cve
    std::vector<std::uint32_t> m_cveFirst; ///< entry of m_cveWords -> first in m_cvePatches; one more at the end
    std::int32_t m_dueMin = 0, m_dueMax = -1, m_sinceMin = 0, m_sinceMax = -1; ///< days told
};

} // namespace bw
