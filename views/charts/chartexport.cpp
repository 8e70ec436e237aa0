// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chartexport.h"

#include "views/theme/fonts.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace bw {

namespace {

constexpr int Margin = 16;

int headHeight(const QFont& font)
{
    return lineHeight(font) + lineHeight(smallFont(font)) + 8;
}

QSize sheetSize(ChartPlot& plot)
{
    const QWidget* widget = plot.widget();
    return {widget->width() + 2 * Margin, widget->height() + headHeight(widget->font()) + 2 * Margin};
}

void paintSheet(QPainter& painter, ChartPlot& plot, const ChartData& data)
{
    const QWidget* widget = plot.widget();
    const Tokens& tokens = Theme::tokensOf(widget);
    const QSize size = sheetSize(plot);
    painter.fillRect(QRect(QPoint(0, 0), size), tokens.surface);
    const int width = size.width() - 2 * Margin;
    int y = Margin;
    painter.setFont(strongFont(widget->font()));
    painter.setPen(tokens.text);
    painter.drawText(QRect(Margin, y, width, lineHeight(widget->font())), Qt::AlignLeft | Qt::AlignVCenter, data.title);
    y += lineHeight(widget->font());
    const QFont small = smallFont(widget->font());
    painter.setFont(small);
    painter.setPen(tokens.muted);
    painter.drawText(QRect(Margin, y, width, lineHeight(small)), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(small).elidedText(data.basis, Qt::ElideRight, width));
    const QPoint at(Margin, Margin + headHeight(widget->font()));
    plot.paintTo(painter, QRect(at, widget->size()));
}

} // namespace

QImage chartImage(ChartPlot& plot, const ChartData& data)
{
    const QSize size = sheetSize(plot);
    QImage image(size * 2, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSheet(painter, plot, data);
    return image;
}

static QByteArray chartSvg(ChartPlot& plot, const ChartData& data)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    const QSize size = sheetSize(plot);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(data.title);
    generator.setDescription(data.summary);
    QPainter painter(&generator);
    paintSheet(painter, plot, data);
    painter.end();
    return buffer.data();
}

bool saveChart(const QString& path, ChartPlot& plot, const ChartTable& table)
{
    QByteArray bytes;
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        bytes = table.csv().toUtf8();
    } else if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        bytes = chartSvg(plot, table.chart());
    } else {
        QBuffer buffer(&bytes);
        if (!buffer.open(QIODevice::WriteOnly) || !chartImage(plot, table.chart()).save(&buffer, "PNG"))
            return false;
    }
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

void copyChartImage(ChartPlot& plot, const ChartData& data)
{
    QApplication::clipboard()->setImage(chartImage(plot, data));
}

void copyChartTable(const ChartTable& table)
{
    QString text;
    const auto line = [&](auto cellOf) {
        QStringList cells;
        for (int column = 0; column < table.columnCount(); ++column)
            cells << cellOf(column).toString().replace(u'\t', u' ');
        text += cells.join(u'\t') + u'\n';
    };
    line([&](int column) { return table.headerData(column, Qt::Horizontal); });
    for (int row = 0; row < table.rowCount(); ++row)
        line([&](int column) { return table.data(table.index(row, column)); });
    QApplication::clipboard()->setText(text);
}

} // namespace bw
