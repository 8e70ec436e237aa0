// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"

#include "models/foundation/result.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QtTest>

#include <atomic>

using namespace bw;

namespace {

/// Waits in steps until it is told to stop or the gate opens.
Result<int> patient(QSemaphore& gate, ProgressSink& progress, int answer)
{
    while (!gate.tryAcquire(1, 2)) {
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, {}, {}};
    }
    return answer;
}

} // namespace

class JobRunnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliversInTheGuiThread();
    void newestOfAChannelWins();
    void newestWinsEvenWhenTheOlderIsDone();
    void lonelyJobsDoNotDisturbEachOther();
    void cancelledJobAnswersCancelled();
    void cancelDoesNotHideAFinishedDeed();
    void deadContextDropsTheAnswer();
    void progressIsVisibleAndThrottled();
    void destructorStopsAndWaits();
    void drainWaitsForWhatRuns();
    void callbackMayStartTheNextJob();
};

void JobRunnerTest::deliversInTheGuiThread()
{
    JobRunner runner;
    QThread* worked = nullptr;
    QThread* answered = nullptr;
    int value = 0;
    runner.start(
        QString(), QStringLiteral("count"), this,
        [&](ProgressSink&) {
            worked = QThread::currentThread();
            return std::make_unique<int>(7);
        },
        [&](std::unique_ptr<int> answer) {
            answered = QThread::currentThread();
            value = *answer;
        });
    QVERIFY(runner.busy());
    QTRY_VERIFY(!runner.busy());
    QCOMPARE(value, 7);
    QCOMPARE(answered, thread());
    QVERIFY(worked != thread());
}

void JobRunnerTest::newestOfAChannelWins()
{
    JobRunner runner;
    QSemaphore never;
    std::vector<int> answers;
    const auto ask = [&](int n, QSemaphore& gate) {
        return runner.start(
            QStringLiteral("filter"), QString::number(n), this,
            [&gate, n](ProgressSink& progress) { return patient(gate, progress, n); },
            [&answers](Result<int> answer) { answers.push_back(answer ? *answer : -1); });
    };
    QSemaphore open(1);
    for (int n = 0; n < 20; ++n)
        ask(n, never);
    const JobId last = ask(20, open);
    QVERIFY(runner.isRunning(last));
    QCOMPARE(runner.running().back().cancelling, false);
    QCOMPARE(runner.running().front().cancelling, true);
    QTRY_VERIFY(!runner.busy());
    QCOMPARE(answers, std::vector<int>{20});
}

void JobRunnerTest::newestWinsEvenWhenTheOlderIsDone()
{
    JobRunner runner;
    std::vector<int> answers;
    std::atomic<bool> worked = false;
    runner.start(
        QStringLiteral("filter"), QStringLiteral("old"), this,
        [&](ProgressSink&) {
            worked = true;
            return 1;
        },
        [&](int answer) { answers.push_back(answer); });
    // The answer of the first waits in the event queue, which does not run here.
    while (!worked)
        QThread::msleep(1);
    QThread::msleep(20);
    runner.start(
        QStringLiteral("filter"), QStringLiteral("new"), this, [](ProgressSink&) { return 2; },
        [&](int answer) { answers.push_back(answer); });
    QTRY_VERIFY(!runner.busy());
    QCOMPARE(answers, std::vector<int>{2});
}

void JobRunnerTest::lonelyJobsDoNotDisturbEachOther()
{
    JobRunner runner;
    int sum = 0;
    for (int n = 1; n <= 10; ++n) {
        runner.start(
            QString(), QString::number(n), this, [n](ProgressSink&) { return n; }, [&](int answer) { sum += answer; });
    }
    QTRY_VERIFY(!runner.busy());
    QCOMPARE(sum, 55);
}

void JobRunnerTest::cancelledJobAnswersCancelled()
{
    JobRunner runner;
    QSemaphore never;
    std::optional<ErrorKind> kind;
    const JobId id = runner.start(
        QString(), QStringLiteral("import"), this, [&](ProgressSink& progress) { return patient(never, progress, 1); },
        [&](const Result<int>& answer) { kind = answer ? ErrorKind::Internal : answer.error().kind; });
    runner.cancel(id);
    QTRY_VERIFY(!runner.busy());
    QCOMPARE(kind, ErrorKind::Cancelled);
}

