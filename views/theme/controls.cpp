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

namespace {

bool has(const QStyleOption& o, QStyle::StateFlag flag)
{
    return o.state.testFlag(flag);
}

bool flagged(const QWidget* w, const char* property)
{
    return w && w->property(property).toBool();
}

struct ButtonLook {
    QColor fill;
    QColor border;
};

ButtonLook buttonLook(const QStyleOption& o, const QWidget* w, const Tokens& t)
{
    const bool hover = has(o, QStyle::State_MouseOver);
    const bool pressed = has(o, QStyle::State_Sunken);
    if (!has(o, QStyle::State_Enabled)) {
        return {t.window, t.line};
    }
    if (flagged(w, "bwPrimary")) {
        const QColor fill = pressed ? t.accent.darker(115) : hover ? t.accent.lighter(108) : t.accent;
        return {fill, fill};
    }
    if (has(o, QStyle::State_On)) {
        return {t.accentGround, t.accent};
    }
    const QColor fill = pressed ? t.line : hover ? t.hover : t.raised;
    return {fill, flagged(w, "bwDangerous") ? t.ink(Tone::Immediate) : t.strongLine};
}

} // namespace

void roundedPanel(QPainter& p, const QRectF& box, const QColor& fill, const QColor& border, double corner, double width)
{
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(border.isValid() ? QPen(border, width) : QPen(Qt::NoPen));
    p.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = border.isValid() ? width / 2 : 0;
    p.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), corner, corner);
    p.restore();
}

void button(QPainter& p, const QStyleOption& o, const QWidget* w, const Tokens& t)
{
    const auto* real = qstyleoption_cast<const QStyleOptionButton*>(&o);
    const bool flat = real && real->features.testFlag(QStyleOptionButton::Flat);
    const ButtonLook look = buttonLook(o, w, t);
    const bool focus = has(o, QStyle::State_HasFocus);
    if (!flat || has(o, QStyle::State_On)) {
        roundedPanel(p, o.rect, look.fill, look.border);
    } else if (has(o, QStyle::State_MouseOver) || has(o, QStyle::State_Sunken)) {
        roundedPanel(p, o.rect, has(o, QStyle::State_Sunken) ? t.line : t.hover, {});
    }
    if (focus && flagged(w, "bwPrimary")) {
        roundedPanel(p, QRectF(o.rect).adjusted(2, 2, -2, -2), {}, t.onAccent, radius - 2);
    } else if (focus) {
        roundedPanel(p, o.rect, {}, t.accent, radius, 2);
    }
}

void toolButton(QPainter& p, const QStyleOption& o, const Tokens& t)
{
    if (has(o, QStyle::State_On)) {
        roundedPanel(p, o.rect, t.accentGround, {});
    } else if (has(o, QStyle::State_Enabled) && has(o, QStyle::State_Sunken)) {
        roundedPanel(p, o.rect, t.line, {});
    } else if (has(o, QStyle::State_Enabled) && has(o, QStyle::State_MouseOver)) {
        roundedPanel(p, o.rect, t.hover, {});
    }
    if (has(o, QStyle::State_HasFocus)) {
        roundedPanel(p, o.rect, {}, t.accent, radius, 2);
    }
}

void field(QPainter& p, const QStyleOption& o, const QWidget* w, const Tokens& t)
{
    const bool enabled = has(o, QStyle::State_Enabled);
    const bool focus = has(o, QStyle::State_HasFocus) && enabled;
    const bool invalid = flagged(w, "bwInvalid");
    const QColor border = invalid ? t.ink(Tone::Immediate) : focus ? t.accent : t.strongLine;
    roundedPanel(p, o.rect, enabled ? t.surface : t.window, border, radius, focus ? 2 : 1);
}

