// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartplot.h"

#include <QWidget>

#include <optional>

namespace bw {

/// Horizontal bars of parts, one a row, with a label before and a note behind; below them the key to the parts. Painted
/// by hand: Qt Charts cannot put text beside a bar. Up, Down, Home and End walk the rows, Return follows one that has
/// an id. A part that is there is never thinner than three pixels.
class BarsView final : public QWidget, public ChartPlot {
    Q_OBJECT

public:
    explicit BarsView(QWidget* parent = nullptr);

    QWidget* widget() override { return this; }
    void setData(const ChartData& data) override;
    void paintTo(QPainter& painter, const QRect& box) override;
    int usefulHeight() const override;

    std::optional<std::size_t> cursor() const { return m_cursor; }
    QSize sizeHint() const override { return {320, usefulHeight()}; }
    QSize minimumSizeHint() const override { return {220, usefulHeight()}; }

Q_SIGNALS:
    void followed(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Columns {
        int label = 0, bar = 0, note = 0;
    };
    Columns columnsIn(int width) const;
    int rowHeight() const;
    std::optional<std::size_t> rowAt(int y) const;
    double scale() const;
    void setCursor(std::optional<std::size_t> row);
    void paint(QPainter& painter, const QRect& box, bool withCursor) const;
    void paintBar(QPainter& painter, const QRectF& box, const ChartRow& row) const;
    int paintKey(QPainter* painter, const QRect& box) const;

    ChartData m_data;
    std::optional<std::size_t> m_cursor;
};

} // namespace bw
