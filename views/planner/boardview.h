// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/boarddrag.h"
#include "views/planner/waitingcolumn.h"
#include "views/planner/waveview.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <map>
#include <vector>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QScrollArea;
class QSplitter;
QT_END_NAMESPACE

namespace bw {

class AutoScroller;
class CardList;
class EndStrip;
class WaveColumn;

/// The board: what is in no wave at the left, the waves side by side, filling the height. It is the one place that
/// takes drops, for all columns, so that scrolling and hints have one owner. It changes nothing: it says what is
/// wanted.
class BoardView : public QWidget {
    Q_OBJECT
public:
    explicit BoardView(QWidget* parent = nullptr);
    ~BoardView() override;

    void setJudge(CardsModel::Judge judge);
    void setPlan(PlanId plan, int revision);
    void setWaves(const std::vector<WaveView>& waves);
    WaitingColumn& waiting() { return *m_waiting; }
    /// nullptr: no such wave. 0: what is in no wave.
    CardsModel* cards(WaveId wave) const;
    CardList* list(WaveId wave) const;
    WaveColumn* column(WaveId wave) const;
    const std::vector<WaveColumn*>& columns() const { return m_columns; }
    QScrollArea& scrollArea() { return *m_scroll; }
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
    struct Target {
        bool valid = false;
        WaveId wave = 0;
        int row = 0;
    };
    void setupLayout();
    void connectList(CardList& list, WaveId wave);
    WaveColumn* makeColumn(WaveId wave);
    void setCurrent(WaveId wave, bool header);
    void startWaveDrag(WaveId wave);
    Target targetAt(const QPoint& pos) const;
    int waveGapAt(const QPoint& pos) const;
    const DropVerdict& verdictOf(WaveId wave);
    bool point(const QPoint& pos);
    bool pointWave(const QPoint& pos);
    void showHint(WaveId wave, const Target& target);
    void judgeNext();
    void endDrag();

    WaitingColumn* m_waiting;
    QSplitter* m_splitter;
    QScrollArea* m_scroll;
    QWidget* m_waves;
    QHBoxLayout* m_row = nullptr;
    EndStrip* m_end;
    QWidget* m_line; ///< where a dragged wave would stand
    AutoScroller* m_scroller;
    std::vector<WaveColumn*> m_columns;
    CardsModel::Judge m_judge;
    PlanId m_plan = 0;
    WaveId m_current = 0;
    bool m_onHeader = false;

    std::optional<BoardDrag> m_drag; ///< over the board now
    std::optional<WaveDrag> m_waveDrag;
    std::map<WaveId, DropVerdict> m_verdicts;
    QTimer m_judging; ///< asks for one column after the other, so that no event waits for all of them
    QPoint m_pointer;
    Target m_target;
    bool m_dragging = false;
    std::vector<QWidget*> m_gone; ///< columns that went while a drag ran, which may have begun in one of them
};

} // namespace bw
