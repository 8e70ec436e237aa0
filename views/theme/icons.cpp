// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr std::array<const char*, iconCount> names{
    "exposure", "fleet",  "queue",  "plan",        "test",         "deploy",  "verify", "audit",    "import", "feeds",
    "settings", "search", "filter", "close",       "more",         "copy",    "edit",   "folder",   "add",    "remove",
    "refresh",  "save",   "export", "columns",     "undo",         "redo",    "lock",   "calendar", "play",   "stop",
    "pause",    "shield", "clock",  "chevrondown", "chevronright", "warning", "info",   "error",    "moon",   "sun"};

QColor inkFor(QIcon::Mode mode, QIcon::State state)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled) {
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    }
    const bool current = mode == QIcon::Selected || state == QIcon::On;
    return palette.color(current ? QPalette::Link : QPalette::PlaceholderText);
}

class LineIconEngine final : public QIconEngine {
public:
    explicit LineIconEngine(Icon icon)
        : m_icon(icon)
    {
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(*painter, m_icon, rect, inkFor(mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return tintedPixmap(m_icon, size, 1.0, inkFor(mode, state));
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }
    QIconEngine* clone() const override { return new LineIconEngine(*this); }
    QString key() const override { return QStringLiteral("breakwater-line"); }

private:
    Icon m_icon;
};

} // namespace

QLatin1String iconName(Icon icon)
{
    return QLatin1String(names[static_cast<std::size_t>(icon)]);
}

QIcon themeIcon(Icon icon)
{
    return QIcon(new LineIconEngine(icon));
}

QPixmap tintedPixmap(Icon icon, const QSize& size, double devicePixelRatio, const QColor& ink)
{
    const QSize device = (QSizeF(size) * devicePixelRatio).toSize();
    const QString key = QStringLiteral("bw/%1/%2x%3/%4/%5")
                            .arg(iconName(icon))
                            .arg(device.width())
                            .arg(device.height())
                            .arg(devicePixelRatio)
                            .arg(ink.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap) || device.isEmpty()) {
        return pixmap;
    }
    pixmap = QPixmap(device);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const double side = std::min(device.width(), device.height());
    QSvgRenderer(QStringLiteral(":/breakwater/icons/%1.svg").arg(iconName(icon)))
        .render(&painter, QRectF((device.width() - side) / 2, (device.height() - side) / 2, side, side));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), ink);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter& painter, Icon icon, const QRect& box, const QColor& ink)
{
    painter.drawPixmap(box.topLeft(), tintedPixmap(icon, box.size(), painter.device()->devicePixelRatioF(), ink));
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/breakwater/icons/breakwater.svg"));
}

} // namespace bw
