// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/componentsmodel.h"
#include "models/items/feedsmodel.h"
#include "models/items/hostsmodel.h"
#include "models/items/queuemodel.h"
#include "tests/support/assessmentsample.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include <map>
#include <set>

using namespace bw;

namespace {

QString printedRow(const QAbstractItemModel& model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column) {
        const QModelIndex index = model.index(row, column);
        for (const int role :
             {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(ToneRole), int(SecondaryRole), int(UnknownRole)})
            cells << index.data(role).toString();
    }
    return model.index(row, 0).data(IdRole).toString() + u':' + cells.join(u'|');
}

QStringList printed(const QAbstractItemModel& model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << printedRow(model, row);
    return rows;
}

/// What a listener that only believes the signals would show.
class Mirror : public QObject {
public:
    explicit Mirror(const QAbstractItemModel& model)
        : m_model(model)
        , m_rows(printed(model))
    {
        connect(&model, &QAbstractItemModel::rowsInserted, this, [this](auto&, int first, int last) {
            for (int row = first; row <= last; ++row)
                m_rows.insert(row, printedRow(m_model, row));
        });
        connect(&model, &QAbstractItemModel::rowsRemoved, this,
                [this](auto&, int first, int last) { m_rows.remove(first, last - first + 1); });
        connect(&model, &QAbstractItemModel::dataChanged, this, [this](const auto& from, const auto& to) {
            for (int row = from.row(); row <= to.row(); ++row) {
                announced.insert(row);
                m_rows[row] = printedRow(m_model, row);
            }
        });
        connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] {
            m_places.clear();
            for (int row = 0; row < m_model.rowCount(); ++row)
                m_places.append(m_model.index(row, 0));
        });
        connect(&model, &QAbstractItemModel::layoutChanged, this, [this] {
            QStringList moved(m_rows.size());
            for (int row = 0; row < m_rows.size(); ++row)
                moved[m_places[row].row()] = m_rows[row];
            m_rows = moved;
        });
        connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_rows = printed(m_model); });
    }
    const QStringList& rows() const { return m_rows; }
    std::set<int> announced;

private:
    const QAbstractItemModel& m_model;
    QStringList m_rows;
    QList<QPersistentModelIndex> m_places;
};

/// Every index that was kept must still point to the same id, or to nothing when that id went.
class Keeper {
public:
    explicit Keeper(const QAbstractItemModel& model)
        : m_model(model)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            const int column = row % model.columnCount();
            m_kept.emplace_back(model.index(row, column), model.index(row, column).data(IdRole).toString());
        }
    }
    bool holds() const
    {
        std::set<QString> ids;
        for (int row = 0; row < m_model.rowCount(); ++row)
            ids.insert(m_model.index(row, 0).data(IdRole).toString());
        return std::all_of(m_kept.begin(), m_kept.end(), [&](const auto& kept) {
            const bool there = ids.count(kept.second) > 0;
            return kept.first.isValid() == there && (!there || kept.first.data(IdRole).toString() == kept.second);
        });
    }

private:
    const QAbstractItemModel& m_model;
    std::vector<std::pair<QPersistentModelIndex, QString>> m_kept;
};

template <typename Model>
void walk(const std::vector<std::shared_ptr<const Assessment>>& states)
{
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const auto& state : states) {
        const Keeper keeper(model);
        const Mirror mirror(model);
        model.setAssessment(state);
        Model fresh;
        fresh.setAssessment(state);
        QVERIFY(keeper.holds());
        QCOMPARE(printed(model), printed(fresh));
        QCOMPARE(mirror.rows(), printed(model));
    }
    model.setAssessment(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

std::vector<std::shared_ptr<const Assessment>> states(const test::SampleSize& size)
{
    std::vector<std::shared_ptr<const Assessment>> list;
    for (std::uint32_t seed = 1; seed <= 6; ++seed)
        list.push_back(test::sampleAssessment(seed, size));
    return list;
}

} // namespace

class UpdatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostsFollow_data() { sizes(); }
    void hostsFollow();
    void queueFollows_data() { sizes(); }
    void queueFollows();
    void sameValueSaysNothing();
    void oneChangedHostIsOneRow();
    void onlyDatesMoveWithTheClock();
    void componentsFollow();
    void feedsFollow();

private:
    static void sizes();
};

void UpdatesTest::sizes()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("share");
    QTest::newRow("all stay") << 20 << 1.0;
    QTest::newRow("few go") << 60 << 0.9;
    QTest::newRow("scattered") << 300 << 0.5; // more ranges than are announced one by one
    QTest::newRow("hardly any in common") << 60 << 0.1;
}

void UpdatesTest::hostsFollow()
{
    QFETCH(int, count);
    QFETCH(double, share);
    walk<HostsModel>(states({std::uint32_t(count), 4, share, 0.2}));
}

void UpdatesTest::queueFollows()
{
    QFETCH(int, count);
    QFETCH(double, share);
    walk<QueueModel>(states({4, std::uint32_t(count), share, 0.2}));
}

