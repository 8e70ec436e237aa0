// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/boardedits.h"
#include "models/items/cardsmodel.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QtTest>

#include <memory>

using namespace bw;

namespace {

Card patchCard(const char* id, double minutes = 3)
{
    Card card;
    card.id = card.name = QString::fromLatin1(id);
    card.patch = id;
    card.hosts = 4;
    card.minutes = minutes;
    card.detail = QStringLiteral("4 hosts");
    return card;
}

Card groupCard(const char* id, std::vector<HostId> hosts)
{
    Card card;
    card.kind = Card::Kind::Group;
    card.id = card.name = QString::fromLatin1(id);
    card.hosts = std::uint32_t(hosts.size());
    card.members = std::move(hosts);
    return card;
}

Plan samplePlan()
{
    Plan plan;
    plan.id = 5;
    plan.name = "November";
    for (const char* name : {"Test ring", "Early", "Broad"}) {
        Wave wave;
        wave.id = plan.nextWave++;
        wave.name = name;
        plan.waves.push_back(wave);
    }
    plan.waves[0].patches = {"a", "b", "c", "d"};
    plan.waves[0].hosts = {1, 2};
    plan.waves[1].patches = {"a"};
    plan.waves[1].hosts = {3};
    plan.waves[2].locked = true;
    return plan;
}

DropVerdict yes()
{
    return {};
}

} // namespace

/// The cards of the board: what they carry, what they refuse, and the one way from a drop to an edit.
class BoardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelKeepsItsPromises();
    void rowsStayWhatTheyWere();
    void dragCarriesIdsAndText();
    void strangeDataIsNoDrag_data();
    void strangeDataIsNoDrag();
    void dropsAreAnnouncedOnly();
    void refusedDrops();
    void lockedCardsDoNotMove();
    void everyRoadIsOneEdit_data();
    void everyRoadIsOneEdit();
    void dropOnItselfIsNothing();
    void orderInTheWave();
    void verdictsSayWhyNot();
};

void BoardTest::modelKeepsItsPromises()
{
    CardsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPlace({5, 3, 1, QStringLiteral("Early"), false});
    model.setCards({patchCard("a"), patchCard("b"), patchCard("c")});
    model.setCards({patchCard("c"), patchCard("x"), patchCard("a", 9)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowOf(QStringLiteral("x")), 1);
    model.setPlace({5, 3, 1, QStringLiteral("Early"), true});
    model.setCards({});
    QCOMPARE(model.rowCount(), 0);
}

void BoardTest::rowsStayWhatTheyWere()
{
    CardsModel model;
    model.setCards({patchCard("a"), patchCard("b"), patchCard("c")});
    const QPersistentModelIndex c = model.index(2, 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset), changed(&model, &QAbstractItemModel::dataChanged);
    model.setCards({patchCard("c"), patchCard("a")});
    QVERIFY(c.isValid());
    QCOMPARE(c.row(), 0);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 0); // moved, not changed
    model.setPlace({5, 3, 1, QStringLiteral("Early"), false});
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("c, 4 hosts, Early, 1 of 2, movable"));
}

void BoardTest::dragCarriesIdsAndText()
{
    CardsModel model;
    model.setPlace({5, 3, 2, QStringLiteral("Early"), false});
    Card formula = patchCard("=cmd|' /C calc'!A0");
    model.setCards({patchCard("a"), patchCard("b, \"quoted\""), formula});
    const std::unique_ptr<QMimeData> data(model.mimeData({model.index(1, 0), model.index(0, 0), model.index(2, 0)}));
    QVERIFY(data);
    const auto drag = boardDragFrom(data.get());
    QVERIFY(drag);
    // In the order of the rows, whatever the order of choosing.
    QCOMPARE(*drag, (BoardDrag{5, 3, 2, {"a", "b, \"quoted\"", "=cmd|' /C calc'!A0"}, {}}));
    const QString csv = QString::fromUtf8(data->data(QStringLiteral("text/csv")));
    QVERIFY(csv.startsWith(QLatin1String("name,hosts,minutes,reboot\r\n")));
    QVERIFY(csv.contains(QLatin1String("\"b, \"\"quoted\"\"\",4,3,no")));
    QVERIFY2(csv.contains(QLatin1String("'=cmd")), "a name must not become a formula");
    QCOMPARE(data->text().count(u'\n'), 3);

    CardsModel hosts;
    hosts.setPlace({5, 3, 0, QStringLiteral("In no wave"), false});
    hosts.setCards({groupCard("tag:pci", {9, 12}), groupCard("tag:lab", {3, 9})});
    const std::unique_ptr<QMimeData> both(hosts.mimeData({hosts.index(0, 0), hosts.index(1, 0)}));
    QCOMPARE(boardDragFrom(both.get())->hosts, (std::vector<HostId>{3, 9, 12})); // each once
}

