// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/controls.h"
#include "views/theme/fonts.h"
#include "views/theme/shape.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace bw::controls {

void headerSection(QPainter& p, const QStyleOptionHeader& o, const Tokens& t)
{
    p.fillRect(o.rect, o.state.testFlag(QStyle::State_MouseOver) ? t.hover : t.surface);
    if (o.orientation == Qt::Horizontal) {
        p.fillRect(QRect(o.rect.left(), o.rect.bottom(), o.rect.width(), 1), t.line);
    }
}

void headerLabel(QPainter& p, const QStyleOptionHeader& o, const Tokens& t)
{
    p.save();
    p.setFont(smallFont(p.font()));
    p.setPen(o.state.testFlag(QStyle::State_Enabled) ? t.muted : t.faint);
    const QFontMetrics metrics(p.font());
    QRect box = o.rect;
    if (o.sortIndicator != QStyleOptionHeader::None) {
        const bool right = o.textAlignment.testFlag(Qt::AlignRight);
        const int width = metrics.horizontalAdvance(o.text);
        const int arrowX =
            right ? std::max(box.left(), box.right() - width - 14) : std::min(box.left() + width + 4, box.right() - 10);
        // Qt's SortDown is ascending order: smallest on top.
        const bool room = !right || box.width() >= width + 14; // a "#" over figures has none
        if (room)
            chevron(p, QRect(arrowX, box.top(), 10, box.height()),
                    o.sortIndicator == QStyleOptionHeader::SortDown ? Qt::UpArrow : Qt::DownArrow, t.muted);
        if (!right) {
            box.setRight(std::min(box.right(), arrowX - 2));
        }
    }
    const int flags =
        int(o.textAlignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip;
    p.drawText(box, flags, metrics.elidedText(o.text, Qt::ElideRight, box.width() + 1));
    p.restore();
}

void menuItem(QPainter& p, const QStyleOptionMenuItem& o, const Tokens& t)
{
    if (o.menuItemType == QStyleOptionMenuItem::Separator) {
        p.fillRect(QRect(o.rect.left() + 8, o.rect.center().y(), o.rect.width() - 16, 1), t.line);
        return;
    }
    const bool enabled = o.state.testFlag(QStyle::State_Enabled);
    const bool selected = o.state.testFlag(QStyle::State_Selected) && enabled;
    if (selected) {
        roundedPanel(p, o.rect.adjusted(2, 0, -2, 0), t.accentGround, {}, 4);
    }
    const QRect mark(o.rect.left() + 8, o.rect.top(), 16, o.rect.height());
    if (o.checkType == QStyleOptionMenuItem::NonExclusive) {
        QStyleOption box = o;
        box.state.setFlag(QStyle::State_On, o.checked);
        box.state.setFlag(QStyle::State_MouseOver, false);
        checkBox(p, box, mark, t);
    } else if (o.checkType == QStyleOptionMenuItem::Exclusive && o.checked) {
        paintShape(p, Tone::Scheduled, QRectF(mark).adjusted(4, 0, -4, 0), t.accent);
    } else if (!o.icon.isNull()) {
        const QRect place(mark.left(), mark.top() + (mark.height() - 16) / 2, 16, 16);
        o.icon.paint(&p, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    p.save();
    p.setFont(o.font);
    p.setPen(enabled ? t.text : t.faint);
    const auto parts = o.text.split(QLatin1Char('\t'));
    const QRect text = o.rect.adjusted(o.maxIconWidth > 0 || o.menuHasCheckableItems ? 32 : 14, 0, -28, 0);
    const int mnemonic = Qt::TextShowMnemonic | Qt::TextSingleLine | Qt::AlignVCenter;
    p.drawText(text, mnemonic | Qt::AlignLeft, parts.value(0));
    if (parts.size() > 1) {
        p.setPen(enabled ? t.muted : t.faint);
        p.drawText(text.adjusted(0, 0, 14, 0), Qt::TextSingleLine | Qt::AlignVCenter | Qt::AlignRight, parts.at(1));
    }
    p.restore();
    if (o.menuItemType == QStyleOptionMenuItem::SubMenu) {
        chevron(p, QRect(o.rect.right() - 20, o.rect.top(), 12, o.rect.height()), Qt::RightArrow, t.muted);
    }
}

void menuBarItem(QPainter& p, const QStyleOptionMenuItem& o, bool mnemonics, const Tokens& t)
{
    p.fillRect(o.rect, t.surface);
    const bool enabled = o.state.testFlag(QStyle::State_Enabled);
    const bool open = o.state.testFlag(QStyle::State_Sunken);
    const bool hover = o.state.testFlag(QStyle::State_Selected);
    if (enabled && (open || hover)) {
        roundedPanel(p, o.rect.adjusted(1, 3, -1, -3), open ? t.accentGround : t.hover, {}, 4);
    }
    p.setPen(!enabled ? t.faint : hover || open ? t.text : t.muted);
    const auto mnemonic = mnemonics ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    p.drawText(o.rect, Qt::AlignCenter | mnemonic | Qt::TextDontClip | Qt::TextSingleLine, o.text);
}

void comboBox(QPainter& p, const QStyleOptionComboBox& o, const QWidget* w, const Tokens& t)
{
    if (o.editable) {
        field(p, o, w, t);
    } else {
        button(p, o, w, t);
    }
    const bool enabled = o.state.testFlag(QStyle::State_Enabled);
    chevron(p, QRect(o.rect.right() - 22, o.rect.top(), 14, o.rect.height()), Qt::DownArrow,
            enabled ? t.muted : t.faint);
}

void spinBox(QPainter& p, const QStyleOptionSpinBox& o, const QWidget* w, const QStyle& s, const Tokens& t)
{
    if (o.frame) {
        field(p, o, w, t);
    }
    if (o.buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const auto part = [&](QStyle::SubControl control, QAbstractSpinBox::StepEnabledFlag flag, Qt::ArrowType arrow) {
        const QRect box = s.subControlRect(QStyle::CC_SpinBox, &o, control, w);
        const bool can = o.stepEnabled.testFlag(flag) && o.state.testFlag(QStyle::State_Enabled);
        if (can && o.activeSubControls == control && o.state.testFlag(QStyle::State_MouseOver)) {
            roundedPanel(p, box.adjusted(1, 1, -2, -1), t.hover, {}, 3);
        }
        chevron(p, box, arrow, can ? t.muted : t.strongLine);
    };
    part(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Qt::UpArrow);
    part(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Qt::DownArrow);
}

void scrollBar(QPainter& p, const QStyleOptionSlider& o, const QWidget* w, const QStyle& s, const Tokens& t)
{
    if (!w || !w->property("bwBare").toBool()) {
        p.fillRect(o.rect, t.surface);
    }
    if (o.maximum <= o.minimum) {
        return;
    }
    const bool active = o.state.testFlag(QStyle::State_MouseOver) || o.state.testFlag(QStyle::State_Sunken);
    const QRectF box = s.subControlRect(QStyle::CC_ScrollBar, &o, QStyle::SC_ScrollBarSlider, w);
    const double thin = active ? 2 : 3;
    const QRectF handle =
        o.orientation == Qt::Vertical ? box.adjusted(thin, 2, -thin, -2) : box.adjusted(2, thin, -2, -thin);
    const double corner = std::min(handle.width(), handle.height()) / 2;
    roundedPanel(p, handle, active ? t.outline : t.strongLine, {}, corner);
}

void slider(QPainter& p, const QStyleOptionSlider& o, const QWidget* w, const QStyle& s, const Tokens& t)
{
    const bool enabled = o.state.testFlag(QStyle::State_Enabled);
    const QRectF handle = s.subControlRect(QStyle::CC_Slider, &o, QStyle::SC_SliderHandle, w);
    QRectF groove(o.rect);
    QRectF filled;
    if (o.orientation == Qt::Horizontal) {
        groove = QRectF(groove.left(), groove.center().y() - 2, groove.width(), 4);
        filled = groove;
        o.upsideDown ? filled.setLeft(handle.center().x()) : filled.setRight(handle.center().x());
    } else {
        groove = QRectF(groove.center().x() - 2, groove.top(), 4, groove.height());
        filled = groove;
        o.upsideDown ? filled.setTop(handle.center().y()) : filled.setBottom(handle.center().y());
    }
    roundedPanel(p, groove, t.strongLine, {}, 2);
    roundedPanel(p, filled, enabled ? t.accent : t.faint, {}, 2);
    const QRectF knob(handle.center().x() - 7, handle.center().y() - 7, 14, 14);
    const bool strong = o.state.testFlag(QStyle::State_HasFocus) || o.state.testFlag(QStyle::State_Sunken);
    roundedPanel(p, knob, t.raised, strong ? t.accent : t.outline, 7, strong ? 2 : 1);
}

} // namespace bw::controls
