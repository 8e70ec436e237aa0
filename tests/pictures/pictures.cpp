// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"
#include "models/planning/edits.h"
#include "models/planning/ringtemplate.h"
#include "models/services/workspace.h"
#include "views/shell/mainwindow.h"
#include "views/theme/theme.h"
#include "views/widgets/page.h"

#include <QApplication>
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

bool photograph(QWidget& window, const QString& file)
{
    const bool written = window.grab().save(file);
    std::printf("%s%s\n", qPrintable(file), written ? "" : " could not be written");
    return written;
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
    theme.setScheme(Scheme::Dark);
    settle(jobs);
    good = photographPages(window, jobs, wish, QStringLiteral("-dark")) && good;
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
