// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/runwavesmodel.h"

#include "models/items/texts.h"

#include <QVariantList>

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<ItemColumn, RunWavesModel::ColumnTotal> Columns = {{
    {"wave", QT_TRANSLATE_NOOP("bw::Columns", "Wave"), nullptr, ColumnKind::Name, 22},
    {"phase", QT_TRANSLATE_NOOP("bw::Columns", "State"), nullptr, ColumnKind::State, 15},
    {"progress", QT_TRANSLATE_NOOP("bw::Columns", "Progress"),
     QT_TRANSLATE_NOOP("bw::Columns",
                       "All targeted hosts: claimed, failed, unreachable, unknown, on their way, skipped, waiting"),
     ColumnKind::Text, 44},
    {"done", QT_TRANSLATE_NOOP("bw::Columns", "Claimed"),
     QT_TRANSLATE_NOOP("bw::Columns", "Hosts of which the engine says that they are done, of all targeted ones"),
     ColumnKind::Number, 13},
    {"failed", QT_TRANSLATE_NOOP("bw::Columns", "Failed"), QT_TRANSLATE_NOOP("bw::Columns", "Failed or unreachable"),
     ColumnKind::Number, 8},
    {"unknown", QT_TRANSLATE_NOOP("bw::Columns", "Unknown"),
     QT_TRANSLATE_NOOP("bw::Columns", "On their way when nobody listened any more: unknown until evidence"),
     ColumnKind::Number, 9},
    {"when", QT_TRANSLATE_NOOP("bw::Columns", "When"), nullptr, ColumnKind::Text, 30},
}};

} // namespace

WaveShares sharesOf(const RunProgress& progress)
{
    WaveShares shares;
    shares.claimed = progress.count(TargetState::Claimed);
    shares.failed = progress.count(TargetState::Failed);
    shares.unreachable = progress.count(TargetState::Unreachable);
    shares.unknown = progress.count(TargetState::Lost);
    shares.onTheirWay = progress.onTheirWay();
    shares.skipped = progress.count(TargetState::Skipped);
    shares.waiting = progress.waiting();
    return shares;
}

RunWavesModel::RunWavesModel(QObject* parent)
    : TableModel(Columns, parent)
{
}

QString RunWavesModel::word(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Ready:
        return tr("Ready");
    case RunPhase::Running:
        return tr("Running");
    case RunPhase::Paused:
        return tr("Paused");
    case RunPhase::Halted:
        return tr("Halted");
    case RunPhase::Finished:
        return tr("Finished");
    }
    return {};
}

ItemTone RunWavesModel::tone(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Running:
        return ItemTone::Scheduled;
    case RunPhase::Paused:
        return ItemTone::OutOfCycle;
    case RunPhase::Halted:
        return ItemTone::Immediate;
    case RunPhase::Ready:
    case RunPhase::Finished: // finished is not proven
        break;
    }
    return ItemTone::Defer;
}

QString RunWavesModel::word(EngineKind engine)
{
    switch (engine) {
    case EngineKind::Rehearsal:
        return tr("Rehearsal");
    case EngineKind::HandOff:
        return tr("Hand-off");
    case EngineKind::Ansible:
        return tr("Ansible");
    }
    return {};
}

void RunWavesModel::setWaves(std::vector<RunWaveRow> waves)
{
    update(
        m_rows, std::move(waves), [](const RunWaveRow& row, bool) { return row.wave; }, std::equal_to<>(), [] {});
}

int RunWavesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RunWavesModel::rowOf(WaveId wave) const
{
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [wave](const RunWaveRow& row) { return row.wave == wave; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

QVariant RunWavesModel::cell(int row, int column, int role) const
{
    const RunWaveRow& r = at(row);
    switch (role) {
    case IdRole:
        return qint64(r.wave);
    case Qt::DisplayRole:
    case SortRole:
        return display(r, column);
    case SecondaryRole:
        if (column != Wave || !r.run)
            return {};
        return tr("%1 %2", "engine and number of the run").arg(word(r.engine)).arg(*r.run);
    case ToneRole:
        if (column == Phase && r.run)
            return int(tone(r.phase));
        if (column == Failed && r.shares.failed + r.shares.unreachable > 0)
            return int(ItemTone::Immediate);
        return {};
    case SharesRole:
        if (column != Progress || !r.run)
            return {};
        return QVariantList{r.shares.claimed,    r.shares.failed,  r.shares.unreachable, r.shares.unknown,
                            r.shares.onTheirWay, r.shares.skipped, r.shares.waiting};
    case Qt::ToolTipRole:
        if (column != Progress || !r.run)
            return {};
        return tr("%1 claimed, %2 failed, %3 unreachable, %4 unknown, %5 on their way, %6 skipped, %7 waiting")
            .arg(r.shares.claimed)
            .arg(r.shares.failed)
            .arg(r.shares.unreachable)
            .arg(r.shares.unknown)
            .arg(r.shares.onTheirWay)
            .arg(r.shares.skipped)
            .arg(r.shares.waiting);
    default:
        return {};
    }
}

QVariant RunWavesModel::display(const RunWaveRow& row, int column) const
{
    switch (column) {
    case Wave:
        return row.name;
    case Phase:
        return row.run ? word(row.phase) : tr("Not started");
    case Progress:
        return row.run ? QString() : tr("%1 hosts in the wave").arg(row.hosts);
    case Done:
        return row.run ? tr("%1 of %2").arg(row.shares.claimed).arg(row.shares.total()) : Texts::missing();
    case Failed:
        return row.run ? Texts::number(row.shares.failed + row.shares.unreachable) : Texts::missing();
    case Unknown:
        return row.run ? Texts::number(row.shares.unknown) : Texts::missing();
    case When:
        return row.when;
    default:
        return {};
    }
}

QString RunWavesModel::sentence(int row) const
{
    const RunWaveRow& r = at(row);
    QStringList parts{r.name, display(r, Phase).toString()};
    parts << (r.run ? cell(row, Progress, Qt::ToolTipRole).toString() : display(r, Progress).toString());
    return parts.join(QLatin1String(", "));
}

} // namespace bw
