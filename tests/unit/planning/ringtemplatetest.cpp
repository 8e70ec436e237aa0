// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/ringtemplate.h"

#include "models/planning/rules.h"
#include "planningsample.h"

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <rapidcheck.h>
#include <set>

using namespace bw;
using namespace bw::test;

namespace {

std::vector<HostId> upTo(HostId last)
{
    std::vector<HostId> ids(std::size_t(last), 0);
    std::iota(ids.begin(), ids.end(), HostId(1));
    return ids;
}

DraftWish wishFor(HostId hosts, std::uint32_t seed = 7)
{
    DraftWish wish;
    wish.name = "Round";
    wish.patches = {"Debian:12/sudo/1"};
    wish.hosts = upTo(hosts);
    wish.seed = seed;
    return wish;
}

} // namespace

class RingTemplateTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesAreReadFromText()
    {
        const auto rings = ringTemplateFrom("2/10/40/rest");
        QVERIFY(rings.ok());
        QCOMPARE(rings->rings.size(), 4U);
        QCOMPARE(*rings->rings[1].share, 0.1);
        QVERIFY(!rings->rings[3].share);
        for (const char* bad : {"", "/", "2//rest", "rest/2", "60/50", "-1/rest", "x", "2/10/", "0/rest", "101"})
            QCOMPARE(ringTemplateFrom(bad).error().kind, ErrorKind::Usage);
        QVERIFY(ringTemplate("four-rings") != nullptr);
        QVERIFY(ringTemplate("nine-rings") == nullptr);
    }

    void oneOfEachReleaseAndApplicationInTheTestRing()
    {
        PlanningSample sample;
        for (int i = 0; i < 200; ++i)
            sample.host("d" + std::to_string(i), {}, 0);
        sample.host("ubuntu", {}, 1);
        sample.host("erp-01", {"erp"});
        sample.host("erp-02", {"erp"});
        sample.context.apps = {{"erp", "ERP", "ann", "tag:erp", {}}};
        const PlanGround ground = sample.ground();
        const Plan draft = draftPlan(*ringTemplate("four-rings"), wishFor(203), ground);
        QCOMPARE(draft.waves.size(), 4U);
        QVERIFY(draft.waves[0].testRing && !draft.waves[1].testRing);
        const auto& ring = draft.waves[0].hosts;
        QCOMPARE(ring.size(), 5U); // 2 % of 203, rounded up
        QVERIFY(std::binary_search(ring.begin(), ring.end(), HostId(201)));
        QCOMPARE(int(std::binary_search(ring.begin(), ring.end(), HostId(202)))
                     + int(std::binary_search(ring.begin(), ring.end(), HostId(203))),
                 1);
        QCOMPARE(draft.waves[1].hosts.size(), 21U);
        QCOMPARE(draft.waves[2].hosts.size(), 82U);
        QCOMPARE(draft.waves[3].hosts.size(), 95U);
        QCOMPARE(draft.waves[3].window, std::string("night"));
    }

    void ringsHaveTheirShareOfTheWork()
    {
        PlanningSample sample;
        for (int i = 0; i < 400; ++i)
            sample.host("d" + std::to_string(i), i < 20 ? std::vector<std::string>{"erp"} : std::vector<std::string>(),
                        i < 10 ? 1 : 0);
        sample.context.apps = {{"erp", "ERP", "ann", "tag:erp", {}}};
        sample.patch("sudo", "1");
        std::set<HostId> open;
        for (HostId host = 20; host <= 400; host += 10) // 39 of 400; of the first release and application but one
            open.insert(host);
        for (const HostId host : open)
            sample.open(host);
        sample.open(1, FindingState::Unknown);
        const PlanGround ground = sample.ground();
        const Plan draft = draftPlan(*ringTemplate("four-rings"), wishFor(400), ground);
        std::vector<int> work;
        for (const Wave& wave : draft.waves)
            work.push_back(int(
                std::count_if(wave.hosts.begin(), wave.hosts.end(), [&](HostId host) { return open.contains(host); })));
        QCOMPARE(draft.waves[0].hosts.size(), 8U); // 2 % of 400
        QVERIFY(work[0] >= 1 && work[0] <= 3); // 2 % of 39, the application's and the release's
        const auto& ring = draft.waves[0].hosts;
        QVERIFY(std::binary_search(ring.begin(), ring.end(), HostId(20))); // the only one of ERP with work
        QVERIFY(work[1] >= 4 && work[2] >= 15); // 10 % and 40 % of 39
        QCOMPARE(std::accumulate(work.begin(), work.end(), 0), int(open.size()));
        QCOMPARE(draft.waves[1].hosts.size(), 40U);
        QCOMPARE(draft.waves[2].hosts.size(), 160U);
    }

    void theSampleDependsOnTheSeedAndOnNothingElse()
    {
        PlanningSample sample;
        for (int i = 0; i < 100; ++i)
            sample.host("d" + std::to_string(i));
        const PlanGround ground = sample.ground();
        const RingTemplate& rings = *ringTemplate("three-rings");
        const Plan a = draftPlan(rings, wishFor(100), ground);
        DraftWish shuffled = wishFor(100);
        std::reverse(shuffled.hosts.begin(), shuffled.hosts.end());
        shuffled.hosts.push_back(5);
        shuffled.hosts.push_back(9999);
        QVERIFY(draftPlan(rings, shuffled, ground) == a);
        QVERIFY(draftPlan(rings, wishFor(100, 8), ground).waves != a.waves);
    }

    void everyHostOnceAndNoGroupWhole()
    {
        QVERIFY(rc::check("a draft keeps the rules", [] {
            PlanningSample sample;
            const int count = *rc::gen::inRange(1, 80);
            for (int i = 0; i < count; ++i) {
                std::vector<std::string> tags;
                if (i % 7 == 0)
                    tags.push_back("cluster");
                tags.push_back(i % 5 == 0 ? "db" : i % 5 == 1 ? "app" : "other");
                std::sort(tags.begin(), tags.end());
                sample.host("h" + std::to_string(i), tags, std::uint32_t(i % 2));
            }
            sample.context.policy.redundancy = {{"cluster", "tag:cluster", *rc::gen::inRange(1, 3)}};
            if (*rc::gen::arbitrary<bool>())
                sample.context.policy.orders = {{"db first", "tag:db -tag:cluster", "tag:app -tag:cluster"}};
            sample.patch("sudo", "1");
            sample.openEverywhere();
            const PlanGround ground = sample.ground();
            const auto& rings = ringTemplates()[std::size_t(*rc::gen::inRange(0, 3))];
            const Plan draft = draftPlan(rings, wishFor(count, std::uint32_t(*rc::gen::inRange(1, 1000))), ground);
            std::set<HostId> seen;
            std::size_t hosts = 0;
            for (const Wave& wave : draft.waves) {
                hosts += wave.hosts.size();
                seen.insert(wave.hosts.begin(), wave.hosts.end());
            }
            RC_ASSERT(hosts == std::size_t(count));
            RC_ASSERT(seen.size() == std::size_t(count));
            const std::size_t members = ground.redundancyHosts(0).size();
            const std::size_t spare =
                members - std::min(members, std::size_t(ground.policy().redundancy[0].mustStayUp));
            for (const RuleBreak& rule : brokenRules(draft, ground)) {
                // Only where there are too few rings for the group is there no way.
                RC_ASSERT((rule.kind != RuleKind::Redundancy || spare * rings.rings.size() < members));
                RC_ASSERT(rule.kind != RuleKind::OrderBroken);
            }
        }));
    }

    void lockedWavesStay()
    {
        PlanningSample sample;
        for (int i = 0; i < 50; ++i)
            sample.host("d" + std::to_string(i));
        const PlanGround ground = sample.ground();
        DraftWish wish = wishFor(50);
        wish.base = plan({wave(1, "Test ring", {1, 2, 3}, {"Debian:12/old/1"}), wave(2, "Early", {4}, {})});
        wish.base.waves[0].locked = true;
        wish.base.waves[0].testRing = true;
        const Plan draft = draftPlan(*ringTemplate("three-rings"), wish, ground);
        QVERIFY(draft.waves[0] == wish.base.waves[0]);
        QCOMPARE(draft.waves.size(), 3U);
        QCOMPARE(draft.waves[1].id, WaveId(3)); // numbers are not used again
        QCOMPARE(draft.waves[1].hosts.size() + draft.waves[2].hosts.size(), 47U);
        QCOMPARE(draft.id, PlanId(1));
        QVERIFY(edited(wish.base, ReplacePlan{draft, "Start from a template"}).ok());
    }
};

QTEST_APPLESS_MAIN(RingTemplateTest)
#include "ringtemplatetest.moc"
