// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the main window and the dialogs behind them.
#include "models/foundation/jobrunner.h"
#include "models/services/recent.h"
#include "models/services/workspace.h"
#include "views/shell/helpwindow.h"
#include "views/shell/mainwindow.h"
#include "views/shell/momentdialog.h"
#include "views/theme/icons.h"
#include "views/theme/theme.h"
#include "views/widgets/messagebar.h"
#include "views/widgets/page.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QUndoStack>

namespace bw {

namespace {

QString workspaceFilter()
{
    return MainWindow::tr("Breakwater workspaces (*.bw);;All files (*)");
}

/// Where file dialogs begin: beside the last workspace, else in the documents folder.
QString startFolder()
{
    const QString last = QSettings().value(QStringLiteral("workspaces/last")).toString();
    return last.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                          : QFileInfo(last).absolutePath();
}

} // namespace

QAction* MainWindow::needsWorkspace(QAction* action)
{
    m_workspaceActions << action;
    return action;
}

void MainWindow::setupFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(themeIcon(Icon::Add), tr("&New workspace…"), QKeySequence::New, this,
                    [this] { askForWorkspace(Origin::Create); });
    menu->addAction(themeIcon(Icon::Folder), tr("&Open workspace…"), QKeySequence::Open, this,
                    [this] { askForWorkspace(Origin::Open); });
    QMenu* recent = menu->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(*recent); });
    menu->addAction(tr("Open the &sample fleet…"), this, [this] { askForWorkspace(Origin::Demo); });
    menu->addSeparator();
    needsWorkspace(menu->addAction(themeIcon(Icon::Import), tr("&Import inventories…"),
                                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I), this,
                                   [this] { askForFiles(false); }));
    needsWorkspace(menu->addAction(themeIcon(Icon::Feeds), tr("Import &feeds…"), this, [this] { askForFiles(true); }));
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::setupEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    m_undo = menu->addAction(themeIcon(Icon::Undo), tr("&Undo"), QKeySequence::Undo, this, &MainWindow::undo);
    m_redo = menu->addAction(themeIcon(Icon::Redo), tr("&Redo"), this, [this] {
        auto* shown = qobject_cast<Page*>(m_stack->currentWidget());
        if (QUndoStack* stack = shown ? shown->undoStack() : nullptr)
            stack->redo();
    });
    m_redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
    m_undo->setEnabled(false);
    m_redo->setEnabled(false);
    menu->addSeparator();
    needsWorkspace(menu->addAction(themeIcon(Icon::Filter), tr("&Filter"), QKeySequence::Find, this, [this] {
        if (auto* page = qobject_cast<Page*>(m_stack->currentWidget()))
            page->focusFilter();
    }));
}

void MainWindow::setupViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    for (const auto& [id, label] :
         {std::pair(QStringLiteral("exposure"), tr("&Exposure")), std::pair(QStringLiteral("fleet"), tr("&Fleet")),
          std::pair(QStringLiteral("queue"), tr("&Queue")), std::pair(QStringLiteral("plan"), tr("&Plan")),
          std::pair(QStringLiteral("test"), tr("T&est")), std::pair(QStringLiteral("deploy"), tr("&Deploy")),
          std::pair(QStringLiteral("verify"), tr("&Verify")), std::pair(QStringLiteral("import"), tr("&Import")),
          std::pair(QStringLiteral("feeds"), tr("F&eeds"))})
        needsWorkspace(menu->addAction(label, this, [this, page = id] { goTo(page); }));
    menu->addSeparator();
    needsWorkspace(menu->addAction(tr("Inspec&tor"), QKeySequence(Qt::CTRL | Qt::Key_I), this, [this] {
        if (auto* page = qobject_cast<Page*>(m_stack->currentWidget()))
            page->toggleInspector();
    }));
    needsWorkspace(menu->addAction(themeIcon(Icon::Clock), tr("As &of…"), this, &MainWindow::askForMoment));
    needsWorkspace(menu->addAction(themeIcon(Icon::Refresh), tr("&Refresh"), QKeySequence::Refresh, this,
                                   [this] { m_workspace->refresh(); }));
    menu->addSeparator();
    auto* themes = new QActionGroup(this);
    QMenu* look = menu->addMenu(tr("&Theme"));
    for (const auto& [scheme, label] : {std::pair(Scheme::System, tr("Like the &desktop")),
                                        std::pair(Scheme::Light, tr("&Light")), std::pair(Scheme::Dark, tr("&Dark"))}) {
        QAction* action = look->addAction(label, this, [this, wanted = scheme] {
            m_theme.setScheme(wanted);
            QSettings().setValue(QStringLiteral("window/scheme"), int(wanted));
        });
        action->setCheckable(true);
        action->setChecked(m_theme.scheme() == scheme);
        themes->addAction(action);
    }
    QAction* compact = menu->addAction(tr("&Compact rows"), this, [this](bool on) {
        m_theme.setDensity(on ? Density::Compact : Density::Normal);
        QSettings().setValue(QStringLiteral("window/compact"), on);
    });
    compact->setCheckable(true);
    compact->setChecked(m_theme.density() == Density::Compact);
}

