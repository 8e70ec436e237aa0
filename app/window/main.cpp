// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"
#include "views/shell/mainwindow.h"
#include "views/theme/icons.h"
#include "views/theme/theme.h"
#include "views/widgets/accessibilityguard.h"

#include <QApplication>
#include <QSettings>

/// The composition root of the window: theme and jobs live here, the window owns its workspace.
int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Breakwater"));
    QApplication::setApplicationName(QStringLiteral("Breakwater"));
    QApplication::setApplicationVersion(QStringLiteral(BREAKWATER_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("breakwater"));
    bw::installAccessibilityGuard();

    const QSettings settings;
    bw::Theme theme(static_cast<bw::Scheme>(settings.value(QStringLiteral("window/scheme"), int(bw::Scheme::System)).toInt()));
    if (settings.value(QStringLiteral("window/compact")).toBool())
        theme.setDensity(bw::Density::Compact);
    QApplication::setWindowIcon(bw::applicationIcon());
    bw::JobRunner jobs;
    bw::MainWindow window(theme, jobs);
    window.show();
    for (const QString& argument : app.arguments().mid(1)) {
        if (!argument.startsWith(u'-')) {
            window.openWorkspace(argument);
            break;
        }
    }
    return QApplication::exec();
}
