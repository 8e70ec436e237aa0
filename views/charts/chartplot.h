// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartdata.h"

class QPainter;
class QRect;
class QWidget;

namespace bw {

/// What every chart on screen can do, whatever draws it: the facade that pages and cards go by.
class ChartPlot {
public:
    virtual ~ChartPlot() = default;

    virtual QWidget* widget() = 0;
    virtual void setData(const ChartData& data) = 0;
    /// For pictures and paper: without cursor, in the widget's inks.
    virtual void paintTo(QPainter& painter, const QRect& box) = 0;
    /// Height that shows everything; px.
    virtual int usefulHeight() const = 0;
};

} // namespace bw