void JobRunnerTest::cancelDoesNotHideAFinishedDeed()
{
    JobRunner runner;
    QSemaphore started;
    QSemaphore gate;
    int committed = 0;
    const JobId id = runner.start(
        QString(), QStringLiteral("commit"), this,
        [&](ProgressSink&) {
            started.release();
            gate.acquire();
            return Result<int>(42);
        },
        [&](const Result<int>& answer) { committed = answer.valueOr(-1); });
    started.acquire();
    runner.cancel(id);
    gate.release();
    QTRY_VERIFY(!runner.busy());
    QCOMPARE(committed, 42);
}

void JobRunnerTest::deadContextDropsTheAnswer()
{
    JobRunner runner;
    QSemaphore never;
    bool called = false;
    auto* context = new QObject;
    runner.start(
        QString(), QStringLiteral("page"), context, [&](ProgressSink& progress) { return patient(never, progress, 1); },
        [&](const Result<int>&) { called = true; });
    delete context;
    QTRY_VERIFY(!runner.busy());
    QVERIFY(!called);
}

void JobRunnerTest::progressIsVisibleAndThrottled()
{
    JobRunner runner;
    QSemaphore gate;
    int changes = 0;
    connect(&runner, &JobRunner::changed, this, [&] { ++changes; });
    runner.start(
        QString(), QStringLiteral("<b>read</b>"), this,
        [&](ProgressSink& progress) {
            for (std::uint64_t i = 1; i <= 100'000; ++i)
                progress.report(i, 100'000, "fleet.csv");
            gate.acquire();
        },
        [] {});
    QTRY_COMPARE(runner.running().at(0).done, std::uint64_t(100'000));
    QTest::qWait(120);
    const JobInfo info = runner.running().at(0);
    QCOMPARE(info.total, std::uint64_t(100'000));
    QCOMPARE(info.what, QStringLiteral("fleet.csv"));
    QCOMPARE(info.title, QStringLiteral("<b>read</b>"));
    QVERIFY2(changes >= 2 && changes < 40, qPrintable(QString::number(changes)));
    gate.release();
    QTRY_VERIFY(!runner.busy());
}

void JobRunnerTest::destructorStopsAndWaits()
{
    QSemaphore never;
    std::atomic<int> ended = 0;
    bool called = false;
    {
        JobRunner runner;
        for (int n = 0; n < 8; ++n) {
            runner.start(
                QString(), QString::number(n), this,
                [&](ProgressSink& progress) {
                    (void)patient(never, progress, 1);
                    ++ended;
                    return 1;
                },
                [&](int) { called = true; });
        }
    }
    QCOMPARE(ended.load(), 8);
    QTest::qWait(10);
    QVERIFY(!called);
}

void JobRunnerTest::drainWaitsForWhatRuns()
{
    JobRunner runner;
    QSemaphore never;
    QSemaphore started;
    std::atomic<int> inside = 0;
    int answers = 0;
    QObject context;
    for (int n = 0; n < 12; ++n) {
        runner.start(
            QString(), QString::number(n), &context,
            [&](ProgressSink& progress) {
                ++inside;
                started.release();
                auto answer = patient(never, progress, 1);
                --inside;
                return answer;
            },
            [&](const Result<int>&) { ++answers; });
    }
    started.acquire();
    runner.drain(&context);
    QCOMPARE(inside.load(), 0);
    QTRY_VERIFY(!runner.busy());
    QCOMPARE(inside.load(), 0);
    QCOMPARE(answers, 0);
}

void JobRunnerTest::callbackMayStartTheNextJob()
{
    JobRunner runner;
    QSignalSpy busy(&runner, &JobRunner::busyChanged);
    int last = 0;
    runner.start(
        QStringLiteral("a"), QStringLiteral("first"), this, [](ProgressSink&) { return 1; },
        [&](int) {
            runner.start(
                QStringLiteral("a"), QStringLiteral("second"), this, [](ProgressSink&) { return 2; },
                [&](int answer) { last = answer; });
        });
    QTRY_COMPARE(last, 2);
    QTRY_VERIFY(!runner.busy());
    QVERIFY(busy.count() >= 2);
    QCOMPARE(busy.last().at(0).toBool(), false);
}

QTEST_GUILESS_MAIN(JobRunnerTest)
#include "jobrunnertest.moc"
