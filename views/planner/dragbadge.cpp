// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/dragbadge.h"

#include "views/theme/controls.h"
#include "views/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace bw {

namespace {
constexpr int shadow = 5;
constexpr int widest = 220;
} // namespace

QPixmap dragBadge(const QWidget& widget, const QString& text)
{
    const Tokens& t = Theme::tokensOf(&widget);
    const QFont font = strongFont(widget.font());
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, widest);
    const QSize inner(metrics.horizontalAdvance(shown) + 22, lineHeight(font) + 8);
    const QSize whole = inner + QSize(2 * shadow, 2 * shadow);
    const double ratio = widget.devicePixelRatioF();
    QPixmap picture(whole * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    const QRectF box(shadow, shadow, inner.width(), inner.height());
    for (int i = shadow; i > 0; --i) {
        const double grow = i - 1;
        controls::roundedPanel(painter, box.adjusted(-grow, -grow + 1.5, grow, grow + 1.5),
                               QColor(0, 0, 0, t.dark ? 26 : 12), {}, controls::radius + grow);
    }
    controls::roundedPanel(painter, box, t.accent, {});
    painter.setFont(font);
    painter.setPen(t.onAccent);
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, shown);
    return picture;
}

QPoint dragBadgeHotSpot()
{
    return {-8, -10};
}

} // namespace bw
