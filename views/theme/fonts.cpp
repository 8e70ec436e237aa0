// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/fonts.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QStringList>

#include <algorithm>

namespace bw {

namespace {

constexpr int basePixels = 13;

QString preferredFamily()
{
    const QStringList present = QFontDatabase::families();
    for (const auto* name : {"Inter", "Inter Variable", "Segoe UI", "Noto Sans"}) {
        const QString family = QString::fromLatin1(name);
        if (present.contains(family)) {
            return family;
        }
    }
    return QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
}

QFont scaled(QFont font, double factor)
{
    if (font.pixelSize() > 0) {
        font.setPixelSize(qRound(font.pixelSize() * factor));
    } else {
        font.setPointSizeF(font.pointSizeF() * factor);
    }
    return font;
}

} // namespace

QFont baseFont()
{
    QFont font(preferredFamily());
    font.setPixelSize(basePixels);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

QFont strongFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont smallFont(QFont font)
{
    return scaled(std::move(font), 12.0 / basePixels);
}

QFont titleFont(QFont font)
{
    return strongFont(scaled(std::move(font), 15.0 / basePixels));
}

QFont figureFont(QFont font)
{
    return strongFont(scaled(std::move(font), 20.0 / basePixels));
}

QFont monoFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(12);
    return font;
}

int lineHeight(const QFont& font)
{
    return std::max(18, QFontMetrics(font).height());
}

int rowHeight(const QFont& font, Density density)
{
    return lineHeight(font) + (density == Density::Compact ? 8 : 16);
}

} // namespace bw
