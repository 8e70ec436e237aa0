// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/gate.h"
#include "models/rollout/rehearsalengine.h"
#include "models/rollout/runprogress.h"
#include "models/rollout/waverunner.h"
#include "runs.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bw;
using namespace bw::test;
using K = RolloutEventKind;

namespace {

void publishNothing(const RunProgress&) { }

/// Asks to stop from the n-th question on.
class StopAfter final : public ProgressSink {
public:
    explicit StopAfter(int questions)
        : m_left(questions)
    {
    }
    void report(std::uint64_t, std::uint64_t, std::string_view) override { }
    bool cancelled() const override { return --m_left < 0; }

private:
    mutable int m_left;
};

/// Any event at all, lawful or not, of a run of three hosts.
RolloutEvent anyEvent(std::int64_t id)
{
    return eventOf(K(*rc::gen::inRange(0, int(K::InventoryCollected) + 1)), *rc::gen::inRange<HostId>(0, 5),
                   *rc::gen::inRange(1, 3), id);
}

std::vector<RolloutEvent> anyEvents()
{
    std::vector<RolloutEvent> events;
    const int count = *rc::gen::inRange(0, 60);
    for (int i = 1; i <= count; ++i)
        events.push_back(anyEvent(i));
    return events;
}

EngineSettings atOnce(double failures = 0)
{
    EngineSettings settings;
    settings.rehearsalSpeed = 0;
    settings.rehearsalFailures = failures;
    settings.rehearsalUnreachable = failures;
    settings.rehearsalLiars = failures;
    settings.rehearsalSilent = failures;
    return settings;
}

/// Whom the log says was handed over, and how often.
bool dispatchedAtMostOnce(const MemoryLog& log)
{
    std::set<std::pair<HostId, int>> seen;
    return std::all_of(log.events.begin(), log.events.end(), [&](const RolloutEvent& event) {
        return event.kind != K::Dispatched || seen.insert({event.host, event.attempt}).second;
    });
}

struct GateSetup {
    RolloutRun run;
    RunProgress progress;

    GateVerdict judge(const Gate& gate, const std::vector<Verification>& evidence = {}, Instant now = Began,
                      std::uint32_t untargeted = 0, const std::vector<TestStanding>& tests = {}) const
    {
        const GateRun one{&run, &progress};
        GateInput input;
        input.gate = gate;
        input.runs = {&one, 1};
        input.verifications = evidence;
        input.tests = tests;
        input.untargeted = untargeted;
        input.now = now;
        return judgeGate(input);
    }
};

/// Of `hosts`, the first `done` claim success, the next `failed` fail, the rest is silent.
GateSetup setup(int hosts, int done, int failed)
{
    GateSetup out{runOf(hosts), {}};
    std::vector<RolloutEvent> events{eventOf(K::RunStarted)};
    for (int i = 1; i <= hosts; ++i) {
        events.push_back(eventOf(K::Dispatched, i));
        if (i <= done + failed)
            events.push_back(eventOf(i <= done ? K::HostDone : K::HostFailed, i));
    }
    out.progress = foldEvents(out.run, events);
    return out;
}

std::vector<Verification> verified(const RolloutRun& run, int hosts, Verdict verdict = Verdict::Verified)
{
    std::vector<Verification> rows;
    for (int i = 0; i < hosts; ++i) {
        for (const OrderLine& line : run.targets[std::size_t(i)].lines) {
            Verification row;
            row.host = run.targets[std::size_t(i)].host;
            row.patch = line.patch;
            row.verdict = verdict;
            rows.push_back(row);
        }
    }
    return rows;
}

Gate plainGate(double share = 0.95)
{
    Gate gate;
    gate.minSuccess = share;
    gate.claimsCount = true;
    gate.soakHours = 0;
    return gate;
}

} // namespace

class RolloutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // fold
    void aHostsWay();
    void unlawfulEventsChangeNothing();
    void anyEventsFoldAndCount();
    void anyPrefixCanBeRecovered();
    void retryNeedsAnEnd();
    void estimates();
    // gate
    void emptyWaveIsNotApplicable();
    void successCountsAllTargets();
    void silenceIsNoSuccess();
    void claimsAreNoEvidence();
    void whatFailedCannotOpenByWaiting();
    void soakTestsAndApprovals();
    void hostsThatWereNeverTargetedCount();
    void newestRunOfAHostCounts();
    void wilson();
    // runner
    void batchesOfTheConcurrency();
    void budgetHaltsByItself();
    void windowsEndIsKept();
    void refusedHostsAreNeverHandedOver();
    void silentHostsAreLost();
    void anotherProgramHalts();
    void pauseAndGoOn();
    void interruptHalts();
    void retryGoesRoundOnce();
    void killedAnywhereNothingTwice();
    void rehearsalIsTheSameTwice();
    void tenThousandHostsInAMoment();
};

