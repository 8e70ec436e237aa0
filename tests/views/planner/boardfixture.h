// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/jobrunner.h"
#include "models/planning/edits.h"
#include "models/services/demofleet.h"
#include "models/services/workspace.h"
#include "models/store/store.h"
#include "views/planner/boardview.h"
#include "views/planner/cardlist.h"
#include "views/planner/planeditor.h"
#include "views/planner/planpage.h"
#include "views/planner/wavecolumn.h"
#include "views/planner/waveheader.h"
#include "views/theme/theme.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <memory>

namespace bw::test {

inline constexpr int Patience = 20'000;

/// The board's page in a window of its own, over the sample fleet, with a plan of three waves: the first has the first
/// four patches of the queue, the second the fifth, the third nothing.
class BoardFixture {
public:
    /// Makes the sample fleet once.
    bool prepare()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("BreakwaterBoardTest"));
        return makeDemoWorkspace(demo().toStdString(), ProgressSink::none()).ok();
    }

    void open(const QSize& size = {1280, 800})
    {
        const QString path = m_folder.filePath(QStringLiteral("board%1.bw").arg(++m_count));
        QFile::copy(demo(), path);
        theme = std::make_unique<Theme>(Scheme::Light);
        jobs = std::make_unique<JobRunner>();
        auto store = Store::open(path.toStdString());
        QVERIFY(store.ok());
        workspace = std::make_unique<Workspace>(std::move(*store), *jobs);
        page = std::make_unique<PlanPage>(*workspace);
        page->resize(size);
        page->show();
        page->activateWindow();
        workspace->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(plans().ground() && !jobs->busy(), Patience);
        // The sample's own plan and rules would stand in the way.
        plans().setPolicy({}, {});
        QTRY_VERIFY_WITH_TIMEOUT(!jobs->busy(), Patience);
        if (plans().hasPlan())
            plans().closePlan(QStringLiteral("a test begins"));
        QTRY_VERIFY_WITH_TIMEOUT(!plans().hasPlan() && !jobs->busy(), Patience);
    }

    void makePlan()
    {
        Plan plan;
        plan.name = "November round";
        for (const char* name : {"Test ring", "Early", "Broad"}) {
            Wave wave;
            wave.id = plan.nextWave++;
            wave.name = name;
            plan.waves.push_back(wave);
        }
        for (const Patch& patch : plans().ground()->assessment().patches) {
            const auto& notes = plans().ground()->context().notes;
            const bool noted =
                std::any_of(notes.begin(), notes.end(), [&](const PatchNote& note) { return note.patch == patch.id; });
            if (patch.fixed.empty() || patch.hostsOpen == 0 || noted)
                continue;
            ids.push_back(patch.id);
        }
        QVERIFY(ids.size() > 8);
        plan.waves[0].patches.assign(ids.begin(), ids.begin() + 4);
        plan.waves[1].patches = {ids[4]};
        const auto& hosts = plans().ground()->assessment().fleet->hosts;
        for (std::size_t i = 0; i < hosts.size(); ++i) {
            if (!hosts[i].attributes.excluded)
                plan.waves[i % 2].hosts.push_back(hosts[i].id);
        }
        plans().createPlan(plan, QStringLiteral("made for a test"));
        QTRY_VERIFY_WITH_TIMEOUT(plans().hasPlan() && plans().board() && !jobs->busy(), Patience);
        QTRY_COMPARE(board().cards(1)->rowCount(), 4);
        QCoreApplication::processEvents();
    }

    void close()
    {
        page.reset();
        workspace.reset();
        jobs.reset();
        theme.reset();
        ids.clear();
    }

    PlanService& plans() { return workspace->planning(); }
    BoardView& board() { return page->board(); }
    void choose(WaveId wave, const QStringList& cards)
    {
        board().focusCards(wave, cards);
        QCOMPARE(board().chosen().size(), cards.size());
    }
    QString id(std::size_t i) const { return QString::fromStdString(ids[i]); }

    std::unique_ptr<Theme> theme;
    std::unique_ptr<JobRunner> jobs;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<PlanPage> page;
    std::vector<std::string> ids; ///< of patches with a fix, in rank order

private:
    QString demo() const { return m_folder.filePath(QStringLiteral("demo.bw")); }

    QTemporaryDir m_folder;
    int m_count = 0;
};

} // namespace bw::test
