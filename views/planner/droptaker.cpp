// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/droptaker.h"

#include "models/items/boardedits.h"
#include "views/planner/autoscroller.h"
#include "views/planner/boardview.h"
#include "views/planner/cardlist.h"
#include "views/planner/endstrip.h"
#include "views/planner/wavecolumn.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QScrollArea>
#include <QSplitter>

#include <algorithm>
#include <cmath>

namespace bw {

namespace {

constexpr int gap = BoardView::gap;

QString minutesText(const DropVerdict& verdict)
{
    const double before = std::ceil(verdict.before), after = std::ceil(verdict.after);
    if (verdict.capacity > 0)
        return BoardView::tr("drop: %1 → %2 of %3 min").arg(before).arg(after).arg(std::floor(verdict.capacity));
    return BoardView::tr("drop: %1 → %2 min").arg(before).arg(after);
}

} // namespace

DropTaker::DropTaker(BoardView& board, EndStrip& end)
    : QObject(&board)
    , m_board(board)
    , m_end(end)
    , m_line(new QWidget(&board.waves()))
    , m_scroller(new AutoScroller(this))
{
    m_line->setAutoFillBackground(true);
    m_line->setBackgroundRole(QPalette::Link);
    m_line->hide();
    m_judging.setInterval(0);
    connect(&m_judging, &QTimer::timeout, this, &DropTaker::judgeNext);
    connect(m_scroller, &AutoScroller::scrolled, this,
            [this] { m_waveDrag ? pointWave(m_pointer) : point(m_pointer); });
}

DropTaker::Target DropTaker::targetAt(const QPoint& pos) const
{
    const auto holds = [&](const QWidget* widget) { return widget->rect().contains(widget->mapFrom(&m_board, pos)); };
    if (holds(&m_board.waiting()))
        return {true, 0, 0};
    if (!holds(m_board.scrollArea().viewport()))
        return {};
    for (WaveColumn* column : m_board.columns()) {
        if (!holds(column))
            continue;
        CardList& cards = column->list();
        const int y = cards.viewport()->mapFrom(&m_board, pos).y();
        return {true, column->wave(), y < 0 ? 0 : cards.rowBefore(y)};
    }
    const int end = m_board.columns().empty() ? 0 : m_board.columns().back()->geometry().right();
    if (m_board.waves().mapFrom(&m_board, pos).x() > end)
        return {true, EveryWave, 0};
    return {};
}

const DropVerdict& DropTaker::verdictOf(WaveId wave)
{
    const auto it = m_verdicts.find(wave);
    if (it != m_verdicts.end())
        return it->second;
    return m_verdicts.emplace(wave, m_judge && m_drag ? m_judge(*m_drag, wave) : DropVerdict()).first->second;
}

void DropTaker::showHint(WaveId wave, const Target& target)
{
    const bool hover = target.valid && target.wave == wave;
    const auto known = m_verdicts.find(wave);
    DropHint hint;
    if (known != m_verdicts.end()) {
        const DropVerdict& verdict = known->second;
        hint.hover = hover;
        hint.state = !verdict.allowed()                        ? DropHint::State::Forbidden
            : hover && verdict.changes && m_drag->from != wave ? DropHint::State::Target
                                                               : DropHint::State::Possible;
        if (!verdict.allowed())
            hint.text = verdict.refusal;
        else if (hint.state == DropHint::State::Target) {
            hint.text = minutesText(verdict);
            hint.after = verdict.after;
        }
    }
    if (wave == 0)
        return m_board.waiting().setHint(hint);
    WaveColumn* shown = m_board.column(wave);
    shown->setHint(hint);
    const bool line =
        hover && m_drag && !m_drag->patches.empty() && known != m_verdicts.end() && known->second.allowed();
    shown->list().showDropLine(line ? target.row : -1);
}

bool DropTaker::point(const QPoint& pos)
{
    m_pointer = pos;
    const Target target = targetAt(pos);
    m_target = target;
    if (target.valid)
        verdictOf(target.wave);
    showHint(0, target);
    for (WaveColumn* column : m_board.columns())
        showHint(column->wave(), target);
    const bool every = target.valid && target.wave == EveryWave && verdictOf(EveryWave).allowed();
    m_end.setTarget(every);
    CardList* upwards = target.valid ? m_board.list(target.wave) : nullptr;
    m_scroller->pointerAt(m_board.mapToGlobal(pos), &m_board.scrollArea(), upwards);
    const bool allowed = target.valid && verdictOf(target.wave).allowed();
    Q_EMIT m_board.hovered(*m_drag, allowed && verdictOf(target.wave).changes ? target.wave : 0, target.row);
    return allowed;
}

int DropTaker::waveGapAt(const QPoint& pos) const
{
    const int x = m_board.waves().mapFrom(&m_board, pos).x();
    int place = 0;
    for (const WaveColumn* column : m_board.columns())
        place += column->geometry().center().x() < x;
    return place;
}

bool DropTaker::pointWave(const QPoint& pos)
{
    m_pointer = pos;
    m_scroller->pointerAt(m_board.mapToGlobal(pos), &m_board.scrollArea(), nullptr);
    if (m_board.columns().empty()
        || !m_board.scrollArea().geometry().contains(m_board.splitter().mapFrom(&m_board, pos))) {
        m_line->hide();
        return false;
    }
    const int place = waveGapAt(pos);
    const bool last = place >= int(m_board.columns().size());
    const QRect beside = m_board.columns()[std::size_t(last ? place - 1 : place)]->geometry();
    const int x = last ? beside.right() + gap / 2 : beside.left() - gap / 2 - 1;
    m_line->setGeometry(x, beside.top(), 3, beside.height());
    m_line->raise();
    m_line->show();
    return true;
}

void DropTaker::judgeNext()
{
    if (m_drag) {
        for (const WaveColumn* column : m_board.columns()) {
            if (m_verdicts.contains(column->wave()))
                continue;
            verdictOf(column->wave());
            return showHint(column->wave(), m_target);
        }
    }
    m_judging.stop();
}

void DropTaker::enter(QDragEnterEvent* event)
{
    m_verdicts.clear();
    m_drag = boardDragFrom(event->mimeData());
    m_waveDrag = waveDragFrom(event->mimeData());
    if (m_waveDrag && m_waveDrag->plan != m_board.plan())
        m_waveDrag.reset();
    if (!m_drag && !m_waveDrag)
        return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (m_drag)
        m_judging.start();
}

void DropTaker::move(QDragMoveEvent* event)
{
    const QPoint pos = event->position().toPoint();
    event->setDropAction(Qt::CopyAction);
    const bool allowed = m_waveDrag ? pointWave(pos) : m_drag && point(pos);
    event->setAccepted(allowed);
}

void DropTaker::drop(QDropEvent* event)
{
    const QPoint pos = event->position().toPoint();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const auto waveDrag = m_waveDrag;
    const auto drag = m_drag;
    const Target target = targetAt(pos);
    const bool every = drag && target.valid && target.wave == EveryWave && verdictOf(EveryWave).allowed();
    end();
    if (waveDrag) {
        int place = waveGapAt(pos);
        const auto it = std::find_if(m_board.columns().begin(), m_board.columns().end(),
                                     [&](const WaveColumn* column) { return column->wave() == waveDrag->wave; });
        place -= it != m_board.columns().end() && int(it - m_board.columns().begin()) < place;
        Q_EMIT m_board.waveDropWanted(waveDrag->wave, place);
    } else if (every) {
        Q_EMIT m_board.dropWanted(*drag, EveryWave, 0);
    } else if (CardsModel* model = drag && target.valid ? m_board.cards(target.wave) : nullptr) {
        model->dropMimeData(event->mimeData(), Qt::CopyAction, target.row, 0, {});
    }
}

void DropTaker::end()
{
    m_scroller->stop();
    m_judging.stop();
    m_drag.reset();
    m_waveDrag.reset();
    m_verdicts.clear();
    m_line->hide();
    m_end.setTarget(false);
    m_board.waiting().setHint({});
    for (WaveColumn* column : m_board.columns()) {
        column->setHint({});
        column->list().showDropLine(-1);
    }
    Q_EMIT m_board.hoverEnded();
}

} // namespace bw
