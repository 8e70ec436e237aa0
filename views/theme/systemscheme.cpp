// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/systemscheme.h"

#include <QColor>
#include <QSettings>

namespace bw {

bool systemPrefersDark(const QPalette& platformPalette)
{
#ifdef Q_OS_WIN
    const QSettings registry(
        QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize"),
        QSettings::NativeFormat);
    const QVariant light = registry.value(QStringLiteral("AppsUseLightTheme"));
    if (light.isValid()) {
        return light.toInt() == 0;
    }
#endif
    const QString gtk = qEnvironmentVariable("GTK_THEME").toLower();
    if (!gtk.isEmpty()) {
        return gtk.endsWith(QLatin1String(":dark")) || gtk.endsWith(QLatin1String("-dark"));
    }
    return platformPalette.color(QPalette::WindowText).lightness()
        > platformPalette.color(QPalette::Window).lightness();
}

} // namespace bw
