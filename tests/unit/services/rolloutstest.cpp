// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/rollouts.h"

#include "models/services/rolloutservice.h"
#include "models/services/runlog.h"
#include "models/store/auditrepository.h"
#include "models/store/rolloutrepository.h"
#include "tests/support/rolloutsample.h"

#include <QSignalSpy>
#include <QtTest>

using namespace bw;
using namespace bw::test;
using K = RolloutEventKind;

namespace {

EngineSettings atOnce(double failures = 0)
{
    EngineSettings settings;
    settings.rehearsalSpeed = 0;
    settings.rehearsalFailures = failures;
    settings.rehearsalUnreachable = 0;
    settings.rehearsalLiars = 0;
    return settings;
}

DriveWish driving(RunId run, const EngineSettings& settings)
{
    DriveWish wish;
    wish.run = run;
    wish.settings = settings;
    wish.who = "ann";
    wish.beat = std::chrono::milliseconds(5);
    return wish;
}

void publishNothing(const RunProgress&) { }

} // namespace

class RolloutsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frozenRunsComeBackWhole();
    void eventsAreKeptAndDigested();
    void stampsAreGivenOnce();
    void unapprovedPlansAreRefused();
    void theCircleCloses();
    void gateOfTheWaveBeforeIsAsked();
    void sayingsAreLawful();
    void twoDriversAreNot();
    void handOffGoesAndComesBack();
    void rehearsedEvidenceIsForSamplesOnly();
    void serviceDrivesAndPublishes();

private:
    RunId create(RolloutSample& sample, const PlanVersion& version, WaveId wave = 1,
                 EngineKind engine = EngineKind::Rehearsal);
};

RunId RolloutsTest::create(RolloutSample& sample, const PlanVersion& version, WaveId wave, EngineKind engine)
{
    RolloutWish wish = sample.wish(version, wave);
    wish.engine = engine;
    const auto prepared = prepareRun(*sample.store, wish, sample.assess(), {}, Clock::system());
    if (!prepared || !prepared->refusals.empty())
        qFatal("refused: %s", prepared ? prepared->refusals.front().c_str() : prepared.error().subject.c_str());
    const auto run = createRun(*sample.store, *prepared, Clock::system());
    if (!run)
        qFatal("not created: %s", run.error().subject.c_str());
    return *run;
}

void RolloutsTest::frozenRunsComeBackWhole()
{
    RolloutSample sample;
    const auto assessed = sample.assess();
    RolloutWish wish = sample.wish(sample.plan(assessed));
    wish.windowStart = Clock::system().now() - std::chrono::hours(1);
    wish.windowEnd = Clock::system().now() + std::chrono::hours(8);
    wish.version.plan.waves[0].gate.failureBudget = 3;
    const auto prepared = prepareRun(*sample.store, wish, assessed, {}, Clock::system());
    QVERIFY(prepared);
    QVERIFY2(prepared->refusals.empty(), prepared->refusals.empty() ? "" : prepared->refusals[0].c_str());
    RolloutRun expected = prepared->wave.run;
    QVERIFY(expected.targets.size() > 5);
    QVERIFY(!expected.feedRevisions.empty());
    QCOMPARE(expected.policy, assessed.assessment->policy);
    expected.id = createRun(*sample.store, *prepared, Clock::system()).valueOr(0);
    const auto loaded = loadRun(*sample.store, expected.id);
    QVERIFY(loaded);
    QCOMPARE(*loaded->run, expected);
    QCOMPARE(loaded->progress->phase, RunPhase::Ready);
    QVERIFY(!createRun(*sample.store, *prepared, Clock::system())); // one at a time
    RunQuery query;
    query.plan = RolloutSample::Plan1;
    query.withTargets = false;
    const auto listed = sample.store->read([&](ReadConnection& db) { return rolloutRuns(db, query); });
    QCOMPARE(listed->size(), std::size_t(1));
    QVERIFY(listed->front().targets.empty());
    query.plan = 4;
    QVERIFY(sample.store->read([&](ReadConnection& db) { return rolloutRuns(db, query); })->empty());
}

