// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/boarddrag.h"
#include "views/planner/waitingcolumn.h"
#include "views/planner/waveview.h"

#include <QPointer>
#include <QWidget>

#include <map>
#include <vector>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QScrollArea;
class QSplitter;
QT_END_NAMESPACE

namespace bw {

class CardList;
class DropTaker;
class EndStrip;
class WaveColumn;

/// The board: what is in no wave at the left, the waves side by side, filling the height. It is the one place that
/// takes drops, for all columns, so that scrolling and hints have one owner (DropTaker). It changes nothing: it says
/// what is wanted.
class BoardView : public QWidget {
    Q_OBJECT
public:
    static constexpr int gap = 10; ///< px between two waves

    explicit BoardView(QWidget* parent = nullptr);
    ~BoardView() override;

    void setJudge(CardsModel::Judge judge);
    void setPlan(PlanId plan, int revision);
    PlanId plan() const { return m_plan; }
    void setWaves(const std::vector<WaveView>& waves);
    WaitingColumn& waiting() { return *m_waiting; }
    /// nullptr: no such wave. 0: what is in no wave.
    CardsModel* cards(WaveId wave) const;
    CardList* list(WaveId wave) const;
    WaveColumn* column(WaveId wave) const;
    const std::vector<WaveColumn*>& columns() const { return m_columns; }
    QScrollArea& scrollArea() { return *m_scroll; }
    /// What the waves stand on, in the scroll area.
    QWidget& waves() { return *m_waves; }
    QSplitter& splitter() { return *m_splitter; }

    /// Where the keyboard is, or was last.
    WaveId currentWave() const { return m_current; }
    /// The head of the current wave was chosen, not its cards.
    bool onHeader() const { return m_onHeader; }
    /// Of the current column, in order; empty on a head.
    QModelIndexList chosen() const;
    /// What an act on the chosen cards carries.
    BoardDrag chosenDrag() const;
    /// Puts the keyboard on cards of a wave; where none of them is there, on its first.
    void focusCards(WaveId wave, const QStringList& ids);
    void focusHeader(WaveId wave);
    void focusNeighbour(int step);
    bool isDragging() const { return m_dragging; }

Q_SIGNALS:
    /// `before`: the row before which it was dropped. Behind the last wave: EveryWave.
    void dropWanted(const bw::BoardDrag& drag, bw::WaveId wave, int before);
    /// The wave is to stand at `place` (from 0).
    void waveDropWanted(bw::WaveId wave, int place);
    void currentChanged();
    void cardOpened();
    void waveOpened(bw::WaveId wave);
    void cardMenuWanted(const QPoint& global);
    void waveMenuWanted(bw::WaveId wave, const QPoint& global);
    void addWaveWanted();
    /// Something is over a wave where it could be dropped (or nowhere): for a look at what would come of it.
    void hovered(const bw::BoardDrag& drag, bw::WaveId wave, int before);
    void hoverEnded();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void setupLayout();
    void connectList(CardList& list, WaveId wave);
    WaveColumn* makeColumn(WaveId wave);
    void setCurrent(WaveId wave, bool header);
    void startWaveDrag(WaveId wave);
    void endDrag();

    WaitingColumn* m_waiting;
    QSplitter* m_splitter;
    QScrollArea* m_scroll;
    QWidget* m_waves;
    QHBoxLayout* m_row = nullptr;
    EndStrip* m_end;
    DropTaker* m_drops;
    std::vector<WaveColumn*> m_columns;
    CardsModel::Judge m_judge;
    PlanId m_plan = 0;
    WaveId m_current = 0;
    bool m_onHeader = false;

    bool m_dragging = false;
    std::vector<QWidget*> m_gone; ///< columns that went while a drag ran, which may have begun in one of them
};

} // namespace bw
