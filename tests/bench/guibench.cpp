// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long the window's thread is held by one event while a person works: guibench WORKSPACE [PART...]. Prints a
// table of acts with the longest single event of each and the share of events above a frame (16 ms). Parts are lists,
// plan, test, proof and deploy; none: all of them. Plans, tests and roll-outs are
// stored in the workspace: take a copy.
#include "models/foundation/jobrunner.h"
#include "models/planning/ringtemplate.h"
#include "models/services/validationservice.h"
#include "models/services/workspace.h"
#include "tests/bench/acts.h"
#include "views/lists/listpane.h"
#include "views/planner/planeditor.h"
#include "views/planner/planpage.h"
#include "views/shell/mainwindow.h"
#include "views/theme/theme.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/page.h"
#include "views/widgets/tableview.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QUndoStack>

#include <algorithm>
#include <cstdio>

using namespace bw;
using bench::Acts;

namespace {

void workOnPage(Acts& acts, MainWindow& window, const QString& id)
{
    const std::string name = id.toStdString();
    const auto title = [&](const char* act) { return name + ": " + act; };
    acts.measure(title("go there"), [&] { window.goTo(id); });
    auto* list = window.page(id)->findChild<ListPane*>(); // charts have tables too
    auto* table = list ? &list->table() : window.page(id)->findChild<TableView*>();
    auto* edit = window.page(id)->findChild<FilterBar*>()->findChild<QLineEdit*>();
    acts.measureKeys(title("40 rows down"), [&] {
        for (int i = 0; i < 40; ++i)
            acts.key(table, Qt::Key_Down);
    });
    acts.measureKeys(title("10 pages down"), [&] {
        for (int i = 0; i < 10; ++i)
            acts.key(table, Qt::Key_PageDown);
    });
    if (edit) {
        acts.measureKeys(title("type a filter"), [&] {
            for (const QChar c : QStringLiteral("li"))
                acts.key(edit, c.toUpper().unicode(), QString(c));
        });
        acts.measureKeys(title("clear it"), [&] { acts.key(edit, Qt::Key_Escape); });
    }
    acts.measure(title("sort another column"), [&] { table->sortByColumn(2, Qt::DescendingOrder); });
    acts.measure(title("and by the first"), [&] { table->sortByColumn(0, Qt::AscendingOrder); });
}

/// Rules that look at every host, and applications that half the fleet carries: what hovering and gates ask about.
void decide(Acts& acts, MainWindow& window)
{
    PlanService& plans = window.workspace()->planning();
    PlanningPolicy policy = plans.policy();
    policy.wavesWithoutWindow = true;
    for (int group = 0; group < 10; ++group) {
        const std::string name = std::to_string(group);
        policy.redundancy.push_back({"ends in " + name, "name:*" + name, 1});
    }
    policy.orders.push_back({"ones before twos", "name:*11", "name:*12"});
    acts.measure("plan: store the policy", [&] { plans.setPolicy(policy, {}); });
    std::vector<CriticalApp> apps;
    for (const std::string digit : {"1", "3", "5", "7", "9"})
        apps.push_back({"app-" + digit, "Application " + digit, {}, "name:*" + digit, {}});
    acts.measure("test: store applications", [&] { window.workspace()->validation().setApps(apps, {}); });
}

/// The board over the whole fleet: hovering, dropping and taking back, each as the one event that it is.
void workOnBoard(Acts& acts, MainWindow& window)
{
    auto* page = qobject_cast<PlanPage*>(window.page(QStringLiteral("plan")));
    PlanService& plans = window.workspace()->planning();
    const RingTemplate* rings = ringTemplate("four-rings");
    if (!page || !plans.ground() || !rings)
        return;
    const Assessment& assessment = plans.ground()->assessment();
    std::vector<std::string> patches;
    for (const Patch& patch : assessment.patches) {
        if (!patch.fixed.empty() && patches.size() < 3000)
            patches.push_back(patch.id);
    }
    std::vector<HostId> hosts;
    for (const Host& host : assessment.fleet->hosts)
        hosts.push_back(host.id);
    if (patches.size() < 10)
        return;
    const std::vector<std::string> waiting(patches.end() - 2, patches.end());
    patches.resize(patches.size() - 2);
    Plan draft = plans.draft(*rings, patches, hosts);
    draft.name = "bench";
    acts.measure("plan: make and lay out", [&] { plans.createPlan(draft, {}); });
    acts.measure("plan: go there", [&] { window.goTo(QStringLiteral("plan")); });
    const WaveId first = plans.plan().waves.front().id, last = plans.plan().waves.back().id;
    const auto carried = [&](WaveId from) {
        return BoardDrag{plans.plan().id, plans.current().number, from, waiting, {}};
    };
    acts.measure("plan: hover a wave", [&] { page->editor().verdict(carried(0), last); });
    acts.measure("plan: drop 2 patches", [&] { page->editor().move(carried(0), last); });
    acts.measure("plan: undo", [&] { page->undoStack()->undo(); });
    const BoardDrag half{plans.plan().id, plans.current().number, last, {}, plans.plan().waves.back().hosts};
    acts.measure("plan: hover with half the fleet", [&] { page->editor().verdict(half, first); });
    acts.measure("plan: drop half the fleet", [&] {
        BoardDrag now = half;
        now.revision = plans.current().number;
        page->editor().move(now, first);
    });
    acts.measure("plan: undo that", [&] { page->undoStack()->undo(); });
    acts.measure("plan: redo", [&] { page->undoStack()->redo(); });
    acts.measure("plan: undo again", [&] { page->undoStack()->undo(); });
    acts.measure("plan: show hosts", [&] { page->setMode(BoardMode::Hosts); });
    acts.measure("plan: drop half, hosts shown", [&] {
        BoardDrag now = half;
        now.revision = plans.current().number;
        page->editor().move(now, first);
    });
    acts.measure("plan: undo, hosts shown", [&] { page->undoStack()->undo(); });
    acts.measure("plan: compute again", [&] { window.workspace()->refresh(); });
    acts.measure("plan: show patches", [&] { page->setMode(BoardMode::Patches); });
}

/// What is proved follows each change of a plan, at most once a second.
constexpr int ProofQuietMs = 1500;

/// Verdicts and figures over the plan that the board has made, hidden and in sight.
void workOnProof(Acts& acts, MainWindow& window)
{
    auto* page = qobject_cast<PlanPage*>(window.page(QStringLiteral("plan")));
    PlanService& plans = window.workspace()->planning();
    if (!page || plans.plan().waves.size() < 2)
        return;
    const auto change = [&] {
        const auto& waves = plans.plan().waves;
        const std::vector<std::string> moved(waves.front().patches.end() - 2, waves.front().patches.end());
        page->editor().move({plans.plan().id, plans.current().number, waves.front().id, moved, {}}, waves.back().id);
    };
    acts.measure("proof: plan change, pages hidden", change, ProofQuietMs);
    workOnPage(acts, window, QStringLiteral("verify"));
    acts.measure("verify: plan change", change, ProofQuietMs);
    auto* combo = window.page(QStringLiteral("verify"))->findChild<QComboBox*>(QStringLiteral("plan"));
    if (combo && combo->count() > 1) {
        const auto choose = [&](int index) {
            combo->setCurrentIndex(index);
            Q_EMIT combo->activated(index);
        };
        const int shown = combo->currentIndex();
        acts.measure("verify: another plan", [&] { choose(shown == 0 ? 1 : 0); });
        acts.measure("verify: and back", [&] { choose(shown); });
    }
    acts.measure(
        "verify: compute again", [&] { window.workspace()->refresh(); }, ProofQuietMs);
    acts.measure("exposure: go there", [&] { window.goTo(QStringLiteral("exposure")); });
    acts.measure("exposure: plan change", change, ProofQuietMs);
    acts.measure("exposure: filter",
                 [&] { window.page(QStringLiteral("exposure"))->showFiltered(QStringLiteral("role:web")); });
    acts.measure("exposure: without it", [&] { window.page(QStringLiteral("exposure"))->showFiltered({}); });
    acts.measure(
        "exposure: compute again", [&] { window.workspace()->refresh(); }, ProofQuietMs);
}

/// A rehearsal over the whole fleet, watched until the last host.
void workOnRollout(Acts& acts, MainWindow& window)
{
    Workspace& workspace = *window.workspace();
    PlanService& plans = workspace.planning();
    RolloutService& rollouts = workspace.rollouts();
    const Assessment& assessment = plans.ground()->assessment();
    Wave wave;
    wave.id = 1;
    wave.name = "Everything";
    wave.concurrency = 1500;
    wave.gate.needsTests = true;
    for (const Host& host : assessment.fleet->hosts)
        wave.hosts.push_back(host.id);
    for (const Patch& patch : assessment.patches) {
        if (!patch.fixed.empty() && wave.patches.size() < 100)
            wave.patches.push_back(patch.id);
    }
    Plan plan;
    plan.name = "rolled out";
    plan.waves = {wave};
    plan.nextWave = 2;
    PlanningPolicy policy = plans.policy(); // everything in one wave leaves no host of a group up
    policy.redundancy.clear();
    acts.measure("deploy: no redundancy groups", [&] { plans.setPolicy(policy, {}); });
    acts.measure("deploy: make the plan", [&] { plans.createPlan(plan, {}); });
    acts.measure("deploy: ask for approval", [&] { plans.requestApproval({}); });
    if (plans.current().state != PlanState::Approved)
        acts.measure("deploy: approve", [&] { plans.grant({}); });
    acts.measure("deploy: go there", [&] { window.goTo(QStringLiteral("deploy")); });
    RolloutWish wish;
    wish.version = plans.current();
    wish.wave = wave.id;
    wish.outsideWindow = true;
    std::shared_ptr<const PreparedRun> prepared;
    QObject::connect(&rollouts, &RolloutService::prepared, window.page(QStringLiteral("deploy")),
                     [&](std::shared_ptr<const PreparedRun> run) { prepared = std::move(run); });
    acts.measure("deploy: look at the wave", [&] { rollouts.prepare(wish, workspace.assessed(), {}); });
    if (!prepared)
        return;
    for (const std::string& refusal : prepared->refusals)
        std::fprintf(stderr, "%s\n", refusal.c_str());
    EngineSettings settings;
    settings.rehearsalSpeed = 600;
    acts.measure(
        "deploy: 10,000 hosts finish", [&] { rollouts.start(prepared, settings); }, ProofQuietMs);
    if (const auto& progress = rollouts.shown().picture.progress)
        std::fprintf(stderr, "%u hosts, %u claimed, %u failed\n", progress->hosts(),
                     progress->count(TargetState::Claimed), progress->failed());
    auto* list = window.page(QStringLiteral("deploy"))->findChild<ListPane*>();
    acts.measureKeys("deploy: 40 rows down", [&] {
        for (int i = 0; i < 40; ++i)
            acts.key(&list->table(), Qt::Key_Down);
    });
    acts.measure("deploy: sort another column", [&] { list->table().sortByColumn(3, Qt::DescendingOrder); });
    acts.measure(
        "deploy: compute again", [&] { workspace.refresh(); }, ProofQuietMs);
    acts.measure("verify: after the roll-out", [&] { window.goTo(QStringLiteral("verify")); });
    acts.measure("deploy: and back", [&] { window.goTo(QStringLiteral("deploy")); });
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    bench::TimedApplication app(argc, argv);
    if (app.arguments().size() < 2) {
        std::fputs("usage: guibench WORKSPACE [PART...]\n", stderr);
        return 2;
    }
    // Neither what the user keeps nor what the last run kept may count: the settings cannot be written.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QStringLiteral("/nonexistent"));
    QApplication::setOrganizationName(QStringLiteral("BreakwaterBench"));
    Theme theme(Scheme::Light);
    JobRunner jobs;
    MainWindow window(theme, jobs);
    window.resize(1440, 900);
    window.show();
    Acts acts(app, jobs);
    acts.settle();
    acts.measure("open and fill", [&] { window.openWorkspace(app.arguments().at(1)); });
    if (!window.workspace() || !window.workspace()->assessed().assessment) {
        std::fputs("The workspace cannot be opened.\n", stderr);
        return 1;
    }
    const QStringList parts = app.arguments().mid(2);
    const auto wanted = [&](const char* part) { return parts.isEmpty() || parts.contains(QLatin1String(part)); };
    if (wanted("lists")) {
        for (const QString& id : {QStringLiteral("queue"), QStringLiteral("fleet")})
            workOnPage(acts, window, id);
    }
    decide(acts, window);
    if (wanted("plan") || wanted("proof"))
        workOnBoard(acts, window);
    if (wanted("test")) {
        workOnPage(acts, window, QStringLiteral("test"));
        acts.measure("test: compute again", [&] { window.workspace()->refresh(); });
    }
    if (wanted("proof"))
        workOnProof(acts, window);
    if (wanted("deploy"))
        workOnRollout(acts, window);
    acts.print();
    return 0;
}
