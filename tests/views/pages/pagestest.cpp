// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"
#include "models/items/hostsmodel.h"
#include "models/items/queuemodel.h"
#include "models/services/demofleet.h"
#include "models/services/workspace.h"
#include "models/store/store.h"
#include "views/import/importpage.h"
#include "views/queue/queuepage.h"
#include "views/shell/mainwindow.h"
#include "views/theme/theme.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/messagebar.h"
#include "views/widgets/page.h"
#include "views/widgets/tableview.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace bw;

namespace {

constexpr int Patience = 15'000;

QString shownText(const TableView& table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

int rowNamed(const TableView& table, const QString& name)
{
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        if (shownText(table, row, HostsModel::Name) == name)
            return row;
    }
    return -1;
}

} // namespace

/// The pages in the window, over the sample fleet and over an empty workspace.
class PagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void queueSaysWhyWithoutScrolling_data();
    void queueSaysWhyWithoutScrolling();
    void queueStartsAtTheTopWithTheKeyboardInTheTable();
    void queueOfLastTimeIsMarked();
    void chipsStayOnOneLine();
    void emptyWorkspaceOffersTheNextAct();
    void filterThatMatchesNothing();
    void filterThatIsWrong();
    void exposureOfThreeHostsAndBack();
    void namesAreText();
    void messagesGoWithTheirPage();
    void tabGoesRound_data();
    void tabGoesRound();

private:
    void open(const QString& path, MainWindow::Origin origin = MainWindow::Origin::Open);
    TableView& table(const QString& page) { return *m_window->page(page)->findChild<TableView*>(); }
    void commit(const QString& page, const QString& filter);

    QTemporaryDir m_folder;
    QString m_demo;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<MainWindow> m_window;
};

void PagesTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(QStringLiteral("BreakwaterPagesTest"));
    m_demo = m_folder.filePath(QStringLiteral("demo.bw"));
    QVERIFY(makeDemoWorkspace(m_demo.toStdString(), ProgressSink::none()).ok());
}

void PagesTest::init()
{
    QSettings().clear();
    m_theme = std::make_unique<Theme>(Scheme::Light);
    m_jobs = std::make_unique<JobRunner>();
    m_window = std::make_unique<MainWindow>(*m_theme, *m_jobs);
    m_window->resize(1440, 900);
    m_window->show();
}

void PagesTest::cleanup()
{
    m_window.reset();
    m_jobs.reset();
    m_theme.reset();
}

void PagesTest::open(const QString& path, MainWindow::Origin origin)
{
    QSignalSpy shown(m_window.get(), &MainWindow::workspaceShown);
    m_window->openWorkspace(path, origin);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty() && !m_jobs->busy(), Patience);
}

/// Types a filter as a person does.
void PagesTest::commit(const QString& page, const QString& filter)
{
    auto* edit = m_window->page(page)->findChild<FilterBar*>()->findChild<QLineEdit*>();
    edit->setFocus();
    QTest::keyClicks(edit, filter);
    QTest::keyClick(edit, Qt::Key_Return);
}

void PagesTest::queueSaysWhyWithoutScrolling_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1440, 900);
    QTest::newRow("small") << QSize(1024, 640);
}

void PagesTest::queueSaysWhyWithoutScrolling()
{
    QFETCH(QSize, size);
    m_window->resize(size);
    open(m_demo);
    const TableView& queue = table(QStringLiteral("queue"));
    QTRY_VERIFY(queue.model()->rowCount() > 20);
    QCoreApplication::processEvents();
    QCOMPARE(queue.horizontalScrollBar()->maximum(), 0);
    QVERIFY(queue.columnWidth(QueueModel::Why) > 120);
    QVERIFY(queue.columnWidth(QueueModel::Rank) < 60);
    QCOMPARE(shownText(queue, 0, QueueModel::Rank), QStringLiteral("1"));
    QVERIFY(shownText(queue, 0, QueueModel::PatchColumn).contains(u' ')); // package and version
}

void PagesTest::queueStartsAtTheTopWithTheKeyboardInTheTable()
{
    open(m_demo);
    const TableView& queue = table(QStringLiteral("queue"));
    QTRY_VERIFY(queue.hasFocus());
    QCOMPARE(queue.currentIndex().row(), 0);
    QVERIFY(queue.selectionModel()->isRowSelected(0));
    QTRY_VERIFY(m_window->page(QStringLiteral("queue"))->findChild<Inspector*>()->findChildren<QLabel*>().size() > 10);
}

