// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"
#include "models/planning/edits.h"
#include "models/planning/ringtemplate.h"
#include "models/services/planservice.h"
#include "models/services/rolloutservice.h"
#include "models/services/workspace.h"
#include "views/planner/boardview.h"
#include "views/planner/freezesdialog.h"
#include "views/planner/movetodialog.h"
#include "views/planner/planpage.h"
#include "views/planner/templatedialog.h"
#include "views/planner/wavecolumn.h"
#include "views/planner/wavedialog.h"
#include "views/planner/windowdialog.h"
#include "views/shell/mainwindow.h"
#include "views/theme/theme.h"
#include "views/widgets/page.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace bw;

namespace {

void settle(JobRunner& jobs, int ms = 150)
{
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (!jobs.busy())
            QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    });
    poll.start(20);
    loop.exec();
}

void pause(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

bool photograph(QWidget& window, const QString& file)
{
    const bool written = window.grab().save(file);
    std::printf("%s%s\n", qPrintable(file), written ? "" : " could not be written");
    return written;
}

/// A dialog that a slot of a page opens, while it is open.
template <typename... Arguments>
bool photographDialog(MainWindow& window, const QString& page, const char* slot, const QString& file,
                      Arguments... arguments)
{
    window.goTo(page);
    pause(400);
    bool good = true;
    QTimer::singleShot(600, &window, [&] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        good = photograph(*dialog, file);
        dialog->reject();
    });
    QMetaObject::invokeMethod(window.page(page), slot, Qt::DirectConnection, arguments...);
    pause(700);
    return good;
}

/// Begins to rehearse the first wave of the newest approved plan, if there is one.
void rehearse(MainWindow& window, double speed)
{
    Workspace& workspace = *window.workspace();
    RolloutWish wish;
    for (const PlanVersion& version : workspace.planning().plans()) {
        if (version.state == PlanState::Approved && !version.plan.waves.empty() && wish.wave == 0) {
            wish.version = version;
            wish.wave = version.plan.waves.front().id;
        }
    }
    if (wish.wave == 0)
        return;
    wish.outsideWindow = true;
    RolloutService& service = workspace.rollouts();
    QObject::connect(
        &service, &RolloutService::prepared, &window,
        [&](const std::shared_ptr<const PreparedRun>& run) {
            EngineSettings settings;
            settings.rehearsalSpeed = speed;
            settings.rehearsalFailures = 0.2;
            service.start(run, settings);
        },
        Qt::SingleShotConnection);
    service.prepare(wish, workspace.assessed(), {});
    pause(4000);
}

/// What to show: workspace (or none), folder, and which inventories to preview.
struct Wish {
    QString workspace, folder;
    QStringList import;
};

/// A plan to look at, where the workspace has none: the template over every urgent patch, and what a person may do with
/// it: three windows, one of them in a freeze.
void makePlan(MainWindow& window, JobRunner& jobs)
{
    PlanService& plans = window.workspace()->planning();
    const auto ground = plans.ground();
    const RingTemplate* rings = ringTemplate("four-rings");
    if (plans.hasPlan() || !ground || !rings || ground->assessment().fleet->hosts.empty())
        return;
    PlanningPolicy policy = plans.policy();
    const Day today = dayOf(ground->now());
    const auto local = [&](int days, const char* time) { return toIso(today + std::chrono::days(days)) + 'T' + time; };
    policy.windows = {
        {"tue", "Tuesday night", local(1, "22:00"), "FREQ=WEEKLY", 0, {}, 120, {}, "Europe/Berlin", {}},
        {"wed", "Wednesday night", local(2, "22:00"), "FREQ=WEEKLY", 0, {}, 120, {}, "Europe/Berlin", {}},
        {"sat", "Saturday night", local(5, "01:00"), "FREQ=WEEKLY", 0, {}, 240, 180, "Europe/Berlin", {}}};
    plans.setPolicy(policy, {});
    settle(jobs);
    std::vector<std::string> patches;
    for (const Patch& patch : plans.ground()->assessment().patches) {
        if (!patch.fixed.empty() && patch.hostsOpen > 0 && patches.size() < 7)
            patches.push_back(patch.id);
    }
    std::vector<HostId> hosts;
    for (const Host& host : ground->assessment().fleet->hosts)
        hosts.push_back(host.id);
    Plan draft = plans.draft(*rings, patches, hosts);
    draft.name = "November round";
    const char* const windows[] = {"tue", "wed", "sat", "sat"};
    for (std::size_t i = 0; i < draft.waves.size() && i < 4; ++i)
        draft.waves[i].window = windows[i];
    plans.createPlan(draft, {});
    settle(jobs);
    plans.applyEdit(RemovePatches{{patches.back()}, draft.waves.front().id, {}});
    settle(jobs, 600);
}

