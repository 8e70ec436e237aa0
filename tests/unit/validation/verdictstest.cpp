// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/validation/verdicts.h"

#include "models/validation/commandcheck.h"

#include <QtTest>

#include <algorithm>
#include <rapidcheck.h>

using namespace bw;

namespace {

const Instant Noon = *parseIso("2026-11-24T12:00:00Z");
const Day Today = dayOf(Noon);

CriticalApp appWith(int checks)
{
    CriticalApp app;
    app.id = "shop";
    app.name = "Shop";
    for (int i = 0; i < checks; ++i) {
        AppCheck check;
        check.id = "c" + std::to_string(i);
        app.checks.push_back(check);
    }
    return app;
}

TestVerdict verdict(int minute, const std::string& check, TestOutcome outcome, std::optional<Day> until = {})
{
    TestVerdict v;
    v.id = minute;
    v.patch = "p";
    v.app = "shop";
    v.check = check;
    v.outcome = outcome;
    v.until = until;
    v.at = Noon - std::chrono::hours(24) + std::chrono::minutes(minute);
    return v;
}

std::vector<TestVerdict> anyVerdicts(int checks)
{
    const auto count = *rc::gen::inRange(0, 12);
    std::vector<TestVerdict> all;
    for (int i = 0; i < count; ++i) {
        const int check = *rc::gen::inRange(-1, checks + 1); // -1: the whole application; the last one is unknown
        const auto outcome = TestOutcome(*rc::gen::inRange(0, 3));
        std::optional<Day> until;
        if (outcome == TestOutcome::Waived)
            until = Today + std::chrono::days(*rc::gen::inRange(-2, 3));
        all.push_back(verdict(i, check < 0 ? std::string() : "c" + std::to_string(check), outcome, until));
    }
    return all;
}

/// The rule once more, by walking through the story from its beginning.
TestState retold(const std::vector<TestVerdict>& story, const std::string& check)
{
    TestState state = TestState::NotTested;
    for (const TestVerdict& v : story) {
        if (v.check != check && !v.check.empty())
            continue;
        if (v.outcome == TestOutcome::Passed)
            state = TestState::Passed;
        else if (v.outcome == TestOutcome::Failed)
            state = TestState::Failed;
        else if (*v.until >= Today)
            state = TestState::Waived;
    }
    return state;
}

} // namespace

class VerdictsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passedOnlyWhenEveryCheckPassed()
    {
        const std::vector<TestVerdict> one{verdict(1, "c0", TestOutcome::Passed)};
        QCOMPARE(int(VerdictIndex(one).stateOf("p", appWith(2), Today).state), int(TestState::NotTested));
        const std::vector<TestVerdict> both{one[0], verdict(2, "c1", TestOutcome::Passed)};
        QCOMPARE(int(VerdictIndex(both).stateOf("p", appWith(2), Today).state), int(TestState::Passed));
        QCOMPARE(int(VerdictIndex(both).stateOf("q", appWith(2), Today).state), int(TestState::NotTested));
    }

    void aWaiverEndsAndWhatWasBeforeCountsAgain()
    {
        const std::vector<TestVerdict> story{verdict(1, "c0", TestOutcome::Failed),
                                             verdict(2, "", TestOutcome::Waived, Today)};
        const VerdictIndex index(story);
        const AppState now = index.stateOf("p", appWith(1), Today);
        QCOMPARE(int(now.state), int(TestState::Waived));
        QVERIFY(now.until == Today);
        QCOMPARE(int(index.stateOf("p", appWith(1), Today + std::chrono::days(1)).state), int(TestState::Failed));
    }

    void anApplicationWithoutChecksIsTestedAsAWhole()
    {
        const std::vector<TestVerdict> none;
        QCOMPARE(int(VerdictIndex(none).stateOf("p", appWith(0), Today).state), int(TestState::NotTested));
        const std::vector<TestVerdict> whole{verdict(1, "", TestOutcome::Passed)};
        const AppState state = VerdictIndex(whole).stateOf("p", appWith(0), Today);
        QCOMPARE(int(state.state), int(TestState::Passed));
        QCOMPARE(state.checks.size(), std::size_t(1));
        QVERIFY(state.checks[0].check.empty() && state.checks[0].verdict);
    }

    void everyStoryEndsAsItIsTold()
    {
        QVERIFY(rc::check("newest verdict that counts, worst check", [] {
            const int checks = *rc::gen::inRange(1, 4);
            std::vector<TestVerdict> story = anyVerdicts(checks);
            const CriticalApp app = appWith(checks);
            TestState worst = TestState::Passed;
            for (const AppCheck& check : app.checks)
                worst = std::min(worst, retold(story, check.id));
            // The order in which they are handed over says nothing.
            const auto shuffled = *rc::gen::map(rc::gen::arbitrary<std::uint32_t>(), [&](std::uint32_t seed) {
                auto mixed = story;
                std::sort(mixed.begin(), mixed.end(), [seed](const TestVerdict& a, const TestVerdict& b) {
                    return std::hash<std::uint64_t>{}(std::uint64_t(a.id) * 2654435761u ^ seed)
                        < std::hash<std::uint64_t>{}(std::uint64_t(b.id) * 2654435761u ^ seed);
                });
                return mixed;
            });
            const AppState state = VerdictIndex(shuffled).stateOf("p", app, Today);
            RC_ASSERT(state.state == worst);
            RC_ASSERT(state.checks.size() == app.checks.size());
            for (const CheckState& check : state.checks)
                RC_ASSERT(check.verdict.has_value() == (check.state != TestState::NotTested));
        }));
    }

    void timeOnlyTakesWaiversAway()
    {
        QVERIFY(rc::check("a later day never waives more", [] {
            const std::vector<TestVerdict> story = anyVerdicts(2);
            const VerdictIndex index(story);
            const CriticalApp app = appWith(2);
            const AppState now = index.stateOf("p", app, Today);
            const AppState later = index.stateOf("p", app, Today + std::chrono::days(1));
            for (std::size_t i = 0; i < now.checks.size(); ++i)
                RC_ASSERT((later.checks[i].state == now.checks[i].state || now.checks[i].state == TestState::Waived));
        }));
    }

    void aNoteStandsUntilItIsEnded()
    {
        PatchNote note;
        note.at = Noon;
        note.blocks = false;
        QVERIFY(!stands(note, Noon - std::chrono::seconds(1)));
        QVERIFY(stands(note, Noon));
        QVERIFY(!blocks(note, Noon));
        note.kind = PatchNoteKind::Withdrawn;
        QVERIFY(blocks(note, Noon)); // a withdrawal always does
        note.endedAt = Noon + std::chrono::seconds(5);
        QVERIFY(blocks(note, Noon + std::chrono::seconds(4)));
        QVERIFY(!blocks(note, Noon + std::chrono::seconds(5)));
    }

    void whatACommandProves()
    {
        AppCheck check;
        check.id = "answers";
        check.expectedExit = 2;
        check.expectedOutput = "active";
        CommandResult result;
        result.host = 7;
        QVERIFY(!verdictOf(check, result)); // it did not run
        result.exit = 0;
        result.output = "active";
        QVERIFY(verdictOf(check, result)->outcome == TestOutcome::Failed);
        QVERIFY(!verdictOf(check, result)->reason.empty());
        result.exit = 2;
        QVERIFY(verdictOf(check, result)->outcome == TestOutcome::Passed);
        QCOMPARE(verdictOf(check, result)->host, HostId(7));
        result.output = "inactiv";
        QVERIFY(verdictOf(check, result)->outcome == TestOutcome::Failed);
        result.output = std::string(6000, 'x') + "é active";
        const auto verdict = verdictOf(check, result);
        QVERIFY(verdict->outcome == TestOutcome::Passed); // judged on the whole, kept by its end
        QVERIFY(verdict->evidence.size() <= 4000 && verdict->evidence.ends_with("é active"));
        QCOMPARE(tailOf("aé", 1), std::string()); // never half a letter
    }
};

QTEST_GUILESS_MAIN(VerdictsTest)
#include "verdictstest.moc"
