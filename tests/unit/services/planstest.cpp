// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/plans.h"

#include "models/planning/plancodec.h"
#include "models/services/planservice.h"
#include "models/store/auditrepository.h"
#include "models/store/store.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace bw;

namespace {

const FixedClock Now(*parseIso("2026-11-23T09:00:00Z"));

Stamp by(const char* who, const char* why = "")
{
    return {who, Now.now(), why};
}

Plan somePlan()
{
    Plan plan;
    plan.name = "Round";
    Wave wave;
    wave.id = plan.nextWave++;
    wave.name = "Test ring";
    wave.hosts = {1, 2};
    wave.patches = {"Debian:12/sudo/1"};
    plan.waves = {wave};
    return plan;
}

} // namespace

class PlansTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store.reset(); // it lets go of its lock before the folder goes
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = Store::create(m_folder->filePath(QStringLiteral("t.bw")).toStdString());
        QVERIFY(store.ok());
        m_store = std::move(*store);
    }

    void aChangeAfterApprovalAsksForANewOne()
    {
        const auto first = savePlan(*m_store, somePlan(), by("ann", "made"));
        QVERIFY(first.ok());
        QCOMPARE(first->number, 1);
        QCOMPARE(first->state, PlanState::Draft);
        QCOMPARE(decidePlan(*m_store, first->plan.id, true, by("ann")).error().kind, ErrorKind::Refused);
        QCOMPARE(requestApproval(*m_store, first->plan.id, by("ann"))->state, PlanState::Requested);
        QCOMPARE(requestApproval(*m_store, first->plan.id, by("ann")).error().subject,
                 std::string("Version 1 waits for its approval already."));
        const auto approved = decidePlan(*m_store, first->plan.id, true, by("ann", "fine"));
        QCOMPARE(approved->state, PlanState::Approved); // nobody is named an approver
        QCOMPARE(approved->approvals.front().why, std::string("fine"));
        Plan next = approved->plan;
        next.waves[0].hosts = {1};
        const auto second = savePlan(*m_store, next, by("bob", "Take 1 host out of the plan"), 1);
        QCOMPARE(second->number, 2);
        QCOMPARE(second->state, PlanState::Draft);
        QVERIFY(second->approvals.empty());
        const auto versions = planVersions(*m_store, first->plan.id);
        QCOMPARE(versions->size(), 2U);
        QCOMPARE((*versions)[0].state, PlanState::Superseded);
        QCOMPARE((*versions)[0].approvals.size(), 1U);
        QVERIFY((*versions)[0].plan == first->plan); // as it stood
        QCOMPARE(savePlan(*m_store, next, by("bob"), 1).error().kind, ErrorKind::Conflict);
        QVERIFY(m_store->read([](ReadConnection& db) { return verifyAudit(db); })->ok());
    }

    void whoAsksCannotApproveWhereTwoCan()
    {
        PlanningPolicy policy;
        policy.approvers = {"ann", "bob"};
        QVERIFY(setPlanningPolicy(*m_store, policy, by("ann")).ok());
        const PlanId plan = savePlan(*m_store, somePlan(), by("ann"))->plan.id;
        QVERIFY(requestApproval(*m_store, plan, by("ann")).ok());
        QCOMPARE(decidePlan(*m_store, plan, true, by("ann")).error().subject,
                 std::string("ann asked for the approval and cannot give it."));
        QCOMPARE(decidePlan(*m_store, plan, true, by("eve")).error().subject,
                 std::string("eve is not one of the approvers."));
        QCOMPARE(decidePlan(*m_store, plan, false, by("bob")).error().kind, ErrorKind::MissingField);
        QCOMPARE(decidePlan(*m_store, plan, false, by("bob", "too many hosts"))->state, PlanState::Rejected);
        QCOMPARE(decidePlan(*m_store, plan, true, by("bob")).error().kind, ErrorKind::Refused);
        const auto again = savePlan(*m_store, loadPlan(*m_store, plan)->plan, by("ann"));
        QVERIFY(requestApproval(*m_store, plan, by("ann")).ok());
        QCOMPARE(decidePlan(*m_store, plan, true, by("bob"))->state, PlanState::Approved);
        QCOMPARE(again->number, 2);
    }

    void whatBlocksCannotBeAskedFor()
    {
        auto fleet = std::make_shared<Fleet>();
        fleet->components = std::make_shared<ComponentPool>();
        Assessment assessment;
        assessment.at = Now.now();
        assessment.fleet = fleet;
        assessment.catalog = std::make_shared<Catalog>();
        PlanningInputs inputs;
        inputs.notes = {{1, "Debian:12/sudo/1", PatchNoteKind::Withdrawn, "bad", true, "ann", Instant(), {}, {}, {}}};
        const PlanGround ground(planContext(inputs, std::make_shared<const Assessment>(assessment), Now.now()));
        const PlanId plan = savePlan(*m_store, somePlan(), by("ann"))->plan.id;
        const auto refused = requestApproval(*m_store, plan, by("ann"), &ground);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(refused.error().subject.starts_with("sudo 1 was withdrawn: bad. "));
        QCOMPARE(loadPlan(*m_store, plan)->state, PlanState::Draft);
    }

    void plansAreFoundByNameOrNumberUntilTheyAreClosed()
    {
        const PlanId plan = savePlan(*m_store, somePlan(), by("ann"))->plan.id;
        QCOMPARE(findPlan(*m_store, "rOUND")->plan.id, plan);
        QCOMPARE(findPlan(*m_store, std::to_string(plan))->plan.id, plan);
        QCOMPARE(findPlan(*m_store, "other").error().kind, ErrorKind::NotFound);
        QCOMPARE(wavesOfCurrentPlan(*m_store)->at("Debian:12/sudo/1"), std::string("Test ring"));
        QVERIFY(closePlan(*m_store, plan, by("ann")).ok());
        QVERIFY(listPlans(*m_store)->empty());
        QVERIFY(wavesOfCurrentPlan(*m_store)->empty());
        QVERIFY(loadPlan(*m_store, plan).ok()); // kept all the same
        Plan nameless = somePlan();
        nameless.name.clear();
        QCOMPARE(savePlan(*m_store, nameless, by("ann")).error().kind, ErrorKind::MissingField);
    }

    void aPolicyThatCannotBeReadIsNotStored()
    {
        PlanningPolicy policy;
        policy.windows = {{"w", "W", "2026-11-24T22:00", "FREQ=SECONDLY", 0, {}, 60, {}, "UTC", {}}};
        QCOMPARE(setPlanningPolicy(*m_store, policy, by("ann")).error().place.field,
                 std::string("windows[0].recurrence"));
        QVERIFY(*planningPolicy(*m_store) == PlanningPolicy());
        policy.windows[0].recurrence = "FREQ=DAILY";
        QVERIFY(setPlanningPolicy(*m_store, policy, by("ann")).ok());
        QVERIFY(*planningPolicy(*m_store) == policy);
    }

    void theServiceAnswersWithWholeValues()
    {
        JobRunner jobs;
        PlanService service(*m_store, jobs, Now, "ann");
        QSignalSpy changed(&service, &PlanService::planChanged);
        QSignalSpy boards(&service, &PlanService::boardChanged);
        QSignalSpy forecasts(&service, &PlanService::forecastChanged);
        QSignalSpy failures(&service, &PlanService::failed);
        auto fleet = std::make_shared<Fleet>();
        fleet->components = std::make_shared<ComponentPool>();
        Assessment assessment;
        assessment.at = Now.now();
        assessment.fleet = fleet;
        assessment.catalog = std::make_shared<Catalog>();
        service.setAssessment(std::make_shared<const Assessment>(assessment));
        service.createPlan(somePlan(), QStringLiteral("made"));
        QTRY_VERIFY(service.hasPlan() && service.ground() && !jobs.busy());
        const Plan before = service.plan();
        QVERIFY(service.refusal(MoveHosts{{1}, WaveId(9), {}}).has_value());

        changed.clear();
        boards.clear();
        service.applyEdit(AddWave{"Early", 9, false});
        QCOMPARE(changed.count(), 1); // at once
        QCOMPARE(changed.front().at(1).toString(), QStringLiteral("Add wave Early"));
        service.applyEdit(MoveHosts{{2}, WaveId(2), {}});
        service.apply(before, QStringLiteral("Undo"));
        service.apply(before, QStringLiteral("nothing"));
        QCOMPARE(changed.count(), 3);
        QTRY_VERIFY(!jobs.busy());
        QVERIFY(failures.isEmpty());
        QVERIFY(service.board() && service.board()->plan == before);
        QVERIFY(service.forecast().has_value());
        QVERIFY(boards.count() >= 1 && forecasts.count() >= 1);
        const auto versions = planVersions(*m_store, before.id);
        QCOMPARE(versions->size(), 4U);
        QCOMPARE(versions->back().why, std::string("Undo"));
        QVERIFY(versions->back().plan == before);
        QCOMPARE(service.current().number, 4);

        // Somebody else changes the plan: the change here is refused and the newest one comes up.
        QVERIFY(savePlan(*m_store, before, by("bob", "other"), 4).ok());
        service.applyEdit(AddWave{"Late", 9, false});
        QTRY_VERIFY(!failures.isEmpty());
        QTRY_VERIFY(!jobs.busy() && service.current().who == "bob");
        QCOMPARE(service.current().number, 5);
        QVERIFY(service.plan() == before);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

QTEST_GUILESS_MAIN(PlansTest)
#include "planstest.moc"