void RolloutsTest::eventsAreKeptAndDigested()
{
    RolloutSample sample;
    const RunId run = create(sample, sample.plan(sample.assess()));
    RolloutEvent event;
    event.run = run;
    event.at = Clock::system().now();
    event.kind = K::Task;
    event.who = "engine";
    event.text = std::string(3'999, 'x') + "ü and more";
    event.seconds = 1.25;
    StoreRunLog log(*sample.store);
    QVERIFY(log.append(std::vector{event, event}));
    const auto events = log.eventsAfter(run, 0);
    QCOMPARE(events->size(), std::size_t(2));
    QCOMPARE(events->front().text.size(), std::size_t(3'999)); // never half a character
    QCOMPARE(events->front().seconds, event.seconds);
    QVERIFY(events->front().id < events->back().id);
    const auto audit = sample.store->read([&](ReadConnection& db) {
        AuditQuery query;
        query.verb = "rollout.events";
        return auditEntries(db, query);
    });
    QVERIFY(audit->front().note.after.find(eventsDigest(*events)) != std::string::npos);
    const auto verify = [&] {
        return sample.store->read([](ReadConnection& db) { return verifyRolloutEvents(db, *verifyAudit(db)); });
    };
    QVERIFY(verify()->ok());
    {
        auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("forger"));
        db.setDatabaseName(QString::fromStdString(sample.path));
        QVERIFY(db.open());
        QVERIFY(QSqlQuery(db).exec(QStringLiteral("DROP TRIGGER rollout_event_no_UPDATE")));
        QVERIFY(QSqlQuery(db).exec(QStringLiteral("UPDATE rollout_event SET text = 'all well'")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("forger"));
    QCOMPARE(verify()->broken, std::optional(audit->front().id));
}

void RolloutsTest::stampsAreGivenOnce()
{
    RolloutSample sample;
    const RunId run = create(sample, sample.plan(sample.assess()));
    const HostId host = loadRun(*sample.store, run)->run->targets.front().host;
    StoreRunLog log(*sample.store);
    RolloutEvent event;
    event.run = run;
    event.at = Clock::system().now();
    event.kind = K::Dispatched;
    event.host = host;
    QVERIFY(log.dispatch(std::vector{event}, 0));
    const auto seen = log.eventsAfter(run, 0)->back().id;
    QCOMPARE(log.dispatch(std::vector{event}, seen).error().kind, ErrorKind::Conflict); // the same attempt
    event.attempt = 2;
    QCOMPARE(log.dispatch(std::vector{event}, 0).error().kind, ErrorKind::Conflict); // somebody said something
    QVERIFY(log.dispatch(std::vector{event}, seen));
    QCOMPARE(log.eventsAfter(run, 0)->size(), std::size_t(2)); // nothing of what was refused
}

void RolloutsTest::unapprovedPlansAreRefused()
{
    RolloutSample sample;
    const auto assessed = sample.assess();
    PlanVersion version = sample.plan(assessed);
    version.state = PlanState::Requested;
    RolloutWish wish = sample.wish(version);
    wish.windowStart = Clock::system().now() + std::chrono::hours(5);
    const auto prepared = prepareRun(*sample.store, wish, assessed, {}, Clock::system());
    QCOMPARE(prepared->refusals.size(), std::size_t(2)); // not approved, and not yet
    QCOMPARE(createRun(*sample.store, *prepared, Clock::system()).error().kind, ErrorKind::Refused);
    wish.windowStart.reset();
    wish.outsideWindow = false;
    const auto windowless = prepareRun(*sample.store, wish, assessed, {}, Clock::system());
    QCOMPARE(windowless->refusals.size(), std::size_t(2)); // not approved, and no window to keep
    QVERIFY(windowless->refusals.front().find("has no maintenance window") != std::string::npos);
    wish.outsideWindow = true;
    QCOMPARE(prepareRun(*sample.store, wish, assessed, {}, Clock::system())->refusals.size(), std::size_t(1));
    wish.wave = 7;
    QCOMPARE(prepareRun(*sample.store, wish, assessed, {}, Clock::system()).error().kind, ErrorKind::NotFound);
}

void RolloutsTest::theCircleCloses()
{
    RolloutSample sample;
    const PlanVersion version = sample.plan(sample.assess());
    const RunId run = create(sample, version);
    const auto end =
        driveRun(*sample.store, driving(run, atOnce()), Clock::system(), ProgressSink::none(), publishNothing);
    QVERIFY2(end, end ? "" : end.error().subject.c_str());
    QCOMPARE(*end, RunEnd::Finished);
    const auto report =
        collectInventories(*sample.store, run, {}, atOnce(), "ann", Clock::system(), ProgressSink::none());
    QVERIFY2(report, report ? "" : report.error().subject.c_str());
    const auto picture = loadRun(*sample.store, run);
    QCOMPARE(report->collected, picture->progress->hosts());
    QCOMPARE(report->import.hostsAdded, 0u); // each is known again
    QVERIFY(std::all_of(picture->progress->targets.begin(), picture->progress->targets.end(),
                        [](const TargetProgress& target) { return target.collected; }));
    // The ordinary matcher sees nothing of the order open any more, on no host of the wave.
    const auto after = sample.assess();
    const FrozenWave left = freezeWave(version, version.plan.waves[0], *after.assessment);
    for (const TargetOrder& target : left.run.targets)
        QVERIFY2(false, (target.name + ": " + target.lines.front().patch).c_str());
    QVERIFY(!freezeWave(version, version.plan.waves[1], *after.assessment).run.targets.empty());
    const auto chain = sample.store->read([](ReadConnection& db) { return verifyAudit(db); });
    QVERIFY(chain->ok());
}

void RolloutsTest::gateOfTheWaveBeforeIsAsked()
{
    RolloutSample sample;
    PlanVersion version = sample.plan(sample.assess());
    version.plan.waves[0].gate.claimsCount = true;
    const auto before = prepareRun(*sample.store, sample.wish(version, 2), sample.assess(), {}, Clock::system());
    QVERIFY(!before->refusals.empty()); // the first wave was not even begun
    QCOMPARE(before->gateBefore->succeeded, 0u);
    QVERIFY(before->gateBefore->targeted > 0);
    const RunId run = create(sample, version);
    QVERIFY(driveRun(*sample.store, driving(run, atOnce(1.0)), Clock::system(), ProgressSink::none(), publishNothing));
    const auto failed = prepareRun(*sample.store, sample.wish(version, 2), sample.assess(), {}, Clock::system());
    QCOMPARE(failed->gateBefore->state, GateState::Closed);
    QVERIFY(!createRun(*sample.store, *failed, Clock::system()));
    QCOMPARE(runEvents(*sample.store, run)->back().kind, K::GateClosed); // it is noted where it closed
    QVERIFY(*retryHosts(*sample.store, run, {}, "ann", "fixed", Clock::system()) > 0u);
    QVERIFY(driveRun(*sample.store, driving(run, atOnce(0)), Clock::system(), ProgressSink::none(), publishNothing));
    const auto open = prepareRun(*sample.store, sample.wish(version, 2), sample.assess(), {}, Clock::system());
    QVERIFY2(open->refusals.empty(), open->refusals.empty() ? "" : open->refusals[0].c_str());
    QVERIFY(createRun(*sample.store, *open, Clock::system()));
}

void RolloutsTest::sayingsAreLawful()
{
    RolloutSample sample;
    const RunId run = create(sample, sample.plan(sample.assess()));
    const Clock& clock = Clock::system();
    QCOMPARE(pauseRun(*sample.store, run, "ann", {}, clock).error().kind, ErrorKind::Refused); // does not go
    QCOMPARE(retryHosts(*sample.store, run, {}, "ann", {}, clock).error().kind, ErrorKind::Refused);
    QCOMPARE(unpauseRun(*sample.store, run, "ann", clock).error().kind, ErrorKind::Refused);
    QVERIFY(haltRun(*sample.store, run, false, "ann", "later", clock));
    QVERIFY(approveRun(*sample.store, run, "bob", "seen", clock));
    const auto picture = loadRun(*sample.store, run);
    QCOMPARE(picture->progress->phase, RunPhase::Halted);
    QCOMPARE(picture->progress->approvedBy, (std::vector<std::string>{"bob"}));
    QCOMPARE(loadRun(*sample.store, 77).error().kind, ErrorKind::NotFound);
    const HostId first = picture->run->targets.front().host;
    QCOMPARE(skipHosts(*sample.store, run, {first}, "ann", "replaced next week", clock).valueOr(0), 1u);
    QCOMPARE(skipHosts(*sample.store, run, {first}, "ann", {}, clock).error().kind, ErrorKind::Refused);
    QVERIFY(skipHosts(*sample.store, run, {}, "ann", {}, clock));
    QCOMPARE(loadRun(*sample.store, run)->progress->phase, RunPhase::Finished); // nothing is left to do
}

void RolloutsTest::twoDriversAreNot()
{
    RolloutSample sample;
    const RunId run = create(sample, sample.plan(sample.assess()));
    const DriverLock lock(*sample.store, run);
    QVERIFY(isDriven(*sample.store, run));
    QCOMPARE(driveRun(*sample.store, driving(run, atOnce()), Clock::system(), ProgressSink::none(), publishNothing)
                 .error()
                 .kind,
             ErrorKind::Refused);
}

void RolloutsTest::handOffGoesAndComesBack()
{
    RolloutSample sample;
    const RunId run = create(sample, sample.plan(sample.assess()), 1, EngineKind::HandOff);
    const auto drive = [&] {
        return driveRun(*sample.store, driving(run, {}), Clock::system(), ProgressSink::none(), publishNothing);
    };
    QCOMPARE(*drive(), RunEnd::HandedOver);
    auto picture = loadRun(*sample.store, run);
    QCOMPARE(picture->progress->count(TargetState::Dispatched), picture->progress->hosts());
    QCOMPARE(*drive(), RunEnd::HandedOver); // a restart makes no host of it lost, and hands none over again
    const QString folder = QString::fromStdString(sample.path) + QStringLiteral(".hand-off/roll-out-%1").arg(run);
    QVERIFY(QFileInfo::exists(folder + QStringLiteral("/order.json")));
    QVERIFY(!QFileInfo::exists(folder + QStringLiteral("-2")));
    QFile file(folder + QStringLiteral("/results.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray form = file.readAll();
    file.close();
    form.replace(",,\r\n", ",done,as ordered\r\n");
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(form + "99999,ghost,done,\r\n");
    file.close();
    std::vector<Issue> issues;
    const auto count = takeResults(*sample.store, run, file.fileName().toStdString(), issues, Clock::system());
    QVERIFY(count);
    QCOMPARE(*count, picture->progress->hosts());
    QCOMPARE(issues.size(), std::size_t(1));
    picture = loadRun(*sample.store, run);
    QCOMPARE(picture->progress->phase, RunPhase::Finished);
    QCOMPARE(picture->progress->count(TargetState::Claimed), picture->progress->hosts());
    QCOMPARE(takeResults(*sample.store, run, file.fileName().toStdString(), issues, Clock::system()).valueOr(9), 0u);
}

void RolloutsTest::rehearsedEvidenceIsForSamplesOnly()
{
    RolloutSample sample;
    const RunId run = create(sample, sample.plan(sample.assess()));
    QVERIFY(driveRun(*sample.store, driving(run, atOnce()), Clock::system(), ProgressSink::none(), publishNothing));
    {
        auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("not-a-sample"));
        db.setDatabaseName(QString::fromStdString(sample.path));
        QVERIFY(db.open());
        QVERIFY(QSqlQuery(db).exec(QStringLiteral(
            "INSERT INTO setting (name, value, who, at, why) VALUES ('rehearsal-evidence', '', 'ann', 1, '')")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("not-a-sample"));
    const auto report =
        collectInventories(*sample.store, run, {}, atOnce(), "ann", Clock::system(), ProgressSink::none());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Refused);
}

void RolloutsTest::serviceDrivesAndPublishes()
{
    RolloutSample sample;
    const auto assessed = sample.assess();
    const PlanVersion version = sample.plan(assessed);
    JobRunner jobs;
    std::shared_ptr<const PreparedRun> prepared;
    EngineSettings settings = atOnce();
    settings.rehearsalSpeed = 2000;
    {
        RolloutService service(*sample.store, jobs, Clock::system(), "ann");
        QSignalSpy failed(&service, &RolloutService::failed);
        connect(&service, &RolloutService::prepared, this,
                [&](std::shared_ptr<const PreparedRun> run) { prepared = run; });
        service.prepare(sample.wish(version), assessed, {});
        QTRY_VERIFY(prepared);
        int shown = 0;
        int midway = 0;
        connect(&service, &RolloutService::shownChanged, this, [&](const ShownRun& run) {
            ++shown;
            midway += run.picture.progress->onTheirWay() > 0;
        });
        QSignalSpy ended(&service, &RolloutService::ended);
        service.start(prepared, settings);
        QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1 || failed.count() > 0, 60'000);
        QCOMPARE(failed.count(), 0);
        QVERIFY(midway > 0);
        QTRY_COMPARE(service.shown().picture.progress->phase, RunPhase::Finished);
        QTRY_COMPARE(service.runs().size(), std::size_t(1));
        QTRY_COMPARE(service.runs().front().claimed, service.runs().front().hosts);
        std::vector<RolloutEvent> hostLog;
        connect(&service, &RolloutService::log, this,
                [&](RunId, HostId, const std::vector<RolloutEvent>& events) { hostLog = events; });
        service.askLog(service.shown().picture.run->targets.front().host);
        QTRY_VERIFY(!hostLog.empty());
        QCOMPARE(hostLog.front().kind, K::Dispatched);
        QCOMPARE(hostLog.back().kind, K::HostDone);
    }
    // Closing while a run goes: halted, hosts on their way are lost to sight, and it can be resumed.
    PlanVersion other = version;
    other.plan.waves.erase(other.plan.waves.begin()); // the second wave as the first, so that no gate is asked
    const RunId run = create(sample, other, 2);
    settings.rehearsalSpeed = 1;
    {
        RolloutService service(*sample.store, jobs, Clock::system(), "ann");
        service.show(run);
        service.resume(run, settings);
        QTRY_VERIFY(service.shown().picture.progress && service.shown().picture.progress->onTheirWay() > 0);
    }
    const auto left = loadRun(*sample.store, run);
    QCOMPARE(left->progress->phase, RunPhase::Halted);
    QVERIFY(left->progress->count(TargetState::Lost) > 0);
    QCOMPARE(left->progress->onTheirWay(), 0u);
    QVERIFY(!isDriven(*sample.store, run));
}

QTEST_GUILESS_MAIN(RolloutsTest)
#include "rolloutstest.moc"
