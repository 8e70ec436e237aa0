// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chartdata.h"

#include <QColor>

namespace bw {

/// The line of a series.
QColor lineInk(const Tokens& tokens, const ChartSeries& series);
/// An area or a part of a bar, opaque on the surface so that neighbours show no seam.
QColor fillInk(const Tokens& tokens, const ChartSeries& series);
/// `share` of a on b.
QColor blend(const QColor& a, const QColor& b, double share);

} // namespace bw
