// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartdata.h"
#include "views/charts/plotscale.h"

#include <QFont>
#include <QPainter>
#include <QRectF>

#include <optional>
#include <vector>

namespace bw {

/// What stands around the series of a plot, painted and not made of chart items: hairline grid, labels of the axes,
/// names at the ends of the lines, and the readout at the cursor. Positions are those of `area`.
class PlotMarks {
public:
    void setData(const ChartData& data);
    /// Where the series may be drawn inside `box`.
    QRectF areaIn(const QRectF& box, const QFont& font) const;

    double yEnd() const { return m_yTicks.back(); }
    double xFrom() const { return m_xFrom; }
    double xTo() const { return m_xTo; }
    QPointF place(const QRectF& area, double x, double y) const;

    void paintGrid(QPainter& painter, const Tokens& tokens, const QFont& font, const QRectF& area) const;
    void paintNames(QPainter& painter, const Tokens& tokens, const QFont& font, const QRectF& area) const;
    void paintReadout(QPainter& painter, const Tokens& tokens, const QFont& font, const QRectF& area,
                      std::size_t row) const;
    /// The row nearest to a place.
    std::size_t rowAt(const QRectF& area, double x) const;
    /// Where a series stands in a row, areas on top of each other; empty: not known.
    std::optional<double> topOf(std::size_t series, std::size_t row) const;

private:
    std::vector<Tick> xTicks(const QRectF& area, const QFont& font) const;

    ChartData m_data;
    std::vector<double> m_yTicks{0, 1};
    double m_xFrom = 0, m_xTo = 1;
};

} // namespace bw
