// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/filterexpression.h"
#include "models/domain/verification.h"
#include "models/foundation/progress.h"
#include "models/items/rowindex.h"
#include "models/verification/expectation.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bw {

/// The verdicts of one plan and what they speak of. Shared, never copied: a plan has a row for each host x patch.
struct VerdictSource {
    std::shared_ptr<const Assessment> assessment;
    std::shared_ptr<const std::vector<Expectation>> expectations; ///< of all plans
    std::shared_ptr<const std::vector<Verification>> verdicts; ///< parallel
    PlanId plan = 0;
    std::vector<std::pair<WaveId, std::string>> waves; ///< in the order in which they are shown

    explicit operator bool() const { return expectations != nullptr; }
    friend bool operator==(const VerdictSource&, const VerdictSource&) = default;
};

/// The verdicts of a plan as columns of small numbers with their dictionaries, ranked once. Rows are in the order of
/// wave, host and patch. Immutable; all members are safe in any thread.
///
/// Filter language: verdict | wave | host | package | patch | reported; a word without a key is looked for inside host,
/// package, wave and reason.
class VerdictTable {
public:
    enum class Column : std::uint8_t {
        Host,
        Verdict,
        Patch,
        Wave,
        Expected,
        Reported,
        Observed,
        Evidence,
        Why,
        Claimed
    };
    enum Key : std::size_t { VerdictKey, WaveKey, HostKey, PackageKey, PatchKey, ReportedKey };
    using Source = VerdictSource;
    using Query = FilterExpression;
    using Order = std::shared_ptr<const std::vector<std::uint32_t>>;

    static std::span<const FilterKey> keys();
    /// A job for a worker: about a second for two million rows.
    static std::shared_ptr<const VerdictTable> make(VerdictSource source);

    const VerdictSource& source() const { return m_source; }
    std::uint32_t size() const { return std::uint32_t(m_rows.size()); }
    const Expectation& expectation(std::uint32_t row) const { return (*m_source.expectations)[m_rows[row]]; }
    const Verification& verification(std::uint32_t row) const { return (*m_source.verdicts)[m_rows[row]]; }
    Verdict verdict(std::uint32_t row) const { return Verdict(m_verdicts[row]); }
    const std::string& hostName(std::uint32_t row) const { return m_hostNames[m_hosts[row]]; }
    std::string_view package(std::uint32_t row) const { return m_packages[m_patches[row]]; }
    const std::string& waveName(std::uint32_t row) const { return m_waveNames[m_waves[row]]; }
    /// Place in the plan.
    std::uint32_t wavePlace(std::uint32_t row) const { return m_waves[row]; }
    const std::vector<std::string>& waveNames() const { return m_waveNames; }
    /// No run has had it yet.
    bool planned(std::uint32_t row) const { return m_reported[row] == 0; }
    /// "planned", or the name of the engine's state.
    std::string_view reportedName(std::uint32_t row) const;

    /// All rows in the order of a column; ties keep the order of the table, what is not told is last.
    Order ordered(Column column, bool descending) const;
    /// Rows that pass, in `order` (null: of the table). Cancelled: an empty index.
    RowIndex select(const FilterExpression& filter, const Order& order,
                    ProgressSink& progress = ProgressSink::none()) const;
    /// Counts of the rows that pass the filter without the facet's own key.
    struct Counts {
        std::array<std::uint32_t, std::size_t(Verdict::Unknown) + 1> verdicts{};
        std::vector<std::uint32_t> waves; ///< by place
    };
    Counts counts(const FilterExpression& filter, ProgressSink& progress = ProgressSink::none()) const;
    /// Rows without any filter.
    std::uint32_t total(const FilterExpression&) const { return size(); }
    std::optional<std::uint32_t> find(HostId host, std::string_view patch) const;
    /// Where a row of another table is in this one.
    std::optional<std::uint32_t> placeOf(const VerdictTable& other, std::uint32_t row) const
    {
        return find(other.expectation(row).host, other.expectation(row).patch);
    }

private:
    class Test;
    explicit VerdictTable(VerdictSource source);
    void nameWaves();
    void takeRows();
    void sortRows();
    void addHost(HostId id);
    std::vector<std::uint8_t> passes(const FilterExpression& filter, ProgressSink& progress) const;
    template <typename TextOf>
    std::vector<std::uint32_t> orderByText(TextOf textOf, bool descending) const;
    template <typename TimeOf>
    std::vector<std::uint32_t> orderByTime(TimeOf timeOf, bool descending) const;
    template <typename RankOf>
    std::vector<std::uint32_t> orderOf(std::uint32_t limit, bool descending, RankOf rankOf) const;

    VerdictSource m_source;
    std::vector<std::uint32_t> m_rows; ///< index into the source
    std::vector<std::uint32_t> m_hosts, m_patches, m_waves, m_reasons; ///< by row, into the dictionaries
    std::vector<std::uint8_t> m_verdicts;
    std::vector<std::uint8_t> m_reported; ///< 0: planned, else TargetState + 1
    std::vector<HostId> m_hostIds;
    std::vector<std::string> m_hostNames, m_waveNames;
    std::vector<std::string_view> m_patchIds, m_packages, m_reasonTexts;
    std::vector<std::uint32_t> m_hostRanks, m_patchRanks;
    std::vector<WaveId> m_waveIds;
    std::vector<std::uint32_t> m_waveEnds; ///< behind the last row of each
    std::unordered_map<HostId, std::uint32_t> m_hostPlaces;
    std::unordered_map<std::string_view, std::uint32_t> m_patchPlaces;
};

/// What needs a person comes first.
int urgency(Verdict verdict);
/// The package of "Debian:12/openssl/3.0.17": what stands between the first and the last slash.
std::string_view packageOfPatch(std::string_view patch);

} // namespace bw