void RolloutTest::aHostsWay()
{
    const RolloutRun run = runOf(2);
    const std::vector<std::pair<K, TargetState>> way = {
        {K::Dispatched, TargetState::Dispatched}, {K::HostStarted, TargetState::Running},
        {K::Task, TargetState::Running},          {K::Rebooting, TargetState::Rebooting},
        {K::Task, TargetState::Running},          {K::HostDone, TargetState::Claimed}};
    RunProgress progress = freshProgress(run);
    std::int64_t id = 0;
    QVERIFY(fold(progress, eventOf(K::RunStarted, 0, 1, ++id)));
    for (const auto& [kind, state] : way) {
        QVERIFY2(fold(progress, eventOf(kind, 2, 1, ++id)), name(kind).data());
        QCOMPARE(progress.target(2)->state, state);
        QCOMPARE(progress.count(state), 1u);
        QCOMPARE(progress.waiting(), 1u);
    }
    QCOMPARE(progress.target(2)->startedAt, std::optional(Began + std::chrono::seconds(2)));
    QCOMPARE(progress.target(2)->endedAt, std::optional(Began + std::chrono::seconds(7)));
    QCOMPARE(progress.lastEvent, std::int64_t(7));
    QVERIFY(!fold(progress, eventOf(K::RunFinished, 0, 1, ++id))); // one waits
    QVERIFY(fold(progress, eventOf(K::HostSkipped, 1, 1, ++id)));
    QVERIFY(fold(progress, eventOf(K::RunFinished, 0, 1, ++id)));
    QCOMPARE(progress.phase, RunPhase::Finished);
}

void RolloutTest::unlawfulEventsChangeNothing()
{
    const RolloutRun run = runOf(2);
    RunProgress progress = freshProgress(run);
    QVERIFY(!fold(progress, eventOf(K::Dispatched, 1, 1, 1))); // before the run began
    fold(progress, eventOf(K::RunStarted, 0, 1, 2));
    fold(progress, eventOf(K::Dispatched, 1, 1, 3));
    const auto before = progress.targets;
    for (const auto& event :
         {eventOf(K::Dispatched, 1, 1, 4), eventOf(K::HostDone, 1, 2, 5), eventOf(K::HostDone, 2, 1, 6),
          eventOf(K::HostDone, 9, 1, 7), eventOf(K::RetryWanted, 1, 2, 8), eventOf(K::RunStarted, 0, 1, 9),
          eventOf(K::InventoryCollected, 1, 1, 10)})
        QVERIFY(!fold(progress, event));
    QCOMPARE(progress.targets, before);
    QCOMPARE(progress.ignoredCount, 8u);
    QCOMPARE(progress.ignored.back().event, std::int64_t(10));
    RolloutEvent foreign = eventOf(K::HostDone, 1, 1, 11);
    foreign.run = 2;
    QVERIFY(!fold(progress, foreign));
}

void RolloutTest::anyEventsFoldAndCount()
{
    QVERIFY(rc::check("counts are those of the targets, whatever comes", [] {
        const RolloutRun run = runOf(3);
        const auto events = anyEvents();
        const RunProgress progress = foldEvents(run, events);
        std::array<std::uint32_t, 9> counts{};
        for (const TargetProgress& target : progress.targets)
            ++counts[std::size_t(target.state)];
        RC_ASSERT(counts == progress.counts);
        RC_ASSERT(progress.hosts() == 3u);
        // Folding goes on where it stood.
        const auto half = std::size_t(*rc::gen::inRange<std::size_t>(0, events.size() + 1));
        RunProgress again = foldEvents(run, std::span(events).first(half));
        for (std::size_t i = half; i < events.size(); ++i)
            fold(again, events[i]);
        RC_ASSERT(again == progress);
    }));
}

