// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/chips.h"

#include "views/theme/shape.h"
#include "views/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace bw {

namespace {

constexpr int pillPadding = 10;
constexpr int pillShape = 9;
constexpr int pillGap = 5;
constexpr int smallestTarget = 24; // WCAG 2.5.8

} // namespace

ChipLabel::ChipLabel(Tone tone, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_tone(tone)
    , m_text(text)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

QSize ChipLabel::sizeHint() const
{
    return chipSize(font(), m_tone, m_text);
}

void ChipLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintChip(painter, Theme::tokensOf(this), font(), rect(), m_tone, m_text);
}

FacetChip::FacetChip(const FacetView& facet, QWidget* parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFacet(facet);
}

void FacetChip::setFacet(const FacetView& facet)
{
    m_facet = facet;
    const QSignalBlocker quiet(this); // told from outside, not chosen here
    setChecked(facet.checked);
    setAccessibleName(caption());
    updateGeometry();
    update();
}

QString FacetChip::caption() const
{
    return m_facet.count ? tr("%1 %2", "facet and its count").arg(m_facet.label, locale().toString(*m_facet.count))
                         : m_facet.label;
}

QSize FacetChip::sizeHint() const
{
    const QFontMetrics metrics(smallFont(font()));
    const int mark = m_facet.tone == Tone::Neutral ? 0 : pillShape + pillGap;
    return {metrics.horizontalAdvance(caption()) + mark + 2 * pillPadding,
            std::max(smallestTarget, metrics.height() + 6)};
}

void FacetChip::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const bool focus = hasFocus();
    const double width = focus ? 2 : 1;
    const double inset = width / 2 + 0.5;
    p.setPen(QPen(isChecked() || focus ? t.accent : t.strongLine, width));
    p.setBrush(isChecked() ? t.accentGround : underMouse() && isEnabled() ? t.hover : t.surface);
    const QRectF pill = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    p.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    const QColor ink = !isEnabled() ? t.faint : isChecked() ? t.accent : t.muted;
    QRect inner = rect().adjusted(pillPadding, 0, -pillPadding, 0);
    if (m_facet.tone != Tone::Neutral) {
        const QRectF mark(inner.left(), inner.top() + (inner.height() - pillShape) / 2.0, pillShape, pillShape);
        paintShape(p, m_facet.tone, mark, ink);
        inner.setLeft(inner.left() + pillShape + pillGap);
    }
    p.setFont(smallFont(font()));
    p.setPen(ink);
    p.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, caption());
}

LinkButton::LinkButton(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
    , m_text(text)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 1, std::max(smallestTarget, fontMetrics().height())};
}

QSize LinkButton::minimumSizeHint() const
{
    constexpr int least = 110;
    const QSize whole = sizeHint();
    return {std::min(least, whole.width()), whole.height()};
}

void LinkButton::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    QFont shown = font();
    shown.setUnderline(underMouse() || hasFocus());
    p.setFont(shown);
    p.setPen(isEnabled() ? t.accent : t.faint);
    p.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
               fontMetrics().elidedText(m_text, Qt::ElideMiddle, width()));
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(QPen(t.accent, 1));
        p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

} // namespace bw
