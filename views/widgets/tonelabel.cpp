// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tonelabel.h"

#include "views/theme/shape.h"
#include "views/theme/theme.h"

#include <QPainter>

namespace bw {

namespace {
constexpr int mark = 10;
constexpr int gap = 6;
} // namespace

ToneLabel::ToneLabel(Tone tone, QWidget* parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ToneLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + mark + gap, lineHeight(font())};
}

void ToneLabel::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    paintShape(p, m_tone, QRectF(0, (height() - mark) / 2.0, mark, mark), t.ink(m_tone));
    p.setPen(t.ink(m_tone));
    const QRect box = rect().adjusted(mark + gap, 0, 0, 0);
    p.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
               fontMetrics().elidedText(text(), Qt::ElideRight, box.width()));
}

} // namespace bw
