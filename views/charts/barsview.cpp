// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/barsview.h"

#include "views/charts/chartink.h"
#include "views/theme/fonts.h"
#include "views/theme/shape.h"
#include "views/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace bw {

namespace {

constexpr int Gap = 12;
constexpr int BarHeight = 14;
constexpr double ThinnestPart = 3;
constexpr int ShapeSide = 8;

double totalOf(const ChartData& data, const ChartRow& row)
{
    double total = 0;
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        if (data.series[i].form == ChartSeries::Form::Part)
            total += row.values[i].value_or(0);
    }
    return total;
}

} // namespace

BarsView::BarsView(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    setSizePolicy(policy);
}

void BarsView::setData(const ChartData& chart)
{
    if (chart == m_data)
        return;
    m_data = chart;
    m_cursor.reset();
    setAccessibleName(chart.title + QStringLiteral(", ") + tr("chart"));
    setAccessibleDescription(chart.summary);
    updateGeometry();
    update();
}

int BarsView::rowHeight() const
{
    return std::max(lineHeight(font()) + 5, 24);
}

int BarsView::usefulHeight() const
{
    const QRect box(0, 0, std::max(width(), 220), 1000);
    return int(m_data.rows.size()) * rowHeight() + 8 + paintKey(nullptr, box);
}

BarsView::Columns BarsView::columnsIn(int width) const
{
    const QFontMetrics metrics(font());
    Columns columns;
    for (const ChartRow& row : m_data.rows) {
        columns.label = std::max(columns.label, metrics.horizontalAdvance(row.label) + 2);
        columns.note = std::max(columns.note, metrics.horizontalAdvance(row.note) + 2);
    }
    columns.label = std::min(columns.label, width * 2 / 5);
    columns.note = std::min(columns.note, width * 2 / 5);
    columns.bar = std::max(0, width - columns.label - columns.note - 2 * Gap);
    return columns;
}

double BarsView::scale() const
{
    double most = 0;
    for (const ChartRow& row : m_data.rows)
        most = std::max(most, totalOf(m_data, row));
    return most;
}

void BarsView::paintBar(QPainter& painter, const QRectF& box, const ChartRow& row) const
{
    const Tokens& tokens = Theme::tokensOf(this);
    const double total = totalOf(m_data, row);
    const double whole = m_data.eachWhole ? total : scale();
    if (total <= 0 || whole <= 0) {
        // Nothing to show is not nothing done: an outline, no filling.
        painter.setPen(QPen(tokens.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        return;
    }
    std::vector<double> widths(m_data.series.size(), 0);
    const double full = std::max(ThinnestPart, box.width() * total / whole);
    double sum = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const double value = row.values[i].value_or(0);
        if (m_data.series[i].form != ChartSeries::Form::Part || value <= 0)
            continue;
        widths[i] = std::max(ThinnestPart, full * value / total);
        sum += widths[i];
    }
    // What thin parts have too much the widest gives.
    const auto widest = std::max_element(widths.begin(), widths.end());
    *widest = std::max(ThinnestPart, *widest - (sum - full));
    QPainterPath clip;
    clip.addRoundedRect(QRectF(box.topLeft(), QSizeF(std::min(full, box.width()), box.height())), 3, 3);
    painter.save();
    painter.setClipPath(clip);
    double x = box.left();
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] <= 0)
            continue;
        painter.fillRect(QRectF(x, box.top(), widths[i] + 0.5, box.height()), fillInk(tokens, m_data.series[i]));
        x += widths[i];
    }
    painter.restore();
}

/// Shape and word of each part that occurs; answers the height it takes.
int BarsView::paintKey(QPainter* painter, const QRect& box) const
{
    const QFont small = smallFont(font());
    const QFontMetrics metrics(small);
    const Tokens& tokens = Theme::tokensOf(this);
    const int line = std::max(metrics.height() + 4, 20);
    const auto occurring = std::count_if(m_data.series.begin(), m_data.series.end(), [&](const ChartSeries& series) {
        const auto i = std::size_t(&series - m_data.series.data());
        return series.form == ChartSeries::Form::Part
            && std::any_of(m_data.rows.begin(), m_data.rows.end(),
                           [&](const ChartRow& row) { return row.values[i].value_or(0) > 0; });
    });
    if (occurring < 2)
        return 0; // one part is what the title says
    int x = box.left();
    int y = box.top();
    bool any = false;
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        const ChartSeries& series = m_data.series[i];
        const bool occurs = std::any_of(m_data.rows.begin(), m_data.rows.end(),
                                        [&](const ChartRow& row) { return row.values[i].value_or(0) > 0; });
        if (series.form != ChartSeries::Form::Part || !occurs)
            continue;
        const int width = ShapeSide + 5 + metrics.horizontalAdvance(series.title) + 14;
        if (any && x + width - 14 > box.right()) {
            x = box.left();
            y += line;
        }
        any = true;
        if (painter) {
            const QRectF mark(x, y + (line - ShapeSide) / 2, ShapeSide, ShapeSide);
            if (series.tone != Tone::Neutral)
                paintShape(*painter, series.tone, mark, lineInk(tokens, series));
            else
                painter->fillRect(mark.adjusted(0, 1, 0, -1), fillInk(tokens, series));
            painter->setFont(small);
            painter->setPen(tokens.muted);
            painter->drawText(QRect(x + ShapeSide + 5, y, width, line), Qt::AlignVCenter | Qt::AlignLeft, series.title);
        }
        x += width;
    }
    return any ? y + line - box.top() : 0;
}