void PagesTest::queueOfLastTimeIsMarked()
{
    auto store = Store::open(m_demo.toStdString());
    QVERIFY(store.ok());
    const Instant then = *parseIso("2026-11-23T09:00:00Z");
    const auto assessed = assessWorkspace(**store, {}, FixedClock(then), ProgressSink::none());
    QVERIFY(assessed.ok());
    const QString folder = m_folder.filePath(QStringLiteral("kept"));
    const std::string state = stateOf(**store).value();
    QVERIFY(keepQueue(folder, (*store)->path(), state, *assessed->assessment).ok());
    const auto kept = keptQueue(folder, (*store)->path(), state, then + std::chrono::hours(20));
    QVERIFY(kept);

    Workspace workspace(std::move(*store), *m_jobs);
    workspace.setQueueKeeping(folder, 0);
    QueuePage page(workspace);
    page.resize(1440, 900);
    page.show();
    Q_EMIT workspace.queueRemembered(*kept);
    auto* rows = page.findChild<TableView*>();
    QTRY_COMPARE(rows->model()->rowCount(), int(assessed->assessment->patches.size()));
    rows->setCurrentIndex(rows->model()->index(0, 0));
    const auto labels = [&] {
        QString text;
        for (const QLabel* label : page.findChildren<QLabel*>())
            text += label->text() + u'\n';
        return text;
    };
    QVERIFY2(labels().contains(QLatin1String("as computed")), qPrintable(labels()));
    QVERIFY2(labels().contains(QLatin1String("being read")), qPrintable(labels()));

    workspace.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.assessed().assessment && !m_jobs->busy(), Patience);
    QVERIFY2(!labels().contains(QLatin1String("as computed")), qPrintable(labels()));
    QVERIFY2(!labels().contains(QLatin1String("being read")), qPrintable(labels()));
    QVERIFY2(labels().contains(QLatin1String("cannot tell")), qPrintable(labels()));
}

void PagesTest::chipsStayOnOneLine()
{
    m_window->resize(1024, 640);
    open(m_demo);
    for (const QString& id : {QStringLiteral("fleet"), QStringLiteral("queue")}) {
        m_window->goTo(id);
        QCoreApplication::processEvents();
        auto* bar = m_window->page(id)->findChild<FilterBar*>();
        int shown = 0;
        for (const FacetChip* chip : bar->findChildren<FacetChip*>()) {
            if (!chip->isVisible())
                continue;
            ++shown;
            QCOMPARE(chip->y(), 0);
            QVERIFY(chip->geometry().right() < chip->parentWidget()->width());
        }
        QVERIFY(shown >= 3);
        QVERIFY(bar->height() < 100);
    }
}

void PagesTest::emptyWorkspaceOffersTheNextAct()
{
    open(m_folder.filePath(QStringLiteral("empty.bw")), MainWindow::Origin::Create);
    for (const QString& id : m_window->pageIds()) {
        m_window->goTo(id);
        const auto states = m_window->page(id)->findChildren<EmptyState*>();
        const auto visible = [&] {
            return std::find_if(states.begin(), states.end(), [](const EmptyState* s) { return s->isVisible(); });
        };
        QTRY_VERIFY2(visible() != states.end(), qPrintable(id));
        const EmptyState* state = *visible();
        QVERIFY(!state->accessibleName().isEmpty());
        int acts = 0;
        for (const QPushButton* button : state->findChildren<QPushButton*>())
            acts += button->isVisible();
        QVERIFY2(acts > 0, qPrintable(id));
    }
}

void PagesTest::filterThatMatchesNothing()
{
    open(m_demo);
    m_window->goTo(QStringLiteral("fleet"));
    TableView& fleet = table(QStringLiteral("fleet"));
    const int all = fleet.model()->rowCount();
    commit(QStringLiteral("fleet"), QStringLiteral("name:no-such-host"));
    auto* state = m_window->page(QStringLiteral("fleet"))->findChild<EmptyState*>();
    QVERIFY(state->isVisible());
    QVERIFY(state->accessibleName().contains(QString::number(all)));
    QTest::mouseClick(state->findChild<QPushButton*>(), Qt::LeftButton); // clears the filter
    QVERIFY(!state->isVisible());
    QCOMPARE(fleet.model()->rowCount(), all);
}

void PagesTest::filterThatIsWrong()
{
    open(m_demo);
    TableView& queue = table(QStringLiteral("queue"));
    const int all = queue.model()->rowCount();
    commit(QStringLiteral("queue"), QStringLiteral("kev:perhaps"));
    auto* edit = m_window->page(QStringLiteral("queue"))->findChild<FilterBar*>()->findChild<QLineEdit*>();
    QVERIFY(edit->accessibleDescription().contains(QLatin1String("yes")));
    QCOMPARE(queue.model()->rowCount(), all);
}