void BoardTest::strangeDataIsNoDrag_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no json") << QByteArray("\x00\xff{", 3);
    QTest::newRow("a list") << QByteArray("[1,2]");
    QTest::newRow("nothing in it") << QByteArray(R"({"plan":5,"revision":3,"from":1,"patches":[],"hosts":[]})");
    QTest::newRow("numbers for names") << QByteArray(R"({"plan":5,"revision":3,"from":1,"patches":[7],"hosts":[]})");
    QTest::newRow("names for numbers") << QByteArray(R"({"plan":5,"patches":[],"hosts":["web"]})");
    QTest::newRow("cut off") << QByteArray(R"({"plan":5,"patches":["a")");
}

void BoardTest::strangeDataIsNoDrag()
{
    QFETCH(QByteArray, bytes);
    QMimeData data;
    data.setData(QString::fromLatin1(BoardDragType), bytes);
    data.setText(QStringLiteral("a"));
    QVERIFY(!boardDragFrom(&data));
    CardsModel model;
    model.setJudge([](const BoardDrag&, WaveId) { return yes(); });
    QVERIFY(!model.canDropMimeData(&data, Qt::CopyAction, 0, 0, {}));
    QVERIFY(!model.dropMimeData(&data, Qt::CopyAction, 0, 0, {}));
    QVERIFY(!boardDragFrom(nullptr));
}

void BoardTest::dropsAreAnnouncedOnly()
{
    CardsModel model;
    model.setPlace({5, 3, 2, QStringLiteral("Early"), false});
    model.setCards({patchCard("x")});
    model.setJudge([](const BoardDrag&, WaveId) { return yes(); });
    const auto data = toMimeData(BoardDrag{5, 3, 1, {"a"}, {}}, {});
    QSignalSpy wanted(&model, &CardsModel::dropWanted);
    for (const Qt::DropAction action : {Qt::CopyAction, Qt::MoveAction}) {
        QVERIFY(model.canDropMimeData(data.get(), action, -1, 0, {}));
        QVERIFY(model.dropMimeData(data.get(), action, -1, 0, {}));
    }
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.first().at(1).value<WaveId>(), WaveId(2));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(!model.removeRows(0, 1)); // what a view does after a move
    QCOMPARE(model.rowCount(), 1);
}

void BoardTest::refusedDrops()
{
    CardsModel model;
    model.setPlace({5, 3, 3, QStringLiteral("Broad"), false});
    const auto data = toMimeData(BoardDrag{5, 3, 1, {"a"}, {}}, {});
    QVERIFY(!model.canDropMimeData(data.get(), Qt::CopyAction, -1, 0, {})); // nobody to ask
    model.setJudge([](const BoardDrag&, WaveId wave) {
        DropVerdict no;
        no.refusal = QStringLiteral("wave %1 is frozen").arg(wave);
        return no;
    });
    QSignalSpy wanted(&model, &CardsModel::dropWanted);
    QVERIFY(!model.canDropMimeData(data.get(), Qt::CopyAction, -1, 0, {}));
    QVERIFY(!model.dropMimeData(data.get(), Qt::CopyAction, -1, 0, {}));
    QCOMPARE(wanted.size(), 0);
    QCOMPARE(model.judge({5, 3, 1, {"a"}, {}}).refusal, QStringLiteral("wave 3 is frozen"));
}

void BoardTest::lockedCardsDoNotMove()
{
    CardsModel model;
    model.setPlace({5, 3, 2, QStringLiteral("Early"), true});
    model.setCards({patchCard("a")});
    QVERIFY(!model.flags(model.index(0, 0)).testFlag(Qt::ItemIsDragEnabled));
    QVERIFY(!model.mimeData({model.index(0, 0)}));
}

