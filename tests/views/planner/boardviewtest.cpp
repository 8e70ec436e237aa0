// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/plans.h"
#include "tests/views/planner/boardfixture.h"
#include "views/planner/autoscroller.h"
#include "views/planner/movetodialog.h"
#include "views/planner/planeditor.h"
#include "views/planner/recurrencetext.h"
#include "views/planner/templatedialog.h"
#include "views/planner/waitingcolumn.h"
#include "views/planner/wavedialog.h"
#include "views/planner/windowdialog.h"
#include "views/widgets/emptystate.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QUndoStack>

#include <functional>

using namespace bw;
using namespace bw::test;

namespace {

void sendMouse(QWidget* to, QEvent::Type type, const QPoint& at, Qt::MouseButton button, Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, to->mapToGlobal(at), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(to, &event);
}

/// One step of a drag that is on its way: the loop of the drag reads the window's events.
void postMouse(QWidget* window, QEvent::Type type, const QPoint& global)
{
    const bool up = type == QEvent::MouseButtonRelease;
    QCoreApplication::postEvent(window->windowHandle(),
                                new QMouseEvent(type, window->mapFromGlobal(global), global,
                                                up ? Qt::LeftButton : Qt::NoButton, up ? Qt::NoButton : Qt::LeftButton,
                                                Qt::NoModifier));
}

using Step = std::function<void()>;

/// A drag by the pointer: press at `from`, pull, then the steps one by one while the drag's own loop runs.
void drag(QWidget* viewport, const QPoint& from, const std::vector<Step>& steps)
{
    for (std::size_t i = 0; i < steps.size(); ++i)
        QTimer::singleShot(60 + 40 * int(i), viewport, steps[i]);
    sendMouse(viewport, QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    const QPoint pulled = from + QPoint(QApplication::startDragDistance() + 6, 4);
    sendMouse(viewport, QEvent::MouseMove, pulled, Qt::NoButton, Qt::LeftButton);
    sendMouse(viewport, QEvent::MouseMove, pulled + QPoint(3, 3), Qt::NoButton, Qt::LeftButton);
}

QPoint middleOf(CardList& list, int row)
{
    return list.visualRect(list.model()->index(row, 0)).center();
}

} // namespace

/// The board in its window: the roads of a move, what is refused, and that a real drag does what a person sees.
class BoardViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void fourRoadsOnePlan_data();
    void fourRoadsOnePlan();
    void dragShowsWhatWouldCome();
    void lockedWaveRefusesWhileHovering();
    void escapeChangesNothing();
    void rightButtonChangesNothing();
    void aWayOutIsOneClick();
    void somebodyElsesChangeIsSaid();
    void dropOnItselfMakesNoStep();
    void dropOrdersInsideAWave();
    void waveIsDraggedByItsHead();
    void wavesMoveByKeys();
    void selectionFollowsTheCards();
    void hostsMoveAsGroups();
    void everyWaveAtOnce();
    void oneColumnIsChosenAtATime();
    void filterOfWhatIsInNoWave();
    void scrollSpeed();
    void tremblingScrollsLikeStill();
    void emptyOffersTheTemplate();
    void waveDialogKeepsWhatWasNotTouched();
    void recurrences_data();
    void recurrences();
    void windowDialogShowsOccurrences();

private:
    QWidget* window() { return m_f.page->window(); }
    void release(WaveId wave, const Step& look = {});

    BoardFixture m_f;
};

void BoardViewTest::initTestCase()
{
    QVERIFY(m_f.prepare());
}

void BoardViewTest::init()
{
    QSettings().clear();
    m_f.open();
    m_f.makePlan();
}

void BoardViewTest::cleanup()
{
    m_f.close();
}

/// Drags what is chosen in the first wave over another one, looks, and lets go.
void BoardViewTest::release(WaveId wave, const Step& look)
{
    CardList& from = *m_f.board().list(1);
    const QModelIndexList chosen = m_f.board().chosen();
    QVERIFY(!chosen.isEmpty());
    QWidget* viewport = m_f.board().list(wave)->viewport();
    const QPoint target = viewport->mapToGlobal(viewport->rect().center());
    drag(from.viewport(), middleOf(from, chosen.front().row()),
         {[=, this] { postMouse(window(), QEvent::MouseMove, target - QPoint(8, 0)); },
          [=, this] { postMouse(window(), QEvent::MouseMove, target); },
          [=] {
              if (look)
                  look();
          },
          [=, this] { postMouse(window(), QEvent::MouseButtonRelease, target); }});
}

