// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/domain/rollout.h"
#include "models/items/tablemodel.h"
#include "models/rollout/runprogress.h"

#include <optional>
#include <vector>

namespace bw {

/// How the hosts of a wave stand, for its bar.
struct WaveShares {
    std::uint32_t claimed = 0, failed = 0, unreachable = 0, unknown = 0, onTheirWay = 0, skipped = 0, waiting = 0;

    std::uint32_t total() const { return claimed + failed + unreachable + unknown + onTheirWay + skipped + waiting; }
    friend bool operator==(const WaveShares&, const WaveShares&) = default;
};
WaveShares sharesOf(const RunProgress& progress);

/// A wave of the plan with its newest run.
struct RunWaveRow {
    WaveId wave = 0;
    QString name;
    std::uint32_t hosts = 0; ///< targets of the run; without one: hosts of the wave
    std::optional<RunId> run; ///< the newest
    RunPhase phase = RunPhase::Ready;
    EngineKind engine = EngineKind::Rehearsal;
    WaveShares shares;
    QString when; ///< window, or when it ran

    friend bool operator==(const RunWaveRow&, const RunWaveRow&) = default;
};

/// The waves of a plan on the page Deploy, in the plan's order. IdRole is the wave's id (qint64).
class RunWavesModel final : public TableModel {
    Q_OBJECT

public:
    enum Column { Wave, Phase, Progress, Done, Failed, Unknown, When, ColumnTotal };
    /// Of the column Progress: QVariantList of numbers in the order of WaveShares.
    enum Role { SharesRole = Qt::UserRole + 100 };

    explicit RunWavesModel(QObject* parent = nullptr);

    void setWaves(std::vector<RunWaveRow> waves);
    int rowCount(const QModelIndex& parent = {}) const override;
    const RunWaveRow& at(int row) const { return m_rows[std::size_t(row)]; }
    int rowOf(WaveId wave) const;

    static QString word(RunPhase phase);
    static ItemTone tone(RunPhase phase);
    static QString word(EngineKind engine);

protected:
    QVariant cell(int row, int column, int role) const override;
    QString sentence(int row) const override;

private:
    QVariant display(const RunWaveRow& row, int column) const;

    std::vector<RunWaveRow> m_rows;
};

} // namespace bw
