// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartplot.h"
#include "views/charts/plotmarks.h"

#include <QChartView>

#include <optional>

namespace bw {

/// Lines, step curves and stacked areas over time or days. Qt Charts draws the series and nothing else; grid, labels
/// and readout are PlotMarks. The pointer, or Left, Right, Home and End, put a cursor on a row and read it out; Esc
/// takes it away.
class PlotView final : public QChartView, public ChartPlot {
    Q_OBJECT

public:
    explicit PlotView(QWidget* parent = nullptr);

    QWidget* widget() override { return this; }
    void setData(const ChartData& data) override;
    void paintTo(QPainter& painter, const QRect& box) override;
    int usefulHeight() const override { return 240; }

    /// The row under the cursor; empty: none.
    std::optional<std::size_t> cursor() const { return m_cursor; }
    void setCursor(std::optional<std::size_t> row);

    QSize minimumSizeHint() const override { return {220, 140}; }

Q_SIGNALS:
    void cursorChanged();

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void rebuild();
    void layoutArea();
    void addArea(std::size_t series);
    void addLine(std::size_t series);
    void addBand(std::size_t series);
    void attach(QAbstractSeries* series);
    QList<QPointF> pointsOf(std::size_t series, std::size_t from, std::size_t to) const;
    std::vector<std::pair<std::size_t, std::size_t>> runsOf(std::size_t series) const;

    ChartData m_data;
    PlotMarks m_marks;
    QRectF m_area;
    std::optional<std::size_t> m_cursor;
    bool m_byKeys = false;
};

} // namespace bw
