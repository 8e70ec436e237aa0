// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/gateevidence.h"

#include <QtTest>

using namespace bw;

namespace {

const std::string Openssl = "Debian:12/openssl/2";

Expectation carried(HostId host, WaveId wave, bool run = true)
{
    Expectation row;
    row.host = host;
    row.patch = Openssl;
    row.plan = 1;
    row.wave = wave;
    if (run)
        row.run = RunId(1);
    return row;
}

Plan threeWaves()
{
    Plan plan;
    plan.id = 1;
    for (WaveId id = 1; id <= 3; ++id) {
        Wave wave;
        wave.id = id;
        wave.patches = {Openssl};
        plan.waves.push_back(wave);
    }
    return plan;
}

/// ERP on hosts 1 and 2, the shop on host 3, the archive on host 4; nothing is open any more.
TestMatrix allPatched()
{
    TestMatrix matrix;
    matrix.at = *parseIso("2026-11-23T09:00:00Z");
    matrix.apps = {{"erp", "ERP", "ann", "tag:erp", {}},
                   {"shop", "Shop", "ann", "tag:shop", {}},
                   {"archive", "Archive", "ann", "tag:archive", {}}};
    matrix.carriers = {{1, 2}, {3}, {4}};
    return matrix;
}

std::vector<std::string> appsOf(const GateEvidence& evidence)
{
    std::vector<std::string> apps;
    for (const TestStanding& test : evidence.tests)
        apps.push_back(test.app);
    return apps;
}

} // namespace

class GateEvidenceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void applicationsOfPatchedHostsAreAskedFor()
    {
        Proof proof;
        proof.expectations = {carried(1, 1), carried(2, 1), carried(3, 2), carried(4, 3)};
        proof.verdicts.resize(proof.expectations.size());
        TestMatrix matrix = allPatched();
        const Plan plan = threeWaves();
        const auto first = gateEvidenceOf(proof, matrix, plan, 1);
        QCOMPARE(appsOf(first), std::vector<std::string>{"ERP"}); // although no host of it has it open
        QVERIFY(!first.tests.front().passes);
        QCOMPARE(appsOf(gateEvidenceOf(proof, matrix, plan, 2)), (std::vector<std::string>{"ERP", "Shop"}));
        TestVerdict passed;
        passed.patch = Openssl;
        passed.app = "erp";
        passed.at = matrix.at;
        matrix.verdicts = {passed};
        QVERIFY(gateEvidenceOf(proof, matrix, plan, 1).tests.front().passes);
    }

    void whatIsOnlyPlannedOrOfAnotherPlanIsNot()
    {
        Proof proof;
        proof.expectations = {carried(1, 1, false), carried(3, 1)};
        proof.expectations[1].plan = 2;
        proof.verdicts.resize(2);
        QVERIFY(gateEvidenceOf(proof, allPatched(), threeWaves(), 1).tests.empty());
    }

    void openOnesAreAskedForAsBefore()
    {
        TestMatrix matrix = allPatched();
        PatchTests row;
        row.patch = Openssl;
        row.cells = {{2, 1, 0, {}}};
        matrix.patches = {row};
        QCOMPARE(appsOf(gateEvidenceOf({}, matrix, threeWaves(), 1)), std::vector<std::string>{"Archive"});
    }
};

QTEST_APPLESS_MAIN(GateEvidenceTest)
#include "gateevidencetest.moc"
