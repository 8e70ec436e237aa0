// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/carddelegate.h"

#include "models/items/cardsmodel.h"
#include "views/theme/controls.h"
#include "views/theme/icons.h"
#include "views/theme/shape.h"
#include "views/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace bw {

namespace {

constexpr int edge = 3;
constexpr int side = 11; ///< space between the box and its text
constexpr int mark = 10;

QFont detailFont(const QFont& font)
{
    return smallFont(font);
}

} // namespace

QSize CardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const int text = lineHeight(option.font) + lineHeight(detailFont(option.font)) - 2;
    const int pad = Theme::densityOf(option.widget) == Density::Compact ? 6 : 14;
    return {120, text + pad + gap};
}

void CardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = Theme::tokensOf(option.widget);
    const auto tone = static_cast<Tone>(index.data(ToneRole).toInt());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focus = option.state.testFlag(QStyle::State_HasFocus);
    const QRectF box = QRectF(option.rect).adjusted(0, 0, 0, -gap);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), controls::radius, controls::radius);
    const bool hover = option.state.testFlag(QStyle::State_MouseOver);
    painter->fillPath(shape, selected ? t.accentGround : hover ? t.hover : t.raised);
    painter->setClipPath(shape, Qt::IntersectClip);
    const bool quiet = index.data(CardIdleRole).toBool();
    painter->fillRect(QRectF(box.left(), box.top(), edge, box.height()),
                      quiet                       ? t.strongLine
                          : tone == Tone::Neutral ? t.outline
                                                  : t.ink(tone));
    painter->setClipping(false);
    const bool current = focus || selected;
    painter->strokePath(shape, QPen(current ? t.accent : t.strongLine, focus ? 1.6 : 1));
    painter->restore();
    paintText(painter, option, index, box.toRect().adjusted(edge + side, 0, -side + 2, 0));
}

void CardDelegate::paintText(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                             const QRect& box) const
{
    const Tokens& t = Theme::tokensOf(option.widget);
    const auto tone = static_cast<Tone>(index.data(ToneRole).toInt());
    const auto kind = static_cast<Card::Kind>(index.data(CardKindRole).toInt());
    const QFont small = detailFont(option.font);
    const int upper = lineHeight(strongFont(option.font)), lower = lineHeight(small) - 2;
    const int top = box.top() + (box.height() - upper - lower) / 2;
    QRect first(box.left(), top, box.width(), upper);
    QRect second(box.left(), top + upper, box.width(), lower);
    painter->save();
    const bool conflict = !index.data(CardConflictRole).toString().isEmpty();
    if (conflict || index.data(CardLockedRole).toBool()) {
        const QRect sign(first.right() - 13, first.top() + (first.height() - 14) / 2, 14, 14);
        paintIcon(*painter, conflict ? Icon::Warning : Icon::Lock, sign, conflict ? t.ink(Tone::OutOfCycle) : t.muted);
        first.setRight(sign.left() - 4);
    }
    if (kind != Card::Kind::Patch) {
        paintIcon(*painter, Icon::Fleet, QRect(first.left() - 1, first.top() + (first.height() - 14) / 2, 14, 14),
                  t.muted);
        first.setLeft(first.left() + 18);
    } else if (tone != Tone::Neutral) {
        paintShape(*painter, tone, QRectF(first.left(), first.top() + (first.height() - mark) / 2.0, mark, mark),
                   t.ink(tone));
        first.setLeft(first.left() + mark + 7);
    }
    constexpr int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    paintName(painter, option, index, first);
    painter->setFont(small);
    painter->setPen(t.muted);
    painter->drawText(
        second, flags,
        QFontMetrics(small).elidedText(index.data(SecondaryRole).toString(), Qt::ElideRight, second.width()));
    painter->restore();
}

/// The package whole, as far as it goes, and then its version: of that the middle goes first, because its end tells two
/// builds apart.
void CardDelegate::paintName(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                             const QRect& box) const
{
    const Tokens& t = Theme::tokensOf(option.widget);
    constexpr int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    const QString name = index.data().toString();
    const bool patch = static_cast<Card::Kind>(index.data(CardKindRole).toInt()) == Card::Kind::Patch;
    const auto cut = patch ? name.indexOf(u' ') : -1;
    const QString head = cut < 0 ? name : name.left(cut), tail = cut < 0 ? QString() : name.mid(cut + 1);
    const QFont strong = strongFont(option.font);
    const QFontMetrics strongMetrics(strong), plainMetrics(option.font);
    const bool idle = index.data(CardIdleRole).toBool();
    painter->setFont(strong);
    painter->setPen(idle ? t.muted : t.text);
    painter->drawText(box, flags, strongMetrics.elidedText(head, Qt::ElideMiddle, box.width()));
    const int left = box.left() + strongMetrics.horizontalAdvance(head) + 5;
    const int room = box.right() + 1 - left;
    if (tail.isEmpty() || room < plainMetrics.averageCharWidth() * 4)
        return;
    painter->setFont(option.font);
    painter->setPen(idle ? t.muted : t.text);
    painter->drawText(QRect(left, box.top(), room, box.height()), flags,
                      plainMetrics.elidedText(tail, Qt::ElideMiddle, room));
}

} // namespace bw
