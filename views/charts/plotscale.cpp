// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/plotscale.h"

#include <QDate>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace bw {

std::vector<double> roundTicks(double most, int steps, bool whole)
{
    const double rough = std::max(most, whole ? 1.0 : 1e-6) / std::max(1, steps);
    const double magnitude = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * magnitude;
    for (const double factor : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0}) {
        const double candidate = factor * magnitude;
        const bool fits = !whole || (candidate >= 1 && std::abs(candidate - std::round(candidate)) < 1e-9);
        if (fits && candidate >= rough - 1e-9) {
            step = candidate;
            break;
        }
    }
    std::vector<double> ticks{0};
    while (ticks.back() < most - 1e-9 || ticks.size() < 2)
        ticks.push_back(step * double(ticks.size()));
    return ticks;
}

std::vector<Tick> monthTicks(double from, double to, int most)
{
    const QDate epoch(1970, 1, 1);
    const QDate first = epoch.addDays(qint64(std::ceil(from)));
    QDate month(first.year(), first.month(), 1);
    if (month < first)
        month = month.addMonths(1);
    const QDate last = epoch.addDays(qint64(std::floor(to)));
    const int count = (last.year() - month.year()) * 12 + last.month() - month.month() + 1;
    static constexpr std::array<int, 5> Strides = {1, 2, 3, 6, 12};
    const auto stride =
        std::find_if(Strides.begin(), Strides.end(), [&](int n) { return count <= n * std::max(1, most); });
    const int every = stride == Strides.end() ? 12 : *stride;
    std::vector<Tick> ticks;
    for (; month <= last; month = month.addMonths(1)) {
        if ((month.month() - 1) % every != 0)
            continue;
        const QString name = QLocale().standaloneMonthName(month.month(), QLocale::ShortFormat);
        ticks.push_back({double(epoch.daysTo(month)), month.month() == 1 ? QString::number(month.year()) : name});
    }
    return ticks;
}

} // namespace bw
