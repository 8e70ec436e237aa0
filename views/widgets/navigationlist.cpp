// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/navigationlist.h"

#include "views/theme/controls.h"
#include "views/theme/theme.h"
#include "views/widgets/plaintext.h"

#include <QPainter>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace bw {

namespace {

enum Role { IdRole = Qt::UserRole + 1, IconRole, CountRole, HeadingRole };

class PlaceDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int line = lineHeight(option.font);
        return {120, index.data(HeadingRole).toBool() ? line + 24 : line + 16};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = Theme::tokensOf(option.widget);
        QPainter& p = *painter;
        p.save();
        index.data(HeadingRole).toBool() ? paintHeading(p, option, index, t) : paintPlace(p, option, index, t);
        p.restore();
    }

private:
    static void paintHeading(QPainter& p, const QStyleOptionViewItem& option, const QModelIndex& index, const Tokens& t)
    {
        QFont small = smallFont(option.font);
        small.setPixelSize(std::max(9, small.pixelSize() - 1));
        p.setFont(small);
        p.setPen(t.muted);
        p.drawText(option.rect.adjusted(18, 10, -8, -2), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                   index.data().toString());
    }

    static void paintPlace(QPainter& p, const QStyleOptionViewItem& option, const QModelIndex& index, const Tokens& t)
    {
        const bool current = option.state.testFlag(QStyle::State_Selected);
        const bool hover = option.state.testFlag(QStyle::State_MouseOver);
        const QRect ground = option.rect.adjusted(8, 1, -8, -1);
        if (current) {
            controls::roundedPanel(p, ground, t.accentGround, {});
        } else if (hover) {
            controls::roundedPanel(p, ground, t.hover, {});
        }
        // The place itself shows in accent; the ring is for who walks by keyboard.
        const bool keyboard = option.widget && option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
        if (keyboard && option.state.testFlag(QStyle::State_HasFocus)) {
            controls::roundedPanel(p, ground, {}, t.accent, controls::radius, 2);
        }
        const QColor ink = current ? t.accent : t.muted;
        const QRect icon(ground.left() + 10, ground.top() + (ground.height() - 16) / 2, 16, 16);
        paintIcon(p, static_cast<Icon>(index.data(IconRole).toInt()), icon, ink);
        const QFont font = current ? strongFont(option.font) : option.font;
        p.setFont(font);
        p.setPen(ink);
        const QString count = index.data(CountRole).toString();
        const QRect text(ground.left() + 36, ground.top(), ground.width() - 46, ground.height());
        const int countWidth = count.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(count) + 8;
        p.drawText(text, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, count);
        p.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                   QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, text.width() - countWidth));
    }
};

} // namespace

NavigationList::NavigationList(QWidget* parent)
    : QListView(parent)
    , m_model(new QStandardItemModel(this))
{
    setAccessibleName(tr("Places"));
    setFrameShape(QFrame::NoFrame);
    setModel(m_model);
    setItemDelegate(new PlaceDelegate(this));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setViewportMargins(0, 10, 0, 0);
    setBackgroundRole(QPalette::Base); // of the margin, too
    setAutoFillBackground(true);
    setMinimumWidth(56);
    setupShortcuts();
}

void NavigationList::setupShortcuts()
{
    for (int digit = 0; digit <= 9; ++digit) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + digit)), this);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, digit] { goTo(digit == 0 ? 9 : digit - 1); });
    }
}

void NavigationList::setEntries(const std::vector<NavigationEntry>& entries)
{
    const QSignalBlocker quiet(this);
    m_model->clear();
    for (const NavigationEntry& entry : entries) {
        auto* item = new QStandardItem(entry.label);
        item->setData(entry.id, IdRole);
        item->setData(int(entry.icon), IconRole);
        item->setData(entry.heading, HeadingRole);
        item->setFlags(entry.heading ? Qt::ItemFlags() : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        m_model->appendRow(item);
    }
}

void NavigationList::setCount(const QString& id, const QString& count, const QString& toolTip)
{
    if (QStandardItem* item = m_model->itemFromIndex(find(id))) {
        item->setData(count, CountRole);
        item->setToolTip(plainToolTip(toolTip));
        const QString spoken = toolTip.isEmpty() ? count : toolTip;
        item->setAccessibleText(spoken.isEmpty() ? item->text() : item->text() + QStringLiteral(", ") + spoken);
    }
}

QString NavigationList::current() const
{
    return currentIndex().data(IdRole).toString();
}

void NavigationList::setCurrent(const QString& id)
{
    if (const QModelIndex index = find(id); index.isValid()) {
        const QSignalBlocker quiet(this);
        setCurrentIndex(index);
        viewport()->update();
    }
}

QModelIndex NavigationList::find(const QString& id) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const QModelIndex index = m_model->index(row, 0); index.data(IdRole).toString() == id) {
            return index;
        }
    }
    return {};
}

void NavigationList::goTo(int place)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (!index.data(HeadingRole).toBool() && place-- == 0) {
            setCurrentIndex(index);
            return;
        }
    }
}

void NavigationList::currentChanged(const QModelIndex& now, const QModelIndex& before)
{
    QListView::currentChanged(now, before);
    if (now.isValid()) {
        Q_EMIT chosen(now.data(IdRole).toString());
    }
}

} // namespace bw