void checkBox(QPainter& p, const QStyleOption& o, const QRect& box, const Tokens& t)
{
    const bool enabled = has(o, QStyle::State_Enabled);
    const bool on = has(o, QStyle::State_On);
    const bool mixed = has(o, QStyle::State_NoChange);
    const int side = std::min({box.width(), box.height(), 16});
    const QRectF r(box.left() + (box.width() - side) / 2, box.top() + (box.height() - side) / 2, side, side);
    const QColor ink = enabled ? t.accent : t.faint;
    if (on || mixed) {
        roundedPanel(p, r, ink, ink, 4);
        if (on) {
            paintShape(p, Tone::Verified, r.adjusted(3, 3, -3, -3), t.onAccent);
        } else {
            p.fillRect(QRectF(r.left() + 4, r.center().y() - 1, r.width() - 8, 2), t.onAccent);
        }
        return;
    }
    const bool hover = enabled && has(o, QStyle::State_MouseOver);
    roundedPanel(p, r, enabled ? t.surface : t.window, hover ? t.accent : enabled ? t.outline : t.strongLine, 4);
}

void radioButton(QPainter& p, const QStyleOption& o, const Tokens& t)
{
    const bool enabled = has(o, QStyle::State_Enabled);
    const bool hover = enabled && has(o, QStyle::State_MouseOver);
    const int side = std::min({o.rect.width(), o.rect.height(), 16});
    const QRectF r(o.rect.left(), o.rect.top() + (o.rect.height() - side) / 2, side, side);
    const bool on = has(o, QStyle::State_On);
    const QColor ink = enabled ? t.accent : t.faint;
    roundedPanel(p, r, enabled ? t.surface : t.window,
                 on || hover   ? ink
                     : enabled ? t.outline
                               : t.strongLine,
                 side / 2.0, on ? 1.5 : 1);
    if (on) {
        roundedPanel(p, r.adjusted(4, 4, -4, -4), ink, {}, side);
    }
}

void focusRing(QPainter& p, const QRect& box, const Tokens& t)
{
    roundedPanel(p, box, {}, t.accent, 4, 2);
}

void chevron(QPainter& p, const QRect& box, Qt::ArrowType direction, const QColor& ink)
{
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.translate(QRectF(box).center());
    p.rotate(direction == Qt::DownArrow ? 0 : direction == Qt::UpArrow ? 180 : direction == Qt::RightArrow ? -90 : 90);
    p.setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[]{{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}};
    p.drawPolyline(points, 3);
    p.restore();
}

void itemGround(QPainter& p, const QStyleOptionViewItem& o, const Tokens& t)
{
    if (has(o, QStyle::State_Selected)) {
        p.fillRect(o.rect, t.accentGround);
    } else if (o.backgroundBrush.style() != Qt::NoBrush) {
        p.fillRect(o.rect, o.backgroundBrush);
    } else if (has(o, QStyle::State_MouseOver) && has(o, QStyle::State_Enabled)) {
        p.fillRect(o.rect, t.hover);
    }
}

void tab(QPainter& p, const QStyleOptionTab& o, const Tokens& t)
{
    const bool selected = has(o, QStyle::State_Selected);
    const QRectF r(o.rect);
    if (!selected && has(o, QStyle::State_MouseOver)) {
        roundedPanel(p, r.adjusted(2, 4, -2, -4), t.hover, {});
    }
    if (selected) {
        p.fillRect(QRectF(r.left() + 8, r.bottom() - 2, r.width() - 16, 2), t.accent);
    }
    if (has(o, QStyle::State_HasFocus)) {
        roundedPanel(p, r.adjusted(2, 4, -2, -4), {}, t.accent, radius, 2);
    }
}

void progressContents(QPainter& p, const QStyleOptionProgressBar& o, const Tokens& t)
{
    const double height = std::min(6.0, double(o.rect.height()));
    QRectF groove(o.rect.left(), o.rect.top() + (o.rect.height() - height) / 2.0, o.rect.width(), height);
    roundedPanel(p, groove, t.line, {}, height / 2);
    if (o.maximum <= o.minimum) { // how much is not known: a quiet half-filled bar
        roundedPanel(p, groove.adjusted(groove.width() * 0.3, 0, -groove.width() * 0.3, 0), t.accent, {}, height / 2);
        return;
    }
    const double share = std::clamp(double(o.progress - o.minimum) / double(o.maximum - o.minimum), 0.0, 1.0);
    if (share > 0) {
        groove.setWidth(std::max(height, groove.width() * share));
        roundedPanel(p, groove, t.accent, {}, height / 2);
    }
}

} // namespace bw::controls
