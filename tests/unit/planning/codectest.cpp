// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/plancodec.h"
#include "planningsample.h"
#include "randomplan.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

PlanningPolicy policy()
{
    PlanningPolicy policy;
    policy.windows = {PlanningSample::night(), PlanningSample::night()};
    policy.windows[1].id = "second";
    policy.windows[1].offsetDays = 3;
    policy.windows[1].exceptDays = {"2026-12-24"};
    policy.windows[1].lastStartMinutes = 30;
    policy.windows[1].hostFilter = "tag:clinic";
    policy.freezes = {{"f", "Sale", "2026-11-20T00:00", "2026-11-30T00:00", "Europe/Berlin", "tag:shop", "no"}};
    policy.redundancy = {{"cluster", "name:ha-*", 1}};
    policy.orders = {{"db first", "role:database", "role:\"application server\""}};
    policy.durations = {{"linux*", 12.5}};
    policy.minutesPerPatch = 2.5;
    policy.rebootMinutes = 11;
    policy.successRate = 0.9;
    policy.approvers = {"ann", "bob"};
    policy.wavesWithoutWindow = true;
    return policy;
}

} // namespace

class CodecTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plansComeBackAsTheyWere()
    {
        QVERIFY(rc::check("plan codec", [] {
            Plan plan = somePlan();
            for (Wave& wave : plan.waves) {
                wave.notes = "a \"note\"\n→ ü";
                wave.gate.failureBudget = 3;
                wave.gate.minSuccess = 0.975;
                wave.notBefore = *parseDay("2026-12-01");
            }
            Plan expected = plan;
            expected.id = 0;
            const auto read = planFromJson(planToJson(plan));
            RC_ASSERT(read.ok());
            RC_ASSERT(*read == expected);
        }));
    }

    void policiesComeBackAsTheyWere()
    {
        const auto read = policyFromJson(policyToJson(policy()));
        QVERIFY(read.ok());
        QVERIFY(*read == policy());
        QVERIFY(*policyFromJson("{}") == PlanningPolicy());
    }

    void whatIsWrongIsNamed()
    {
        const auto field = [](const char* from, const char* to) {
            QByteArray json = QByteArray::fromStdString(policyToJson(policy()));
            json.replace(from, to);
            const auto read = policyFromJson(json.toStdString());
            return read ? std::string("fine") : read.error().place.field;
        };
        QCOMPARE(field("\"second\"", "\"night\""), std::string("windows[1].id"));
        QCOMPARE(field("FREQ=WEEKLY", "FREQ=SECONDLY"), std::string("windows[0].recurrence"));
        QCOMPARE(field("2026-12-24", "24.12."), std::string("windows[1].exceptDays"));
        QCOMPARE(field("tag:clinic", "nonsense:(("), std::string("windows[1].hosts.nonsense"));
        QCOMPARE(field("2026-11-30T00:00", "2026-11-10T00:00"), std::string("freezes[0].until"));
        QCOMPARE(field("12.5", "-1"), std::string("durations[0].minutes"));
        QCOMPARE(field("0.9", "1.1"), std::string("success_rate"));
        QCOMPARE(field("\"format\": 1", "\"format\": 2"), std::string("format"));
        QCOMPARE(field("\"cluster\"", "\"\""), std::string("redundancy[0].name"));
    }

    void brokenTextsNeverCrash()
    {
        const std::string plan =
            planToJson(test::plan({wave(1, "Test ring", {1, 2}, {"a/b/1"}), wave(2, "Rest", {3}, {"a/b/1"})}));
        const std::string document = policyToJson(policy());
        for (const std::string& good : {plan, document}) {
            for (std::size_t i = 0; i < good.rfind('}'); ++i) {
                QVERIFY(!planFromJson(good.substr(0, i)).ok());
                std::string bent = good;
                bent[i] = '9';
                (void)planFromJson(bent).ok();
                (void)policyFromJson(bent).ok();
            }
        }
        for (const char* bad :
             {"", "[]", "null", "{\"waves\":[{}]}", "{\"waves\":[{\"id\":1},{\"id\":1}]}",
              "{\"waves\":[{\"id\":1,\"patches\":[0]}]}", "{\"waves\":[{\"id\":1,\"hosts\":[-4]}]}", "{\"format\":9}"})
            QVERIFY2(!planFromJson(bad).ok(), bad);
        std::string deep(100'000, '[');
        QVERIFY(!planFromJson(deep).ok());
        QVERIFY(!policyFromJson("{\"windows\":{}}").ok());
    }
};

QTEST_APPLESS_MAIN(CodecTest)
#include "codectest.moc"
