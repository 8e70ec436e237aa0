// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long the window's thread is held by one event while a person works: guibench WORKSPACE. Prints, for each act, the
// longest single event and the share of events above a frame (16 ms).
#include "models/foundation/jobrunner.h"
#include "models/planning/ringtemplate.h"
#include "models/services/workspace.h"
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
#include <QElapsedTimer>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>
#include <QTimer>
#include <QUndoStack>

#include <algorithm>
#include <cstdio>

using namespace bw;

namespace {

constexpr double FrameMs = 16;

/// Takes the time of every event that is delivered at the outermost level.
class TimedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
        const bool answer = QApplication::notify(receiver, event);
        --m_depth;
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        longest = std::max(longest, ms);
        ++events;
        late += ms > FrameMs;
        return answer;
    }

    double longest = 0;
    int events = 0;
    int late = 0;

private:
    int m_depth = 0;
};

class Acts {
public:
    Acts(TimedApplication& app, JobRunner& jobs)
        : m_app(app)
        , m_jobs(jobs)
    {
    }

    /// `quietMs`: until no job has run for so long, the act goes on.
    template <typename Act>
    void measure(const char* name, Act act, int quietMs = 300)
    {
        m_app.longest = 0;
        m_app.events = m_app.late = 0;
        act();
        settle(quietMs);
        std::printf("%-34s longest %8.1f ms, %d of %d events above a frame\n", name, m_app.longest, m_app.late,
                    m_app.events);
        std::fflush(stdout);
    }

    /// Runs the event loop until no job is left and everything is painted.
    void settle(int quietMs = 300)
    {
        QEventLoop loop;
        QTimer poll;
        QElapsedTimer quiet;
        quiet.start();
        QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
            if (m_jobs.busy())
                quiet.restart();
            else if (quiet.elapsed() > quietMs)
                loop.quit();
        });
        poll.start(15);
        loop.exec();
    }

    void key(QWidget* target, int code, const QString& text = {})
    {
        QCoreApplication::postEvent(target, new QKeyEvent(QEvent::KeyPress, code, Qt::NoModifier, text));
        QCoreApplication::postEvent(target, new QKeyEvent(QEvent::KeyRelease, code, Qt::NoModifier, text));
        QCoreApplication::sendPostedEvents(target);
        QCoreApplication::processEvents();
    }

private:
    TimedApplication& m_app;
    JobRunner& m_jobs;
};

void workOnPage(Acts& acts, MainWindow& window, const QString& id)
{
    const std::string name = id.toStdString();
    const auto title = [&](const char* act) { return name + ": " + act; };
    acts.measure(title("go there").c_str(), [&] { window.goTo(id); });
    auto* list = window.page(id)->findChild<ListPane*>(); // charts have tables too
    auto* table = list ? &list->table() : window.page(id)->findChild<TableView*>();
    auto* edit = window.page(id)->findChild<FilterBar*>()->findChild<QLineEdit*>();
    acts.measure(title("40 rows down").c_str(), [&] {
        for (int i = 0; i < 40; ++i)
            acts.key(table, Qt::Key_Down);
    });
    acts.measure(title("10 pages down").c_str(), [&] {
        for (int i = 0; i < 10; ++i)
            acts.key(table, Qt::Key_PageDown);
    });
    if (edit) {
        acts.measure(title("type a filter").c_str(), [&] {
            for (const QChar c : QStringLiteral("li"))
                acts.key(edit, c.toUpper().unicode(), QString(c));
        });
        acts.measure(title("clear it").c_str(), [&] { acts.key(edit, Qt::Key_Escape); });
    }
    acts.measure(title("sort another column").c_str(), [&] { table->sortByColumn(2, Qt::DescendingOrder); });
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
    // As an event of its own, and timed by itself: other pages follow the plan too.
    double itself = 0;
    const auto later = [&](auto act) {
        QMetaObject::invokeMethod(
            page,
            [&itself, act] {
                QElapsedTimer timer;
                timer.start();
                act();
                itself = double(timer.nsecsElapsed()) / 1e6;
            },
            Qt::QueuedConnection);
    };
    const auto measure = [&](const char* name, auto act) {
        itself = 0;
        acts.measure(name, act);
        std::printf("%-34s itself  %8.1f ms\n", "", itself);
    };
    acts.measure("plan: make and lay out", [&] { plans.createPlan(draft, {}); });
    acts.measure("plan: go there", [&] { window.goTo(QStringLiteral("plan")); });
    const WaveId first = plans.plan().waves.front().id, last = plans.plan().waves.back().id;
    const auto carried = [&](WaveId from) {
        return BoardDrag{plans.plan().id, plans.current().number, from, waiting, {}};
    };
    measure("plan: hover a wave", [&] { later([&] { page->editor().verdict(carried(0), last); }); });
    measure("plan: drop 2 patches", [&] { later([&] { page->editor().move(carried(0), last); }); });
    measure("plan: undo", [&] { later([&] { page->undoStack()->undo(); }); });
    const BoardDrag half{plans.plan().id, plans.current().number, last, {}, plans.plan().waves.back().hosts};
    measure("plan: hover with half the fleet", [&] { later([&] { page->editor().verdict(half, first); }); });
    measure("plan: drop half the fleet", [&] {
        later([&] {
            BoardDrag now = half;
            now.revision = plans.current().number;
            page->editor().move(now, first);
        });
    });
    measure("plan: undo that", [&] { later([&] { page->undoStack()->undo(); }); });
    measure("plan: show hosts", [&] { later([&] { page->setMode(BoardMode::Hosts); }); });
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

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    TimedApplication app(argc, argv);
    if (app.arguments().size() != 2) {
        std::fputs("usage: guibench WORKSPACE\n", stderr);
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
    for (const QString& id : {QStringLiteral("queue"), QStringLiteral("fleet")})
        workOnPage(acts, window, id);
    workOnBoard(acts, window);
    workOnProof(acts, window);
    acts.measure("compute again", [&] { window.workspace()->refresh(); });
    return 0;
}
