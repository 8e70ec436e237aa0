// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/keytile.h"

#include "views/theme/fonts.h"
#include "views/theme/theme.h"
#include "views/widgets/plaintext.h"

#include <QPainter>

#include <algorithm>

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
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void KeyTile::setView(const KeyTileView& view)
{
    if (view == m_view)
        return;
    m_view = view;
    setAccessibleName(view.number + u' ' + view.label);
    setAccessibleDescription(view.detail);
    setToolTip(plainToolTip(view.number + u' ' + view.label + u'\n' + view.detail));
    updateGeometry();
    update();
}

/// Label and detail wrap where the tile is narrow.
int KeyTile::heightForWidth(int width) const
{
    const QRect room(0, 0, std::max(40, width - 2 * Side), 1000);
    const int label = fontMetrics().boundingRect(room, Qt::TextWordWrap, m_view.label).height();
    const int detail = QFontMetrics(smallFont(font())).boundingRect(room, Qt::TextWordWrap, m_view.detail).height();
    return 2 * Top + QFontMetrics(figureFont(font())).height() + 2 + label + detail + 4;
}

QSize KeyTile::sizeHint() const
{
    return {190, heightForWidth(190)};
}

QSize KeyTile::minimumSizeHint() const
{
    return {120, heightForWidth(190)};
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
    const int label = fontMetrics().boundingRect(box, Qt::TextWordWrap, m_view.label).height();
    painter.drawText(QRect(box.left(), box.top(), box.width(), label), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     m_view.label);
    box.setTop(box.top() + label + 2);
    painter.setFont(smallFont(font()));
    painter.setPen(tokens.muted);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_view.detail);
}

} // namespace bw
