// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/stackdelegate.h"

#include "views/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <array>

namespace bw {

namespace {

/// One look for each share, in the order of WaveShares. What is not proven is hatched, so that the parts are told apart
/// without colour too.
struct PartLook {
    Tone tone;
    Qt::BrushStyle brush;
};
constexpr std::array<PartLook, 7> Looks = {{{Tone::Defer, Qt::SolidPattern},
                                            {Tone::Immediate, Qt::SolidPattern},
                                            {Tone::OutOfCycle, Qt::SolidPattern},
                                            {Tone::CannotTell, Qt::BDiagPattern},
                                            {Tone::Scheduled, Qt::Dense4Pattern},
                                            {Tone::CannotTell, Qt::Dense6Pattern},
                                            {Tone::Neutral, Qt::NoBrush}}};

} // namespace

StackDelegate::StackDelegate(int sharesRole, QObject* parent)
    : RowDelegate(TextLook::Muted, Qt::ElideRight, parent)
    , m_sharesRole(sharesRole)
{
}

void StackDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariantList shares = index.data(m_sharesRole).toList();
    double total = 0;
    for (const QVariant& share : shares)
        total += share.toDouble();
    if (total <= 0) {
        RowDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem o(option);
    initStyleOption(&o, index);
    const Tokens& tokens = Theme::tokensOf(o.widget);
    painter->save();
    const QRect box = paintGround(painter, o);
    constexpr int height = 12;
    const QRectF bar(box.left() + 0.5, box.top() + (box.height() - height) / 2 + 0.5, box.width() - 1, height - 1);
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(bar, 3, 3);
    painter->fillPath(outline, tokens.window);
    painter->setClipPath(outline);
    double from = bar.left();
    double sum = 0;
    for (qsizetype i = 0; i < shares.size() && i < qsizetype(Looks.size()); ++i) {
        const double share = shares[i].toDouble();
        sum += share;
        const double to = bar.left() + bar.width() * sum / total;
        const PartLook& look = Looks[std::size_t(i)];
        if (share > 0 && look.brush != Qt::NoBrush) {
            // A single failed host of ten thousand is still seen.
            const QRectF part(from, bar.top(), std::max(2.0, to - from), bar.height());
            painter->fillRect(part, tokens.ground(look.tone));
            painter->fillRect(part, QBrush(tokens.ink(look.tone), look.brush));
            painter->fillRect(QRectF(part.right() - 1, part.top(), 1, part.height()), tokens.surface);
        }
        from = to;
    }
    painter->setClipping(false);
    painter->setPen(QPen(tokens.strongLine, 1));
    painter->drawPath(outline);
    painter->restore();
}

} // namespace bw
