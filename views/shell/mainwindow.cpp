// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/mainwindow.h"

#include "models/foundation/jobrunner.h"
#include "models/services/demofleet.h"
#include "models/services/recent.h"
#include "models/services/words.h"
#include "models/services/workspace.h"
#include "models/store/store.h"
#include "views/exposure/exposurepage.h"
#include "views/feeds/feedspage.h"
#include "views/fleet/fleetpage.h"
#include "views/import/importpage.h"
#include "views/planner/planpage.h"
#include "views/queue/queuepage.h"
#include "views/rollout/rolloutpage.h"
#include "views/rollout/stopbutton.h"
#include "views/shell/evidencetext.h"
#include "views/shell/momentdialog.h"
#include "views/shell/pagemessages.h"
#include "views/shell/welcomepage.h"
#include "views/theme/theme.h"
#include "views/validation/validationpage.h"
#include "views/verification/verificationpage.h"
#include "views/widgets/dropoverlay.h"
#include "views/widgets/jobindicator.h"
#include "views/widgets/messagebar.h"
#include "views/widgets/navigationlist.h"
#include "views/widgets/page.h"
#include "views/widgets/plaintext.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
#include <QUndoStack>
#include <QVBoxLayout>

namespace bw {

MainWindow::MainWindow(Theme& theme, JobRunner& jobs, QWidget* parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_jobs(jobs)
{
    setupLayout();
    setupStatusBar();
    setupFileMenu();
    setupEditMenu();
    setupViewMenu();
    setupPlanMenu();
    setupHelpMenu();
    updateTitle();
    for (QAction* action : std::as_const(m_workspaceActions))
        action->setEnabled(false);
    if (!restoreGeometry(QSettings().value(QStringLiteral("window/geometry")).toByteArray()))
        resize(1280, 800);
}

MainWindow::~MainWindow()
{
    // Pages hold on to the workspace and its jobs: they go first.
    for (auto& [id, page] : m_pages)
        delete page;
}

void MainWindow::setupLayout()
{
    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_navigation = new NavigationList(centre);
    m_navigation->setFixedWidth(176);
    m_navigation->setEntries({{QStringLiteral("exposure"), tr("Exposure"), Icon::Exposure},
                              {QStringLiteral("fleet"), tr("Fleet"), Icon::Fleet},
                              {QStringLiteral("queue"), tr("Queue"), Icon::Queue},
                              {QStringLiteral("plan"), tr("Plan"), Icon::Plan},
                              {QStringLiteral("test"), tr("Test"), Icon::Test},
                              {QStringLiteral("deploy"), tr("Deploy"), Icon::Deploy},
                              {QStringLiteral("verify"), tr("Verify"), Icon::Verify},
                              {{}, tr("Sources"), Icon::Info, true},
                              {QStringLiteral("import"), tr("Import"), Icon::Import},
                              {QStringLiteral("feeds"), tr("Feeds"), Icon::Feeds}});
    m_navigation->hide();
    row->addWidget(m_navigation);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_stack = new QStackedWidget(centre);
    m_welcome = new WelcomePage(m_stack);
    m_welcome->setRecent(recentWorkspaces());
    m_stack->addWidget(m_welcome);
    column->addWidget(m_stack, 1);
    auto* bar = new MessageBar(centre);
    m_messages = new PageMessages(*bar);
    column->addWidget(bar);
    bar->hide();
    row->addLayout(column, 1);
    setCentralWidget(centre);

    connect(m_navigation, &NavigationList::chosen, this, [this](const QString& id) { goTo(id); });
    connect(m_messages, &PageMessages::undoWanted, this, [this](Page* page) {
        if (m_workspace)
            page ? page->undoStack()->undo() : m_workspace->undo();
    });
    connect(m_welcome, &WelcomePage::demoWanted, this, [this] { askForWorkspace(Origin::Demo); });
    connect(m_welcome, &WelcomePage::newWanted, this, [this] { askForWorkspace(Origin::Create); });
    connect(m_welcome, &WelcomePage::openWanted, this, [this] { askForWorkspace(Origin::Open); });
    connect(m_welcome, &WelcomePage::recentChosen, this, [this](const QString& path) { openWorkspace(path); });
    auto* drop = new DropOverlay(this);
    drop->setSentence(tr("Drop inventories or feeds: they are looked at first, nothing is stored before you say so."));
    connect(drop, &DropOverlay::filesDropped, this, &MainWindow::takeFiles);
}

void MainWindow::setupStatusBar()
{
    m_status = new QLabel(this);
    m_evidence = new QLabel(this);
    for (QLabel* label : {m_status, m_evidence}) {
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(8, 0, 8, 0);
        statusBar()->addWidget(label);
    }
    m_stop = new StopButton(this);
    statusBar()->addPermanentWidget(m_stop);
    m_jobIndicator = new JobIndicator(this);
    statusBar()->addPermanentWidget(m_jobIndicator);
    statusBar()->setSizeGripEnabled(false);
    connect(&m_jobs, &JobRunner::changed, this, &MainWindow::updateJobs);
    connect(m_jobIndicator, &JobIndicator::cancelRequested, this, [this](quint64 id) { m_jobs.cancel(id); });
}

void MainWindow::updateJobs()
{
    std::vector<JobView> views;
    for (const JobInfo& job : m_jobs.running()) {
        // What is over before it can be read only flickers.
        if (job.runningMs < 200)
            continue;
        JobView view{job.id, job.title, job.what, {}};
        if (job.cancelling)
            view.detail = tr("stopping");
        if (job.total > 0)
            view.share = double(job.done) / double(job.total);
        views.push_back(std::move(view));
    }
    m_jobIndicator->setJobs(views);
}

void MainWindow::openWorkspace(const QString& path, Origin origin)
{
    const QString name = QFileInfo(path).fileName();
    const QString title = origin == Origin::Demo ? tr("Making the sample fleet") : tr("Opening %1").arg(name);
    m_jobs.start(
        QStringLiteral("open-workspace"), title, this,
        [path = path.toStdString(), origin](ProgressSink& progress) -> Result<std::shared_ptr<std::unique_ptr<Store>>> {
            if (origin == Origin::Demo) {
                if (auto made = makeDemoWorkspace(path, progress); !made)
                    return made.error();
            }
            auto store = origin == Origin::Create ? Store::create(path) : Store::open(path);
            if (!store)
                return store.error();
            return std::make_shared<std::unique_ptr<Store>>(std::move(*store));
        },
        [this](Result<std::shared_ptr<std::unique_ptr<Store>>> store) {
            if (!store)
                return showError(store.error());
            showWorkspace(std::make_unique<Workspace>(std::move(**store), m_jobs));
        });
}

void MainWindow::showWorkspace(std::unique_ptr<Workspace> workspace)
{
    for (auto& [id, page] : m_pages)
        delete page;
    m_pages.clear();
    m_ids.clear();
    m_messages->clear();
    m_workspace = std::move(workspace);
    rememberWorkspace(m_workspace->path());
    m_workspace->refresh(); // computes while the pages are made; answers come through the event loop
    addPage(QStringLiteral("exposure"), new ExposurePage(*m_workspace, m_stack));
    addPage(QStringLiteral("fleet"), new FleetPage(*m_workspace, m_stack));
    addPage(QStringLiteral("queue"), new QueuePage(*m_workspace, m_stack));
    addPage(QStringLiteral("plan"), new PlanPage(*m_workspace, m_stack));
    addPage(QStringLiteral("test"), new ValidationPage(*m_workspace, m_stack));
    addPage(QStringLiteral("deploy"), new RolloutPage(*m_workspace, m_stack));
    m_stop->setService(&m_workspace->rollouts());
    addPage(QStringLiteral("verify"), new VerificationPage(*m_workspace, m_stack));
    m_import = new ImportPage(*m_workspace, m_stack);
    addPage(QStringLiteral("import"), m_import);
    addPage(QStringLiteral("feeds"), new FeedsPage(*m_workspace, m_stack));
    connectWorkspace();
    for (QAction* action : std::as_const(m_workspaceActions))
        action->setEnabled(true);
    updateUndo();
    m_navigation->show();
    goTo(QStringLiteral("queue"));
    updateTitle();
}

void MainWindow::connectWorkspace()
{
    connect(m_workspace.get(), &Workspace::failed, this, &MainWindow::showError);
    connect(m_workspace.get(), &Workspace::undoable, this, [this](const QString& text) {
        m_messages->showUndo(text + u'.');
        updateUndo();
    });
    connect(m_workspace.get(), &Workspace::importPrepared, this, [this] { goTo(QStringLiteral("import")); });
    connect(m_workspace.get(), &Workspace::importFinished, this, [this](const ImportReport& report) {
        showMessage({Message::Kind::Done,
                     tr("Imported: %1 hosts added, %2 updated, %3 unchanged.")
                         .arg(report.hostsAdded)
                         .arg(report.hostsUpdated)
                         .arg(report.hostsUnchanged),
                     {},
                     10'000});
        goTo(QStringLiteral("fleet"));
    });
    connect(m_workspace.get(), &Workspace::notRecognised, this, [this](const QStringList& paths) {
        showMessage({Message::Kind::Warning,
                     tr("Not recognised, so not imported: %1. The manual lists what can be read (F1).")
                         .arg(paths.join(QStringLiteral(", ")))});
    });
    connect(m_workspace.get(), &Workspace::assessedChanged, this, [this] {
        updateUndo();
        m_evidence->setText(evidenceText(*m_workspace->assessed().assessment, m_workspace->asOf()));
        Q_EMIT workspaceShown();
    });
    connect(m_workspace.get(), &Workspace::queueRemembered, this, &MainWindow::queueShown);
}

void MainWindow::addPage(const QString& id, Page* page)
{
    m_pages[id] = page;
    m_ids << id;
    m_stack->addWidget(page);
    m_navigation->setCount(id, {}); // that of another workspace
    connect(page, &Page::countChanged, this,
            [this, id](const QString& count, const QString& tip) { m_navigation->setCount(id, count, tip); });
    connect(page, &Page::messageWanted, this,
            [this, page](const Message& message) { m_messages->show(message, page); });
    connect(page, &Page::pageWanted, this, &MainWindow::goTo);
    connect(page, &Page::momentWanted, this, &MainWindow::askForMoment);
    connect(page, &Page::undoMessageWanted, this,
            [this, page](const QString& text) { m_messages->showUndo(text, page); });
    if (QUndoStack* stack = page->undoStack())
        connect(stack, &QUndoStack::indexChanged, this, &MainWindow::updateUndo);
    connect(page, &Page::importWanted, this, [this] { askForFiles(false); });
    connect(page, &Page::feedImportWanted, this, [this] { askForFiles(true); });
    connect(page, &Page::statusTextChanged, this, [this, page] {
        if (m_stack->currentWidget() == page)
            m_status->setText(page->statusText());
    });
}

void MainWindow::goTo(const QString& id, const QString& filter)
{
    Page* target = page(id);
    if (!target)
        return;
    m_stack->setCurrentWidget(target);
    m_messages->pageShown(target);
    m_navigation->setCurrent(id);
    if (!filter.isEmpty())
        target->showFiltered(filter);
    if (!m_navigation->hasFocus()) // who walks through the list of pages stays there
        target->focusMain();
    m_status->setText(target->statusText());
    updateUndo();
}

/// The page that is shown undoes its own steps; where it has none, the workspace's are meant.
void MainWindow::undo()
{
    auto* shown = qobject_cast<Page*>(m_stack->currentWidget());
    if (QUndoStack* stack = shown ? shown->undoStack() : nullptr)
        stack->undo();
    else if (m_workspace)
        m_workspace->undo();
}

void MainWindow::updateUndo()
{
    auto* shown = qobject_cast<Page*>(m_stack->currentWidget());
    const QUndoStack* stack = shown ? shown->undoStack() : nullptr;
    const QString back = stack ? stack->undoText() : m_workspace ? m_workspace->undoText() : QString();
    const QString forth = stack ? stack->redoText() : QString();
    m_undo->setEnabled(!back.isEmpty());
    m_undo->setText(back.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(plainCaption(back)));
    m_redo->setEnabled(!forth.isEmpty());
    m_redo->setText(forth.isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(plainCaption(forth)));
}

QStringList MainWindow::pageIds() const
{
    return m_ids;
}

Page* MainWindow::page(const QString& id) const
{
    const auto it = m_pages.find(id);
    return it == m_pages.end() ? nullptr : it->second;
}

void MainWindow::takeFiles(const QStringList& paths)
{
    if (paths.size() == 1 && paths.first().endsWith(QLatin1String(".bw"))) {
        openWorkspace(paths.first());
    } else if (m_workspace) {
        m_workspace->takePaths(paths);
    } else {
        showMessage({Message::Kind::Info, tr("Open or make a workspace first; then drop the files again.")});
    }
}

void MainWindow::showMessage(const Message& message)
{
    m_messages->show(message);
}

void MainWindow::showError(const Error& error)
{
    showMessage({Message::Kind::Error, sentence(error)});
}

void MainWindow::updateTitle()
{
    setWindowTitle(m_workspace ? tr("%1 – Breakwater").arg(QFileInfo(m_workspace->path()).completeBaseName())
                               : tr("Breakwater"));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_workspace && !StopButton::mayLeave(m_workspace->rollouts(), this)) {
        event->ignore();
        return;
    }
    QSettings().setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_jobs.cancelAll();
    event->accept();
}

} // namespace bw
