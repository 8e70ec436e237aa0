// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/keytile.h"

#include "views/theme/fonts.h"
#include "views/theme/theme.h"
#include "views/widgets/plaintext.h"

#include <QPainter>

namespace bw {

namespace {

constexpr int Side = 14, Top = 10;

} // namespace

KeyTile::KeyTile(QWidget* parent)
    : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void KeyTile::setView(const KeyTileView& view)
{
    if (view == m_view)
        return;
    m_view = view;
    setAccessibleName(view.number + u' ' + view.label);
    setAccessibleDescription(view.detail);
    setToolTip(plainToolTip(view.number + u' ' + view.label + u'\n' + view.detail));
    update();
}

int KeyTile::heightFor() const
{
    return 2 * Top + QFontMetrics(figureFont(font())).height() + 2 + lineHeight(font())
        + 2 * lineHeight(smallFont(font()));
}

QSize KeyTile::sizeHint() const
{
    return {190, heightFor()};
}

QSize KeyTile::minimumSizeHint() const
{
    return {120, heightFor()};
}

void KeyTile::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    const Tokens& tokens = Theme::tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focus = hasFocus();
    painter.setPen(QPen(focus ? tokens.accent : underMouse() ? tokens.strongLine : tokens.line, focus ? 2 : 1));
    painter.setBrush(underMouse() ? tokens.hover : tokens.surface);
    const double half = focus ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), 6, 6);

    QRect box = rect().adjusted(Side, Top, -Side, -Top);
    const QFont figure = figureFont(font());
    painter.setFont(figure);
    painter.setPen(m_view.tone == Tone::Neutral ? tokens.text : tokens.ink(m_view.tone));
    const QFontMetrics figureMetrics(figure);
    painter.drawText(QRect(box.left(), box.top(), box.width(), figureMetrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     figureMetrics.elidedText(m_view.number, Qt::ElideRight, box.width()));
    box.setTop(box.top() + figureMetrics.height() + 2);
    painter.setFont(font());
    painter.setPen(tokens.text);
    const int line = lineHeight(font());
    painter.drawText(QRect(box.left(), box.top(), box.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_view.label, Qt::ElideRight, box.width()));
    box.setTop(box.top() + line);
    painter.setFont(smallFont(font()));
    painter.setPen(tokens.muted);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_view.detail);
}

} // namespace bw
