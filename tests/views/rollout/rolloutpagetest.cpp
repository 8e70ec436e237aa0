// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/rolloutpage.h"

#include "models/foundation/jobrunner.h"
#include "models/items/runwavesmodel.h"
#include "models/items/targetsmodel.h"
#include "models/services/demofleet.h"
#include "models/services/inventoryimport.h"
#include "models/services/plans.h"
#include "models/services/planservice.h"
#include "models/services/rolloutservice.h"
#include "models/services/workspace.h"
#include "models/store/store.h"
#include "views/rollout/runheadview.h"
#include "views/rollout/startdialog.h"
#include "views/rollout/stopbutton.h"
#include "views/rollout/stopdialog.h"
#include "views/shell/mainwindow.h"
#include "views/theme/theme.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/tableview.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include <functional>
#include <memory>

using namespace bw;

namespace {

constexpr int Patience = 60'000;
const QString Deploy = QStringLiteral("deploy");

QPushButton* buttonBeginning(QWidget& box, const QString& text)
{
    for (QPushButton* button : box.findChildren<QPushButton*>()) {
        if (QString(button->text()).remove(u'&').startsWith(text))
            return button;
    }
    return nullptr;
}

std::shared_ptr<PreparedRun> preparedFor(int hosts)
{
    auto prepared = std::make_shared<PreparedRun>();
    for (int i = 1; i <= hosts; ++i) {
        TargetOrder order;
        order.host = i;
        order.lines.push_back({"Debian:12/openssl/3.0.17", Ecosystem::Deb, "openssl", {}, "3.0.17", "3.0.15", false});
        prepared->wave.run.targets.push_back(order);
    }
    prepared->wave.reboots = 3;
    return prepared;
}

/// The longest time for which the window's thread did not turn round.
class Watchdog : public QObject {
public:
    Watchdog()
    {
        m_timer.setInterval(1);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { worst = std::max(worst, m_since.restart()); });
        m_since.start();
        m_timer.start();
    }
    qint64 worst = 0; ///< ms

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace

/// The page Deploy: the start dialog by itself, and a rehearsed roll-out of the sample fleet in the window.
class RolloutPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("BreakwaterRolloutTest"));
        m_theme = std::make_unique<Theme>(Scheme::Light);
        m_demo = m_folder.filePath(QStringLiteral("demo.bw"));
        QVERIFY(makeDemoWorkspace(m_demo.toStdString(), ProgressSink::none()).ok());
    }

    void init() { QSettings().clear(); }

    void cleanup()
    {
        m_window.reset();
        m_jobs.reset();
    }

    void theVerbIsOnTheButtonAndCancelIsTheDefault()
    {
        StartDialog dialog(QStringLiteral("Early"));
        dialog.show();
        QPushButton* start = buttonBeginning(dialog, QStringLiteral("Start"));
        QVERIFY(start && !start->isEnabled()); // nothing is prepared yet
        dialog.setPrepared(preparedFor(12), QStringLiteral("not kept"));
        start = buttonBeginning(dialog, QStringLiteral("Rehearse on 12 hosts"));
        QVERIFY(start && start->isEnabled() && !start->isDefault());
        QVERIFY(buttonBeginning(dialog, QStringLiteral("Cancel"))->isDefault());
        auto refused = preparedFor(12);
        refused->refusals = {"Version 3 of the plan is not approved."};
        dialog.setPrepared(refused, {});
        QVERIFY(!start->isEnabled());
        dialog.setPrepared(preparedFor(12), {});
        dialog.setEngineProblem(QStringLiteral("ansible-runner is missing. Install it: sudo apt install ..."));
        QVERIFY(!start->isEnabled());
        dialog.setEngineProblem({});
        QVERIFY(start->isEnabled());
    }

    void aboveAHundredHostsTheirNumberIsTyped()
    {
        StartDialog dialog(QStringLiteral("Broad"));
        dialog.show();
        dialog.setPrepared(preparedFor(int(StartDialog::TypedAbove) + 12), {});
        QPushButton* start = buttonBeginning(dialog, QStringLiteral("Rehearse"));
        QVERIFY(!start->isEnabled());
        QLineEdit* typed = nullptr;
        for (QLineEdit* edit : dialog.findChildren<QLineEdit*>())
            typed = edit->isVisible() && edit->maximumWidth() == 140 ? edit : typed;
        QVERIFY(typed);
        QTest::keyClicks(typed, QStringLiteral("100"));
        QVERIFY(!start->isEnabled());
        typed->clear();
        QTest::keyClicks(typed, QStringLiteral("112"));
        QVERIFY(start->isEnabled());
    }

    void theHeadTellsThresholdsBesideValues()
    {
        auto run = std::make_shared<RolloutRun>();
        run->id = 1;
        run->engine = EngineKind::Rehearsal;
        run->gate.failureBudget = 1;
        run->windowEnd = *parseIso("2026-11-24T23:00:00Z");
        for (int i = 1; i <= 4; ++i) {
            TargetOrder order;
            order.host = i;
            run->targets.push_back(order);
        }
        auto progress = std::make_shared<RunProgress>(freshProgress(*run));
        progress->phase = RunPhase::Running;
        progress->counts = {};
        progress->counts[std::size_t(TargetState::Failed)] = 2;
        progress->counts[std::size_t(TargetState::Lost)] = 1;
        progress->counts[std::size_t(TargetState::Claimed)] = 1;
        ShownRun shown;
        shown.picture = {run, progress};
        shown.driven = true;
        shown.estimate.secondsLeft = 7200;
        RunWaveRow row;
        row.run = 1;
        GateVerdict gate;
        gate.share = 0.25;
        gate.lowerBound = 0.046;
        RunHeadInput input;
        input.row = &row;
        input.shown = &shown;
        input.gate = gate;
        input.zone = "Europe/Berlin";
        input.now = *parseIso("2026-11-24T22:00:00Z");
        const RunHeadView view = headOf(input);
        QVERIFY(view.rehearsal);
        QVERIFY(view.canPause && view.canStop && !view.canResume);
        QCOMPARE(view.figures[0].number, QStringLiteral("1 of 4"));
        QCOMPARE(view.figures[2].number, QStringLiteral("1")); // unknown, by itself
        QStringList texts;
        for (const auto& limit : view.limits)
            texts << limit.text;
        QVERIFY2(texts[0].contains(QLatin1String("above 1 failed: 2 now")), qPrintable(texts[0]));
        QVERIFY(view.limits[0].tone == Tone::Immediate);
        QVERIFY2(texts[1].contains(QLatin1String("25.0 % now, at least 4.6 %")), qPrintable(texts[1]));
        QVERIFY2(texts[2].contains(QLatin1String("not all hosts will be started")), qPrintable(texts[2]));
        shown.driven = false; // nobody here drives it: it can be taken up again
        QVERIFY(headOf(input).canResume);
        progress->phase = RunPhase::Finished;
        QVERIFY(!headOf(input).canResume && !headOf(input).canStop);
    }

    void withoutAPlanThereIsANextAct()
    {
        open(m_folder.filePath(QStringLiteral("empty.bw")), MainWindow::Origin::Create);
        m_window->goTo(Deploy);
        const auto states = page().findChildren<EmptyState*>();
        QVERIFY(std::any_of(states.begin(), states.end(), [](const EmptyState* s) { return s->isVisible(); }));
    }

    void aRehearsalFromTheWindow()
    {
        makePlan(m_demo);
        open(m_demo);
        m_window->goTo(Deploy);
        TableView& waves = table(QStringLiteral("Waves"));
        QTRY_VERIFY_WITH_TIMEOUT(waves.model()->rowCount() == 2, Patience);
        waves.setCurrentIndex(waves.model()->index(0, 0));
        RolloutService& service = m_window->workspace()->rollouts();
        QSignalSpy ended(&service, &RolloutService::ended);
        inDialog<StartDialog>(
            [&](StartDialog& dialog) {
                for (QComboBox* box : dialog.findChildren<QComboBox*>()) {
                    if (box->findData(0.0) >= 0 && box->count() == 3 && box->itemText(2) == u"At once")
                        box->setCurrentIndex(2);
                }
                QTRY_VERIFY_WITH_TIMEOUT(dialog.prepared() != nullptr, Patience);
                QPushButton* start = buttonBeginning(dialog, QStringLiteral("Rehearse"));
                QVERIFY(start);
                QTRY_VERIFY2_WITH_TIMEOUT(
                    start->isEnabled(),
                    dialog.prepared()->refusals.empty() ? "?" : dialog.prepared()->refusals.front().c_str(), Patience);
                QTest::mouseClick(start, Qt::LeftButton);
            },
            [&] { QMetaObject::invokeMethod(&page(), "startWave"); });
        QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), Patience);
        TableView& hosts = table(QStringLiteral("Hosts of the run"));
        QTRY_VERIFY_WITH_TIMEOUT(hosts.model()->rowCount() > 3, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            waves.model()->index(0, RunWavesModel::Phase).data().toString() != QStringLiteral("Not started"), Patience);
        // Nothing of an engine is proof: no row is told as verified.
        for (int row = 0; row < hosts.model()->rowCount(); ++row)
            QVERIFY(hosts.model()->index(row, TargetsModel::State).data(ToneRole).toInt() != int(ItemTone::Verified));
        QVERIFY(!m_window->findChild<StopButton*>()->isVisible());
    }

