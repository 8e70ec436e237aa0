// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"
#include "models/items/texts.h"
#include "models/items/verificationmodel.h"
#include "models/services/demofleet.h"
#include "models/services/workspace.h"
#include "tests/support/proofsample.h"
#include "views/charts/chartcard.h"
#include "views/charts/chartexport.h"
#include "views/findings/explainwindow.h"
#include "views/findings/findingspane.h"
#include "views/findings/findingswindow.h"
#include "views/findings/nofindings.h"
#include "views/lists/listpane.h"
#include "views/shell/mainwindow.h"
#include "views/theme/theme.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/keytile.h"
#include "views/widgets/page.h"
#include "views/widgets/tableview.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <map>
#include <memory>

using namespace bw;

namespace {

constexpr int Patience = 60'000;
constexpr PlanId RanPlan = 77;

} // namespace

/// The pages Exposure and Verify over the sample fleet with a roll-out, and over an empty workspace.
class ProofPagesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("BreakwaterProofTest"));
        m_demo = m_folder.filePath(QStringLiteral("demo.bw"));
        QVERIFY(makeDemoWorkspace(m_demo.toStdString(), ProgressSink::none()).ok());
        auto store = Store::open(m_demo.toStdString());
        QVERIFY(store.ok());
        const auto assessed = assessWorkspace(**store, {}, Clock::system(), ProgressSink::none());
        QVERIFY(assessed.ok());
        QVERIFY(test::ProofSample(**store, *assessed).add().ok());
    }

    void init()
    {
        QSettings().clear();
        m_theme = std::make_unique<Theme>(Scheme::Light);
        m_jobs = std::make_unique<JobRunner>();
        m_window = std::make_unique<MainWindow>(*m_theme, *m_jobs);
        m_window->resize(1440, 900);
        m_window->show();
    }

    void cleanup()
    {
        m_window.reset();
        m_jobs.reset();
        m_theme.reset();
    }

    void verdictsWithTheirDenominator()
    {
        open(m_demo);
        Page* page = verifyPage();
        const auto proof = m_window->workspace()->proving().proof();
        std::size_t rows = 0;
        std::map<Verdict, int> counts;
        for (std::size_t i = 0; i < proof->expectations.size(); ++i) {
            if (proof->expectations[i].plan != RanPlan)
                continue;
            ++rows;
            ++counts[proof->verdicts[i].verdict];
        }
        const auto count = [&](Verdict verdict) { return counts[verdict]; };
        QVERIFY(count(Verdict::Verified) > 0);
        QVERIFY(count(Verdict::Contradicted) > 0);
        QVERIFY(count(Verdict::NotReinventoried) > 0);
        QVERIFY(count(Verdict::Open) > 0);
        const auto* tile = page->findChild<KeyTile*>();
        QCOMPARE(tile->view().label, QStringLiteral("verified: %1 of %2").arg(count(Verdict::Verified)).arg(rows));
        // It opens on what is outstanding, what needs a person first.
        const TableView& table = tableOf(page);
        QCOMPARE(table.model()->rowCount(), int(rows) - count(Verdict::Verified));
        QCOMPARE(table.model()->index(0, VerificationModel::VerdictColumn).data().toString(),
                 QStringLiteral("Contradicted"));
    }

    void theInspectorNamesTheProof()
    {
        open(m_demo);
        Page* page = verifyPage();
        filter(page, QStringLiteral("verdict:contradicted"));
        const auto& content = page->findChild<Inspector*>()->content();
        QCOMPARE(content.sections.size(), std::size_t(4));
        QVERIFY(content.sections[0].prose.contains(QStringLiteral("engine said done")));
        QCOMPARE(content.sections[2].heading, QStringLiteral("Proof"));
        // The number and the time of the inventory that refutes it.
        const int row = tableOf(page).currentIndex().row();
        const VerificationRow shown = modelOf(page).at(row);
        QVERIFY(shown.verdict.snapshot > 0);
        QCOMPARE(content.sections[2].pairs[0].value, QString::number(shown.verdict.snapshot));
        QCOMPARE(content.sections[2].pairs[1].value, Texts::absolute(*shown.verdict.takenAt));
        filter(page, QStringLiteral("verdict:not-reinventoried"));
        QVERIFY(page->findChild<Inspector*>()->content().sections[2].prose.contains(QStringLiteral("claim")));
    }

    void aMistakeIsToldAndChangesNothing()
    {
        open(m_demo);
        Page* page = verifyPage();
        const int before = modelOf(page).rowCount();
        QVERIFY(before > 0);
        page->showFiltered(QStringLiteral("verdict:nonsense"));
        settle();
        QCOMPARE(modelOf(page).rowCount(), before);
        auto* edit = page->findChild<FilterBar*>()->findChild<QLineEdit*>();
        QVERIFY(edit->accessibleDescription().contains(QStringLiteral("nonsense")));
        filter(page, QStringLiteral("host:no-such-host"));
        QCOMPARE(modelOf(page).rowCount(), 0);
        auto* empty = page->findChild<EmptyState*>();
        QVERIFY(empty->isVisible());
        QVERIFY(empty->focusPrimary()); // "Clear the filter"
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        settle();
        QCOMPARE(edit->text(), QString());
        QCOMPARE(modelOf(page).rowCount(), modelOf(page).total());
    }

    void rowsLeadToHostAndPatch()
    {
        open(m_demo);
        Page* page = verifyPage();
        const VerificationRow row = modelOf(page).at(tableOf(page).currentIndex().row());
        Q_EMIT page->findChild<Inspector*>()->linkActivated(QStringLiteral("host"));
        const auto filterOf = [&](const char* id) {
            return m_window->page(QLatin1String(id))->findChild<QLineEdit*>()->text();
        };
        QCOMPARE(filterOf("fleet"), QStringLiteral("name:") + Texts::of(row.hostName));
        QVERIFY(m_window->page(QStringLiteral("fleet"))->isVisible());
        Q_EMIT page->findChild<Inspector*>()->linkActivated(QStringLiteral("queue"));
        QCOMPARE(filterOf("queue"), QStringLiteral("patch:") + Texts::of(row.package));
        QVERIFY(m_window->page(QStringLiteral("queue"))->isVisible());
    }

    void aChosenPlanStaysChosen()
    {
        open(m_demo);
        m_window->goTo(QStringLiteral("verify"));
        Page* page = m_window->page(QStringLiteral("verify"));
        auto* plans = page->findChild<QComboBox*>(QStringLiteral("plan"));
        QCOMPARE(plans->currentData().toLongLong(), m_window->workspace()->proving().proof()->planInFocus());
        verifyPage();
        QCOMPARE(modelOf(page).table()->source().plan, RanPlan);
        QSignalSpy changed(&m_window->workspace()->proving(), &ProofService::proofChanged);
        m_window->workspace()->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), Patience);
        settle();
        QCOMPARE(plans->currentData().toLongLong(), RanPlan);
        QCOMPARE(modelOf(page).table()->source().plan, RanPlan);
    }

    void aHiddenPageDoesNothing()
    {
        open(m_demo);
        Page* page = m_window->page(QStringLiteral("verify"));
        QVERIFY(!page->isVisible());
        QCOMPARE(modelOf(page).total(), 0);
        m_window->goTo(QStringLiteral("verify"));
        settle();
        QVERIFY(modelOf(page).total() > 0);
    }

    void theKeyboardReachesEveryPart()
    {
        open(m_demo);
        Page* page = verifyPage();
        m_window->activateWindow();
        page->focusFilter();
        QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
        auto* table = &tableOf(page);
        page->focusMain();
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(table));
        const int before = table->currentIndex().row();
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(table->currentIndex().row(), before + 1);
        QVERIFY(page->findChild<Inspector*>()->isVisible());
        page->toggleInspector();
        QVERIFY(!page->findChild<Inspector*>()->isVisible());
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(page->statusText().contains(QStringLiteral("selected")));
    }

    void chartsAreSaved()
    {
        open(m_demo);
        m_window->goTo(QStringLiteral("exposure"));
        Page* page = m_window->page(QStringLiteral("exposure"));
        for (ChartCard* card : page->findChildren<ChartCard*>()) {
            const auto path = [&](const char* suffix) { return m_folder.filePath(QLatin1String(suffix)); };
            QVERIFY(saveChart(path("chart.png"), card->plot(), card->table()));
            QVERIFY(QImage(path("chart.png")).width() > 200);
            QVERIFY(saveChart(path("chart.svg"), card->plot(), card->table()));
            QFile svg(path("chart.svg"));
            QVERIFY(svg.open(QIODevice::ReadOnly) && svg.readAll().contains("<svg"));
            QVERIFY(saveChart(path("chart.csv"), card->plot(), card->table()));
            QFile csv(path("chart.csv"));
            QVERIFY(csv.open(QIODevice::ReadOnly));
            QVERIFY(csv.readAll().count('\n') >= int(card->data().rows.size()) + 1); // a head, then each row
        }
        QVERIFY(!saveChart(m_folder.filePath(QStringLiteral("no/such/folder.png")),
                           page->findChild<ChartCard*>()->plot(), page->findChild<ChartCard*>()->table()));
    }

    void findingsCarryTheirStates()
    {
        open(m_demo);
        const auto proof = m_window->workspace()->proving().proof();
        const auto& findings = m_window->workspace()->assessed().assessment->findings;
        QCOMPARE(proof->overlay.states.size(), findings.size());
        for (const FindingState state :
             {FindingState::Contradicted, FindingState::Claimed, FindingState::Planned, FindingState::Open})
            QVERIFY2(std::count(proof->overlay.states.begin(), proof->overlay.states.end(), state) > 0,
                     std::string(name(state)).c_str());
    }

    void theFleetListsWhatIsOpenAndWhatIsProved()
    {
        open(m_demo);
        const FindingsModel& model = fleetFindings(Verdict::Verified);
        const auto proof = m_window->workspace()->proving().proof();
        int closed = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const std::uint32_t place = model.place(row);
            QCOMPARE(model.table()->host(place).id, *model.host());
            const auto text = [&](int column) { return model.index(row, column).data().toString(); };
            if (!model.table()->closed(place)) {
                QVERIFY(model.table()->state(place) != FindingState::Verified);
                continue;
            }
            ++closed;
            const Verification* verdict = model.table()->verification(place);
            QCOMPARE(verdict->verdict, Verdict::Verified);
            QVERIFY(verdict->snapshot > 0);
            QCOMPARE(text(FindingsModel::State), QStringLiteral("Verified"));
            QVERIFY(text(FindingsModel::Rollout).contains(QStringLiteral("inventory %1").arg(verdict->snapshot)));
        }
        QVERIFY(closed > 0);
    }

    void theFleetShowsWhatIsRefuted()
    {
        open(m_demo);
        const FindingsModel& model = fleetFindings(Verdict::Contradicted);
        auto* pane = m_window->page(QStringLiteral("fleet"))->findChild<FindingsPane*>();
        pane->list().setFilter(QStringLiteral("state:contradicted"));
        settle();
        QVERIFY(model.rowCount() > 0);
        TableView& table = pane->list().table();
        table.setCurrentIndex(table.model()->index(0, FindingsModel::PatchColumn));
        table.selectRow(0);
        const QString patch = model.index(0, FindingsModel::PatchColumn).data().toString();
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(patch + u'\t'));
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("Contradicted")));
        // The explanation stands in a window of its own.
        Q_EMIT table.activated(table.currentIndex());
        auto* window = pane->findChild<ExplainWindow*>();
        QVERIFY(window && window->isVisible());
        settle();
        const auto& content = window->findChild<Inspector*>()->content();
        QVERIFY(content.title.startsWith(patch.section(u' ', 0, 0)));
        QVERIFY(content.sections.size() > 4);
        QCOMPARE(content.sections[0].chips[0].text, QStringLiteral("Contradicted"));
        QVERIFY(content.sections[1].prose.contains(QStringLiteral("refuted by inventory")));
        QVERIFY(content.sections[2].heading.startsWith(QStringLiteral("Why")));
        window->close();
    }

    void aHostWithoutEvidenceIsNotGood()
    {
        open(m_demo);
        const auto& assessment = *m_window->workspace()->assessed().assessment;
        const auto state = std::find(assessment.hostStates.begin(), assessment.hostStates.end(), HostState::Unknown);
        QVERIFY(state != assessment.hostStates.end());
        const Host& host = assessment.fleet->hosts[std::size_t(state - assessment.hostStates.begin())];
        QVERIFY(whyNoFindings(assessment, host.id).startsWith(QStringLiteral("Unknown, not good")));
        m_window->goTo(QStringLiteral("fleet"));
        filter(m_window->page(QStringLiteral("fleet")), QStringLiteral("state:unknown"));
        settle();
        auto* pane = m_window->page(QStringLiteral("fleet"))->findChild<FindingsPane*>();
        QCOMPARE(pane->model().rowCount(), 0);
        QVERIFY(pane->list().emptyState().isVisible());
        bool told = false;
        for (const QLabel* label : pane->list().emptyState().findChildren<QLabel*>())
            told = told || label->text().contains(QStringLiteral("not good"));
        QVERIFY(told);
    }

    void theQueueShowsRollOutsOnItsHosts()
    {
        open(m_demo);
        m_window->goTo(QStringLiteral("queue"));
        Page* page = m_window->page(QStringLiteral("queue"));
        const auto proof = m_window->workspace()->proving().proof();
        const auto row = std::find_if(proof->verdicts.begin(), proof->verdicts.end(),
                                      [](const Verification& v) { return v.verdict == Verdict::Contradicted; });
        const QString package = Texts::of(packageOfPatch(row->patch));
        filter(page, QStringLiteral("patch:") + package);
        settle();
        auto* inspector = page->findChild<Inspector*>();
        bool chip = false;
        for (const InspectorSection& section : inspector->content().sections) {
            for (const InspectorRow& host : section.rows)
                chip = chip || (host.chip && host.chip->text == QLatin1String("Contradicted"));
        }
        QVERIFY(chip);
        Q_EMIT inspector->linkActivated(QStringLiteral("all-hosts"));
        auto* window = page->findChild<FindingsWindow*>();
        QVERIFY(window && window->isVisible());
        settle();
        auto* pane = window->findChild<FindingsPane*>();
        QVERIFY(pane->model().rowCount() > 0);
        QCOMPARE(pane->model().index(0, FindingsModel::State).data().toString(), QStringLiteral("Contradicted"));
        QSignalSpy wanted(window, &FindingsWindow::pageWanted);
        Q_EMIT pane->pageWanted(QStringLiteral("fleet"), QStringLiteral("name:x"));
        QCOMPARE(wanted.size(), 1);
        QVERIFY(m_window->page(QStringLiteral("fleet"))->isVisible());
        window->close();
    }

    void figuresAreLinks()
    {
        open(m_demo);
        m_window->goTo(QStringLiteral("exposure"));
        Page* page = m_window->page(QStringLiteral("exposure"));
        const auto tiles = page->findChildren<KeyTile*>();
        QCOMPARE(tiles.size(), 5);
        QVERIFY(!tiles[4]->accessibleName().isEmpty());
        const auto metrics = m_window->workspace()->proving().metrics();
        QCOMPARE(tiles[0]->view().number, QString::number(metrics->key.immediatePatches));
        QCOMPARE(tiles[4]->view().number,
                 QStringLiteral("%1 of %2").arg(metrics->basis.current).arg(metrics->basis.hosts));
        QTest::mouseClick(tiles[0], Qt::LeftButton);
        QCOMPARE(m_window->page(QStringLiteral("queue"))->findChild<QLineEdit*>()->text(),
                 QStringLiteral("decision:immediate"));
    }

    void chartsFollowTheFilter()
    {
        open(m_demo);
        m_window->goTo(QStringLiteral("exposure"));
        Page* page = m_window->page(QStringLiteral("exposure"));
        const auto cards = page->findChildren<ChartCard*>();
        QCOMPARE(cards.size(), 8);
        for (const ChartCard* card : cards) {
            QVERIFY2(!card->data().rows.empty(), qPrintable(card->data().title));
            QVERIFY(!card->data().basis.isEmpty());
            QVERIFY(!card->data().summary.isEmpty());
        }
        QSignalSpy changed(&m_window->workspace()->proving(), &ProofService::metricsChanged);
        page->showFiltered(QStringLiteral("name:web-*"));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, Patience);
        QCOMPARE(m_window->workspace()->proving().metrics()->basis.hosts, 3U);
        page->showFiltered(QStringLiteral("nonsense:1"));
        QVERIFY(!page->findChild<FilterBar*>()->findChild<QLineEdit*>()->accessibleDescription().isEmpty());
        page->showFiltered(QStringLiteral("name:no-such-host"));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, Patience);
        QVERIFY(cards[0]->data().rows.empty());
        QVERIFY(!cards[0]->data().empty.isEmpty());
    }

    void aPastDayShowsThatDay()
    {
        open(m_demo);
        const auto now = m_window->workspace()->proving().metrics();
        QSignalSpy changed(&m_window->workspace()->proving(), &ProofService::metricsChanged);
        m_window->workspace()->setAsOf(now->at - std::chrono::weeks(4));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, Patience);
        QTRY_VERIFY(!m_jobs->busy());
        const auto then = m_window->workspace()->proving().metrics();
        QCOMPARE(then->at, now->at - std::chrono::weeks(4));
        QVERIFY(m_window->workspace()->proving().proof()->expectations.empty()); // no run had begun
    }

    void emptyWorkspaceOffersTheNextAct()
    {
        open(m_folder.filePath(QStringLiteral("empty.bw")), MainWindow::Origin::Create);
        for (const QString& id : {QStringLiteral("exposure"), QStringLiteral("verify")}) {
            m_window->goTo(id);
            auto* empty = m_window->page(id)->findChild<EmptyState*>();
            QVERIFY2(empty && empty->isVisible(), qPrintable(id));
        }
    }