void MainWindow::setupPlanMenu()
{
    // The verbs belong to the page, which is made anew with each workspace.
    QMenu* menu = menuBar()->addMenu(tr("&Plan"));
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        if (const Page* plan = page(QStringLiteral("plan"))) {
            menu->addAction(tr("&Show the board"), this, [this] { goTo(QStringLiteral("plan")); });
            menu->addSeparator();
            menu->addActions(plan->actions());
        }
    });
    needsWorkspace(menu->menuAction());
}

void MainWindow::setupHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Manual"), QKeySequence::HelpContents, this,
                    [this] { HelpWindow::show(this, QStringLiteral("index.md")); });
    menu->addAction(tr("What &leaves this computer"), this,
                    [this] { HelpWindow::show(this, QStringLiteral("index.md"), QStringLiteral("What leaves")); });
    menu->addSeparator();
    menu->addAction(tr("&About Breakwater"), this, [this] {
        QMessageBox::about(this, tr("About Breakwater"),
                           tr("Breakwater %1, a patch-management console. Free software under the GNU General Public "
                              "License, version 3 or later.")
                               .arg(QApplication::applicationVersion()));
    });
}

void MainWindow::fillRecent(QMenu& menu)
{
    menu.clear();
    for (const QString& path : recentWorkspaces()) {
        QString text = path;
        menu.addAction(text.replace(u'&', QStringLiteral("&&")), this, [this, path] { openWorkspace(path); });
    }
    if (menu.isEmpty())
        menu.addAction(tr("None yet"))->setEnabled(false);
    else
        menu.addAction(tr("Forget these"), this, &forgetRecentWorkspaces);
}

void MainWindow::askForWorkspace(Origin origin)
{
    if (origin == Origin::Open) {
        const QString path =
            QFileDialog::getOpenFileName(this, tr("Open a workspace"), startFolder(), workspaceFilter());
        if (!path.isEmpty())
            openWorkspace(path);
        return;
    }
    if (origin == Origin::Demo) {
        // The sample fleet is the same each time: made once, kept with the program's data.
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        QDir().mkpath(folder);
        const QString path = folder + QStringLiteral("/sample-fleet.bw");
        return openWorkspace(path, QFileInfo::exists(path) ? Origin::Open : Origin::Demo);
    }
    QString path =
        QFileDialog::getSaveFileName(this, tr("Make a workspace"), startFolder() + QStringLiteral("/fleet.bw"),
                                     workspaceFilter(), nullptr, QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1String(".bw")))
        path += QStringLiteral(".bw");
    openWorkspace(path, Origin::Create);
}

void MainWindow::askForFiles(bool feeds)
{
    if (!m_workspace)
        return;
    const QStringList paths =
        QFileDialog::getOpenFileNames(this, feeds ? tr("Import feeds") : tr("Import inventories"), startFolder());
    if (paths.isEmpty())
        return;
    if (feeds) {
        m_workspace->importFeeds(paths);
        return;
    }
    ImportRequest request;
    for (const QString& path : paths)
        request.paths.push_back(path.toStdString());
    m_workspace->prepareImport(request);
}

void MainWindow::askForMoment()
{
    MomentDialog dialog(m_workspace->asOf(), this);
    if (dialog.exec() == QDialog::Accepted)
        m_workspace->setAsOf(dialog.moment());
}

} // namespace bw
