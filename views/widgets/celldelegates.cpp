// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/celldelegates.h"

#include "views/theme/shape.h"
#include "views/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace bw {

namespace {

constexpr int gap = 6;

void drawText(QPainter& p, const QRect& box, Qt::Alignment alignment, const QFont& font, const QColor& ink,
              const QString& text, Qt::TextElideMode elide)
{
    if (box.width() <= 0) {
        return;
    }
    p.setFont(font);
    p.setPen(ink);
    const QFontMetrics metrics(font);
    const bool fits = metrics.horizontalAdvance(text) <= box.width();
    p.drawText(box, int(alignment) | Qt::TextSingleLine | Qt::TextDontClip,
               fits ? text : metrics.elidedText(text, elide, box.width()));
}

} // namespace

ChipDelegate::ChipDelegate(int toneRole, ToTone toTone, QObject* parent)
    : RowDelegate(TextLook::Plain, Qt::ElideRight, parent)
    , m_toneRole(toneRole)
    , m_toTone(std::move(toTone))
{
}

Tone ChipDelegate::toneOf(const QModelIndex& index) const
{
    const QVariant value = index.data(m_toneRole);
    if (m_toTone) {
        return m_toTone(value);
    }
    const int tone = value.toInt();
    return tone >= 0 && tone <= int(Tone::CannotTell) ? static_cast<Tone>(tone) : Tone::CannotTell;
}

QSize ChipDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem o(option);
    initStyleOption(&o, index);
    return {chipSize(o.font, toneOf(index), o.text).width() + 2 * padding, Theme::rowHeightOf(option.widget)};
}

void ChipDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem o(option);
    initStyleOption(&o, index);
    painter->save();
    const QRect box = paintGround(painter, o);
    if (!index.data(m_toneRole).isValid()) { // a "–" is no state
        drawText(*painter, box, Qt::AlignLeft | Qt::AlignVCenter, o.font, Theme::tokensOf(o.widget).muted, o.text,
                 Qt::ElideRight);
    } else if (!o.text.isEmpty()) {
        paintChip(*painter, Theme::tokensOf(o.widget), o.font, box, toneOf(index), o.text);
    }
    painter->restore();
}

StrongTextDelegate::StrongTextDelegate(int secondRole, Qt::TextElideMode elide, QObject* parent)
    : RowDelegate(TextLook::Strong, elide, parent)
    , m_secondRole(secondRole)
{
}

QString StrongTextDelegate::second(const QModelIndex& index) const
{
    return m_secondRole < 0 ? QString() : index.data(m_secondRole).toString();
}

QSize StrongTextDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize strong = RowDelegate::sizeHint(option, index);
    const QString text = second(index);
    const int more = text.isEmpty() ? 0 : gap + QFontMetrics(option.font).horizontalAdvance(text);
    return {strong.width() + more, strong.height()};
}

void StrongTextDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem o(option);
    initStyleOption(&o, index);
    const Tokens& tokens = Theme::tokensOf(o.widget);
    painter->save();
    const QRect box = paintGround(painter, o);
    const int strongWidth = std::min(o.fontMetrics.horizontalAdvance(o.text), box.width());
    QRect strong(box);
    strong.setWidth(strongWidth);
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    drawText(*painter, strong, left, o.font, tokens.text, o.text, o.textElideMode);
    drawText(*painter, box.adjusted(strongWidth + gap, 0, 0, 0), left, option.font, tokens.muted, second(index),
             Qt::ElideRight);
    painter->restore();
}

NumberDelegate::NumberDelegate(int unknownRole, TextLook look, QObject* parent)
    : RowDelegate(look, Qt::ElideRight, parent)
    , m_unknownRole(unknownRole)
{
}

int NumberDelegate::trailingSpace(const QFont& font) const
{
    return m_unknownRole < 0 ? 0 : QFontMetrics(smallFont(font)).horizontalAdvance(QStringLiteral("+999 ?")) + gap;
}

QSize NumberDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return RowDelegate::sizeHint(option, index) + QSize(trailingSpace(option.font), 0);
}

void NumberDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem o(option);
    initStyleOption(&o, index);
    const Tokens& tokens = Theme::tokensOf(o.widget);
    painter->save();
    const QRect box = paintGround(painter, o);
    const int slot = trailingSpace(o.font);
    drawText(*painter, box.adjusted(0, 0, -slot, 0), alignment(), o.font, o.palette.color(QPalette::Text), o.text,
             Qt::ElideRight);
    const int unknown = m_unknownRole < 0 ? 0 : index.data(m_unknownRole).toInt();
    if (unknown > 0) {
        const QRect place(box.right() + 1 - slot + gap, box.top(), slot - gap, box.height());
        drawText(*painter, place, Qt::AlignLeft | Qt::AlignVCenter, smallFont(o.font), tokens.muted,
                 QStringLiteral("+%1 ?").arg(o.locale.toString(unknown)), Qt::ElideRight);
    }
    painter->restore();
}

} // namespace bw
