// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/findingfilter.h"
#include "models/foundation/progress.h"
#include "models/items/rowindex.h"
#include "models/items/searchtext.h"
#include "models/verification/overlay.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bw {

/// Findings, and what plans and runs do with them. Shared, never copied.
struct FindingSource {
    std::shared_ptr<const Assessment> assessment;
    /// Of this very assessment. Null: not worked out yet, and then the states are those of the assessment.
    std::shared_ptr<const Overlay> overlay = {};
    std::shared_ptr<const std::vector<Expectation>> expectations = {};
    std::shared_ptr<const std::vector<Verification>> verdicts = {}; ///< parallel to expectations
    std::shared_ptr<const PlanNames> names = {};

    explicit operator bool() const { return assessment != nullptr; }
    friend bool operator==(const FindingSource&, const FindingSource&) = default;
};

/// Which findings are wanted.
struct FindingQuery {
    FindingFilter filter; ///< empty: every one
    std::optional<HostId> host; ///< only of this host
    std::string patch; ///< only of this patch; empty: of all
};

/// The findings of an assessment, and behind them what inventories have proved closed, as columns of small numbers with
/// their dictionaries (hosts, patches, components), ranked once: filters look at the dictionaries, sorts at ranks.
/// Immutable; all members are safe in any thread.
class FindingTable {
public:
    enum class Column : std::uint8_t {
        Host,
        Patch,
        State,
        Decision,
        Due,
        ExposedSince,
        Cve,
        Rollout,
        Fix,
        Installed,
        Feed
    };
    using Source = FindingSource;
    using Query = FindingQuery;
    using Order = std::shared_ptr<const std::vector<std::uint32_t>>;

    /// A job for a worker: some 60 ms for a million findings.
    static std::shared_ptr<const FindingTable> make(FindingSource source);

    const FindingSource& source() const { return m_source; }
    const std::shared_ptr<const Assessment>& assessment() const { return m_source.assessment; }
    std::uint32_t size() const { return std::uint32_t(m_hosts.size()); }
    /// Of a closed row: host, patch (behind the assessment's, see patch()) and state only.
    const Finding& at(std::uint32_t row) const;
    bool closed(std::uint32_t row) const { return row >= findingCount(); }
    FindingState state(std::uint32_t row) const { return FindingState(m_states[row]); }
    const Host& host(std::uint32_t row) const { return assessment()->fleet->hosts[m_hosts[row]]; }
    /// Of a closed row often one that the assessment does not have: id, stream, package and fix only.
    const Patch& patch(std::uint32_t row) const { return patchAt(m_patches[row]); }
    std::string_view installed(std::uint32_t row) const; ///< empty: not told
    /// The flaw of a patch that weighs most: known exploited, then by EPSS. Empty: its advisories name none.
    std::optional<CveIndex> leadCve(std::uint32_t row) const;
    /// The row of plans and runs that has the word on it; nullptr: none.
    const Expectation* expectation(std::uint32_t row) const;
    const Verification* verification(std::uint32_t row) const;

