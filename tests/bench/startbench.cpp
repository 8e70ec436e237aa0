// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts, paints and ends at once, so that whoever runs it can take the time:
//   startbench minimal              a window with a label
//   startbench window [WORKSPACE]   the program's window, with the workspace's first page filled, computed anew
//   startbench again WORKSPACE      the same with the first page as it was computed last
//   startbench keep WORKSPACE       an opening that ends when its queue has been kept for the next one
#include "models/foundation/jobrunner.h"
#include "models/services/workspace.h"
#include "views/shell/mainwindow.h"
#include "views/theme/icons.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QSettings>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

using namespace bw;

namespace {

/// Paints everything that waits for it and leaves without tidying up, which is no part of a start.
[[noreturn]] void paintAndLeave(QWidget& window)
{
    QApplication::processEvents();
    window.repaint();
    const bool painted = !window.grab().isNull();
    std::fflush(nullptr);
    std::_Exit(painted ? 0 : 1);
}

int showMinimal()
{
    QMainWindow window;
    window.setCentralWidget(new QLabel(QStringLiteral("Breakwater")));
    window.resize(1440, 900);
    window.show();
    paintAndLeave(window);
}

int showWindow(const QString& what, const QString& workspace)
{
    Theme theme(Scheme::Light);
    QApplication::setWindowIcon(applicationIcon());
    JobRunner jobs;
    MainWindow window(theme, jobs);
    window.resize(1440, 900);
    window.show();
    if (workspace.isEmpty())
        paintAndLeave(window);
    const auto leave = [&] { QTimer::singleShot(0, &window, [&] { paintAndLeave(window); }); };
    if (what == QLatin1String("again")) {
        QObject::connect(&window, &MainWindow::queueShown, &window, leave);
    } else if (what == QLatin1String("keep")) {
        QObject::connect(&window, &MainWindow::workspaceShown, &window, [&] {
            QObject::connect(&jobs, &JobRunner::busyChanged, &window, [&](bool busy) {
                if (!busy)
                    leave();
            });
        });
    } else {
        QObject::connect(&window, &MainWindow::workspaceShown, &window, leave);
    }
    QTimer::singleShot(60'000, [] { std::_Exit(1); });
    window.openWorkspace(workspace);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == QLatin1String("minimal"))
        return showMinimal();
    const QString what = arguments.value(1);
    const bool known = what == QLatin1String("window")
        || ((what == QLatin1String("again") || what == QLatin1String("keep")) && arguments.size() > 2);
    if (!known) {
        std::fputs("usage: startbench minimal | window [WORKSPACE] | again WORKSPACE | keep WORKSPACE\n", stderr);
        return 2;
    }
    // Neither what the user keeps nor what the last run kept may count: the settings cannot be written.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QStringLiteral("/nonexistent"));
    QApplication::setOrganizationName(QStringLiteral("BreakwaterBench"));
    return showWindow(what, arguments.value(2));
}
