// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/querymodel.h"
#include "models/items/verdicttable.h"

#include <string>
#include <vector>

namespace bw {

/// One host x patch of a plan: what was expected, what the engine reported, what an inventory shows.
struct VerificationRow {
    HostId host = 0;
    std::string hostName;
    std::string patch; ///< id
    std::string package;
    std::string wave;
    TargetState reported = TargetState::Waiting;
    bool planned = false; ///< no run has had it yet
    Verification verdict;
};

/// The verdicts of a plan, one row a host x patch; made for millions. Current row and selection stay with their host x
/// patch.
class VerificationModel final : public QueryModel<VerdictTable> {
    Q_OBJECT

public:
    enum Column { Host, VerdictColumn, Patch, Wave, Expected, Reported, Observed, Evidence, Why, Claimed, ColumnTotal };

    /// `jobs` must outlive the model.
    explicit VerificationModel(JobRunner& jobs, QObject* parent = nullptr);

    Result<void> setFilterText(const QString& text) override;
    std::vector<Facet> facets() const override;

    VerificationRow at(int row) const;

    static QString word(Verdict verdict);
    static ItemTone tone(Verdict verdict);
    /// What the engine said, in words; of a planned row: "planned".
    static QString reported(bool planned, TargetState state);

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    QVariant display(std::uint32_t row, int column) const;
    QVariant tip(std::uint32_t row, int column) const;
    QVariant filterOf(std::uint32_t row, int column) const;
};

} // namespace bw