private:
    void open(const QString& path, MainWindow::Origin origin = MainWindow::Origin::Open)
    {
        m_jobs = std::make_unique<JobRunner>();
        m_window = std::make_unique<MainWindow>(*m_theme, *m_jobs);
        m_window->resize(1440, 900);
        m_window->show();
        QSignalSpy shown(m_window.get(), &MainWindow::workspaceShown);
        m_window->openWorkspace(path, origin);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty() && !m_jobs->busy(), Patience);
    }
    /// Two waves over the web servers of the sample fleet, approved.
    void makePlan(const QString& path)
    {
        auto store = Store::open(path.toStdString());
        QVERIFY(store.ok());
        const auto assessed = assessWorkspace(**store, {}, Clock::system(), ProgressSink::none());
        QVERIFY(assessed.ok());
        Plan plan;
        plan.name = "November round";
        for (const char* name : {"Test ring", "Early"}) {
            Wave wave;
            wave.id = plan.nextWave++;
            wave.name = name;
            wave.testRing = wave.id == 1;
            for (std::size_t i = 0; i < 12; ++i)
                wave.patches.push_back(assessed->assessment->patches[i].id);
            const auto& hosts = assessed->assessment->fleet->hosts;
            for (std::size_t i = wave.id == 1 ? 0 : 12; i < (wave.id == 1 ? 12 : hosts.size()); ++i)
                wave.hosts.push_back(hosts[i].id);
            plan.waves.push_back(wave);
        }
        const Stamp stamp{"ann", Clock::system().now(), "first draft"};
        const auto saved = savePlan(**store, plan, stamp);
        QVERIFY2(saved.ok(), saved.ok() ? "" : saved.error().subject.c_str());
        QVERIFY(requestApproval(**store, saved->plan.id, stamp).ok());
        QVERIFY(decidePlan(**store, saved->plan.id, true, {"bob", Clock::system().now(), "fine"}).ok());
    }
    Page& page() { return *m_window->page(Deploy); }
    TableView& table(const QString& name)
    {
        for (TableView* view : page().findChildren<TableView*>()) {
            if (view->accessibleName() == name)
                return *view;
        }
        qFatal("no such table");
    }
    template <typename Dialog>
    void inDialog(const std::function<void(Dialog&)>& use, const std::function<void()>& act)
    {
        bool used = false;
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] {
            auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
            if (!dialog || used)
                return;
            used = true;
            use(*dialog);
            if (dialog->isVisible())
                dialog->reject();
        });
        poll.start(20);
        act();
        QTRY_VERIFY_WITH_TIMEOUT(used, Patience);
    }

    QTemporaryDir m_folder;
    QString m_demo;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(RolloutPageTest)
#include "rolloutpagetest.moc"
