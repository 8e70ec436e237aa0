// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chartink.h"

namespace bw {

QColor blend(const QColor& a, const QColor& b, double share)
{
    const auto mix = [&](float x, float y) { return float(share) * x + float(1 - share) * y; };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor lineInk(const Tokens& tokens, const ChartSeries& series)
{
    switch (series.ink) {
    case ChartSeries::Ink::Text:
        return tokens.text;
    case ChartSeries::Ink::Accent:
        return tokens.accent;
    case ChartSeries::Ink::Muted:
        return tokens.muted;
    case ChartSeries::Ink::Rest:
        return tokens.strongLine;
    case ChartSeries::Ink::OfTone:
        break;
    }
    return series.tone == Tone::Neutral ? tokens.muted : tokens.ink(series.tone);
}

QColor fillInk(const Tokens& tokens, const ChartSeries& series)
{
    if (series.ink == ChartSeries::Ink::Rest)
        return tokens.strongLine;
    if (tokens.dark)
        return blend(lineInk(tokens, series), tokens.surface, 0.78);
    // Dark inks would lie on a light page like lead: the ground of their tone brightens and warms them.
    const bool told = series.ink == ChartSeries::Ink::OfTone && series.tone != Tone::Neutral;
    return told ? blend(tokens.ink(series.tone), tokens.ground(series.tone), 0.55)
                : blend(lineInk(tokens, series), tokens.surface, 0.62);
}

} // namespace bw
