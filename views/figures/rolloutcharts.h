// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/rolloutfigures.h"
#include "views/charts/chartdata.h"

#include <QString>

namespace bw {

// A roll-out as charts. Pure.

/// Each wave as one bar of its host x patch pairs, by what is proved.
ChartData waveProgressChart(const RolloutFigures& figures, const QString& planName);
/// From targets over claims to proof.
ChartData funnelChart(const RolloutFigures& figures);

QString bucketWord(WaveProgress::Bucket bucket);

} // namespace bw
