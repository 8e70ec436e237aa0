// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/boarddrag.h"
#include "models/items/cardsmodel.h"

#include <QObject>
#include <QPoint>
#include <QTimer>

#include <map>
#include <optional>

QT_BEGIN_NAMESPACE
class QDragEnterEvent;
class QDragMoveEvent;
class QDropEvent;
class QWidget;
QT_END_NAMESPACE

namespace bw {

class AutoScroller;
class BoardView;
class EndStrip;

/// What the board does while something is dragged over it: where the pointer is, what may be dropped there, the hints
/// of the columns, scrolling at the edges. Says what was dropped by the board's signals.
class DropTaker : public QObject {
    Q_OBJECT
public:
    DropTaker(BoardView& board, EndStrip& end);

    void setJudge(CardsModel::Judge judge) { m_judge = std::move(judge); }
    /// Plan or waves changed: what was judged counts no more.
    void forgetVerdicts() { m_verdicts.clear(); }

    void enter(QDragEnterEvent* event);
    void move(QDragMoveEvent* event);
    void drop(QDropEvent* event);
    void end();

private:
    struct Target {
        bool valid = false;
        WaveId wave = 0;
        int row = 0;
    };
    Target targetAt(const QPoint& pos) const;
    int waveGapAt(const QPoint& pos) const;
    const DropVerdict& verdictOf(WaveId wave);
    bool point(const QPoint& pos);
    bool pointWave(const QPoint& pos);
    void showHint(WaveId wave, const Target& target);
    void judgeNext();

    BoardView& m_board;
    EndStrip& m_end;
    QWidget* m_line; ///< where a dragged wave would stand
    AutoScroller* m_scroller;
    CardsModel::Judge m_judge;
    std::optional<BoardDrag> m_drag; ///< over the board now
    std::optional<WaveDrag> m_waveDrag;
    std::map<WaveId, DropVerdict> m_verdicts;
    QTimer m_judging; ///< asks for one column after the other, so that no event waits for all of them
    QPoint m_pointer;
    Target m_target;
};

} // namespace bw