void UpdatesTest::sameValueSaysNothing()
{
    HostsModel hosts;
    QueueModel queue;
    hosts.setAssessment(test::sampleAssessment(3));
    queue.setAssessment(test::sampleAssessment(3));
    for (const QAbstractItemModel* model :
         {static_cast<QAbstractItemModel*>(&hosts), static_cast<QAbstractItemModel*>(&queue)}) {
        QSignalSpy data(model, &QAbstractItemModel::dataChanged);
        QSignalSpy layout(model, &QAbstractItemModel::layoutChanged);
        QSignalSpy reset(model, &QAbstractItemModel::modelReset);
        hosts.setAssessment(test::sampleAssessment(3));
        queue.setAssessment(test::sampleAssessment(3));
        QCOMPARE(data.count() + layout.count() + reset.count(), 0);
    }
}

void UpdatesTest::oneChangedHostIsOneRow()
{
    HostsModel model;
    const auto before = test::sampleAssessment(3);
    model.setAssessment(before);
    auto fleet = std::make_shared<Fleet>(*before->fleet);
    fleet->hosts[7].attributes.owner = "Zoe";
    auto after = std::make_shared<Assessment>(*before);
    after->fleet = fleet;
    const Mirror mirror(model);
    model.setAssessment(after);
    QCOMPARE(mirror.announced, std::set<int>{7});
    QCOMPARE(model.index(7, HostsModel::Owner).data().toString(), QStringLiteral("Zoe"));
}

void UpdatesTest::onlyDatesMoveWithTheClock()
{
    HostsModel model;
    const auto before = test::sampleAssessment(3);
    model.setAssessment(before);
    auto after = std::make_shared<Assessment>(*before);
    after->at += std::chrono::hours(24);
    std::set<int> columns;
    connect(&model, &QAbstractItemModel::dataChanged, this, [&](const QModelIndex& from, const QModelIndex& to) {
        QCOMPARE(from.column(), to.column());
        columns.insert(from.column());
    });
    model.setAssessment(after);
    QCOMPARE(columns, (std::set<int>{HostsModel::Due, HostsModel::LastSeen}));
}

void UpdatesTest::componentsFollow()
{
    ComponentsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto before = test::sampleAssessment(3);
    const auto seen = std::find_if(before->fleet->hosts.begin(), before->fleet->hosts.end(),
                                   [](const Host& host) { return !host.timeline.empty(); });
    const auto unseen = std::find_if(before->fleet->hosts.begin(), before->fleet->hosts.end(),
                                     [](const Host& host) { return host.timeline.empty(); });
    model.setHost(before, seen->id);
    QVERIFY(model.told());
    QCOMPARE(model.rowCount(), int(before->fleet->components->size()));
    QCOMPARE(model.index(0, ComponentsModel::Name).data().toString(), QStringLiteral("lib0"));
    QCOMPARE(model.index(8, ComponentsModel::Name).data().toString(), QStringLiteral("lib2")); // not lib10
    auto after = std::make_shared<Assessment>(*before);
    for (Finding& finding : after->findings)
        finding.state = FindingState::Verified;
    const Keeper keeper(model);
    model.setHost(after, seen->id);
    QVERIFY(keeper.holds());
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(model.index(row, ComponentsModel::Finding).data().isNull());
    model.setHost(after, unseen->id);
    QVERIFY(!model.told());
    QCOMPARE(model.rowCount(), 0);
}

void UpdatesTest::feedsFollow()
{
    FeedsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Instant now = test::sampleAssessment(1)->at;
    std::vector<FeedRevision> revisions;
    for (int i = 1; i <= 3; ++i) {
        FeedRevision revision;
        revision.id = i;
        revision.feed = "kev";
        revision.importedAt = now - std::chrono::days(10 - i);
        revision.digest = std::string(64, 'a');
        revisions.push_back(revision);
    }
    model.setFeeds(revisions, std::span(revisions).subspan(2), now);
    QCOMPARE(model.revision(0).id, 3);
    QVERIFY(model.inForce(0));
    QVERIFY(!model.inForce(1));
    QCOMPARE(model.index(0, FeedsModel::Age).data().toString(), QStringLiteral("7 days ago"));
    QCOMPARE(model.index(0, FeedsModel::AsOf).data().toString(), QStringLiteral("–"));
    const Keeper keeper(model);
    FeedRevision newer = revisions.back();
    newer.id = 4;
    newer.importedAt = now;
    newer.asOf = now - std::chrono::hours(3);
    revisions.push_back(newer);
    model.setFeeds(revisions, std::span(revisions).subspan(3), now);
    QVERIFY(keeper.holds());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0, FeedsModel::Age).data().toString(), QStringLiteral("3 hours ago"));
    QVERIFY(!model.inForce(1));
}

QTEST_GUILESS_MAIN(UpdatesTest)
#include "updatestest.moc"
