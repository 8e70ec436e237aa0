// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"
#include "models/foundation/instant.h"
#include "models/items/tablemodel.h"
#include "models/rollout/runprogress.h"

#include <memory>
#include <vector>

namespace bw {

/// The hosts of a run, one row a host: what failed, cannot be reached or is unknown stands on top, the others by name,
/// so that a host only moves when it needs a person. IdRole is the host's id (qint64). Takes the progress of 10,000
/// hosts many times a second: a row is compared with its former self and announced only where it differs.
class TargetsModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { HostColumn, State, Step, Elapsed, Expected, Attempt, Message, Patches, ColumnTotal };

    explicit TargetsModel(QObject* parent = nullptr);

    /// Both null: no run. `now` is what elapsed times are told by.
    void setProgress(std::shared_ptr<const RolloutRun> run, std::shared_ptr<const RunProgress> progress, Instant now);
    const std::shared_ptr<const RolloutRun>& run() const { return m_run; }
    const std::shared_ptr<const RunProgress>& progress() const { return m_progress; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int compare(int column, int a, int b) const override;
    const TargetProgress& target(int row) const { return m_progress->targets[m_rows[std::size_t(row)].target]; }
    const TargetOrder& order(int row) const { return m_run->targets[m_rows[std::size_t(row)].order]; }
    int rowOf(HostId host) const;
    /// 0, 1, 2 for what stays on top, else 3.
    int pinned(int row) const { return m_rows[std::size_t(row)].pinned; }

    static QString word(TargetState state);
    static ItemTone tone(TargetState state);
    /// "2 min 05 s"
    static QString duration(double seconds);

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    struct Row {
        HostId host = 0;
        std::uint32_t target = 0; ///< index into RunProgress::targets
        std::uint32_t order = 0; ///< index into RolloutRun::targets
        std::uint32_t rank = 0; ///< by name
        int pinned = 3;
        int elapsed = -1; ///< whole seconds; -1: not on its way yet
    };
    void setRun(std::shared_ptr<const RolloutRun> run);
    std::vector<Row> rowsOf(const RunProgress& progress, Instant now) const;
    QVariant display(const Row& row, int column) const;
    QVariant sortValue(const Row& row, int column) const;

    std::shared_ptr<const RolloutRun> m_run;
    std::shared_ptr<const RunProgress> m_progress;
    std::vector<std::uint32_t> m_ranks; ///< by order
    std::vector<int> m_expected; ///< seconds, by order
    std::vector<Row> m_rows;
};

} // namespace bw