void BoardTest::everyRoadIsOneEdit_data()
{
    QTest::addColumn<WaveId>("from");
    QTest::addColumn<WaveId>("to");
    QTest::addColumn<QString>("text");
    QTest::newRow("into a wave") << WaveId(0) << WaveId(2) << QStringLiteral("Add 2 patches to Early");
    QTest::newRow("between waves") << WaveId(1) << WaveId(2) << QStringLiteral("Move 2 patches to Early");
    QTest::newRow("out of a wave") << WaveId(1) << WaveId(0) << QStringLiteral("Remove 2 patches from Test ring");
    QTest::newRow("into every wave") << WaveId(0) << EveryWave << QStringLiteral("Add 2 patches to every wave");
}

void BoardTest::everyRoadIsOneEdit()
{
    QFETCH(WaveId, from);
    QFETCH(WaveId, to);
    QFETCH(QString, text);
    const Plan plan = samplePlan();
    const auto edit = editOf({5, 3, from, {"b", "c"}, {}}, to, -1, plan);
    QVERIFY(edit);
    QCOMPARE(QString::fromStdString(textOf(*edit, plan)), text);
    const auto next = edited(plan, *edit);
    QVERIFY(next.ok());
    QVERIFY(*next != plan);
}

void BoardTest::dropOnItselfIsNothing()
{
    const Plan plan = samplePlan();
    QVERIFY(!editOf({5, 3, 0, {"z"}, {}}, 0, -1, plan));
    QVERIFY(!editOf({5, 3, 1, {"a"}, {}}, 1, -1, plan));
    QVERIFY(!editOf({5, 3, 1, {}, {1, 2}}, 1, -1, plan));
    QVERIFY(!editOf({5, 3, 0, {}, {8}}, 0, -1, plan));
    QVERIFY(!editOf({5, 3, 0, {}, {}}, 1, -1, plan));
    // Before itself, and behind itself: the order is as it was.
    for (const int before : {1, 2}) {
        const auto edit = editOf({5, 3, 1, {"b"}, {}}, 1, before, plan);
        QVERIFY(edit);
        QCOMPARE(*edited(plan, *edit), plan);
    }
}

void BoardTest::orderInTheWave()
{
    const Plan plan = samplePlan();
    const auto patches = [&](const std::optional<PlanEdit>& edit) { return edited(plan, *edit)->waves[0].patches; };
    using Ids = std::vector<std::string>;
    QCOMPARE(patches(editOf({5, 3, 1, {"a"}, {}}, 1, 3, plan)), (Ids{"b", "c", "a", "d"}));
    QCOMPARE(patches(editOf({5, 3, 1, {"d"}, {}}, 1, 0, plan)), (Ids{"d", "a", "b", "c"}));
    QCOMPARE(patches(editOf({5, 3, 1, {"a", "b"}, {}}, 1, 4, plan)), (Ids{"c", "d", "a", "b"}));
    QCOMPARE(patches(orderEdit({5, 3, 1, {"b"}, {}}, -1, plan)), (Ids{"b", "a", "c", "d"}));
    QCOMPARE(patches(orderEdit({5, 3, 1, {"b", "c"}, {}}, 1, plan)), (Ids{"a", "d", "b", "c"}));
    QVERIFY(!orderEdit({5, 3, 1, {"a"}, {}}, -1, plan));
    QVERIFY(!orderEdit({5, 3, 1, {"d"}, {}}, 1, plan));
    QVERIFY(!orderEdit({5, 3, 0, {"d"}, {}}, 1, plan));
}

void BoardTest::verdictsSayWhyNot()
{
    const Plan plan = samplePlan();
    const auto verdict = [&](const BoardDrag& drag, WaveId to) {
        return verdictOf(drag, to, plan, 3, nullptr, nullptr);
    };
    QVERIFY(verdict({5, 3, 1, {"b"}, {}}, 2).allowed());
    QVERIFY(!verdict({5, 3, 1, {"b"}, {}}, 3).allowed()); // locked
    QVERIFY(!verdict({6, 3, 1, {"b"}, {}}, 2).allowed()); // of another plan
    QVERIFY(!verdict({5, 2, 1, {"b"}, {}}, 2).allowed()); // of an older version
    QVERIFY(!verdict({5, 3, 1, {}, {1}}, EveryWave).allowed()); // a host is in one wave
    QVERIFY(!verdict({5, 3, 1, {"b"}, {}}, EveryWave).allowed());
    QVERIFY(!verdict({5, 3, 0, {}, {9}}, 0).changes);
}

QTEST_GUILESS_MAIN(BoardTest)
#include "boardtest.moc"