void BarsView::paint(QPainter& painter, const QRect& box, bool withCursor) const
{
    const Tokens& tokens = Theme::tokensOf(this);
    const Columns columns = columnsIn(box.width());
    const QFontMetrics metrics(font());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    int y = box.top();
    for (std::size_t i = 0; i < m_data.rows.size(); ++i) {
        const ChartRow& row = m_data.rows[i];
        const QRect line(box.left(), y, box.width(), rowHeight());
        if (withCursor && m_cursor == i) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(tokens.hover);
            painter.drawRoundedRect(line.adjusted(-6, 0, 6, 0), 4, 4);
        }
        painter.setPen(tokens.text);
        painter.drawText(QRect(line.left(), y, columns.label, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(row.label, Qt::ElideRight, columns.label));
        paintBar(painter,
                 QRectF(line.left() + columns.label + Gap, y + (line.height() - BarHeight) / 2, columns.bar, BarHeight),
                 row);
        painter.setPen(tokens.muted);
        painter.drawText(QRect(line.right() + 1 - columns.note, y, columns.note, line.height()),
                         Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(row.note, Qt::ElideRight, columns.note));
        y += line.height();
    }
    paintKey(&painter, QRect(box.left(), y + 8, box.width(), box.bottom() - y));
}

void BarsView::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paint(painter, rect(), true);
}

void BarsView::paintTo(QPainter& painter, const QRect& box)
{
    painter.save();
    paint(painter, box, false);
    painter.restore();
}

std::optional<std::size_t> BarsView::rowAt(int y) const
{
    const int row = y / rowHeight();
    return y >= 0 && row < int(m_data.rows.size()) ? std::optional(std::size_t(row)) : std::nullopt;
}

void BarsView::setCursor(std::optional<std::size_t> row)
{
    if (row == m_cursor)
        return;
    m_cursor = row;
    setAccessibleDescription(row ? chartSentence(m_data, *row) : m_data.summary);
    const bool follows = row && !m_data.rows[*row].id.isEmpty();
    QWidget::setCursor(follows ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void BarsView::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(rowAt(event->position().toPoint().y()));
}

void BarsView::mouseReleaseEvent(QMouseEvent* event)
{
    const auto row = rowAt(event->position().toPoint().y());
    if (event->button() == Qt::LeftButton && row && !m_data.rows[*row].id.isEmpty())
        Q_EMIT followed(m_data.rows[*row].id);
}

void BarsView::leaveEvent(QEvent* event)
{
    if (!hasFocus())
        setCursor({});
    QWidget::leaveEvent(event);
}

void BarsView::keyPressEvent(QKeyEvent* event)
{
    const std::size_t count = m_data.rows.size();
    if (count == 0)
        return QWidget::keyPressEvent(event);
    const auto show = [&](std::size_t row) {
        setCursor(row);
        QToolTip::showText(mapToGlobal(QPoint(width() / 3, int(row + 1) * rowHeight())), chartSentence(m_data, row),
                           this);
    };
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Left:
        return show(m_cursor ? *m_cursor - std::size_t(*m_cursor > 0) : count - 1);
    case Qt::Key_Down:
    case Qt::Key_Right:
        return show(m_cursor ? std::min(*m_cursor + 1, count - 1) : 0);
    case Qt::Key_Home:
        return show(0);
    case Qt::Key_End:
        return show(count - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_cursor && !m_data.rows[*m_cursor].id.isEmpty())
            Q_EMIT followed(m_data.rows[*m_cursor].id);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void BarsView::focusInEvent(QFocusEvent* event)
{
    if (!m_cursor && !m_data.rows.empty() && event->reason() != Qt::MouseFocusReason)
        setCursor(0);
    QWidget::focusInEvent(event);
}

void BarsView::focusOutEvent(QFocusEvent* event)
{
    setCursor({});
    QWidget::focusOutEvent(event);
}

bool BarsView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const auto row = rowAt(help->pos().y());
        // A tool tip that begins like markup would be taken for it.
        QToolTip::showText(help->globalPos(), row ? chartSentence(m_data, *row).toHtmlEscaped() : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace bw