void RolloutTest::anyPrefixCanBeRecovered()
{
    QVERIFY(rc::check("after a crash every host is settled or waits for its first dispatch of the attempt", [] {
        const RolloutRun run = runOf(3);
        auto events = anyEvents();
        events.insert(events.begin(), eventOf(K::RunStarted));
        RunProgress progress = foldEvents(run, events);
        for (const RolloutEvent& lost : recoveryEvents(progress, Began)) {
            RC_ASSERT(fold(progress, lost));
            events.push_back(lost);
        }
        for (const TargetProgress& target : progress.targets) {
            RC_ASSERT(!inFlight(target.state));
            RC_ASSERT((target.state != TargetState::Waiting || !target.dispatched));
        }
        // No second dispatch of an attempt is ever lawful.
        RunProgress replay = freshProgress(run);
        std::set<std::pair<HostId, int>> dispatched;
        for (const RolloutEvent& event : events) {
            if (fold(replay, event) && event.kind == K::Dispatched)
                RC_ASSERT(dispatched.insert({event.host, event.attempt}).second);
        }
    }));
}

void RolloutTest::retryNeedsAnEnd()
{
    RunProgress progress = freshProgress(runOf(1));
    fold(progress, eventOf(K::RunStarted));
    fold(progress, eventOf(K::Dispatched, 1));
    fold(progress, eventOf(K::HostLost, 1));
    QVERIFY(!mayRetry(*progress.target(1))); // it may be at it still
    QVERIFY(!fold(progress, eventOf(K::RetryWanted, 1, 2)));
    QVERIFY(fold(progress, eventOf(K::InventoryCollected, 1)));
    QVERIFY(fold(progress, eventOf(K::RetryWanted, 1, 2)));
    QCOMPARE(progress.target(1)->state, TargetState::Waiting);
    QCOMPARE(progress.target(1)->attempt, 2);
    QVERIFY(!progress.target(1)->collected);
    QVERIFY(fold(progress, eventOf(K::Dispatched, 1, 2)));
}

void RolloutTest::estimates()
{
    RunProgress progress = freshProgress(runOf(25));
    QVERIFY(!estimate(progress, 10, Began).secondsLeft);
    fold(progress, eventOf(K::RunStarted, 0, 1, 0));
    fold(progress, eventOf(K::Dispatched, 1, 1, 0));
    fold(progress, eventOf(K::HostDone, 1, 1, 120));
    const auto left = estimate(progress, 10, Began + std::chrono::seconds(200));
    QCOMPARE(left.elapsedSeconds, 200.0);
    QCOMPARE(left.secondsPerHost.value(), 120.0);
    QCOMPARE(left.secondsLeft.value(), 360.0); // 24 hosts in three batches
    QCOMPARE(estimate(freshProgress(runOf(25)), 10, Began, 60.0).secondsLeft.value(), 180.0);
}

void RolloutTest::emptyWaveIsNotApplicable()
{
    const GateVerdict verdict = judgeGate({plainGate(), {}, 0, {}, {}, Began});
    QCOMPARE(verdict.state, GateState::NotApplicable);
    QVERIFY(!verdict.share); // not 100 %
    QVERIFY(verdict.letsPass());
}

void RolloutTest::successCountsAllTargets()
{
    const auto nineteen = setup(20, 19, 1).judge(plainGate());
    QCOMPARE(nineteen.state, GateState::Open);
    QCOMPARE(nineteen.targeted, 20u);
    QVERIFY(*nineteen.lowerBound < *nineteen.share);
    QVERIFY2(nineteen.sentence.find("19 of 20 hosts succeeded (95.0 %") != std::string::npos,
             nineteen.sentence.c_str());
    QCOMPARE(setup(20, 18, 2).judge(plainGate()).state, GateState::Closed);
}

void RolloutTest::silenceIsNoSuccess()
{
    const auto verdict = setup(20, 18, 0).judge(plainGate());
    QCOMPARE(verdict.state, GateState::Waiting); // two may still come
    QCOMPARE(verdict.silent, 2u);
    QCOMPARE(*verdict.share, 0.9);
}

void RolloutTest::claimsAreNoEvidence()
{
    Gate gate = plainGate();
    gate.claimsCount = false;
    const auto wave = setup(10, 10, 0);
    QCOMPARE(wave.judge(gate).state, GateState::Waiting);
    QCOMPARE(wave.judge(gate).succeeded, 0u);
    QCOMPARE(wave.judge(gate, verified(wave.run, 10)).state, GateState::Open);
    auto partly = verified(wave.run, 10);
    partly.pop_back(); // one patch of the last host is not proved
    QCOMPARE(wave.judge(gate, partly).succeeded, 9u);
    auto against = verified(wave.run, 10);
    against.front().verdict = Verdict::Contradicted;
    QCOMPARE(wave.judge(gate, against).failed, 1u);
    QCOMPARE(wave.judge(gate, against).state, GateState::Closed);
    QCOMPARE(wave.judge(gate, verified(wave.run, 10, Verdict::RebootPending)).succeeded, 0u);
}

