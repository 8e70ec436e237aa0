// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace bw {

/// A place on an axis with its label.
struct Tick {
    double at = 0;
    QString label = {};
};

/// Round values from 0 to at least `most` in steps of 1, 1.5, 2, 2.5, 3, 4 or 5 times a power of ten; the last is the
/// end of the axis. Whole numbers only where `whole`.
std::vector<double> roundTicks(double most, int steps, bool whole);
/// The first day of months between two days (days since 1970-01-01), every n-th so that at most `most` remain; January
/// carries its year.
std::vector<Tick> monthTicks(double from, double to, int most);

} // namespace bw
