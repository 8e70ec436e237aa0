// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/plotview.h"

#include "views/charts/chartink.h"
#include "views/theme/theme.h"

#include <QAreaSeries>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>

namespace bw {

using Form = ChartSeries::Form;

PlotView::PlotView(QWidget* parent)
    : QChartView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setInteractive(false);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setRenderHint(QPainter::Antialiasing);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
}

void PlotView::setData(const ChartData& wanted)
{
    if (wanted == m_data)
        return;
    m_data = wanted;
    m_marks.setData(wanted);
    m_cursor.reset();
    setAccessibleName(wanted.title + QStringLiteral(", ") + tr("chart"));
    setAccessibleDescription(wanted.summary);
    rebuild();
}

/// A new set of series: at most a few hundred points, so that nothing is gained by changing the old ones.
void PlotView::rebuild()
{
    chart()->removeAllSeries();
    const auto axes = chart()->axes();
    for (QAbstractAxis* axis : axes) {
        chart()->removeAxis(axis);
        delete axis;
    }
    if (m_data.rows.empty())
        return viewport()->update();
    auto* x = new QValueAxis;
    x->setRange(m_marks.xFrom(), m_marks.xTo());
    auto* y = new QValueAxis;
    y->setRange(0, m_marks.yEnd());
    for (QValueAxis* axis : {x, y}) {
        axis->setVisible(false);
        chart()->addAxis(axis, axis == x ? Qt::AlignBottom : Qt::AlignLeft);
    }
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        if (m_data.series[i].form == Form::Area)
            addArea(i);
    }
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        if (m_data.series[i].low >= 0 && m_data.series[i].high >= 0)
            addBand(i);
    }
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        if (m_data.series[i].form == Form::Line || m_data.series[i].form == Form::Steps)
            addLine(i);
    }
    layoutArea();
}

/// Stretches of rows in which a series is known: between them is a gap, never a guess.
std::vector<std::pair<std::size_t, std::size_t>> PlotView::runsOf(std::size_t series) const
{
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    bool open = false;
    for (std::size_t row = 0; row < m_data.rows.size(); ++row) {
        const bool known = m_marks.topOf(series, row).has_value();
        if (known && !open)
            runs.emplace_back(row, row);
        if (known)
            runs.back().second = row;
        open = known;
    }
    return runs;
}

QList<QPointF> PlotView::pointsOf(std::size_t series, std::size_t from, std::size_t to) const
{
    QList<QPointF> points;
    for (std::size_t row = from; row <= to; ++row) {
        const double value = m_marks.topOf(series, row).value_or(0);
        if (m_data.series[series].form == Form::Steps && !points.isEmpty())
            points << QPointF(m_data.rows[row].x, points.back().y());
        points << QPointF(m_data.rows[row].x, value);
    }
    return points;
}

void PlotView::attach(QAbstractSeries* series)
{
    chart()->addSeries(series);
    const auto axes = chart()->axes();
    for (QAbstractAxis* axis : axes)
        series->attachAxis(axis);
}

void PlotView::addArea(std::size_t series)
{
    const QColor fill = fillInk(Theme::tokensOf(this), m_data.series[series]);
    std::optional<std::size_t> below;
    for (std::size_t i = 0; i < series; ++i) {
        if (m_data.series[i].form == Form::Area)
            below = i;
    }
    for (const auto& [from, to] : runsOf(series)) {
        auto* area = new QAreaSeries;
        auto* upper = new QLineSeries(area);
        upper->replace(pointsOf(series, from, to));
        auto* lower = new QLineSeries(area);
        if (below) {
            lower->replace(pointsOf(*below, from, to));
        } else {
            for (std::size_t row = from; row <= to; ++row)
                lower->append(m_data.rows[row].x, 0);
        }
        area->setUpperSeries(upper);
        area->setLowerSeries(lower);
        area->setPen(Qt::NoPen);
        area->setBrush(fill);
        attach(area);
    }
}

