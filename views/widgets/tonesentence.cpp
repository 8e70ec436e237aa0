// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tonesentence.h"

#include "views/theme/fonts.h"
#include "views/theme/shape.h"
#include "views/theme/theme.h"

#include <QPainter>

namespace bw {

namespace {
constexpr int mark = 10;
constexpr int gap = 6;
} // namespace

ToneSentence::ToneSentence(Tone tone, QWidget* parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setMinimumWidth(1);
    setContentsMargins(mark + gap, 0, 0, 0);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void ToneSentence::paintEvent(QPaintEvent* event)
{
    QLabel::paintEvent(event);
    QPainter painter(this);
    const double top = (lineHeight(font()) - mark) / 2.0;
    paintShape(painter, m_tone, QRectF(0, top, mark, mark), Theme::tokensOf(this).ink(m_tone));
}

} // namespace bw
