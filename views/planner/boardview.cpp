// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/boardview.h"

#include "views/planner/cardlist.h"
#include "views/planner/dragbadge.h"
#include "views/planner/dragcanceller.h"
#include "views/planner/droptaker.h"
#include "views/planner/endstrip.h"
#include "views/planner/wavecolumn.h"
#include "views/planner/waveheader.h"
#include "views/theme/theme.h"

#include <QDrag>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QScrollArea>
#include <QSplitter>

#include <algorithm>
#include <utility>

namespace bw {

BoardView::BoardView(QWidget* parent)
    : QWidget(parent)
    , m_waiting(new WaitingColumn(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_scroll(new QScrollArea(this))
    , m_waves(new QWidget)
    , m_end(new EndStrip(m_waves))
    , m_drops(new DropTaker(*this, *m_end))
{
    setAcceptDrops(true);
    setupLayout();
    connectList(m_waiting->list(), 0);
    connect(m_end, &QAbstractButton::clicked, this, &BoardView::addWaveWanted);
    connect(&m_waiting->cards(), &CardsModel::dropWanted, this, &BoardView::dropWanted);
}

BoardView::~BoardView() = default;

void BoardView::setupLayout()
{
    m_row = new QHBoxLayout(m_waves);
    m_row->setContentsMargins(12, 12, 12, 12);
    m_row->setSpacing(gap);
    m_row->addWidget(m_end);
    m_row->addStretch(0);
    m_waves->setBackgroundRole(QPalette::Base);
    m_scroll->setBackgroundRole(QPalette::Base);
    m_scroll->setWidget(m_waves);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Waves"));
    m_splitter->addWidget(m_waiting);
    m_splitter->addWidget(m_scroll);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    m_splitter->setHandleWidth(1);
    m_splitter->setSizes({248, 900});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
}

void BoardView::setJudge(CardsModel::Judge judge)
{
    m_judge = std::move(judge);
    m_drops->setJudge(m_judge);
    m_waiting->cards().setJudge(m_judge);
    for (WaveColumn* column : m_columns)
        column->cards().setJudge(m_judge);
}

void BoardView::setPlan(PlanId plan, int revision)
{
    m_plan = plan;
    m_waiting->cards().setPlace({plan, revision, 0, tr("In no wave"), false});
    for (WaveColumn* column : m_columns) {
        CardsModel::Place place = column->cards().place();
        place.plan = plan;
        place.revision = revision;
        column->cards().setPlace(place);
    }
    m_drops->forgetVerdicts();
}

WaveColumn* BoardView::makeColumn(WaveId wave)
{
    auto* column = new WaveColumn(wave, m_waves);
    column->cards().setJudge(m_judge);
    connect(&column->cards(), &CardsModel::dropWanted, this, &BoardView::dropWanted);
    connectList(column->list(), wave);
    WaveHeader& header = column->header();
    connect(&header, &WaveHeader::chosen, this, [this, wave] { setCurrent(wave, true); });
    connect(&header, &WaveHeader::opened, this, [this, wave] { Q_EMIT waveOpened(wave); });
    connect(&header, &WaveHeader::dragWanted, this, [this, wave] { startWaveDrag(wave); });
    connect(&header, &WaveHeader::menuWanted, this,
            [this, wave](const QPoint& global) { Q_EMIT waveMenuWanted(wave, global); });
    return column;
}

void BoardView::connectList(CardList& list, WaveId wave)
{
    connect(&list, &CardList::focused, this, [this, wave] { setCurrent(wave, false); });
    connect(&list, &CardList::neighbourWanted, this, &BoardView::focusNeighbour);
    connect(&list, &QAbstractItemView::activated, this, &BoardView::cardOpened);
    connect(&list, &CardList::dragStarted, this, [this] { m_dragging = true; });
    connect(&list, &CardList::dragEnded, this, [this] {
        m_dragging = false;
        endDrag();
    });
    connect(&list, &QWidget::customContextMenuRequested, this,
            [this, view = &list](const QPoint& at) { Q_EMIT cardMenuWanted(view->viewport()->mapToGlobal(at)); });
    connect(list.selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, wave] {
        if (wave == m_current)
            Q_EMIT currentChanged();
    });
    connect(list.selectionModel(), &QItemSelectionModel::currentChanged, this, [this, wave] {
        if (wave == m_current)
            Q_EMIT currentChanged();
    });
}

void BoardView::setWaves(const std::vector<WaveView>& waves)
{
    std::vector<WaveColumn*> next;
    for (const WaveView& wave : waves) {
        WaveColumn* found = column(wave.id);
        next.push_back(found ? found : makeColumn(wave.id));
    }
    for (WaveColumn* old : m_columns) {
        if (std::find(next.begin(), next.end(), old) != next.end())
            continue;
        m_row->removeWidget(old);
        old->hide();
        if (m_dragging)
            m_gone.push_back(old);
        else
            old->deleteLater(); // may be the sender of the signal that led here
        if (m_current == old->wave())
            m_current = 0;
    }
    if (next != m_columns) {
        m_columns = next;
        const QWidget* before = &m_waiting->list();
        for (int i = 0; i < int(m_columns.size()); ++i) {
            WaveColumn* column = m_columns[std::size_t(i)];
            m_row->removeWidget(column);
            m_row->insertWidget(i, column, 1);
            column->show();
            setTabOrder(const_cast<QWidget*>(before), &column->header());
            setTabOrder(&column->header(), &column->list());
            before = &column->list();
        }
        setTabOrder(const_cast<QWidget*>(before), m_end);
    }
    for (std::size_t i = 0; i < waves.size(); ++i) {
        m_columns[i]->setWave(waves[i]);
        CardsModel::Place place = m_columns[i]->cards().place();
        place.plan = m_plan;
        place.revision = m_waiting->cards().place().revision;
        place.wave = waves[i].id;
        place.name = waves[i].name;
        place.locked = waves[i].locked;
        m_columns[i]->cards().setPlace(place);
    }
    m_drops->forgetVerdicts();
}

WaveColumn* BoardView::column(WaveId wave) const
{
    const auto it = std::find_if(m_columns.begin(), m_columns.end(),
                                 [&](const WaveColumn* column) { return column->wave() == wave; });
    return it == m_columns.end() ? nullptr : *it;
}

CardsModel* BoardView::cards(WaveId wave) const
{
    if (wave == 0)
        return &m_waiting->cards();
    WaveColumn* found = column(wave);
    return found ? &found->cards() : nullptr;
}

CardList* BoardView::list(WaveId wave) const
{
    if (wave == 0)
        return &m_waiting->list();
    WaveColumn* found = column(wave);
    return found ? &found->list() : nullptr;
}

void BoardView::setCurrent(WaveId wave, bool header)
{
    if (m_current == wave && m_onHeader == header)
        return;
    m_current = wave;
    m_onHeader = header;
    // One column at a time has chosen cards: an act means what a person sees chosen.
    const auto clear = [&](CardList& list, WaveId of) {
        if (header || of != wave)
            list.clearSelection();
    };
    clear(m_waiting->list(), 0);
    for (WaveColumn* column : m_columns)
        clear(column->list(), column->wave());
    Q_EMIT currentChanged();
}

QModelIndexList BoardView::chosen() const
{
    const CardList* cards = m_onHeader ? nullptr : list(m_current);
    return cards ? cards->chosen() : QModelIndexList();
}

BoardDrag BoardView::chosenDrag() const
{
    const CardsModel* model = cards(m_current);
    return model ? model->dragOf(chosen()) : BoardDrag();
}

void BoardView::focusCards(WaveId wave, const QStringList& ids)
{
    CardList* target = list(wave);
    if (!target)
        return;
    target->choose(ids);
    target->setFocus(Qt::OtherFocusReason);
    setCurrent(wave, false);
    if (WaveColumn* where = column(wave))
        m_scroll->ensureWidgetVisible(where, gap, 0);
}

void BoardView::focusHeader(WaveId wave)
{
    if (WaveColumn* where = column(wave)) {
        where->header().setFocus(Qt::OtherFocusReason);
        m_scroll->ensureWidgetVisible(where, gap, 0);
    }
}

void BoardView::focusNeighbour(int step)
{
    int place = -1; // what is in no wave
    for (int i = 0; i < int(m_columns.size()); ++i) {
        if (m_columns[std::size_t(i)]->wave() == m_current)
            place = i;
    }
    place = std::clamp(place + step, -1, int(m_columns.size()) - 1);
    const WaveId wave = place < 0 ? 0 : m_columns[std::size_t(place)]->wave();
    if (wave == m_current)
        return;
    CardList* target = list(wave);
    if (target->cards().rowCount() == 0 && wave != 0)
        return focusHeader(wave);
    target->setFocus(Qt::OtherFocusReason);
    if (target->chosen().isEmpty() && target->currentIndex().isValid())
        target->selectionModel()->select(target->currentIndex(), QItemSelectionModel::ClearAndSelect);
    if (WaveColumn* where = column(wave))
        m_scroll->ensureWidgetVisible(where, gap, 0);
}

void BoardView::startWaveDrag(WaveId wave)
{
    const WaveColumn* from = column(wave);
    if (!from || m_dragging)
        return;
    const QString name = const_cast<WaveColumn*>(from)->header().wave().name;
    auto* drag = new QDrag(this);
    drag->setMimeData(toMimeData(WaveDrag{m_plan, wave}, name).release());
    drag->setPixmap(dragBadge(*this, name));
    drag->setHotSpot(dragBadgeHotSpot());
    m_dragging = true;
    const DragCanceller canceller;
    drag->exec(Qt::CopyAction, Qt::CopyAction);
    m_dragging = false;
    endDrag();
}

void BoardView::dragEnterEvent(QDragEnterEvent* event)
{
    m_drops->enter(event);
}

void BoardView::dragMoveEvent(QDragMoveEvent* event)
{
    m_drops->move(event);
}

void BoardView::dragLeaveEvent(QDragLeaveEvent*)
{
    endDrag();
}

void BoardView::dropEvent(QDropEvent* event)
{
    m_drops->drop(event);
}

void BoardView::endDrag()
{
    m_drops->end();
    for (QWidget* column : m_dragging ? std::vector<QWidget*>() : std::exchange(m_gone, {}))
        column->deleteLater();
}

void BoardView::paintEvent(QPaintEvent*)
{
    // The hairline between the two sides shows through the splitter's handle.
    QPainter(this).fillRect(rect(), Theme::tokensOf(this).line);
}

} // namespace bw
