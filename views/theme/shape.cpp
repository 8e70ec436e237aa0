// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/shape.h"

#include "views/theme/fonts.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPathStroker>

#include <algorithm>

namespace bw {

namespace {

constexpr int chipPadding = 7;
constexpr int chipGap = 5;
constexpr int chipRadius = 4;
constexpr int shapeSide = 10;

QPainterPath outlined(const QPainterPath& line, double width)
{
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(Qt::RoundCap);
    stroker.setJoinStyle(Qt::RoundJoin);
    return stroker.createStroke(line).simplified();
}

QPainterPath question(const QRectF& r)
{
    const double s = r.width();
    QPainterPath hook(QPointF(r.left() + s * 0.24, r.top() + s * 0.30));
    hook.cubicTo(QPointF(r.left() + s * 0.28, r.top() - s * 0.02), QPointF(r.left() + s * 0.80, r.top() + s * 0.0),
                 QPointF(r.left() + s * 0.78, r.top() + s * 0.32));
    hook.cubicTo(QPointF(r.left() + s * 0.76, r.top() + s * 0.52), QPointF(r.left() + s * 0.50, r.top() + s * 0.48),
                 QPointF(r.left() + s * 0.50, r.top() + s * 0.68));
    QPainterPath path = outlined(hook, s * 0.15);
    path.addEllipse(QPointF(r.left() + s * 0.50, r.top() + s * 0.92), s * 0.095, s * 0.095);
    return path;
}

QSize chipContent(const QFontMetrics& metrics, Tone tone, const QString& text)
{
    const int mark = tone == Tone::Neutral ? 0 : shapeSide + chipGap;
    return {mark + metrics.horizontalAdvance(text), std::max(metrics.height(), 16)};
}

} // namespace

QPainterPath shapePath(Tone tone, const QRectF& box)
{
    const double s = std::min(box.width(), box.height());
    const QRectF r(box.center().x() - s / 2, box.center().y() - s / 2, s, s);
    QPainterPath path;
    switch (tone) {
    case Tone::Neutral:
        break;
    case Tone::Immediate:
        path.moveTo(r.center().x(), r.top() + s * 0.06);
        path.lineTo(r.right(), r.bottom() - s * 0.06);
        path.lineTo(r.left(), r.bottom() - s * 0.06);
        path.closeSubpath();
        break;
    case Tone::OutOfCycle:
        path.moveTo(r.center().x(), r.top() - s * 0.02);
        path.lineTo(r.right() + s * 0.02, r.center().y());
        path.lineTo(r.center().x(), r.bottom() + s * 0.02);
        path.lineTo(r.left() - s * 0.02, r.center().y());
        path.closeSubpath();
        break;
    case Tone::Scheduled:
        path.addEllipse(r.adjusted(s * 0.05, s * 0.05, -s * 0.05, -s * 0.05));
        break;
    case Tone::Defer: {
        QPainterPath circle;
        circle.addEllipse(r.adjusted(s * 0.13, s * 0.13, -s * 0.13, -s * 0.13));
        path = outlined(circle, s * 0.15);
        break;
    }
    case Tone::Verified: {
        QPainterPath check(QPointF(r.left() + s * 0.08, r.top() + s * 0.54));
        check.lineTo(r.left() + s * 0.38, r.top() + s * 0.84);
        check.lineTo(r.left() + s * 0.92, r.top() + s * 0.20);
        path = outlined(check, s * 0.17);
        break;
    }
    case Tone::CannotTell:
        path = question(r);
        break;
    }
    return path;
}

void paintShape(QPainter& painter, Tone tone, const QRectF& box, const QColor& ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(shapePath(tone, box), ink);
    painter.restore();
}

QSize chipSize(const QFont& font, Tone tone, const QString& text)
{
    const QFontMetrics metrics(strongFont(smallFont(font)));
    const QSize content = chipContent(metrics, tone, text);
    return {content.width() + 2 * chipPadding + 2, content.height() + 4};
}

void paintChip(QPainter& painter, const Tokens& tokens, const QFont& font, const QRect& box, Tone tone,
               const QString& text)
{
    const QFont chipFont = strongFont(smallFont(font));
    const QFontMetrics metrics(chipFont);
    const QSize wanted = chipSize(font, tone, text);
    const int width = std::min(wanted.width(), box.width());
    const QRect chip(box.left(), box.top() + (box.height() - wanted.height()) / 2, width, wanted.height());
    const ToneColours& colours = tokens.tone(tone);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.ink, 1));
    painter.setBrush(colours.ground);
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), chipRadius, chipRadius);
    QRect inner = chip.adjusted(chipPadding + 1, 0, -chipPadding, 0);
    if (tone != Tone::Neutral) {
        const QRectF mark(inner.left(), inner.top() + (inner.height() - shapeSide) / 2.0, shapeSide, shapeSide);
        painter.fillPath(shapePath(tone, mark), colours.ink);
        inner.setLeft(inner.left() + shapeSide + chipGap);
    }
    painter.setFont(chipFont);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(text, Qt::ElideRight, inner.width() + 1));
    painter.restore();
}

} // namespace bw
