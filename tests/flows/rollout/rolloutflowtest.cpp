// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/auditrepository.h"
#include "tests/support/rolloutsample.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QThread>
#include <QtTest>

#include <csignal>
#include <set>

using namespace bw;
using namespace bw::test;
using K = RolloutEventKind;

/// The real program carries a wave out, and is killed at any moment.
class RolloutFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMomentNothingTwice();
    void interruptHaltsInOrder();
    void anotherProgramHalts();

private:
    RunId create(RolloutSample& sample) const;
    void start(QProcess& program, const RolloutSample& sample, RunId run, const char* speed) const;
    static QList<QJsonObject> linesOf(const QByteArray& out);
};

RunId RolloutFlowTest::create(RolloutSample& sample) const
{
    const auto assessed = sample.assess();
    PlanVersion version = sample.plan(assessed, 12);
    Wave& wave = version.plan.waves[0]; // all hosts in one
    wave.hosts.insert(wave.hosts.end(), version.plan.waves[1].hosts.begin(), version.plan.waves[1].hosts.end());
    const auto prepared = prepareRun(*sample.store, sample.wish(version), assessed, {}, Clock::system());
    const auto run = createRun(*sample.store, *prepared, Clock::system());
    if (!run)
        qFatal("not created: %s", run.error().subject.c_str());
    return *run;
}

void RolloutFlowTest::start(QProcess& program, const RolloutSample& sample, RunId run, const char* speed) const
{
    program.setProcessChannelMode(QProcess::SeparateChannels);
    program.start(QStringLiteral(BREAKWATER_PROGRAM),
                  {QStringLiteral("rollout"), QStringLiteral("resume"), QString::number(run), QStringLiteral("-w"),
                   QString::fromStdString(sample.path), QStringLiteral("--speed"), QLatin1String(speed),
                   QStringLiteral("--failures"), QStringLiteral("0.02")});
    QVERIFY(program.waitForStarted());
}

QList<QJsonObject> RolloutFlowTest::linesOf(const QByteArray& out)
{
    QList<QJsonObject> lines;
    for (const QByteArray& line : out.split('\n')) {
        if (!line.isEmpty())
            lines << QJsonDocument::fromJson(line).object();
    }
    return lines;
}

void RolloutFlowTest::killedAtAnyMomentNothingTwice()
{
    RolloutSample sample;
    const RunId run = create(sample);
    std::set<std::pair<HostId, int>> lost;
    int kills = 0;
    for (int round = 0; round < 40; ++round) {
        const auto before = loadRun(*sample.store, run);
        QVERIFY(before);
        QProcess program;
        start(program, sample, run, "3000");
        if (QTest::currentTestFailed())
            return;
        if (round < 12)
            QThread::msleep(QRandomGenerator::global()->bounded(40u, 900u));
        else
            program.waitForFinished(60'000);
        if (program.state() != QProcess::NotRunning && ++kills)
            ::kill(pid_t(program.processId()), SIGKILL);
        QVERIFY(program.waitForFinished(120'000));
        const auto events = runEvents(*sample.store, run);
        QVERIFY(events);
        std::set<std::pair<HostId, int>> dispatched;
        for (const RolloutEvent& event : *events) {
            if (event.kind == K::Dispatched)
                QVERIFY2(dispatched.insert({event.host, event.attempt}).second, "a host was handed over twice");
        }
        // Folded anew the picture is the one that was left, and nothing in it contradicts itself.
        const auto after = loadRun(*sample.store, run);
        QCOMPARE(after->progress->ignoredCount, 0u);
        for (const TargetProgress& target : before->progress->targets) {
            if (settled(target.state))
                QCOMPARE(after->progress->target(target.host)->state, target.state);
            else if (inFlight(target.state) && after->progress->lastEvent > before->progress->lastEvent)
                QCOMPARE(after->progress->target(target.host)->state, TargetState::Lost);
        }
        if (after->progress->phase == RunPhase::Finished)
            break;
    }
    const auto end = loadRun(*sample.store, run);
    QCOMPARE(end->progress->phase, RunPhase::Finished);
    QVERIFY2(kills >= 3, qPrintable(QString::number(kills)));
    QVERIFY(sample.store->quickCheck());
    const auto chain = sample.store->read([](ReadConnection& db) { return verifyAudit(db); });
    QVERIFY(chain->ok());
}

void RolloutFlowTest::interruptHaltsInOrder()
{
    RolloutSample sample;
    const RunId run = create(sample);
    QProcess program;
    start(program, sample, run, "1500");
    QTRY_VERIFY_WITH_TIMEOUT(loadRun(*sample.store, run)->progress->onTheirWay() > 0, 20'000);
    ::kill(pid_t(program.processId()), SIGINT);
    QVERIFY(program.waitForFinished(60'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 130);
    const auto left = loadRun(*sample.store, run);
    QCOMPARE(left->progress->phase, RunPhase::Halted);
    QCOMPARE(left->progress->onTheirWay(), 0u); // they were waited for
    QCOMPARE(left->progress->count(TargetState::Lost), 0u);
    QVERIFY(left->progress->waiting() > 0);
    const auto lines = linesOf(program.readAllStandardOutput());
    const auto events = runEvents(*sample.store, run);
    QCOMPARE(std::size_t(lines.size()), events->size()); // each event once, as a line of JSON
    QCOMPARE(lines.first()[QStringLiteral("kind")].toString(), QStringLiteral("run-started"));
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const QJsonObject& line) {
        return line[QStringLiteral("kind")].toString() == QLatin1String("halted");
    }));
}

void RolloutFlowTest::anotherProgramHalts()
{
    RolloutSample sample;
    const RunId run = create(sample);
    QProcess program;
    start(program, sample, run, "1500");
    QTRY_VERIFY_WITH_TIMEOUT(loadRun(*sample.store, run)->progress->onTheirWay() > 0, 20'000);
    QProcess other;
    other.start(QStringLiteral(BREAKWATER_PROGRAM),
                {QStringLiteral("rollout"), QStringLiteral("halt"), QStringLiteral("-w"),
                 QString::fromStdString(sample.path), QStringLiteral("--why"), QStringLiteral("Power work")});
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitCode(), 0);
    QVERIFY(program.waitForFinished(60'000));
    QCOMPARE(program.exitCode(), 3);
    const auto left = loadRun(*sample.store, run);
    QCOMPARE(left->progress->why, std::string("Power work"));
    QCOMPARE(left->progress->onTheirWay(), 0u);
    QVERIFY(left->progress->waiting() > 0);
}

QTEST_GUILESS_MAIN(RolloutFlowTest)
#include "rolloutflowtest.moc"