void BoardViewTest::fourRoadsOnePlan_data()
{
    QTest::addColumn<QString>("road");
    for (const char* road : {"drag", "keys", "menu", "dialog", "cut and paste"})
        QTest::newRow(road) << QString::fromLatin1(road);
}

void BoardViewTest::fourRoadsOnePlan()
{
    QFETCH(QString, road);
    const Plan before = m_f.plans().plan();
    const auto expected = edited(before, MovePatches{{m_f.ids[0], m_f.ids[2]}, 1, 2, std::size_t(-1), {}});
    m_f.choose(1, {m_f.id(0), m_f.id(2)});
    CardList& list = *m_f.board().list(1);
    if (road == u"drag") {
        release(2);
    } else if (road == u"keys") {
        QTest::keyClick(&list, Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    } else if (road == u"menu") {
        QTimer::singleShot(100, this, [] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu);
            for (QAction* to : menu->actions().first()->menu()->actions()) {
                if (to->data().toUInt() == 2)
                    to->trigger();
            }
            menu->close();
        });
        Q_EMIT list.customContextMenuRequested(middleOf(list, 0));
    } else if (road == u"dialog") {
        QTimer::singleShot(100, this, [] {
            auto* dialog = qobject_cast<MoveToDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("ear"));
            QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
        });
        QTest::keyClick(&list, Qt::Key_M);
    } else {
        QTest::keySequence(&list, QKeySequence(QKeySequence::Cut));
        m_f.choose(2, {m_f.id(4)});
        QTest::keySequence(m_f.board().list(2), QKeySequence(QKeySequence::Paste));
    }
    QTRY_COMPARE(m_f.plans().plan(), *expected);
    QUndoStack& undo = *m_f.page->undoStack();
    QCOMPARE(undo.count(), 1);
    QCOMPARE(undo.undoText(), QStringLiteral("Move 2 patches to Early"));
    QTRY_COMPARE(m_f.board().cards(2)->rowCount(), 3);
    undo.undo();
    QCOMPARE(m_f.plans().plan(), before);
    QTRY_COMPARE(m_f.board().cards(1)->rowCount(), 4);
    undo.redo();
    QCOMPARE(m_f.plans().plan(), *expected);
    QCOMPARE(undo.count(), 1);
}

void BoardViewTest::dragShowsWhatWouldCome()
{
    m_f.choose(1, {m_f.id(0)});
    DropHint hint;
    release(2, [&] { hint = m_f.board().column(2)->hint(); });
    QCOMPARE(int(hint.state), int(DropHint::State::Target));
    QVERIFY2(hint.text.startsWith(QLatin1String("drop:")), qPrintable(hint.text));
    QCOMPARE(int(m_f.board().column(2)->hint().state), int(DropHint::State::None)); // and is gone afterwards
}