void PagesTest::exposureOfThreeHostsAndBack()
{
    open(m_demo);
    m_window->goTo(QStringLiteral("fleet"));
    TableView& fleet = table(QStringLiteral("fleet"));
    commit(QStringLiteral("fleet"), QStringLiteral("name:web-*"));
    QCOMPARE(fleet.model()->rowCount(), 3);
    fleet.setFocus();
    fleet.selectAll();
    QStringList before;
    for (int row = 0; row < 3; ++row)
        before << shownText(fleet, row, HostsModel::ExposureColumn);
    const auto buttons = m_window->page(QStringLiteral("fleet"))->findChildren<QPushButton*>();
    const auto exposure = std::find_if(buttons.begin(), buttons.end(),
                                       [](const QPushButton* b) { return b->menu() && b->text() == u"Exposure"; });
    QVERIFY(exposure != buttons.end() && (*exposure)->isEnabled());
    (*exposure)->menu()->actions().first()->trigger(); // small
    const auto shown = [&] {
        QStringList texts;
        for (int row = 0; row < fleet.model()->rowCount(); ++row)
            texts << shownText(fleet, row, HostsModel::ExposureColumn);
        return texts;
    };
    const QString small = QStringLiteral("Small");
    QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringList({small, small, small}), Patience);
    QCOMPARE(m_window->workspace()->undoText(), QStringLiteral("Set exposure on 3 hosts"));
    m_window->workspace()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(shown(), before, Patience);
}

void PagesTest::namesAreText()
{
    open(m_folder.filePath(QStringLiteral("names.bw")), MainWindow::Origin::Create);
    m_window->workspace()->takePaths({QStringLiteral(BREAKWATER_TEST_DATA "/pictures/names.csv")});
    auto* page = qobject_cast<ImportPage*>(m_window->page(QStringLiteral("import")));
    QTRY_VERIFY_WITH_TIMEOUT(page->hasPreview(), Patience);
    const QString marked = QStringLiteral("<b>web</b>");
    for (const QLabel* label : page->findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    const auto tabs = page->findChild<QTabWidget*>();
    QCOMPARE(tabs->count(), 3);
    QCOMPARE(tabs->tabText(2), QStringLiteral("Files (1)"));
    const auto buttons = page->findChildren<QPushButton*>();
    const auto confirm =
        std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* b) { return b->text() == u"&Import"; });
    QVERIFY(confirm != buttons.end());
    QTest::mouseClick(*confirm, Qt::LeftButton);
    const TableView& fleet = table(QStringLiteral("fleet"));
    QTRY_COMPARE_WITH_TIMEOUT(fleet.model()->rowCount(), 4, Patience);
    const int row = rowNamed(fleet, marked);
    QVERIFY(row >= 0);
    table(QStringLiteral("fleet")).setCurrentIndex(fleet.model()->index(row, 0));
    bool titled = false;
    for (const QLabel* label : m_window->page(QStringLiteral("fleet"))->findChildren<QLabel*>()) {
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        titled = titled || label->text() == marked;
    }
    QVERIFY(titled);
}

void PagesTest::messagesGoWithTheirPage()
{
    open(m_demo);
    auto* bar = m_window->findChild<MessageBar*>();
    QVERIFY(bar);
    m_window->goTo(QStringLiteral("plan"));
    Q_EMIT m_window->page(QStringLiteral("plan"))->messageWanted({Message::Kind::Warning, QStringLiteral("a rule")});
    QVERIFY(bar->isVisible());
    m_window->goTo(QStringLiteral("plan"));
    QVERIFY(bar->isVisible());
    m_window->goTo(QStringLiteral("fleet"));
    QVERIFY(!bar->isVisible());
    Q_EMIT m_window->workspace()->undoable(QStringLiteral("Set exposure on 3 hosts"));
    m_window->goTo(QStringLiteral("queue"));
    QVERIFY(bar->isVisible()); // of the workspace: its way back is not lost
    open(m_demo);
    QVERIFY(!bar->isVisible());
}

void PagesTest::tabGoesRound_data()
{
    QTest::addColumn<QString>("page");
    for (const char* page : {"fleet", "queue", "plan", "import", "feeds"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void PagesTest::tabGoesRound()
{
    QFETCH(QString, page);
    open(m_demo);
    m_window->goTo(page);
    m_window->activateWindow();
    QTRY_VERIFY(QApplication::focusWidget());
    const QWidget* first = QApplication::focusWidget();
    QSet<const QWidget*> seen{first};
    constexpr int enough = 200;
    int steps = 0;
    do {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget() && QApplication::focusWidget()->isVisible());
        seen.insert(QApplication::focusWidget());
    } while (QApplication::focusWidget() != first && ++steps < enough);
    QVERIFY2(steps < enough, "Tab does not come back");
    QVERIFY(seen.size() >= 3);
    QVERIFY(m_window->page(page)->findChild<QLineEdit*>() != nullptr);
}

QTEST_MAIN(PagesTest)
#include "pagestest.moc"