    /// All rows in the order of a column; ties keep the order of the queue, what is not told is last.
    Order ordered(Column column, bool descending) const;
    /// Rows that answer the query, in `order` (null: order of the queue). Cancelled: an empty index.
    RowIndex select(const FindingQuery& query, const Order& order, ProgressSink& progress = ProgressSink::none()) const;
    /// How many there are in the query's scope, whatever its filter.
    std::uint32_t total(const FindingQuery& query) const;
    /// Counts of the rows in the scope that pass the filter without the facet's own key.
    struct Counts {
        std::array<std::uint32_t, std::size_t(FindingState::Unknown) + 1> states{};
        std::array<std::uint32_t, std::size_t(Decision::Immediate) + 1> decisions{}; ///< of what is not closed
        std::uint32_t overdue = 0;
    };
    Counts counts(const FindingQuery& query, ProgressSink& progress = ProgressSink::none()) const;
    /// The row of a finding by the ids of its host and patch; empty where there is none.
    std::optional<std::uint32_t> find(HostId host, std::string_view patch) const;
    /// Where a row of another table is in this one.
    std::optional<std::uint32_t> placeOf(const FindingTable& other, std::uint32_t row) const;

private:
    struct Masks;
    explicit FindingTable(FindingSource source);
    std::uint32_t findingCount() const { return std::uint32_t(assessment()->findings.size()); }
    std::uint32_t patchCount() const { return std::uint32_t(assessment()->patches.size() + m_closedPatches.size()); }
    const Patch& patchAt(std::uint32_t patch) const;
    void takeColumns();
    void takeClosed();
    void addClosed(const std::vector<std::uint32_t>& expectations, const std::vector<std::uint32_t>& patches);
    void rankHosts();
    void rankPatches();
    void rankComponents();
    void collectWords();
    void collectCves();
    std::optional<std::uint32_t> hostIndex(HostId id) const;
    std::optional<std::uint32_t> patchIndex(std::string_view id) const;
    std::uint32_t rowOf(std::uint32_t row) const; ///< index into the expectations, or Overlay::NoRow
    std::vector<std::uint32_t> orderByRollout(bool descending) const;
    template <typename TextOf>
    std::vector<std::uint32_t> orderByPatchText(bool descending, TextOf textOf) const;
    /// Cuts to the rows of a scope: two stretches [first, last), of findings and of closed rows, and a host or none.
    struct Scope {
        std::array<std::pair<std::uint32_t, std::uint32_t>, 2> stretches{};
        std::optional<std::uint32_t> host;
    };
    Scope scopeOf(const FindingQuery& query) const;
    std::vector<std::uint8_t> passes(const FilterExpression& expression, const Scope& scope,
                                     ProgressSink& progress) const;
    Masks masksOf(const FilterExpression& expression, std::size_t first) const;
    void markWord(const FilterTest& test, std::uint32_t bit, Masks& masks) const;
    void markFinding(const FilterTest& test, std::uint32_t bit, Masks& masks) const;
    std::uint32_t bitsOf(const Masks& masks, std::uint32_t row) const;
    void scanWords(const Masks& masks, std::uint32_t first, std::uint32_t last, std::uint8_t* passes) const;
    bool scan(const Masks& masks, std::pair<std::uint32_t, std::uint32_t> stretch, std::vector<std::uint8_t>& passes,
              ProgressSink& progress) const;
    bool scanMany(const FilterExpression& expression, std::pair<std::uint32_t, std::uint32_t> stretch,
                  std::vector<std::uint8_t>& passes, ProgressSink& progress) const;

    FindingSource m_source;
    std::vector<std::uint32_t> m_hosts, m_patches, m_components; ///< of each row; components by place in m_used
    std::vector<std::uint8_t> m_states;
    std::vector<Finding> m_closed; ///< by patch and host
    std::vector<std::uint32_t> m_closedRows; ///< parallel: index into the expectations
    std::vector<Patch> m_closedPatches; ///< those that the assessment does not have
    std::vector<ComponentId> m_used; ///< components that some finding names, in order of rank; one place more: none
    std::vector<std::uint32_t> m_hostRanks, m_patchRanks, m_componentRanks;
    std::vector<std::pair<std::string_view, std::uint32_t>> m_patchIds; ///< sorted
    SearchText m_hostWords, m_patchWords, m_versionWords, m_cveWords;
    std::vector<std::pair<CveIndex, std::uint32_t>> m_cvePatches; ///< (cve, patch), by cve
    std::vector<std::uint32_t> m_cveFirst; ///< entry of m_cveWords -> first in m_cvePatches; one more at the end
    std::vector<std::optional<CveIndex>> m_leadCves; ///< by patch of the assessment
    std::int32_t m_dueMin = 0, m_dueMax = -1, m_sinceMin = 0, m_sinceMax = -1; ///< days told
};

/// What needs a person comes first, what is proved last.
std::uint32_t urgency(FindingState state);

} // namespace bw
