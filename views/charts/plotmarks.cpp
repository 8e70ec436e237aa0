// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/plotmarks.h"

#include "views/charts/chartink.h"
#include "views/theme/fonts.h"
#include "views/theme/shape.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace bw {

namespace {

using Form = ChartSeries::Form;

bool isDrawn(const ChartSeries& series)
{
    return series.form == Form::Area || series.form == Form::Line || series.form == Form::Steps;
}

constexpr double ShapeSide = 8;
constexpr double Gap = 8;

} // namespace

void PlotMarks::setData(const ChartData& data)
{
    m_data = data;
    double most = 0;
    for (std::size_t row = 0; row < data.rows.size(); ++row) {
        for (std::size_t i = 0; i < data.series.size(); ++i) {
            if (isDrawn(data.series[i]))
                most = std::max(most, topOf(i, row).value_or(0));
        }
    }
    m_yTicks = data.percent ? std::vector<double>{0, 25, 50, 75, 100} : roundTicks(most, 4, data.decimals == 0);
    m_xFrom = data.rows.empty() ? 0 : data.rows.front().x;
    m_xTo = data.rows.empty() ? 1 : std::max(data.rows.back().x, m_xFrom + 1);
}

std::optional<double> PlotMarks::topOf(std::size_t series, std::size_t row) const
{
    const auto& values = m_data.rows[row].values;
    if (m_data.series[series].form != Form::Area)
        return values[series];
    double sum = 0;
    for (std::size_t i = 0; i <= series; ++i) {
        if (m_data.series[i].form != Form::Area)
            continue;
        if (!values[i])
            return std::nullopt;
        sum += *values[i];
    }
    return sum;
}

QRectF PlotMarks::areaIn(const QRectF& box, const QFont& font) const
{
    const QFontMetricsF metrics(smallFont(font));
    double left = 0;
    for (const double tick : m_yTicks)
        left = std::max(left, metrics.horizontalAdvance(chartValue(m_data, tick)));
    double right = 0;
    for (const ChartSeries& series : m_data.series) {
        if (isDrawn(series))
            right = std::max(right, metrics.horizontalAdvance(series.title) + ShapeSide + Gap + 6);
    }
    const double bottom = metrics.height() + 8;
    return box.adjusted(std::ceil(left) + Gap, metrics.height() / 2 + 2, -std::ceil(right) - 4, -bottom);
}

QPointF PlotMarks::place(const QRectF& area, double x, double y) const
{
    return {area.left() + (x - m_xFrom) / (m_xTo - m_xFrom) * area.width(),
            area.bottom() - y / m_yTicks.back() * area.height()};
}

std::vector<Tick> PlotMarks::xTicks(const QRectF& area, const QFont& font) const
{
    const int most = std::max(2, int(area.width() / (QFontMetricsF(font).averageCharWidth() * 9)));
    if (m_data.axis == ChartData::Axis::Days)
        return monthTicks(m_xFrom, m_xTo, most);
    std::vector<Tick> ticks;
    for (const double at : roundTicks(m_xTo, std::min(most, 7), true)) {
        if (at <= m_xTo)
            ticks.push_back({at, QCoreApplication::translate("bw::Chart", "%1 d").arg(QLocale().toString(int(at)))});
    }
    return ticks;
}

void PlotMarks::paintGrid(QPainter& painter, const Tokens& tokens, const QFont& font, const QRectF& area) const
{
    const QFont small = smallFont(font);
    const QFontMetricsF metrics(small);
    painter.setFont(small);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const double tick : m_yTicks) {
        const double y = place(area, m_xFrom, tick).y();
        painter.setPen(QPen(tick == 0 ? tokens.strongLine : tokens.line, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - Gap, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, chartValue(m_data, tick));
    }
    for (const Tick& tick : xTicks(area, small)) {
        const double x = place(area, tick.at, 0).x();
        const double width = metrics.horizontalAdvance(tick.label);
        const double left = std::clamp(x - width / 2, area.left() - Gap, std::max(area.left(), area.right() - width));
        painter.setPen(QPen(tokens.strongLine, 1));
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3));
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(left, area.bottom() + 5, width + 2, metrics.height()), Qt::AlignLeft, tick.label);
    }
}

