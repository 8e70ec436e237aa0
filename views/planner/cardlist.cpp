// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/cardlist.h"

#include "models/items/cardsmodel.h"
#include "models/items/texts.h"
#include "views/planner/carddelegate.h"
#include "views/planner/dragbadge.h"
#include "views/planner/dragcanceller.h"
#include "views/theme/style.h"
#include "views/theme/theme.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace bw {

CardList::CardList(CardsModel& model, QWidget* parent)
    : QListView(parent)
    , m_model(model)
{
    setModel(&m_model);
    setItemDelegate(new CardDelegate(this));
    setUniformItemSizes(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers); // else "click, then drag" opens an editor
    setDragEnabled(true);
    setAutoScroll(false);
    setAcceptDrops(false);
    viewport()->setAcceptDrops(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    viewport()->setAutoFillBackground(false);
    setMinimumHeight(60);
    setBare(verticalScrollBar());
}

QModelIndexList CardList::chosen() const
{
    QModelIndexList rows = selectedIndexes();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void CardList::choose(const QStringList& ids, bool scroll)
{
    QItemSelection selection;
    QModelIndex first;
    for (const QString& id : ids) {
        const int row = m_model.rowOf(id);
        if (row < 0)
            continue;
        const QModelIndex index = m_model.index(row, 0);
        selection.select(index, index);
        if (!first.isValid() || row < first.row())
            first = index;
    }
    if (!first.isValid())
        return;
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (scroll)
        scrollTo(first);
}

int CardList::rowBefore(int y) const
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return 0;
    const QRect first = visualRect(m_model.index(0, 0));
    if (first.height() <= 0)
        return rows;
    const int row = (y - first.top() + first.height() / 2) / first.height();
    return std::clamp(y < first.top() ? 0 : row, 0, rows);
}

void CardList::showDropLine(int row)
{
    if (m_dropLine == row)
        return;
    m_dropLine = row;
    viewport()->update();
}

int CardList::contentHeight() const
{
    const int rows = m_model.rowCount();
    return rows == 0 ? 0 : rows * visualRect(m_model.index(0, 0)).height();
}

void CardList::startDrag(Qt::DropActions)
{
    const QModelIndexList cards = chosen();
    QMimeData* carried = cards.isEmpty() ? nullptr : m_model.mimeData(cards);
    if (!carried)
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(carried);
    drag->setPixmap(dragBadge(*this, dragText(cards)));
    drag->setHotSpot(dragBadgeHotSpot());
    Q_EMIT dragStarted();
    const DragCanceller canceller;
    // Always a copy: after a move the view would remove rows on its own.
    drag->exec(Qt::CopyAction, Qt::CopyAction);
    Q_EMIT dragEnded();
}

void CardList::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    if (m_dropLine < 0)
        return;
    int y = 1;
    if (const int rows = m_model.rowCount(); rows > 0) {
        const QRect last = visualRect(m_model.index(std::min(m_dropLine, rows - 1), 0));
        y = m_dropLine < rows ? last.top() - CardDelegate::gap / 2 : last.bottom() - CardDelegate::gap / 2;
    }
    QPainter painter(viewport());
    painter.fillRect(QRect(0, std::clamp(y, 0, viewport()->height() - 2), viewport()->width(), 2),
                     Theme::tokensOf(this).accent);
}

void CardList::keyPressEvent(QKeyEvent* event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        Q_EMIT neighbourWanted(event->key() == Qt::Key_Left ? -1 : 1);
        return event->accept();
    }
    QListView::keyPressEvent(event);
}

void CardList::focusInEvent(QFocusEvent* event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        selectionModel()->setCurrentIndex(m_model.index(0, 0), QItemSelectionModel::NoUpdate);
    // Who comes by the keyboard can act at once; a click chooses by itself.
    if (event->reason() != Qt::MouseFocusReason && event->reason() != Qt::PopupFocusReason
        && !selectionModel()->hasSelection() && currentIndex().isValid())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
    Q_EMIT focused();
}

void CardList::mousePressEvent(QMouseEvent* event)
{
    QListView::mousePressEvent(event);
    Q_EMIT focused();
}

void CardList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    verticalScrollBar()->setSingleStep(20);
}

QString dragText(const QModelIndexList& cards)
{
    std::uint64_t hosts = 0;
    double minutes = 0;
    int patches = 0, groups = 0;
    QString name;
    for (const QModelIndex& index : cards) {
        const Card& card = static_cast<const CardsModel*>(index.model())->card(index.row());
        patches += card.kind == Card::Kind::Patch;
        groups += card.kind == Card::Kind::Group;
        hosts += card.hosts;
        minutes += card.minutes;
        name = card.name;
    }
    if (patches > 0) {
        const QString what = patches == 1 ? name : CardList::tr("%1 patches").arg(patches);
        return CardList::tr("%1, %2 min").arg(what).arg(qRound(minutes));
    }
    const QString what = hosts == 1 ? CardList::tr("1 host") : CardList::tr("%1 hosts").arg(Texts::number(hosts));
    if (cards.size() == 1)
        return groups > 0 ? CardList::tr("%1, %2").arg(name, what) : name;
    return groups > 0 ? CardList::tr("%1, %2 cards").arg(what).arg(cards.size()) : what;
}

} // namespace bw
