// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/items/tablemodel.h"

#include <memory>
#include <vector>

namespace bw {

/// The patch queue in rank order, one row a patch. IdRole is the patch's id (QString).
class QueueModel final : public TableModel {
    Q_OBJECT

public:
    enum Column {
        Rank,
        DecisionColumn,
        PatchColumn,
        Stream,
        Hosts,
        Due,
        Why,
        Cves,
        Kev,
        Epss,
        Cvss,
        Exposed,
        Controls,
        Advisories,
        ColumnTotal
    };

    explicit QueueModel(QObject* parent = nullptr);

    void setAssessment(std::shared_ptr<const Assessment> assessment);

    int rowCount(const QModelIndex& parent = {}) const override;
    int compare(int column, int a, int b) const override;

    const std::shared_ptr<const Assessment>& assessment() const { return m_assessment; }
    const Patch& patch(int row) const { return m_assessment->patches[m_rows[std::size_t(row)]]; }
    /// Index into Assessment::patches.
    std::uint32_t patchIndex(int row) const { return m_rows[std::size_t(row)]; }
    int rowOf(const QString& patchId) const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    QVariant display(const Patch& patch, int column) const;
    QVariant tip(const Patch& patch, int column) const;
    QVariant sortValue(const Patch& patch, int column) const;
    QVariant filterTerm(const Patch& patch, int column) const;

    std::shared_ptr<const Assessment> m_assessment;
    std::vector<std::uint32_t> m_rows; ///< indexes into patches
};

} // namespace bw