/// Names stand at the ends of their lines; where they would overlap they are pushed apart.
void PlotMarks::paintNames(QPainter& painter, const Tokens& tokens, const QFont& font, const QRectF& area) const
{
    struct Name {
        std::size_t series;
        double y;
    };
    const QFont small = smallFont(font);
    const QFontMetricsF metrics(small);
    std::vector<Name> names;
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        const ChartSeries& series = m_data.series[i];
        if (!isDrawn(series))
            continue;
        for (std::size_t row = m_data.rows.size(); row-- > 0;) {
            const auto top = topOf(i, row);
            if (!top)
                continue;
            double at = *top;
            if (series.form == Form::Area)
                at -= m_data.rows[row].values[i].value_or(0) / 2;
            names.push_back({i, place(area, m_xTo, at).y()});
            break;
        }
    }
    std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.y < b.y; });
    const double step = metrics.height() + 1;
    for (std::size_t i = 1; i < names.size(); ++i)
        names[i].y = std::max(names[i].y, names[i - 1].y + step);
    double floor = area.bottom() - metrics.height() / 2 + 4;
    for (auto it = names.rbegin(); it != names.rend(); ++it) {
        it->y = std::min(it->y, floor);
        floor = it->y - step;
    }
    painter.setFont(small);
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const Name& name : names) {
        const ChartSeries& series = m_data.series[name.series];
        double x = area.right() + Gap;
        const QRectF mark(x, name.y - ShapeSide / 2, ShapeSide, ShapeSide);
        if (series.tone != Tone::Neutral) {
            paintShape(painter, series.tone, mark, lineInk(tokens, series));
        } else {
            painter.setPen(QPen(lineInk(tokens, series), 2, series.dashed ? Qt::DotLine : Qt::SolidLine));
            painter.drawLine(QPointF(x, name.y), QPointF(x + ShapeSide, name.y));
        }
        painter.setPen(tokens.text);
        x += ShapeSide + 5;
        painter.drawText(QPointF(x, name.y + metrics.ascent() / 2 - 1), series.title);
    }
}

std::size_t PlotMarks::rowAt(const QRectF& area, double x) const
{
    const double wanted = m_xFrom + (x - area.left()) / std::max(1.0, area.width()) * (m_xTo - m_xFrom);
    std::size_t best = 0;
    for (std::size_t i = 1; i < m_data.rows.size(); ++i) {
        if (std::abs(m_data.rows[i].x - wanted) < std::abs(m_data.rows[best].x - wanted))
            best = i;
    }
    return best;
}

void PlotMarks::paintReadout(QPainter& painter, const Tokens& tokens, const QFont& font, const QRectF& area,
                             std::size_t row) const
{
    if (row >= m_data.rows.size())
        return;
    const QFont small = smallFont(font);
    const QFontMetricsF metrics(small);
    const auto readings = chartReadings(m_data, row);
    const double x = place(area, m_data.rows[row].x, 0).x();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(tokens.muted, 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    for (const ChartReading& reading : readings) {
        const auto top = topOf(std::size_t(reading.series), row);
        painter.setPen(QPen(tokens.surface, 1.5));
        painter.setBrush(lineInk(tokens, m_data.series[std::size_t(reading.series)]));
        painter.drawEllipse(place(area, m_data.rows[row].x, top.value_or(0)), 3.5, 3.5);
    }
    double width = metrics.horizontalAdvance(m_data.rows[row].label);
    double valueWidth = 0;
    for (const ChartReading& reading : readings) {
        valueWidth = std::max(valueWidth, metrics.horizontalAdvance(reading.value));
        width = std::max(width, metrics.horizontalAdvance(reading.title) + valueWidth + 36);
    }
    const double line = metrics.height() + 2;
    QRectF box(0, 0, width + 20, line * double(std::max<std::size_t>(readings.size(), 1) + 1) + 14);
    box.moveTopLeft({x + 12 + box.width() > area.right() ? x - 12 - box.width() : x + 12,
                     std::min(area.top() + 6, area.bottom() - box.height())});
    box.moveTop(std::max(2.0, box.top()));
    painter.setPen(QPen(tokens.strongLine, 1));
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    double y = box.top() + 7 + metrics.ascent();
    painter.setFont(strongFont(small));
    painter.setPen(tokens.text);
    painter.drawText(QPointF(box.left() + 10, y), m_data.rows[row].label);
    painter.setFont(small);
    if (readings.empty()) {
        painter.setPen(tokens.muted);
        painter.drawText(QPointF(box.left() + 10, y + line), QCoreApplication::translate("bw::Chart", "not known"));
    }
    // As they stand on top of each other.
    for (auto it = readings.rbegin(); it != readings.rend(); ++it) {
        y += line;
        const ChartSeries& series = m_data.series[std::size_t(it->series)];
        const QRectF mark(box.left() + 10, y - metrics.ascent() / 2 - ShapeSide / 2 + 1, ShapeSide, ShapeSide);
        if (series.tone != Tone::Neutral)
            paintShape(painter, series.tone, mark, lineInk(tokens, series));
        else
            painter.fillRect(QRectF(mark.left(), mark.center().y() - 1, ShapeSide, 2), lineInk(tokens, series));
        painter.setPen(tokens.muted);
        painter.drawText(QPointF(mark.right() + 6, y), it->title);
        painter.setPen(tokens.text);
        painter.drawText(QPointF(box.right() - 10 - metrics.horizontalAdvance(it->value), y), it->value);
    }
}

} // namespace bw