void BoardViewTest::lockedWaveRefusesWhileHovering()
{
    QVERIFY(m_f.page->editor().apply(LockWave{3, true}));
    const Plan locked = m_f.plans().plan();
    m_f.choose(1, {m_f.id(0), m_f.id(1)});
    DropHint hint, other;
    release(3, [&] {
        hint = m_f.board().column(3)->hint();
        other = m_f.board().column(2)->hint();
    });
    QCOMPARE(int(hint.state), int(DropHint::State::Forbidden));
    QVERIFY(hint.hover);
    QVERIFY(!hint.text.isEmpty());
    QVERIFY(other.state != DropHint::State::Forbidden);
    QTest::qWait(50);
    QCOMPARE(m_f.plans().plan(), locked);
    QCOMPARE(m_f.page->undoStack()->count(), 1); // the lock
    // No other road leads there either.
    QVERIFY(!m_f.page->editor().move(m_f.board().chosenDrag(), 3));
    m_f.page->editor().apply(LockWave{1, true});
    m_f.choose(1, {m_f.id(0)});
    QTest::keyClick(m_f.board().list(1), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    QTest::keyClick(m_f.board().list(1), Qt::Key_Delete);
    QCOMPARE(waveOf(m_f.plans().plan(), 1)->patches.size(), std::size_t(4));
}

void BoardViewTest::escapeChangesNothing()
{
    const Plan before = m_f.plans().plan();
    m_f.choose(1, {m_f.id(0)});
    CardList& from = *m_f.board().list(1);
    const QPoint target = m_f.board().list(2)->viewport()->mapToGlobal(QPoint(40, 200));
    drag(from.viewport(), middleOf(from, 0),
         {[=, this] { postMouse(window(), QEvent::MouseMove, target - QPoint(8, 0)); },
          [=, this] { postMouse(window(), QEvent::MouseMove, target); },
          [this] {
              QCOMPARE(int(m_f.board().column(2)->hint().state), int(DropHint::State::Target));
              QCoreApplication::postEvent(window()->windowHandle(),
                                          new QKeyEvent(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier));
          }});
    QTest::qWait(50);
    QCOMPARE(int(m_f.board().column(2)->hint().state), int(DropHint::State::None));
    QCOMPARE(m_f.plans().plan(), before);
    QCOMPARE(m_f.page->undoStack()->count(), 0);
    QCOMPARE(from.cards().rowCount(), 4);
}

void BoardViewTest::rightButtonChangesNothing()
{
    const Plan before = m_f.plans().plan();
    m_f.choose(1, {m_f.id(0)});
    CardList& from = *m_f.board().list(1);
    const QPoint target = m_f.board().list(2)->viewport()->mapToGlobal(QPoint(40, 200));
    const auto right = [=, this](QEvent::Type type) {
        const Qt::MouseButtons held =
            type == QEvent::MouseButtonPress ? Qt::LeftButton | Qt::RightButton : Qt::LeftButton;
        QCoreApplication::postEvent(
            window()->windowHandle(),
            new QMouseEvent(type, window()->mapFromGlobal(target), target, Qt::RightButton, held, Qt::NoModifier));
    };
    bool ended = false;
    drag(from.viewport(), middleOf(from, 0),
         {[=, this] { postMouse(window(), QEvent::MouseMove, target - QPoint(8, 0)); },
          [=, this] { postMouse(window(), QEvent::MouseMove, target); },
          [=, this] {
              QCOMPARE(int(m_f.board().column(2)->hint().state), int(DropHint::State::Target));
              right(QEvent::MouseButtonPress);
          },
          [&] { ended = !m_f.board().isDragging(); },
          [=, this] {
              right(QEvent::MouseButtonRelease);
              postMouse(window(), QEvent::MouseButtonRelease, target);
          }});
    QTRY_VERIFY(ended);
    QTest::qWait(150);
    QCOMPARE(int(m_f.board().column(2)->hint().state), int(DropHint::State::None));
    QCOMPARE(m_f.plans().plan(), before);
    QCOMPARE(m_f.page->undoStack()->count(), 0);
}

void BoardViewTest::aWayOutIsOneClick()
{
    const Plan before = m_f.plans().plan();
    m_f.page->action(QStringLiteral("next-problem"))->trigger();
    const auto button = [this]() -> QPushButton* {
        for (QPushButton* one : m_f.page->findChildren<QPushButton*>()) {
            if (one->text() == QStringLiteral("Remove wave Broad"))
                return one;
        }
        return nullptr;
    };
    QTRY_VERIFY(button()); // the third wave has no hosts
    button()->click();
    QTRY_COMPARE(m_f.plans().plan().waves.size(), std::size_t(2));
    QCOMPARE(m_f.page->undoStack()->count(), 1);
    m_f.page->undoStack()->undo();
    QTRY_COMPARE(m_f.plans().plan(), before);
}

void BoardViewTest::somebodyElsesChangeIsSaid()
{
    QVERIFY(m_f.page->editor().apply(RenameWave{1, "Canary"}));
    QTRY_VERIFY(!m_f.jobs->busy());
    QCOMPARE(m_f.page->undoStack()->count(), 1);
    auto other = Store::open(m_f.workspace->path().toStdString());
    QVERIFY(other.ok());
    Plan theirs = m_f.plans().plan();
    theirs.waves[1].name = "Theirs";
    QVERIFY(savePlan(**other, theirs, {"eve", Clock::system().now(), "by eve"}).ok());
    QSignalSpy said(m_f.page.get(), &Page::messageWanted);
    m_f.plans().reload();
    QTRY_COMPARE(m_f.plans().plan().waves[1].name, std::string("Theirs"));
    QCOMPARE(m_f.page->undoStack()->count(), 0);
    QVERIFY(std::any_of(said.begin(), said.end(), [](const QList<QVariant>& arguments) {
        return arguments.front().value<Message>().text.contains(QStringLiteral("Somebody else"));
    }));
}

void BoardViewTest::dropOnItselfMakesNoStep()
{
    const Plan before = m_f.plans().plan();
    m_f.choose(1, {m_f.id(3)}); // the last one: dropped behind the last one
    release(1);
    QTest::qWait(50);
    QCOMPARE(m_f.plans().plan(), before);
    QCOMPARE(m_f.page->undoStack()->count(), 0);
}

void BoardViewTest::dropOrdersInsideAWave()
{
    m_f.choose(1, {m_f.id(3)});
    CardList& list = *m_f.board().list(1);
    const QPoint top =
        list.viewport()->mapToGlobal(list.visualRect(list.model()->index(0, 0)).topLeft() + QPoint(30, 3));
    drag(list.viewport(), middleOf(list, 3),
         {[=, this] { postMouse(window(), QEvent::MouseMove, top + QPoint(0, 40)); },
          [=, this] { postMouse(window(), QEvent::MouseMove, top); },
          [=, this] { postMouse(window(), QEvent::MouseButtonRelease, top); }});
    QTRY_COMPARE(waveOf(m_f.plans().plan(), 1)->patches.front(), m_f.ids[3]);
    QTRY_COMPARE(list.currentIndex().row(), 0); // chosen where it has come to
    QVERIFY(list.selectionModel()->isSelected(list.model()->index(0, 0)));
    window()->activateWindow();
    list.setFocus();
    QTRY_VERIFY(list.hasFocus());
    QTest::keyClick(&list, Qt::Key_Down, Qt::AltModifier); // and by the keyboard one place back
    QTRY_COMPARE(waveOf(m_f.plans().plan(), 1)->patches[1], m_f.ids[3]);
    QTRY_COMPARE(m_f.page->undoStack()->count(), 2);
}

void BoardViewTest::waveIsDraggedByItsHead()
{
    WaveHeader& head = m_f.board().column(3)->header();
    const QPoint target = m_f.board().column(1)->mapToGlobal(QPoint(20, 100));
    drag(&head, QPoint(40, 20),
         {[=, this] { postMouse(window(), QEvent::MouseMove, target + QPoint(30, 0)); },
          [=, this] { postMouse(window(), QEvent::MouseMove, target); },
          [=, this] { postMouse(window(), QEvent::MouseButtonRelease, target); }});
    QTRY_COMPARE(m_f.plans().plan().waves.front().id, WaveId(3));
    QCOMPARE(m_f.page->undoStack()->count(), 1);
    QTRY_COMPARE(m_f.board().columns().front()->wave(), WaveId(3));
}

void BoardViewTest::wavesMoveByKeys()
{
    m_f.board().focusHeader(1);
    QTest::keyClick(&m_f.board().column(1)->header(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(m_f.plans().plan().waves[1].id, WaveId(1));
    QVERIFY(m_f.board().onHeader());
    m_f.page->undoStack()->undo();
    QCOMPARE(m_f.plans().plan().waves[0].id, WaveId(1));
}

void BoardViewTest::selectionFollowsTheCards()
{
    m_f.choose(1, {m_f.id(1)});
    const auto right = [this] {
        QTest::keyClick(m_f.board().list(m_f.board().currentWave()), Qt::Key_Right,
                        Qt::AltModifier | Qt::ShiftModifier);
    };
    right();
    QCOMPARE(m_f.board().currentWave(), WaveId(2));
    QCOMPARE(m_f.board().chosen().size(), 1);
    QCOMPARE(m_f.board().chosen().front().data(Qt::UserRole + 1).toString(), m_f.id(1));
    right();
    QCOMPARE(m_f.board().currentWave(), WaveId(3));
    right(); // there is nothing further right
    QCOMPARE(m_f.page->undoStack()->count(), 2);
    m_f.page->undoStack()->undo();
    m_f.page->undoStack()->undo();
    QCOMPARE(m_f.board().currentWave(), WaveId(1));
    QCOMPARE(m_f.board().chosen().size(), 1);
}

void BoardViewTest::hostsMoveAsGroups()
{
    m_f.page->setMode(BoardMode::Hosts);
    CardsModel& cards = *m_f.board().cards(1);
    QTRY_VERIFY(cards.rowCount() > 0);
    const Card card = cards.card(0);
    QVERIFY(card.kind != Card::Kind::Patch);
    const auto hostsBefore = waveOf(m_f.plans().plan(), 1)->hosts.size();
    m_f.choose(1, {card.id});
    release(3);
    QTRY_COMPARE(waveOf(m_f.plans().plan(), 3)->hosts, card.members);
    QCOMPARE(waveOf(m_f.plans().plan(), 1)->hosts.size(), hostsBefore - card.members.size());
    // Return opens a group: its hosts follow it, and can be moved alone.
    const auto group = std::find_if(m_f.board().columns().begin(), m_f.board().columns().end(), [](WaveColumn* column) {
        return column->cards().rowCount() > 0 && column->cards().card(0).kind == Card::Kind::Group;
    });
    QVERIFY(group != m_f.board().columns().end());
    CardsModel& grouped = (*group)->cards();
    const int rows = grouped.rowCount();
    const auto members = int(grouped.card(0).members.size());
    m_f.choose((*group)->wave(), {grouped.card(0).id});
    QTest::keyClick(&(*group)->list(), Qt::Key_Return);
    QCOMPARE(grouped.rowCount(), rows + members);
    QCOMPARE(int(grouped.card(1).kind), int(Card::Kind::Host));
}

void BoardViewTest::everyWaveAtOnce()
{
    const QString waiting = QString::fromStdString(m_f.ids[6]);
    QTRY_VERIFY(m_f.board().cards(0)->rowOf(waiting) >= 0);
    m_f.choose(0, {waiting});
    QVERIFY(m_f.page->editor().move(m_f.board().chosenDrag(), EveryWave));
    for (const Wave& wave : m_f.plans().plan().waves)
        QCOMPARE(wave.patches.back(), m_f.ids[6]);
    QCOMPARE(m_f.board().cards(0)->rowOf(waiting), -1); // at once, not only when the board is laid out
}

void BoardViewTest::oneColumnIsChosenAtATime()
{
    m_f.choose(1, {m_f.id(0), m_f.id(1)});
    QTest::mouseClick(m_f.board().list(2)->viewport(), Qt::LeftButton, {}, middleOf(*m_f.board().list(2), 0));
    QCOMPARE(m_f.board().currentWave(), WaveId(2));
    QCOMPARE(m_f.board().list(1)->chosen().size(), 0);
    QTest::keyClick(m_f.board().list(2), Qt::Key_Left);
    QCOMPARE(m_f.board().currentWave(), WaveId(1));
    QCOMPARE(m_f.board().list(2)->chosen().size(), 0);
}

void BoardViewTest::filterOfWhatIsInNoWave()
{
    WaitingColumn& waiting = m_f.board().waiting();
    QTRY_VERIFY(waiting.cards().rowCount() > 2);
    const int all = waiting.cards().rowCount();
    waiting.setFilter(QStringLiteral("reboot:yes"));
    const int reboots = waiting.cards().rowCount();
    QVERIFY(reboots < all);
    for (int row = 0; row < reboots; ++row)
        QVERIFY(waiting.cards().card(row).reboot);
    waiting.setFilter(QStringLiteral("reboot:perhaps")); // wrong: what was shown stays
    QCOMPARE(waiting.cards().rowCount(), reboots);
    waiting.setFilter({});
    QCOMPARE(waiting.cards().rowCount(), all);
}

void BoardViewTest::scrollSpeed()
{
    QCOMPARE(AutoScroller::speed(0, true), 0.0);
    QCOMPARE(AutoScroller::speed(5, true), AutoScroller::fastestSideways);
    QCOMPARE(AutoScroller::speed(-5, true), -AutoScroller::fastestSideways);
    QCOMPARE(AutoScroller::speed(1, false), AutoScroller::fastestUpwards);
    QVERIFY(AutoScroller::speed(0.5, false) < AutoScroller::fastestUpwards / 2);
    QVERIFY(AutoScroller::fastestSideways <= 250);
}

void BoardViewTest::tremblingScrollsLikeStill()
{
    QScrollArea area;
    area.resize(300, 200);
    auto* inside = new QWidget;
    inside->resize(4000, 4000);
    area.setWidget(inside);
    area.show();
    const QPoint edge =
        area.viewport()->mapToGlobal(QPoint(area.viewport()->width() - 8, area.viewport()->height() - 8));
    const auto travelled = [&](bool tremble) {
        area.horizontalScrollBar()->setValue(0);
        area.verticalScrollBar()->setValue(0);
        AutoScroller scroller;
        scroller.pointerAt(edge, &area, &area);
        QElapsedTimer time;
        time.start();
        int shake = 0;
        while (time.elapsed() < 600) {
            QTest::qWait(25);
            if (tremble)
                scroller.pointerAt(edge + QPoint(++shake % 2, 0), &area, &area);
        }
        scroller.stop();
        return QPoint(area.horizontalScrollBar()->value(), area.verticalScrollBar()->value());
    };
    const QPoint still = travelled(false), trembling = travelled(true);
    QVERIFY2(still.x() > 15 && still.y() > 30, qPrintable(QStringLiteral("%1 %2").arg(still.x()).arg(still.y())));
    QVERIFY(trembling.x() * 2 > still.x());
    QVERIFY(trembling.y() * 2 > still.y());
}

void BoardViewTest::emptyOffersTheTemplate()
{
    m_f.close();
    m_f.open();
    auto* empty = m_f.page->findChild<EmptyState*>();
    QTRY_VERIFY(empty->isVisible());
    const auto buttons = empty->findChildren<QPushButton*>();
    QVERIFY(buttons.first()->isVisible());
    QTimer::singleShot(200, this, [] {
        auto* dialog = qobject_cast<TemplateDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        QTRY_VERIFY(!dialog->plan().waves.empty());
        dialog->accept();
    });
    QTest::mouseClick(buttons.first(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_f.plans().plan().waves.size(), std::size_t(4), Patience);
    QTRY_COMPARE(m_f.board().columns().size(), std::size_t(4));
    std::size_t hosts = 0;
    for (const Wave& wave : m_f.plans().plan().waves)
        hosts += wave.hosts.size();
    QVERIFY(hosts > 10);
}

void BoardViewTest::waveDialogKeepsWhatWasNotTouched()
{
    Wave wave;
    wave.id = 4;
    wave.name = "Nachzügler & <b>Co</b>";
    wave.patches = {"a"};
    wave.hosts = {1, 7};
    wave.window = "gone";
    wave.gate.minSuccess = 0.987;
    wave.gate.failureBudget = 0;
    wave.notBefore = Day(std::chrono::days(20'800));
    wave.notes = "line\nline";
    PlanningPolicy policy;
    policy.windows.push_back(
        {"gone", "Tuesday", "2026-11-24T22:00", "FREQ=WEEKLY;BYDAY=TU", 0, {}, 120, {}, "UTC", ""});
    const WaveDialog dialog(wave, policy, Instant(std::chrono::seconds(1'795'000'000)));
    QCOMPARE(dialog.wave(), wave);
    QCOMPARE(dialog.policy(), policy);
}

void BoardViewTest::recurrences_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("kind");
    using Kind = Recurrence::Kind;
    QTest::newRow("once") << QString() << int(Kind::Once);
    QTest::newRow("weekly") << QStringLiteral("FREQ=WEEKLY;BYDAY=TU,TH") << int(Kind::Weekly);
    QTest::newRow("every other week") << QStringLiteral("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA") << int(Kind::Weekly);
    QTest::newRow("second tuesday") << QStringLiteral("FREQ=MONTHLY;BYDAY=2TU") << int(Kind::NthWeekday);
    QTest::newRow("last friday") << QStringLiteral("FREQ=MONTHLY;BYDAY=-1FR") << int(Kind::NthWeekday);
    QTest::newRow("fifth monday") << QStringLiteral("FREQ=MONTHLY;BYDAY=5MO") << int(Kind::Custom);
    QTest::newRow("month day") << QStringLiteral("FREQ=MONTHLY;BYMONTHDAY=15") << int(Kind::Custom);
    QTest::newRow("ends") << QStringLiteral("FREQ=WEEKLY;BYDAY=TU;COUNT=3") << int(Kind::Custom);
    QTest::newRow("nonsense") << QStringLiteral("FREQ=WEEKLY;BYDAY=XX") << int(Kind::Custom);
    QTest::newRow("daily") << QStringLiteral("FREQ=DAILY") << int(Kind::Custom);
}

void BoardViewTest::recurrences()
{
    QFETCH(QString, rule);
    QFETCH(int, kind);
    const Recurrence known = recurrenceFrom(rule);
    QCOMPARE(int(known.kind), kind);
    QCOMPARE(ruleOf(known), rule); // nothing is lost on the way through the editor
}

void BoardViewTest::windowDialogShowsOccurrences()
{
    Window window{
        "w", "Night", "2026-11-24T22:00", "FREQ=MONTHLY;BYDAY=2TU", 3, {"2026-12-24"}, 90, 30, "Europe/Berlin", ""};
    const WindowDialog dialog(window, Instant(std::chrono::seconds(1'795'000'000)));
    QCOMPARE(dialog.window(), window);
}

int main(int argc, char** argv)
{
    // The one platform without a screen on which a drag really runs.
    qputenv("QT_QPA_PLATFORM", "minimal");
    QApplication app(argc, argv);
    BoardViewTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "boardviewtest.moc"
