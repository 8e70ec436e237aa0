// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QLocale>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace bw {

/// One line, band, area or part of a bar, and one column of the table behind the chart.
struct ChartSeries {
    enum class Form : std::uint8_t {
        Area, ///< stacked on the areas before it
        Line,
        Steps, ///< stays until the next row's value
        Part, ///< of a bar
        TableOnly,
    };
    /// What a series has to say that is no state.
    enum class Ink : std::uint8_t { OfTone, Text, Accent, Muted, Rest };

    QString title;
    Form form = Form::Line;
    Tone tone = Tone::Neutral;
    Ink ink = Ink::OfTone;
    bool dashed = false;
    int low = -1, high = -1; ///< columns between which the series' interval lies; -1: none

    bool operator==(const ChartSeries&) const = default;
};

/// One point in time, one step or one bar.
struct ChartRow {
    double x = 0; ///< days since 1970-01-01, or a number
    QString label; ///< "2026-11-24", "Test ring"
    QString note = {}; ///< what stands behind a bar: "38 of 44"
    std::vector<std::optional<double>> values; ///< by series; empty: not known, drawn as a gap
    QString id = {}; ///< of a bar that can be followed

    bool operator==(const ChartRow&) const = default;
};

/// A figure in numbers: what a chart shows and its table says. Plain data; texts are data and shown as they are.
struct ChartData {
    enum class Axis : std::uint8_t { Days, Number };

    QString title;
    QString basis; ///< what it counts, over how many, and what is unknown
    QString rowTitle; ///< header of the first column: "Week until", "Days", "Wave"
    Axis axis = Axis::Days;
    bool percent = false; ///< values are shares 0..100
    int decimals = 0;
    bool eachWhole = false; ///< bars: each is as long as the others and shows shares; else all go by one scale
    std::vector<ChartSeries> series;
    std::vector<ChartRow> rows;
    QString summary; ///< one or two sentences, for those who do not see the picture
    QString empty; ///< what is said where there are no rows

    bool operator==(const ChartData&) const = default;
};

QString chartValue(const ChartData& data, double value);
/// Everything of one row in words: "2026-11-24: Immediate 2, Out of cycle 4".
QString chartSentence(const ChartData& data, std::size_t row);
/// Lines of the readout beside the pointer: name and value.
struct ChartReading {
    int series = 0;
    QString title, value;
};
std::vector<ChartReading> chartReadings(const ChartData& data, std::size_t row);

} // namespace bw
