// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/runwavestable.h"

#include "models/items/runwavesmodel.h"
#include "views/rollout/stackdelegate.h"
#include "views/widgets/celldelegates.h"

#include <QHeaderView>

#include <algorithm>

namespace bw {

RunWavesTable::RunWavesTable(RunWavesModel& waves, QWidget* parent)
    : TableView(parent)
    , m_waves(waves)
{
    setModel(&m_waves);
    setIdRole(IdRole);
    setAccessibleName(tr("Waves"));
    setSortingEnabled(false);
    setItemDelegateForColumn(RunWavesModel::Wave, new StrongTextDelegate(SecondaryRole, Qt::ElideMiddle, this));
    setItemDelegateForColumn(RunWavesModel::Phase, new ChipDelegate(ToneRole, {}, this));
    setItemDelegateForColumn(RunWavesModel::Progress, new StackDelegate(RunWavesModel::SharesRole, this));
    for (const int column : {RunWavesModel::Done, RunWavesModel::Failed, RunWavesModel::Unknown})
        setItemDelegateForColumn(column, new NumberDelegate(-1, TextLook::Plain, this));
    setItemDelegateForColumn(RunWavesModel::When, new RowDelegate(TextLook::Muted, Qt::ElideRight, this));
    horizontalHeader()->setStretchLastSection(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

/// Where little is left, the times go first.
void RunWavesTable::fitColumns()
{
    constexpr int leastBar = 160;
    const int letter = fontMetrics().averageCharWidth();
    const auto usual = [&](int column) {
        return m_waves.headerData(column, Qt::Horizontal, ColumnWidthRole).toInt() * letter + 2 * RowDelegate::padding;
    };
    int others = 0;
    for (int column = 0; column < RunWavesModel::When; ++column)
        others += column == RunWavesModel::Progress ? 0 : usual(column);
    const bool times = width() >= others + usual(RunWavesModel::When) + leastBar;
    setColumnHidden(RunWavesModel::When, !times);
    for (int column = 0; column < m_waves.columnCount(); ++column)
        setColumnWidth(column, usual(column));
    const int rest = width() - others - (times ? usual(RunWavesModel::When) : 0);
    setColumnWidth(RunWavesModel::Progress, std::max(leastBar, rest));
}

void RunWavesTable::fitHeight()
{
    constexpr int most = 6;
    const int rowHeight = verticalHeader()->defaultSectionSize();
    setFixedHeight(horizontalHeader()->sizeHint().height() + rowHeight * std::clamp(m_waves.rowCount(), 1, most) + 2);
}

void RunWavesTable::resizeEvent(QResizeEvent* event)
{
    TableView::resizeEvent(event);
    fitColumns();
}

} // namespace bw
