// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/waveheader.h"

#include "views/theme/controls.h"
#include "views/theme/icons.h"
#include "views/theme/shape.h"
#include "views/theme/theme.h"
#include "views/widgets/plaintext.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace bw {

namespace {

constexpr int side = 10;
constexpr int top = 10;
constexpr int barHeight = 6;
constexpr int moreSide = 24;
constexpr int truthLines = 2;

int truthHeight(const QFont& small)
{
    return truthLines * QFontMetrics(small).height();
}

/// At most two lines, the last one elided. Answers the text of each.
QStringList wrapped(const QString& text, const QFont& font, int first, int width)
{
    QTextLayout layout(text, font);
    layout.setCacheEnabled(false);
    layout.beginLayout();
    QStringList lines;
    int from = 0;
    while (lines.size() < truthLines) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        const int room = std::max(10, lines.isEmpty() ? first : width);
        line.setLineWidth(room);
        const bool last = lines.size() == truthLines - 1;
        from = line.textStart();
        lines << (last ? QFontMetrics(font).elidedText(text.mid(from), Qt::ElideRight, room)
                       : text.mid(from, line.textLength()));
    }
    layout.endLayout();
    return lines;
}

} // namespace

WaveHeader::WaveHeader(QWidget* parent)
    : QWidget(parent)
    , m_more(new QToolButton(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setCursor(Qt::OpenHandCursor);
    m_more->setIcon(themeIcon(Icon::More));
    m_more->setAutoRaise(true);
    m_more->setCursor(Qt::ArrowCursor);
    m_more->setToolTip(tr("What can be done with this wave"));
    m_more->setFocusPolicy(Qt::NoFocus); // the header itself has the same menu
    connect(m_more, &QToolButton::clicked, this, [this] {
        Q_EMIT chosen();
        Q_EMIT menuWanted(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
}

void WaveHeader::setWave(const WaveView& wave)
{
    if (wave == m_wave)
        return;
    m_wave = wave;
    QStringList parts{wave.name};
    if (wave.locked)
        parts << tr("locked");
    parts << (wave.window.isEmpty() ? tr("no window") : wave.window);
    if (!wave.freeze.isEmpty())
        parts << tr("waits for the end of the freeze %1").arg(wave.freeze);
    if (wave.capacity)
        parts << tr("%1 of %2 minutes").arg(std::ceil(wave.minutes)).arg(std::floor(*wave.capacity));
    parts << wave.truth;
    setAccessibleName(parts.join(QStringLiteral(", ")));
    m_more->setAccessibleName(tr("Menu of %1").arg(wave.name));
    setToolTip(plainToolTip(wave.tip));
    update();
}

void WaveHeader::setHint(const DropHint& hint)
{
    if (hint == m_hint)
        return;
    m_hint = hint;
    update();
}

QSize WaveHeader::sizeHint() const
{
    const QFont small = smallFont(font());
    return {200, top + lineHeight(strongFont(font())) + 4 + lineHeight(small) + 2 + truthHeight(small) + 6};
}

QRect WaveHeader::content() const
{
    return rect().adjusted(side, top, -side, -6);
}

void WaveHeader::resizeEvent(QResizeEvent*)
{
    m_more->setGeometry(width() - moreSide - 4, top - 3, moreSide, moreSide);
}

void WaveHeader::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    if (hasFocus())
        controls::roundedPanel(p, QRectF(rect()).adjusted(2, 2, -2, -1), {}, t.accent, controls::radius - 1, 2);
    const bool dim = m_hint.state == DropHint::State::Forbidden;
    const QFont strong = strongFont(font()), small = smallFont(font());
    QRect line = content();
    line.setHeight(lineHeight(strong));
    QRect name = line.adjusted(0, 0, -moreSide + 4, 0);
    constexpr int flags = Qt::AlignVCenter | Qt::TextSingleLine;
    if (m_wave.locked) {
        paintIcon(p, Icon::Lock, QRect(name.left(), name.top() + (name.height() - 14) / 2, 14, 14), t.muted);
        name.setLeft(name.left() + 18);
    }
    // The name gives way first only where both would not fit; it keeps at least half.
    const QFontMetrics nameMetrics(strong), smallMetrics(small);
    const int nameWidth = nameMetrics.horizontalAdvance(m_wave.name);
    const int windowWidth = smallMetrics.horizontalAdvance(m_wave.window);
    const int windowRoom = std::min(windowWidth, std::max(name.width() / 2 - 8, name.width() - nameWidth - 10));
    if (!m_wave.freeze.isEmpty() && windowRoom > 0)
        paintFreeze(p, QRect(name.right() - windowRoom - 3, name.top(), windowRoom + 7, name.height()));
    p.setFont(small);
    p.setPen(t.muted);
    p.drawText(name, flags | Qt::AlignRight, smallMetrics.elidedText(m_wave.window, Qt::ElideRight, windowRoom));
    p.setFont(strong);
    p.setPen(dim ? t.muted : t.text);
    p.drawText(
        name, flags | Qt::AlignLeft,
        nameMetrics.elidedText(m_wave.name, Qt::ElideMiddle, name.width() - (windowRoom > 0 ? windowRoom + 8 : 0)));
    QRect second(line.left(), line.bottom() + 5, content().width(), lineHeight(small));
    paintCapacity(p, second);
    paintTruth(p, QRect(line.left(), second.bottom() + 3, content().width(), truthHeight(small)));
}

/// A hatch behind the window's time: it is not the one that would come first.
void WaveHeader::paintFreeze(QPainter& p, const QRect& box) const
{
    QColor ink = Theme::tokensOf(this).ink(Tone::OutOfCycle);
    ink.setAlphaF(0.45F);
    p.save();
    p.setClipRect(box);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(ink, 1));
    constexpr int step = 5;
    for (int x = box.left() - box.height(); x < box.right(); x += step)
        p.drawLine(x, box.bottom() + 1, x + box.height(), box.top());
    p.restore();
}

void WaveHeader::paintCapacity(QPainter& p, const QRect& box) const
{
    const Tokens& t = Theme::tokensOf(this);
    const QFont small = smallFont(font());
    const bool over = m_wave.capacity && m_wave.minutes > *m_wave.capacity;
    const QString text = m_wave.capacity
        ? tr("%1 of %2 min").arg(std::ceil(m_wave.minutes)).arg(std::floor(*m_wave.capacity))
        : tr("%1 min, no window").arg(std::ceil(m_wave.minutes));
    p.setFont(small);
    const int textWidth = QFontMetrics(small).horizontalAdvance(text);
    p.setPen(over ? t.ink(Tone::Immediate) : t.muted);
    p.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    const QRectF bar(box.left(), box.center().y() - barHeight / 2.0 + 1, box.width() - textWidth - 10, barHeight);
    if (bar.width() < 16)
        return;
    controls::roundedPanel(p, bar, t.line, {}, barHeight / 2.0);
    if (!m_wave.capacity || *m_wave.capacity <= 0)
        return;
    const auto part = [&](double minutes, const QColor& ink) {
        QRectF filled = bar;
        filled.setWidth(bar.width() * std::clamp(minutes / *m_wave.capacity, 0.0, 1.0));
        if (filled.width() >= barHeight / 2.0)
            controls::roundedPanel(p, filled, ink, {}, barHeight / 2.0);
    };
    if (m_hint.after && *m_hint.after > m_wave.minutes) {
        QColor ghost = *m_hint.after > *m_wave.capacity ? t.ink(Tone::Immediate) : t.accent;
        ghost.setAlphaF(0.4F);
        part(*m_hint.after, ghost);
    }
    part(m_wave.minutes, over ? t.ink(Tone::Immediate) : t.accent);
}

void WaveHeader::paintTruth(QPainter& p, const QRect& box) const
{
    const Tokens& t = Theme::tokensOf(this);
    const QFont small = smallFont(font());
    const bool forbidden = m_hint.state == DropHint::State::Forbidden && m_hint.hover;
    const bool hint = !m_hint.text.isEmpty() && (m_hint.state == DropHint::State::Target || forbidden);
    const QString text = hint ? m_hint.text : m_wave.truth;
    const Tone tone = forbidden ? Tone::Immediate : hint ? Tone::Neutral : m_wave.truthTone;
    const QFontMetrics metrics(small);
    constexpr int mark = 9;
    const int indent = tone == Tone::Neutral ? 0 : mark + 5;
    if (indent > 0)
        paintShape(p, tone, QRectF(box.left(), box.top() + (metrics.height() - mark) / 2.0, mark, mark), t.ink(tone));
    p.setFont(small);
    p.setPen(tone == Tone::Neutral ? (hint ? t.text : t.muted) : t.ink(tone));
    int y = box.top();
    bool first = true;
    for (const QString& line : wrapped(text, small, box.width() - indent, box.width())) {
        const int left = box.left() + (first ? indent : 0);
        p.drawText(QRect(left, y, box.right() - left + 1, metrics.height()), Qt::AlignLeft | Qt::TextSingleLine, line);
        y += metrics.height();
        first = false;
    }
}

void WaveHeader::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position().toPoint();
    setFocus(Qt::MouseFocusReason);
    Q_EMIT chosen();
}

void WaveHeader::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed || !event->buttons().testFlag(Qt::LeftButton))
        return;
    if ((event->position().toPoint() - *m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_pressed.reset(); // one drag a press
    Q_EMIT dragWanted();
}

void WaveHeader::mouseDoubleClickEvent(QMouseEvent*)
{
    Q_EMIT opened();
}

void WaveHeader::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT opened();
    else
        QWidget::keyPressEvent(event);
}

void WaveHeader::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    Q_EMIT chosen();
    update();
}

void WaveHeader::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void WaveHeader::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT chosen();
    Q_EMIT menuWanted(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().bottomLeft())
                                                                     : event->globalPos());
}

} // namespace bw
