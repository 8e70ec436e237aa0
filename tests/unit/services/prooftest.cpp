// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/proof.h"

#include <QtTest>

using namespace bw;

namespace {

Proof proofOf(const std::vector<std::pair<PlanId, PlanState>>& newestFirst)
{
    Proof proof;
    for (const auto& [id, state] : newestFirst) {
        PlanVersion version;
        version.plan.id = id;
        version.plan.waves.resize(2);
        version.plan.waves[0].id = 1;
        version.plan.waves[0].name = "Test ring";
        version.plan.waves[1].id = 2;
        version.plan.waves[1].name = "Early";
        version.state = state;
        proof.plans.push_back(version);
    }
    return proof;
}

void add(Proof& proof, PlanId plan, WaveId wave, HostId host, Verdict verdict, bool ran = false)
{
    Expectation wanted;
    wanted.plan = plan;
    wanted.wave = wave;
    wanted.host = host;
    if (ran)
        wanted.run = RunId(1);
    proof.expectations.push_back(wanted);
    Verification found;
    found.host = host;
    found.wave = wave;
    found.verdict = verdict;
    proof.verdicts.push_back(found);
}

} // namespace

class ProofTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewestPlanThatCountsIsInFocus()
    {
        Proof proof = proofOf({{4, PlanState::Draft}, {3, PlanState::Draft}, {2, PlanState::Approved}});
        QCOMPARE(proof.planInFocus(), PlanId(0));
        add(proof, 4, 1, 1, Verdict::Open);
        proof.summarise();
        QCOMPARE(proof.planInFocus(), PlanId(4)); // none is approved: the newest
        add(proof, 2, 1, 1, Verdict::Open);
        proof.summarise();
        QCOMPARE(proof.planInFocus(), PlanId(2));
        add(proof, 3, 1, 1, Verdict::Open, true);
        proof.summarise();
        QCOMPARE(proof.planInFocus(), PlanId(3)); // has a run, and is newer
    }

    void sharesAndStretchesSpeakOfAllRows()
    {
        Proof proof = proofOf({{2, PlanState::Approved}, {1, PlanState::Approved}});
        proof.runWaves[{9, 5}] = "Gone";
        add(proof, 1, 2, 1, Verdict::Verified, true);
        add(proof, 9, 5, 1, Verdict::Verified, true); // of a plan that is closed
        add(proof, 1, 1, 1, Verdict::Open);
        add(proof, 1, 2, 2, Verdict::Open);
        proof.summarise();
        QCOMPARE(proof.plansWithTargets(), (std::vector<PlanId>{1, 9}));
        const Proof::PlanShare* share = proof.share(1);
        QVERIFY(share && share->ran);
        QCOMPARE(share->figures.waves[1].targets, 2U); // the wave's rows stand in two places
        QCOMPARE(share->figures.waves[1].counts[WaveProgress::Verified], 1U);
        QCOMPARE(share->figures.waves[1].hostsDone, 1U);
        QCOMPARE(proof.share(9)->waves, (std::vector<std::pair<WaveId, std::string>>{{5, "Gone"}}));
        QCOMPARE(proof.verdictsOf(1, 2).size(), std::size_t(2));
        QCOMPARE(proof.verdictsOf(1, 1).size(), std::size_t(1));
        QVERIFY(proof.verdictsOf(2, 1).empty());
        QVERIFY(!proof.share(2));
    }
};

QTEST_APPLESS_MAIN(ProofTest)
#include "prooftest.moc"