void RolloutTest::whatFailedCannotOpenByWaiting()
{
    Gate gate = plainGate(0.5);
    gate.failureBudget = 1;
    QCOMPARE(setup(10, 8, 1).judge(gate).state, GateState::Open);
    const auto broken = setup(10, 8, 2).judge(gate);
    QCOMPARE(broken.state, GateState::Closed);
    QVERIFY(broken.sentence.find("2 hosts failed; 1 may") != std::string::npos);
    QVERIFY(failureBudgetBroken(gate, setup(10, 8, 1).progress).empty());
    QVERIFY(!failureBudgetBroken(gate, setup(10, 8, 2).progress).empty());
}

void RolloutTest::soakTestsAndApprovals()
{
    Gate gate = plainGate();
    gate.soakHours = 24;
    auto wave = setup(2, 2, 0);
    QCOMPARE(wave.judge(gate, {}, Began + std::chrono::hours(23)).state, GateState::Waiting);
    QCOMPARE(wave.judge(gate, {}, Began + std::chrono::hours(24)).state, GateState::Open);
    gate.soakHours = 0;
    gate.needsTests = true;
    QCOMPARE(wave.judge(gate, {}, Began, 0, {{"p", "Booking", false, {}}}).state, GateState::Waiting);
    QCOMPARE(wave.judge(gate, {}, Began, 0, {{"p", "Booking", true, {}}}).state, GateState::Open);
    gate.approvals = 2;
    RolloutEvent approved = eventOf(K::Approved);
    fold(wave.progress, approved);
    fold(wave.progress, approved); // one person, twice
    QCOMPARE(wave.judge(gate, {}, Began, 0, {{"p", "Booking", true, {}}}).state, GateState::Waiting);
    approved.who = "bob";
    fold(wave.progress, approved);
    QCOMPARE(wave.judge(gate, {}, Began, 0, {{"p", "Booking", true, {}}}).state, GateState::Open);
}

void RolloutTest::hostsThatWereNeverTargetedCount()
{
    const auto verdict = setup(9, 9, 0).judge(plainGate(), {}, Began, 1);
    QCOMPARE(verdict.targeted, 10u);
    QCOMPARE(verdict.state, GateState::Waiting);
}

void RolloutTest::newestRunOfAHostCounts()
{
    const auto first = setup(2, 1, 1);
    GateSetup second{runOf(2), {}};
    second.run.targets.erase(second.run.targets.begin()); // only the one that failed goes again
    second.progress =
        foldEvents(second.run, std::vector{eventOf(K::RunStarted), eventOf(K::Dispatched, 2), eventOf(K::HostDone, 2)});
    const std::vector<GateRun> runs{{&first.run, &first.progress}, {&second.run, &second.progress}};
    GateInput input{plainGate(1.0), runs, 0, {}, {}, Began};
    QCOMPARE(judgeGate(input).state, GateState::Open);
    QCOMPARE(judgeGate(input).targeted, 2u);
}

void RolloutTest::wilson()
{
    // Newcombe, Statistics in Medicine 17 (1998), table I, score method without continuity correction.
    QVERIFY(qAbs(wilsonLowerBound(81, 263) - 0.2553) < 5e-5);
    QVERIFY(qAbs(wilsonLowerBound(15, 148) - 0.0624) < 5e-5);
    QVERIFY(qAbs(wilsonLowerBound(0, 20)) < 1e-12);
    QVERIFY(qAbs(wilsonLowerBound(29, 29) - 0.8830) < 5e-5);
    QCOMPARE(wilsonLowerBound(0, 0), 0.0);
}

void RolloutTest::batchesOfTheConcurrency()
{
    const RolloutRun run = runOf(25, 10);
    ScriptedEngine engine;
    MemoryLog log;
    HandClock clock;
    WaveRunner runner(run, engine, log, clock, by("ann"));
    const auto end = runner.run(ProgressSink::none(), publishNothing);
    QVERIFY(end);
    QCOMPARE(*end, RunEnd::Finished);
    QCOMPARE(engine.batches, (std::vector<std::size_t>{10, 10, 5}));
    QCOMPARE(runner.progress().count(TargetState::Claimed), 25u);
    QCOMPARE(runner.progress(), foldEvents(run, log.events)); // what is shown is what is kept
    QVERIFY(!runner.run(ProgressSink::none(), publishNothing)); // finished is finished
}

