// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/endstrip.h"

#include "views/theme/controls.h"
#include "views/theme/icons.h"
#include "views/theme/theme.h"

#include <QPainter>

namespace bw {

EndStrip::EndStrip(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setText(tr("Add a wave"));
    setToolTip(tr("Add a wave; patches dropped here go into every wave"));
    setAccessibleName(text());
}

void EndStrip::setTarget(bool target)
{
    if (target == m_target)
        return;
    m_target = target;
    setText(target ? tr("Into every wave") : tr("Add a wave"));
    update();
}

void EndStrip::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const bool live = m_target || isDown() || underMouse();
    const QColor ink = m_target || hasFocus() ? t.accent : live ? t.muted : t.strongLine;
    QPen pen(ink, m_target || hasFocus() ? 2 : 1);
    pen.setDashPattern({3, 3});
    p.setPen(pen);
    p.setBrush(m_target ? t.accentGround : live ? t.hover : Qt::transparent);
    p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), controls::radius, controls::radius);
    const QColor words = m_target ? t.accent : t.muted;
    paintIcon(p, Icon::Add, QRect((width() - 14) / 2, 10, 14, 14), words);
    p.setPen(words);
    p.setFont(smallFont(font()));
    p.translate(width() / 2.0, 34);
    p.rotate(90);
    const int room = height() - 44;
    p.drawText(QRect(0, -width() / 2, room, width()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
               p.fontMetrics().elidedText(text(), Qt::ElideRight, room));
}

} // namespace bw
