// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/items/tablemodel.h"
#include "models/validation/testmatrix.h"

#include <memory>
#include <string>
#include <vector>

namespace bw {

/// Patches against critical applications: one row a patch that concerns an application or carries a note, one column an
/// application behind the fixed ones. IdRole is the patch's id (QString). Other applications reset the model; all else
/// moves and changes rows.
class TestMatrixModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { Rank, PatchColumn, Stream, DecisionColumn, State, Note, FirstApp };

    struct Row {
        PatchTests tests;
        QString title; ///< package and version
        QString stream;
        std::uint32_t rank = 0; ///< 0: not in the queue
        std::uint32_t patch = 0; ///< index into Assessment::patches where the rank is not 0
        Decision decision = Decision::Defer;

        friend bool operator==(const Row&, const Row&) = default;
    };

    explicit TestMatrixModel(QObject* parent = nullptr);

    void setMatrix(std::shared_ptr<const TestMatrix> matrix, const Assessment& assessment);
    const std::shared_ptr<const TestMatrix>& matrix() const { return m_matrix; }

    int rowCount(const QModelIndex& parent = {}) const override;
    const Row& at(int row) const { return m_rows[std::size_t(row)]; }
    /// Index into TestMatrix::apps, -1: a column of the patch itself.
    int appOf(int column) const { return column < FirstApp ? -1 : column - FirstApp; }
    int rowOf(const QString& patch) const;

    /// Failed, Not tested, Waived, Passed.
    static QString word(TestState state);
    static ItemTone tone(TestState state);
    static QString word(PatchNoteKind kind);

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    void setApps(std::shared_ptr<const TestMatrix> matrix);
    static bool withdrawn(const Row& row);
    QVariant patchCell(const Row& row, int column, int role) const;
    QVariant stateCell(const Row& row, int role) const;
    QVariant noteCell(const Row& row, int role) const;
    QVariant appCell(const Row& row, std::uint32_t app, int role) const;

    std::shared_ptr<const TestMatrix> m_matrix;
    std::vector<std::string> m_appTexts; ///< what the columns point to
    std::vector<ItemColumn> m_columns;
    std::vector<Row> m_rows;
};

} // namespace bw