void RolloutTest::budgetHaltsByItself()
{
    RolloutRun run = runOf(40, 5);
    run.gate.failureBudget = 2;
    ScriptedEngine engine;
    engine.outcome = [](HostId host, int) { return host % 2 ? K::HostFailed : K::HostDone; };
    MemoryLog log;
    HandClock clock;
    WaveRunner runner(run, engine, log, clock, by("ann"));
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Halted);
    QCOMPARE(engine.handed.size(), 5u); // the third failure is in the first batch
    QCOMPARE(log.events.back().kind, K::Halted);
    QCOMPARE(log.events.back().who, std::string("gate"));
    QVERIFY(log.events.back().text.find("failure budget is 2") != std::string::npos);
}

void RolloutTest::windowsEndIsKept()
{
    RolloutRun run = runOf(4, 1);
    run.windowEnd = Began + std::chrono::minutes(20);
    ScriptedEngine engine;
    MemoryLog log;
    HandClock clock;
    engine.outcome = [&](HostId, int) {
        clock.move(std::chrono::minutes(8));
        return K::HostDone;
    };
    WaveOptions options;
    options.minutes = [](const TargetOrder& target) { return target.host == 4 ? 1.0 : 8.0; };
    WaveRunner runner(run, engine, log, clock, options);
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Finished);
    // Two fit, the third does not, and the short fourth one still does.
    QCOMPARE(engine.handed, (std::vector<std::pair<HostId, int>>{{1, 1}, {2, 1}, {4, 1}}));
    QCOMPARE(runner.progress().target(3)->state, TargetState::Skipped);
    QVERIFY(runner.progress().target(3)->text.find("window ends") != std::string::npos);
}

void RolloutTest::refusedHostsAreNeverHandedOver()
{
    const RolloutRun run = runOf(3);
    ScriptedEngine engine;
    engine.refuse = "web-2";
    MemoryLog log;
    HandClock clock;
    WaveRunner runner(run, engine, log, clock, by("ann"));
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Finished);
    QCOMPARE(engine.handed.size(), 2u);
    QVERIFY(!log.stamps.contains({2, 1}));
    QCOMPARE(runner.progress().target(2)->text, std::string("odd name"));
}

void RolloutTest::silentHostsAreLost()
{
    const RolloutRun run = runOf(3);
    ScriptedEngine engine;
    engine.outcome = [](HostId host, int) { return host == 2 ? K::Task : K::HostDone; };
    MemoryLog log;
    HandClock clock;
    WaveRunner runner(run, engine, log, clock, by("ann"));
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Finished);
    QCOMPARE(runner.progress().target(2)->state, TargetState::Lost);
    QCOMPARE(runner.progress().count(TargetState::Claimed), 2u);
}

void RolloutTest::anotherProgramHalts()
{
    const RolloutRun run = runOf(9, 3);
    ScriptedEngine engine;
    MemoryLog log;
    HandClock clock;
    int batches = 0;
    engine.outcome = [&](HostId, int) {
        if (++batches == 4) { // during the second batch
            RolloutEvent halted = eventOf(K::Halted);
            halted.text = "power work";
            log.add(halted);
        }
        return K::HostDone;
    };
    WaveRunner runner(run, engine, log, clock, by("ann"));
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Halted);
    QCOMPARE(engine.handed.size(), 6u); // those on their way were waited for
    QCOMPARE(runner.progress().count(TargetState::Claimed), 6u);
    QCOMPARE(runner.progress().why, std::string("power work"));
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Finished); // and it can be resumed
    QVERIFY(dispatchedAtMostOnce(log));
}

void RolloutTest::pauseAndGoOn()
{
    const RolloutRun run = runOf(4, 2);
    ScriptedEngine engine;
    MemoryLog log;
    HandClock clock;
    engine.outcome = [&](HostId host, int) {
        if (host == 1)
            log.add(eventOf(K::Paused));
        return K::HostDone;
    };
    int looks = 0;
    WaveOptions options;
    options.beat = std::chrono::milliseconds(1);
    WaveRunner runner(run, engine, log, clock, options);
    const auto end = runner.run(ProgressSink::none(), [&](const RunProgress& progress) {
        if (progress.phase == RunPhase::Paused && ++looks == 5) {
            QCOMPARE(engine.handed.size(), 2u);
            log.add(eventOf(K::Resumed));
        }
    });
    QCOMPARE(*end, RunEnd::Finished);
    QCOMPARE(looks, 5);
}

