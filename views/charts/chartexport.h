// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartplot.h"
#include "views/charts/charttable.h"

#include <QImage>
#include <QString>

namespace bw {

/// The chart with title and basis, twice the size on screen.
QImage chartImage(ChartPlot& plot, const ChartData& data);
/// True when the whole file was written. The ending decides: .png, .svg or .csv.
bool saveChart(const QString& path, ChartPlot& plot, const ChartTable& table);
void copyChartImage(ChartPlot& plot, const ChartData& data);
/// Tab-separated, as lists are copied.
void copyChartTable(const ChartTable& table);

} // namespace bw
