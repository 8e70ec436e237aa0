// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/planrepository.h"

#include "storefixture.h"

using namespace bw;
using namespace bw::test;

class PlanRepositoryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void versionsAreOnlyAddedTo()
    {
        Workspace workspace;
        workspace.create();
        Store& store = *workspace.store;
        PlanId first = 0, second = 0;
        mustWrite(store, [&](WriteTransaction& tx) -> Result<void> {
            first = *addPlan(tx, stamp());
            second = *addPlan(tx, stamp());
            for (int n = 1; n <= 3; ++n) {
                const auto number =
                    addPlanVersion(tx, first, "A", "{\"n\":" + std::to_string(n) + "}", stamp(n, "edit"));
                if (!number || *number != n)
                    return Error{};
            }
            const auto number = addPlanVersion(tx, second, "B", "{}", stamp(10));
            return number ? Result<void>() : Result<void>(number.error());
        });
        QVERIFY(first != second);
        const auto newest = mustRead(store, [](ReadConnection& db) { return newestPlanVersions(db); });
        QCOMPARE(newest.size(), 2U);
        QCOMPARE(newest[0].name, std::string("B")); // changed last
        QCOMPARE(newest[1].number, 3);
        QCOMPARE(newest[1].body, std::string("{\"n\":3}"));
        const auto past = mustRead(store, [](ReadConnection& db) { return newestPlanVersions(db, at(2)); });
        QCOMPARE(past.size(), 1U);
        QCOMPARE(past[0].number, 2);
        QCOMPARE(mustRead(store, [&](ReadConnection& db) { return planVersions(db, first); }).size(), 3U);
        QCOMPARE(mustRead(store, [&](ReadConnection& db) { return planVersion(db, first, 1); }).stamp.why,
                 std::string("edit"));
        QCOMPARE(KIND_OF(store.read([&](ReadConnection& db) { return planVersion(db, first, 9); })),
                 int(ErrorKind::NotFound));
        QVERIFY(!runOutside(workspace.path, {QStringLiteral("UPDATE plan_version SET body = 'x'")}).isEmpty());
        QVERIFY(!runOutside(workspace.path, {QStringLiteral("DELETE FROM plan_version")}).isEmpty());
    }

    void nobodysChangeIsWrittenOver()
    {
        Workspace workspace;
        workspace.create();
        PlanId plan = 0;
        mustWrite(*workspace.store, [&](WriteTransaction& tx) -> Result<void> {
            plan = *addPlan(tx, stamp());
            (void)addPlanVersion(tx, plan, "A", "{}", stamp()).ok();
            return {};
        });
        const auto conflict = workspace.store->write(
            [&](WriteTransaction& tx) { return addPlanVersion(tx, plan, "A", "{}", stamp(), 0); });
        QCOMPARE(KIND_OF(conflict), int(ErrorKind::Conflict));
        const auto missing =
            workspace.store->write([&](WriteTransaction& tx) { return addPlanVersion(tx, 77, "A", "{}", stamp()); });
        QCOMPARE(KIND_OF(missing), int(ErrorKind::NotFound));
    }

    void closedPlansAreNotListedAnyMore()
    {
        Workspace workspace;
        workspace.create();
        Store& store = *workspace.store;
        mustWrite(store, [&](WriteTransaction& tx) -> Result<void> {
            const PlanId plan = *addPlan(tx, stamp());
            (void)addPlanVersion(tx, plan, "A", "{}", stamp()).ok();
            (void)addPlanEvent(tx, {plan, 1, PlanEventKind::Request, stamp(1)}).ok();
            return addPlanEvent(tx, {plan, 1, PlanEventKind::Close, stamp(5, "done")});
        });
        QVERIFY(mustRead(store, [](ReadConnection& db) { return newestPlanVersions(db); }).empty());
        QCOMPARE(mustRead(store, [](ReadConnection& db) { return newestPlanVersions(db, at(4)); }).size(), 1U);
        const auto events = mustRead(store, [](ReadConnection& db) { return planEvents(db, 1); });
        QCOMPARE(events.size(), 2U);
        QCOMPARE(events[1].kind, PlanEventKind::Close);
        QCOMPARE(events[1].stamp.why, std::string("done"));
        QCOMPARE(mustRead(store, [](ReadConnection& db) { return planEvents(db, {}, at(2)); }).size(), 1U);
    }
};

QTEST_GUILESS_MAIN(PlanRepositoryTest)
#include "planrepositorytest.moc"