void PlotView::addBand(std::size_t series)
{
    QColor fill = lineInk(Theme::tokensOf(this), m_data.series[series]);
    fill.setAlphaF(0.12F);
    QList<QPointF> low, high;
    for (const ChartRow& row : m_data.rows) {
        const auto& down = row.values[std::size_t(m_data.series[series].low)];
        const auto& up = row.values[std::size_t(m_data.series[series].high)];
        if (!down || !up)
            continue;
        if (!low.isEmpty()) {
            low << QPointF(row.x, low.back().y());
            high << QPointF(row.x, high.back().y());
        }
        low << QPointF(row.x, *down);
        high << QPointF(row.x, *up);
    }
    if (low.isEmpty())
        return;
    auto* area = new QAreaSeries;
    auto* upper = new QLineSeries(area);
    auto* lower = new QLineSeries(area);
    upper->replace(high);
    lower->replace(low);
    area->setUpperSeries(upper);
    area->setLowerSeries(lower);
    area->setPen(Qt::NoPen);
    area->setBrush(fill);
    attach(area);
}

void PlotView::addLine(std::size_t series)
{
    QPen pen(lineInk(Theme::tokensOf(this), m_data.series[series]), 2);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(m_data.series[series].form == Form::Steps ? Qt::MiterJoin : Qt::RoundJoin);
    if (m_data.series[series].dashed)
        pen.setDashPattern({3, 2});
    for (const auto& [from, to] : runsOf(series)) {
        auto* line = new QLineSeries;
        line->replace(pointsOf(series, from, to));
        line->setPen(pen);
        attach(line);
    }
}

void PlotView::layoutArea()
{
    m_area = m_marks.areaIn(QRectF(QPointF(0, 0), QSizeF(viewport()->size())), font());
    if (m_area.width() > 10 && m_area.height() > 10)
        chart()->setPlotArea(m_area);
    viewport()->update();
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layoutArea();
}

void PlotView::drawBackground(QPainter* painter, const QRectF& rect)
{
    Q_UNUSED(rect)
    if (!m_data.rows.empty())
        m_marks.paintGrid(*painter, Theme::tokensOf(this), font(), m_area);
}

void PlotView::drawForeground(QPainter* painter, const QRectF& rect)
{
    Q_UNUSED(rect)
    if (m_data.rows.empty())
        return;
    const Tokens& tokens = Theme::tokensOf(this);
    m_marks.paintNames(*painter, tokens, font(), m_area);
    if (m_cursor)
        m_marks.paintReadout(*painter, tokens, font(), m_area, *m_cursor);
    if (hasFocus() && m_byKeys) {
        painter->setPen(QPen(tokens.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void PlotView::paintTo(QPainter& painter, const QRect& box)
{
    const auto before = m_cursor;
    m_cursor.reset();
    render(&painter, box, viewport()->rect());
    m_cursor = before;
}

void PlotView::setCursor(std::optional<std::size_t> row)
{
    if (row && *row >= m_data.rows.size())
        row.reset();
    if (row == m_cursor)
        return;
    m_cursor = row;
    setAccessibleDescription(row ? chartSentence(m_data, *row) : m_data.summary);
    viewport()->update();
    Q_EMIT cursorChanged();
}

void PlotView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_data.rows.empty() || !m_area.adjusted(-4, -8, 4, 8).contains(at))
        return setCursor({});
    setCursor(m_marks.rowAt(m_area, at.x()));
}

void PlotView::leaveEvent(QEvent* event)
{
    if (!hasFocus() || !m_byKeys)
        setCursor({});
    QChartView::leaveEvent(event);
}

void PlotView::keyPressEvent(QKeyEvent* event)
{
    const std::size_t count = m_data.rows.size();
    const auto go = [&](std::size_t row) {
        m_byKeys = true;
        setCursor(row);
        event->accept();
    };
    if (count == 0)
        return event->ignore();
    switch (event->key()) {
    case Qt::Key_Left:
        return go(m_cursor ? *m_cursor - std::size_t(*m_cursor > 0) : count - 1);
    case Qt::Key_Right:
        return go(m_cursor ? std::min(*m_cursor + 1, count - 1) : 0);
    case Qt::Key_Home:
        return go(0);
    case Qt::Key_End:
        return go(count - 1);
    case Qt::Key_Escape:
        if (m_cursor) {
            setCursor({});
            return event->accept();
        }
        break;
    default:
        break;
    }
    event->ignore(); // the scene has no use for keys, the page has
}

void PlotView::focusInEvent(QFocusEvent* event)
{
    m_byKeys = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QChartView::focusInEvent(event);
    viewport()->update();
}

void PlotView::focusOutEvent(QFocusEvent* event)
{
    setCursor({});
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void PlotView::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        rebuild();
}

/// The page scrolls, not the picture.
void PlotView::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace bw
