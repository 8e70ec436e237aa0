// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/verification.h"
#include "models/items/tablemodel.h"

#include <optional>
#include <string>
#include <vector>

namespace bw {

/// One host x patch of a plan: what was expected, what the engine reported, what an inventory shows.
struct VerificationRow {
    PlanId plan = 0;
    HostId host = 0;
    std::string hostName;
    std::string patch; ///< id
    std::string package;
    std::string wave;
    std::uint32_t waveOrder = 0; ///< place in the plan
    TargetState reported = TargetState::Waiting;
    bool planned = false; ///< no run has had it yet
    Verification verdict;

    friend bool operator==(const VerificationRow&, const VerificationRow&) = default;
};

/// The verdicts of a plan, one row a host x patch.
class VerificationModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { Host, VerdictColumn, Patch, Wave, Expected, Reported, Observed, Evidence, Why, Claimed, ColumnTotal };

    explicit VerificationModel(QObject* parent = nullptr);

    /// Dates are said relative to `now`.
    void setRows(std::vector<VerificationRow> rows, Instant now);
    const VerificationRow& at(int row) const { return m_rows[std::size_t(row)]; }
    Instant now() const { return m_now; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int compare(int column, int a, int b) const override;

    static QString word(Verdict verdict);
    static ItemTone tone(Verdict verdict);
    /// What the engine said, in words; of a planned row: "planned".
    static QString reported(const VerificationRow& row);
    /// What the filter language calls it: "planned", or the name of the state.
    static std::string_view reportedName(const VerificationRow& row);

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    QVariant display(const VerificationRow& row, int column) const;
    QVariant filterOf(const VerificationRow& row, int column) const;

    std::vector<VerificationRow> m_rows;
    Instant m_now;
};

} // namespace bw