bool photographPages(MainWindow& window, JobRunner& jobs, const Wish& wish, const QString& suffix)
{
    bool good = true;
    for (const QString& id : window.pageIds()) {
        window.goTo(id);
        settle(jobs);
        good = photograph(window, wish.folder + u'/' + id + suffix + QStringLiteral(".png")) && good;
    }
    return good;
}

/// The board at work: hosts as cards, a drag, conflicts, the simulation, and the dialogs behind it.
bool photographBoard(MainWindow& window, JobRunner& jobs, const Wish& wish, const QString& suffix)
{
    auto* page = qobject_cast<PlanPage*>(window.page(QStringLiteral("plan")));
    PlanService& plans = window.workspace()->planning();
    if (!page || plans.plan().waves.size() < 3 || !plans.ground())
        return true;
    bool good = true;
    const auto take = [&](QWidget& widget, const char* name) {
        settle(jobs);
        const QString file = wish.folder + QStringLiteral("/plan-") + QString::fromLatin1(name) + suffix;
        good = photograph(widget, file + QStringLiteral(".png")) && good;
    };
    window.goTo(QStringLiteral("plan"));
    BoardView& board = page->board();
    const Wave& wave = plans.plan().waves[1];
    if (!wave.patches.empty())
        board.focusCards(wave.id, {QString::fromStdString(wave.patches.front())});
    take(window, "card");
    DropHint hint;
    hint.state = DropHint::State::Target;
    hint.hover = true;
    hint.text = QStringLiteral("drop: 31 → 43 of 120 min");
    hint.after = 60;
    board.columns()[1]->setHint(hint);
    hint.state = DropHint::State::Forbidden;
    hint.text = QStringLiteral("All 3 hosts of “web front” would be in one wave.");
    board.columns()[2]->setHint(hint);
    take(window, "drag");
    for (WaveColumn* column : board.columns())
        column->setHint({});
    board.focusHeader(wave.id);
    take(window, "wave");
    page->setMode(BoardMode::Hosts);
    take(window, "hosts");
    page->setMode(BoardMode::Patches);
    page->action(QStringLiteral("simulate"))->trigger();
    take(window, "simulation");
    page->action(QStringLiteral("next-problem"))->trigger();
    take(window, "conflicts");
    const PlanningPolicy& policy = plans.policy();
    WaveDialog waveDialog(wave, policy, plans.ground()->now(), &window);
    waveDialog.show();
    take(waveDialog, "dialog-wave");
    if (!policy.windows.empty()) {
        WindowDialog windowDialog(policy.windows.front(), plans.ground()->now(), &window);
        windowDialog.show();
        take(windowDialog, "dialog-window");
    }
    TemplateDialog templateDialog(plans.plan(), plans.ground(), jobs, &window);
    templateDialog.show();
    take(templateDialog, "dialog-template");
    FreezesDialog freezes({{"f", "Year-end closing", "2026-12-18T00:00", "2027-01-04T00:00", "Europe/Berlin", {}, {}}},
                          &window);
    freezes.show();
    take(freezes, "dialog-freezes");
    DropVerdict verdict;
    verdict.before = 31;
    verdict.after = 43;
    verdict.capacity = 120;
    DropVerdict no;
    no.refusal = QStringLiteral("locked");
    MoveToDialog moveTo(QStringLiteral("2 patches, 12 min"),
                        {{1, QStringLiteral("Test ring"), verdict}, {2, QStringLiteral("Early"), no}}, &window);
    moveTo.show();
    take(moveTo, "dialog-move");
    return good;
}

} // namespace

