// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/items/tablemodel.h"

#include <memory>
#include <optional>
#include <vector>

namespace bw {

/// A host's figures in one assessment.
struct HostRow {
    HostId id = 0;
    std::uint32_t host = 0; ///< index into Fleet::hosts
    std::uint32_t nameRank = 0; ///< place in natural order of the names
    HostState state = HostState::Unknown;
    std::optional<Decision> worst; ///< of its open findings; empty: none is open
    std::optional<Day> due; ///< the earliest of its open findings
    std::uint32_t open = 0;
    std::uint32_t unknown = 0; ///< findings that cannot be told
    std::optional<std::uint32_t> components; ///< empty: no inventory told about software
    std::optional<Instant> seen;
    std::optional<std::uint32_t> os; ///< index into Fleet::systems

    friend bool operator==(const HostRow&, const HostRow&) = default;
};

/// The fleet, one row a host. Dates are said relative to the moment of the assessment.
class HostsModel final : public TableModel {
    Q_OBJECT

public:
    enum Column {
        Name,
        WorstDecision,
        Open,
        Due,
        State,
        Os,
        ExposureColumn,
        Importance,
        Owner,
        LastSeen,
        Tags,
        Components,
        Site,
        Role,
        ColumnTotal
    };

    explicit HostsModel(QObject* parent = nullptr);

    /// The rows of an assessment; any thread. Costs a walk over the findings and a sort of the names.
    static std::vector<HostRow> rowsOf(const Assessment& assessment);
    void setAssessment(std::shared_ptr<const Assessment> assessment);
    /// `rows` must come from rowsOf(*assessment).
    void setAssessment(std::shared_ptr<const Assessment> assessment, std::vector<HostRow> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int compare(int column, int a, int b) const override;

    const std::shared_ptr<const Assessment>& assessment() const { return m_assessment; }
    const HostRow& at(int row) const { return m_rows[std::size_t(row)]; }
    const Host& host(int row) const { return m_assessment->fleet->hosts[at(row).host]; }
    const OsIdentity* os(int row) const;
    /// -1 where no row has this host.
    int rowOf(HostId id) const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    QVariant display(const HostRow& row, const Host& host, int column) const;
    QVariant tip(const HostRow& row, const Host& host, int column) const;
    QVariant sortValue(const HostRow& row, const Host& host, int column) const;
    QVariant filterTerm(const HostRow& row, const Host& host, int column) const;

    std::shared_ptr<const Assessment> m_assessment;
    std::vector<HostRow> m_rows; ///< by host id
};

} // namespace bw
