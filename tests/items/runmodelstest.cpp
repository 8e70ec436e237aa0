// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/runwavesmodel.h"
#include "models/items/targetfilter.h"
#include "models/items/targetsmodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QtTest>

#include <random>

using namespace bw;

namespace {

const Instant Start = *parseIso("2026-11-24T22:00:00Z");

std::shared_ptr<const RolloutRun> runOf(int hosts)
{
    auto run = std::make_shared<RolloutRun>();
    run->id = 7;
    run->concurrency = 50;
    for (int i = 1; i <= hosts; ++i) {
        TargetOrder order;
        order.host = i;
        order.name = "web" + std::to_string(hosts - i); // the order of names is not that of ids
        order.address = order.name + ".example";
        order.lines.push_back(
            {"Debian:12/openssl/3.0.17", Ecosystem::Deb, "openssl", {"libssl3"}, "3.0.17", "3.0.15", i % 5 == 0});
        run->targets.push_back(order);
    }
    return run;
}

RolloutEvent told(RolloutEventKind kind, HostId host, int second, std::string text = {})
{
    RolloutEvent e;
    static std::int64_t id = 0;
    e.id = ++id;
    e.run = 7;
    e.at = Start + std::chrono::seconds(second);
    e.kind = kind;
    e.host = host;
    e.who = "engine";
    e.text = std::move(text);
    return e;
}

std::shared_ptr<const RunProgress> copyOf(const RunProgress& progress)
{
    return std::make_shared<const RunProgress>(progress);
}

QStringList shown(const QAbstractItemModel& model, int column, int most = 5)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount() && row < most; ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

/// Takes one host through to its end, as an engine would.
void finish(RunProgress& progress, HostId host, int second, RolloutEventKind end)
{
    fold(progress, told(RolloutEventKind::Dispatched, host, second));
    fold(progress, told(RolloutEventKind::HostStarted, host, second + 1));
    fold(progress, told(end, host, second + 60, end == RolloutEventKind::HostDone ? "" : "dpkg: error"));
}

} // namespace

class RunModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatFailedStandsOnTop()
    {
        TargetsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        TargetFilterModel filter(model);
        const auto run = runOf(12);
        RunProgress progress = freshProgress(*run);
        fold(progress, told(RolloutEventKind::RunStarted, 0, 0));
        model.setProgress(run, copyOf(progress), Start);
        QCOMPARE(shown(model, TargetsModel::HostColumn, 3),
                 QStringList({QStringLiteral("web0"), QStringLiteral("web1"), QStringLiteral("web2")}));
        QVERIFY(shown(model, TargetsModel::HostColumn, 12).indexOf(QStringLiteral("web10")) == 10); // natural order
        finish(progress, 3, 1, RolloutEventKind::HostFailed); // web9
        finish(progress, 1, 1, RolloutEventKind::HostUnreachable); // web11
        finish(progress, 12, 1, RolloutEventKind::HostDone); // web0
        model.setProgress(run, copyOf(progress), Start);
        QCOMPARE(shown(model, TargetsModel::HostColumn, 3),
                 QStringList({QStringLiteral("web9"), QStringLiteral("web11"), QStringLiteral("web0")}));
        // Whatever the list is sorted by, and in which direction.
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            filter.sort(TargetsModel::HostColumn, order);
            QCOMPARE(shown(filter, TargetsModel::State, 2),
                     QStringList({QStringLiteral("Failed"), QStringLiteral("Unreachable")}));
        }
        QCOMPARE(shown(filter, TargetsModel::HostColumn, 3).last(), QStringLiteral("web10"));
        QVERIFY(filter.setFilterText(QStringLiteral("state:failed,unreachable -host:web11")).ok());
        QCOMPARE(filter.rowCount(), 1);
        QVERIFY(!filter.setFilterText(QStringLiteral("state:fine")).ok());
        QCOMPARE(filter.rowCount(), 1); // the filter before stays
        std::uint32_t counted = 0;
        const std::vector<Facet> facets = filter.facets();
        for (const FacetValue& value : facets.front().values)
            counted += value.count;
        QCOMPARE(counted, 11u); // counted without its own term: all but web11
    }

    void unknownIsNeverGood()
    {
        TargetsModel model;
        const auto run = runOf(2);
        RunProgress progress = freshProgress(*run);
        fold(progress, told(RolloutEventKind::RunStarted, 0, 0));
        fold(progress, told(RolloutEventKind::Dispatched, 1, 1));
        for (const RolloutEvent& lost : recoveryEvents(progress, Start + std::chrono::seconds(9)))
            fold(progress, lost);
        model.setProgress(run, copyOf(progress), Start);
        const int row = model.rowOf(1);
        QCOMPARE(row, 0); // pinned
        QCOMPARE(model.index(row, TargetsModel::State).data().toString(), QStringLiteral("Unknown"));
        QCOMPARE(model.index(row, TargetsModel::State).data(ToneRole).toInt(), int(ItemTone::CannotTell));
        for (int state = 0; state <= int(TargetState::Lost); ++state)
            QVERIFY(TargetsModel::tone(TargetState(state)) != ItemTone::Verified); // nothing of an engine is proof
        const WaveShares shares = sharesOf(progress);
        QCOMPARE(shares.unknown, 1u);
        QCOMPARE(shares.total(), 2u);
    }

    void onlyWhatDiffersIsAnnounced()
    {
        TargetsModel model;
        const auto run = runOf(200);
        RunProgress progress = freshProgress(*run);
        fold(progress, told(RolloutEventKind::RunStarted, 0, 0));
        model.setProgress(run, copyOf(progress), Start);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy moved(&model, &QAbstractItemModel::layoutChanged);
        model.setProgress(run, copyOf(progress), Start + std::chrono::seconds(5));
        QCOMPARE(changed.count(), 0);
        fold(progress, told(RolloutEventKind::Dispatched, 100, 1));
        model.setProgress(run, copyOf(progress), Start + std::chrono::seconds(5));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.last().at(0).toModelIndex().row(), model.rowOf(100));
        QCOMPARE(changed.last().at(1).toModelIndex().row(), model.rowOf(100));
        QCOMPARE(moved.count(), 0);
        // Time goes on for it alone.
        changed.clear();
        model.setProgress(run, model.progress(), Start + std::chrono::seconds(6));
        QCOMPARE(changed.count(), 1);
    }

    void tenThousandHostsInAMinute()
    {
        // Ten beats a second for a minute, each with what 10,000 hosts did meanwhile. A beat must leave the window
        // thread most of its time.
        constexpr int hosts = 10'000, beats = 600;
        TargetsModel model;
        TargetFilterModel filter(model);
        filter.sort(TargetsModel::HostColumn);
        const auto run = runOf(hosts);
        RunProgress progress = freshProgress(*run);
        fold(progress, told(RolloutEventKind::RunStarted, 0, 0));
        std::mt19937 random(3);
        std::vector<qint64> times;
        int done = 0;
        for (int beat = 0; beat < beats; ++beat) {
            for (; done < hosts * (beat + 1) / beats; ++done) {
                const bool fails = random() % 50 == 0;
                finish(progress, done + 1, beat / 10,
                       fails ? RolloutEventKind::HostFailed : RolloutEventKind::HostDone);
            }
            const auto newest = copyOf(progress);
            QElapsedTimer timer;
            timer.start();
            model.setProgress(run, newest, Start + std::chrono::seconds(beat / 10));
            times.push_back(timer.nsecsElapsed() / 1000);
        }
        std::sort(times.begin(), times.end());
        qInfo("a beat of 10,000 hosts: median %lld us, 95 %% %lld us, worst %lld us", times[times.size() / 2],
              times[times.size() * 95 / 100], times.back());
        QCOMPARE(int(progress.count(TargetState::Claimed) + progress.failed()), hosts);
        QVERIFY2(times[times.size() / 2] < 50'000, "half of the window's time goes into one list");
    }

    void wavesAreTold()
    {
        RunWavesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RunWaveRow first;
        first.wave = 1;
        first.name = QStringLiteral("Test ring");
        first.run = 3;
        first.phase = RunPhase::Halted;
        first.shares = {7, 1, 1, 1, 0, 0, 0};
        RunWaveRow second;
        second.wave = 2;
        second.name = QStringLiteral("Early");
        second.hosts = 40;
        model.setWaves({first, second});
        QCOMPARE(model.index(0, RunWavesModel::Done).data().toString(), QStringLiteral("7 of 10"));
        QCOMPARE(model.index(0, RunWavesModel::Failed).data().toString(), QStringLiteral("2"));
        QCOMPARE(model.index(0, RunWavesModel::Progress).data(RunWavesModel::SharesRole).toList().size(), 7);
        QCOMPARE(model.index(1, RunWavesModel::Phase).data().toString(), QStringLiteral("Not started"));
        QVERIFY(!model.index(1, RunWavesModel::Progress).data(RunWavesModel::SharesRole).isValid());
        QVERIFY(model.index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QLatin1String("1 unknown")));
        first.shares.claimed = 8;
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setWaves({first, second});
        QCOMPARE(changed.count(), 1);
    }
};

QTEST_GUILESS_MAIN(RunModelsTest)
#include "runmodelstest.moc"