private:
    /// Of the plans that the page offers, the one that has had runs.
    Page* verifyPage()
    {
        m_window->goTo(QStringLiteral("verify"));
        Page* page = m_window->page(QStringLiteral("verify"));
        auto* plans = page->findChild<QComboBox*>(QStringLiteral("plan"));
        const int index = plans->findData(qlonglong(RanPlan));
        plans->setCurrentIndex(index);
        Q_EMIT plans->activated(index);
        settle();
        return page;
    }

    /// The findings of a host of the roll-out that has such a verdict.
    const FindingsModel& fleetFindings(Verdict verdict)
    {
        const auto proof = m_window->workspace()->proving().proof();
        const auto& hosts = m_window->workspace()->assessed().assessment->fleet->hosts;
        m_window->goTo(QStringLiteral("fleet"));
        Page* page = m_window->page(QStringLiteral("fleet"));
        for (std::size_t i = 0; i < proof->verdicts.size(); ++i) {
            if (proof->verdicts[i].verdict != verdict || proof->expectations[i].plan != RanPlan)
                continue;
            const auto host = std::find_if(hosts.begin(), hosts.end(),
                                           [&](const Host& h) { return h.id == proof->verdicts[i].host; });
            filter(page, QStringLiteral("name:") + Texts::hostName(*host));
            settle();
            break;
        }
        return page->findChild<FindingsPane*>()->model();
    }

    static TableView& tableOf(const Page* page) { return page->findChild<ListPane*>()->table(); }

    static const VerificationModel& modelOf(const Page* page)
    {
        return *static_cast<VerificationModel*>(tableOf(page).model());
    }

    void filter(Page* page, const QString& text)
    {
        page->showFiltered(text);
        settle();
    }

    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!m_jobs->busy(), Patience); }

    void open(const QString& path, MainWindow::Origin origin = MainWindow::Origin::Open)
    {
        QSignalSpy shown(m_window.get(), &MainWindow::workspaceShown);
        m_window->openWorkspace(path, origin);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty() && !m_jobs->busy(), Patience);
    }

    QTemporaryDir m_folder;
    QString m_demo;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ProofPagesTest)
#include "prooftest.moc"
