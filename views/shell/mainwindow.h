// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <map>
#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QMenu;
class QStackedWidget;
QT_END_NAMESPACE

namespace bw {

class DropOverlay;
class ImportPage;
class JobIndicator;
class JobRunner;
class PageMessages;
class NavigationList;
class Page;
class StopButton;
class Theme;
class WelcomePage;
class Workspace;
struct Error;
struct Message;

/// The frame: menus, navigation, pages, messages, status bar. It knows the pages by name and nothing of what they show.
/// One window shows one workspace and owns it while it is open.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// How a workspace comes to be.
    enum class Origin { Open, Create, Demo };

    MainWindow(Theme& theme, JobRunner& jobs, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens or makes a workspace in a job; a failure is said in the window.
    void openWorkspace(const QString& path, Origin origin = Origin::Open);
    void goTo(const QString& page, const QString& filter = {});
    QStringList pageIds() const;
    Page* page(const QString& id) const;
    Workspace* workspace() const { return m_workspace.get(); }

Q_SIGNALS:
    /// The pages show what a workspace holds (after each computation).
    void workspaceShown();
    /// The queue page shows the queue as it was computed last; that of now follows with workspaceShown().
    void queueShown();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void setupLayout();
    void setupStatusBar();
    void setupFileMenu();
    void setupEditMenu();
    void setupViewMenu();
    void setupPlanMenu();
    void setupHelpMenu();
    void showWorkspace(std::unique_ptr<Workspace> workspace);
    void connectWorkspace();
    void addPage(const QString& id, Page* page);
    void takeFiles(const QStringList& paths);
    void askForFiles(bool feeds);
    void askForWorkspace(Origin origin);
    void askForMoment();
    void showMessage(const Message& message);
    void showError(const Error& error);
    void updateTitle();
    void updateUndo();
    void undo();
    void updateJobs();
    void fillRecent(QMenu& menu);
    QAction* needsWorkspace(QAction* action);

    Theme& m_theme;
    JobRunner& m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    NavigationList* m_navigation = nullptr;
    QStackedWidget* m_stack = nullptr;
    WelcomePage* m_welcome = nullptr;
    ImportPage* m_import = nullptr;
    PageMessages* m_messages = nullptr;
    JobIndicator* m_jobIndicator = nullptr;
    StopButton* m_stop = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_evidence = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    std::map<QString, Page*> m_pages;
    QStringList m_ids; ///< of the pages, in the order of the navigation
    QList<QAction*> m_workspaceActions; ///< those that need an open workspace
};

} // namespace bw