/// pictures WORKSPACE FOLDER [INVENTORY...]: writes each page in light and dark, small, and empty, as PNG files.
/// Without inventories, names are previewed that try to be more than text.
int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments().mid(1);
    if (arguments.size() < 2) {
        std::fputs("pictures WORKSPACE FOLDER [INVENTORY...]\n", stderr);
        return 2;
    }
    // The pictures must not depend on, nor change, what the user keeps.
    QTemporaryDir home;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
    QApplication::setOrganizationName(QStringLiteral("BreakwaterPictures"));
    Wish wish{arguments[0], arguments[1], arguments.mid(2)};
    if (wish.import.isEmpty())
        wish.import << QStringLiteral(BREAKWATER_TEST_DATA "/pictures/names.csv");
    QDir().mkpath(wish.folder);

    Theme theme(Scheme::Light);
    JobRunner jobs;
    MainWindow window(theme, jobs);
    window.resize(1440, 900);
    window.show();
    settle(jobs);
    bool good = photograph(window, wish.folder + QStringLiteral("/welcome-light.png"));
    window.openWorkspace(wish.workspace);
    settle(jobs);
    if (!window.workspace()) {
        std::fputs("The workspace cannot be opened.\n", stderr);
        return 1;
    }
    ImportRequest request;
    for (const QString& path : wish.import)
        request.paths.push_back(path.toStdString());
    window.workspace()->prepareImport(request);
    settle(jobs);
    makePlan(window, jobs);
    good = photographPages(window, jobs, wish, QStringLiteral("-light")) && good;
    good = photographBoard(window, jobs, wish, QStringLiteral("-light")) && good;
    window.resize(1440, 1700); // pages that scroll, whole
    window.goTo(QStringLiteral("exposure"));
    settle(jobs);
    good = photograph(window, wish.folder + QStringLiteral("/exposure-whole-light.png")) && good;
    window.resize(1440, 900);
    good = photographDialog(window, QStringLiteral("test"), "editApps",
                            wish.folder + QStringLiteral("/dialog-applications.png"))
        && good;
    good = photographDialog(window, QStringLiteral("test"), "recordVerdict",
                            wish.folder + QStringLiteral("/dialog-verdict.png"),
                            Q_ARG(bw::TestOutcome, TestOutcome::Failed), Q_ARG(int, -1))
        && good;
    good = photographDialog(window, QStringLiteral("deploy"), "startWave",
                            wish.folder + QStringLiteral("/dialog-start.png"))
        && good;
    rehearse(window, 60);
    good =
        photographDialog(window, QStringLiteral("deploy"), "stopRun", wish.folder + QStringLiteral("/dialog-stop.png"))
        && good;
    good = photograph(window, wish.folder + QStringLiteral("/deploy-live.png")) && good;
    RolloutService& rollouts = window.workspace()->rollouts();
    if (const auto& run = rollouts.shown().picture.run)
        rollouts.halt(run->id, true, QStringLiteral("Enough for a picture"));
    theme.setScheme(Scheme::Dark);
    good = photographPages(window, jobs, wish, QStringLiteral("-dark")) && good;
    good = photographBoard(window, jobs, wish, QStringLiteral("-dark")) && good;
    theme.setScheme(Scheme::Light);
    window.resize(1024, 640);
    settle(jobs);
    good = photographPages(window, jobs, wish, QStringLiteral("-small")) && good;
    window.resize(1440, 900);
    window.openWorkspace(home.filePath(QStringLiteral("empty.bw")), MainWindow::Origin::Create);
    settle(jobs);
    for (const QString& id : window.pageIds()) {
        window.goTo(id);
        settle(jobs);
        good = photograph(window, wish.folder + QStringLiteral("/empty-") + id + QStringLiteral(".png")) && good;
    }
    return good ? 0 : 1;
}