void RolloutTest::interruptHalts()
{
    const RolloutRun run = runOf(9, 3);
    ScriptedEngine engine;
    MemoryLog log;
    HandClock clock;
    WaveRunner runner(run, engine, log, clock, by("ann"));
    StopAfter stop(2);
    QCOMPARE(*runner.run(stop, publishNothing), RunEnd::Interrupted);
    QCOMPARE(runner.progress().phase, RunPhase::Halted);
    QCOMPARE(runner.progress().onTheirWay(), 0u);
    QVERIFY(runner.progress().waiting() > 0);
}

void RolloutTest::retryGoesRoundOnce()
{
    const RolloutRun run = runOf(6, 3);
    ScriptedEngine engine;
    engine.outcome = [](HostId host, int attempt) { return host == 2 && attempt == 1 ? K::HostFailed : K::HostDone; };
    MemoryLog log;
    HandClock clock;
    WaveRunner runner(run, engine, log, clock, by("ann"));
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Finished);
    log.add(eventOf(K::RetryWanted, 2, 2));
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Finished);
    QCOMPARE(engine.handed.back(), (std::pair<HostId, int>{2, 2}));
    QCOMPARE(engine.handed.size(), 7u);
    QCOMPARE(runner.progress().count(TargetState::Claimed), 6u);
}

void RolloutTest::killedAnywhereNothingTwice()
{
    const RolloutRun run = runOf(7, 3);
    std::size_t whole = 0;
    {
        RehearsalEngine engine(atOnce(0.1));
        MemoryLog log;
        HandClock clock;
        QVERIFY(WaveRunner(run, engine, log, clock, by("ann")).run(ProgressSink::none(), publishNothing));
        whole = log.events.size();
    }
    for (std::size_t at = 0; at <= whole; ++at) {
        MemoryLog log;
        HandClock clock;
        log.killAfter = at;
        try {
            RehearsalEngine engine(atOnce(0.1));
            const auto end = WaveRunner(run, engine, log, clock, by("ann")).run(ProgressSink::none(), publishNothing);
            QVERIFY(end);
        } catch (const MemoryLog::Killed&) {
        }
        log.killAfter = std::size_t(-1);
        const RunProgress before = foldEvents(run, log.events);
        ScriptedEngine next; // a new program
        WaveRunner runner(run, next, log, clock, by("bob"));
        const auto end = runner.run(ProgressSink::none(), publishNothing);
        QVERIFY(end || before.phase == RunPhase::Finished);
        QVERIFY(dispatchedAtMostOnce(log));
        for (const auto& [host, attempt] : next.handed)
            QCOMPARE(before.target(host)->state, TargetState::Waiting);
        for (const TargetProgress& target : before.targets) {
            if (inFlight(target.state))
                QCOMPARE(runner.progress().target(target.host)->state, TargetState::Lost);
        }
        QCOMPARE(runner.progress().ignoredCount, 0u);
        if (end)
            QCOMPARE(*end, RunEnd::Finished);
    }
}

void RolloutTest::rehearsalIsTheSameTwice()
{
    const auto play = [](std::uint32_t seed) {
        RolloutRun run = runOf(200, 50);
        run.seed = seed;
        RehearsalEngine engine(atOnce(0.05));
        MemoryLog log;
        HandClock clock;
        WaveRunner(run, engine, log, clock, by("ann")).run(ProgressSink::none(), publishNothing).ok();
        return foldEvents(run, log.events);
    };
    const RunProgress one = play(7);
    QCOMPARE(play(7), one);
    QVERIFY(play(8).counts != one.counts || play(8) != one);
    QVERIFY(one.count(TargetState::Failed) > 0);
    QVERIFY(one.count(TargetState::Unreachable) > 0);
    QVERIFY(one.count(TargetState::Lost) > 0);
    QVERIFY(one.count(TargetState::Claimed) > 120);
}

void RolloutTest::tenThousandHostsInAMoment()
{
    const RolloutRun run = runOf(10'000, 10'000);
    RehearsalEngine engine(atOnce(0.01));
    MemoryLog log;
    HandClock clock;
    WaveRunner runner(run, engine, log, clock, by("ann"));
    QCOMPARE(*runner.run(ProgressSink::none(), publishNothing), RunEnd::Finished);
    QCOMPARE(runner.progress().hosts(), 10'000u);
}

QTEST_GUILESS_MAIN(RolloutTest)
#include "rollouttest.moc"
