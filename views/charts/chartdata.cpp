// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chartdata.h"

#include <QCoreApplication>

namespace bw {

QString chartValue(const ChartData& data, double value)
{
    const QString number = QLocale().toString(value, 'f', data.decimals);
    return data.percent ? QCoreApplication::translate("bw::Chart", "%1 %").arg(number) : number;
}

std::vector<ChartReading> chartReadings(const ChartData& data, std::size_t row)
{
    std::vector<ChartReading> readings;
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const auto& value = data.rows[row].values[i];
        if (data.series[i].form == ChartSeries::Form::TableOnly || !value)
            continue;
        readings.push_back({int(i), data.series[i].title, chartValue(data, *value)});
    }
    return readings;
}

QString chartSentence(const ChartData& data, std::size_t row)
{
    QStringList parts;
    for (const ChartReading& reading : chartReadings(data, row))
        parts << reading.title + u' ' + reading.value;
    if (parts.isEmpty())
        parts << QCoreApplication::translate("bw::Chart", "not known");
    QString sentence = data.rows[row].label + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
    if (!data.rows[row].note.isEmpty())
        sentence += QStringLiteral(" (") + data.rows[row].note + u')';
    return sentence;
}

} // namespace bw
