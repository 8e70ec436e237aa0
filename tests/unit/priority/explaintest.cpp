// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/explain.h"

#include "models/priority/duepolicyfile.h"
#include "models/priority/findingdetails.h"
#include "models/priority/whatif.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bw;
using namespace bw::test;

namespace {

AssessOptions options()
{
    AssessOptions o;
    o.at = at("2026-11-24T12:00:00Z");
    o.policy = bundledDuePolicy("default").value();
    return o;
}

RowText fixedIn(std::string cve, std::string package, std::string version)
{
    return {.advisory = {}, .cves = {std::move(cve)}, .package = std::move(package), .fixed = std::move(version)};
}

HostAttributes attributes(std::optional<Exposure> exposure, std::optional<Mission> importance)
{
    HostAttributes a;
    a.exposure = exposure;
    a.importance = importance;
    return a;
}

Control wafControl()
{
    Control waf;
    waf.name = "WAF";
    waf.hostFilter = "name:web*";
    waf.until = parseDay("2026-12-24").value();
    return waf;
}

const Counterfactual* condition(const Explanation& e, std::string_view text)
{
    const auto it = std::find_if(e.wouldChange.begin(), e.wouldChange.end(),
                                 [&](const Counterfactual& c) { return c.condition == text; });
    return it == e.wouldChange.end() ? nullptr : &*it;
}

std::string source(const DecisionPath& path, std::string_view input)
{
    for (const auto& [key, text] : path.sources) {
        if (key == input)
            return text;
    }
    return {};
}

std::shared_ptr<const Catalog> oneKev()
{
    CveFacts facts;
    facts.id = "CVE-2026-1";
    facts.automatable = Automatable::Yes;
    facts.kevAdded = parseDay("2026-11-19");
    return CatalogMaker().row(fixedIn("CVE-2026-1", "openssl", "2")).facts(facts).build();
}

} // namespace

class ExplainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void explainsAHost();
    void explainsAPatch();
    void explainsAFinding();
    void staleAndExcludedHostsSaySo();
    void detailsOfAFinding();
    void decidesAsTheQueueDoes();
};

void ExplainTest::explainsAHost()
{
    FleetBuilder fleet;
    const auto web = fleet.host("web-01", attributes(Exposure::Open, Mission::Mef));
    fleet.look(web, {deb("libssl3", "1", "openssl")});
    AssessOptions with = options();
    with.controls = {wafControl()};
    const Assessment a = assess(fleet.build(), oneKev(), with);
    const Explanation e = explainHost(a, with, web, "CVE-2026-1");
    QCOMPARE(e.verdict, std::string("affected"));
    QCOMPARE(e.trace.size(), std::size_t(1));
    QVERIFY(e.decision.has_value());
    QCOMPARE(e.decision->exploitation, Exploitation::Active);
    QCOMPARE(e.decision->exposure, Exposure::Controlled);
    QCOMPARE(e.decision->outcome, Decision::OutOfCycle);
    QCOMPARE(e.decision->rawOutcome, Decision::Immediate);
    QCOMPARE(e.decision->outcome, a.findings.front().decision);
    QCOMPARE(source(*e.decision, "exploitation"), std::string("CISA KEV, 2026-11-19"));
    QCOMPARE(source(*e.decision, "exposure"), std::string("control \"WAF\""));
    QCOMPARE(source(*e.decision, "safety"), std::string("assumed"));
    const Counterfactual* ended = condition(e, "control \"WAF\" ended");
    QVERIFY(ended && ended->changes);
    QCOMPARE(ended->result, std::string("immediate"));
    const Counterfactual* higher = condition(e, "importance of web-01 were critical");
    QVERIFY(higher);
    const Decision then = deployerDecision(Exploitation::Active, Exposure::Controlled, Automatable::Yes,
                                           humanImpact(Safety::Marginal, Mission::Mission));
    QCOMPARE(higher->changes, then != Decision::OutOfCycle);
    QVERIFY(!condition(e, "CVE-2026-1 were exploited"));
    QCOMPARE(explainHost(a, with, web, "CVE-2020-1").verdict, std::string("never-named"));
}

void ExplainTest::explainsAPatch()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open, Mission::Mef)), {deb("openssl", "1")});
    fleet.look(fleet.host("db-01", attributes(Exposure::Small, Mission::Degraded)), {deb("openssl", "1")});
    const Assessment a = assess(fleet.build(), oneKev(), options());
    const Explanation e = explainPatch(a, options(), 0);
    QCOMPARE(e.verdict, std::string("immediate"));
    QCOMPARE(e.decision->host, std::string("web-01"));
    QCOMPARE(e.decision->cve, std::string("CVE-2026-1"));
    QCOMPARE(e.trace.size(), std::size_t(1));
    QCOMPARE(e.trace.front().comparison, std::string("1 < 2"));
    const Counterfactual* controlled = condition(e, "exposure of its 2 hosts were controlled");
    QVERIFY(controlled && controlled->changes);
    QCOMPARE(controlled->result, std::string("out-of-cycle"));
    const Counterfactual* same = condition(e, "importance of its 2 hosts were critical");
    QVERIFY(same && !same->changes);
    QCOMPARE(same->result, std::string("no change (immediate)"));
}

void ExplainTest::explainsAFinding()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("web-01", attributes(Exposure::Open, Mission::Mef)), {deb("openssl", "1")});
    fleet.look(fleet.host("db-01", attributes(Exposure::Small, Mission::Degraded)), {deb("openssl", "1.5")});
    const Assessment a = assess(fleet.build(), oneKev(), options());
    QCOMPARE(a.findings.size(), std::size_t(2));
    for (std::uint32_t i = 0; i < 2; ++i) {
        const Explanation e = explainFinding(a, options(), i);
        QCOMPARE(e.verdict, std::string("open"));
        QCOMPARE(e.decision->host, a.fleet->hosts[a.findings[i].host].identity.name); // of this host, not of the patch
        QCOMPARE(e.decision->outcome, a.findings[i].decision);
        QCOMPARE(e.trace.size(), std::size_t(1));
        QCOMPARE(e.trace.front().installed, std::string(i == 0 ? "1" : "1.5"));
    }
    const Explanation e = explainFinding(a, options(), 0);
    const Counterfactual* controlled = condition(e, "exposure of web-01 were controlled");
    QVERIFY(controlled && controlled->changes);
    QCOMPARE(controlled->result, std::string("out-of-cycle"));
}

void ExplainTest::staleAndExcludedHostsSaySo()
{
    FleetBuilder fleet;
    const auto old = fleet.host("old");
    fleet.look(old, {deb("openssl", "1")}, {.taken = "2026-10-01T00:00:00Z"});
    HostAttributes out;
    out.excluded = true;
    const auto lab = fleet.host("lab", out);
    fleet.look(lab, {deb("openssl", "1")});
    const Assessment a = assess(fleet.build(), oneKev(), options());
    QCOMPARE(explainHost(a, options(), old, "CVE-2026-1").verdict, std::string("unknown"));
    const Explanation e = explainHost(a, options(), lab, "CVE-2026-1");
    QVERIFY(!e.decision.has_value());
    QVERIFY(e.trace.back().reason.find("excluded") != std::string::npos);
}

void ExplainTest::detailsOfAFinding()
{
    FleetBuilder fleet;
    fleet.look(fleet.host("a"), {deb("libssl3", "1.5", "openssl"), deb("openssl", "1.2")});
    fleet.look(fleet.host("b"), {deb("libssl3", "1.5", "openssl")});
    const auto catalog =
        CatalogMaker().row(fixedIn("CVE-2026-1", "openssl", "1.4")).row(fixedIn("CVE-2026-2", "openssl", "2")).build();
    const Assessment a = assess(fleet.build(), catalog, options());
    QCOMPARE(a.findings.size(), std::size_t(2));
    FindingDetails details(a);
    QCOMPARE(details.of(a.findings[0]).cves.size(), std::size_t(2));
    QCOMPARE(details.of(a.findings[0]).installed, std::string_view("1.5"));
    const FindingDetail& second = details.of(a.findings[1]);
    QCOMPARE(second.cves.size(), std::size_t(1));
    QCOMPARE(second.package, std::string_view("libssl3"));
    QCOMPARE(second.sourcePackage, std::string_view("openssl"));
    QCOMPARE(second.advisories, std::vector<std::string_view>{"CVE-2026-2"});
}

void ExplainTest::decidesAsTheQueueDoes()
{
    QVERIFY(rc::check("what explains a finding decides it as the queue does", [] {
        FleetBuilder fleet;
        for (int h = 0; h < 4; ++h) {
            HostAttributes said;
            if (*rc::gen::arbitrary<bool>())
                said.exposure = Exposure(*rc::gen::inRange(0, 3));
            if (*rc::gen::arbitrary<bool>())
                said.importance = Mission(*rc::gen::inRange(0, 4));
            const auto host = fleet.host("h" + std::to_string(h), said);
            const std::string a = "1." + std::to_string(*rc::gen::inRange(0, 5));
            const std::string b = "1." + std::to_string(*rc::gen::inRange(0, 5));
            fleet.look(host, {deb("a", a), deb("liba", b, "a"), deb("b", b)});
        }
        CatalogMaker maker;
        for (int r = 0; r < 5; ++r) {
            CveFacts facts;
            facts.id = "CVE-2026-" + std::to_string(1000 + r);
            facts.exploitation = Exploitation(*rc::gen::inRange(0, 3));
            if (*rc::gen::arbitrary<bool>())
                facts.automatable = Automatable(*rc::gen::inRange(0, 2));
            maker.facts(facts).row(fixedIn(facts.id, *rc::gen::element<std::string>("a", "b"),
                                           "1." + std::to_string(*rc::gen::inRange(1, 6))));
        }
        AssessOptions with = options();
        Control control;
        control.name = "c";
        control.exposure = Exposure(*rc::gen::inRange(0, 2));
        control.hostFilter = *rc::gen::element<std::string>("", "name:h0,h1", "exposure:open");
        if (*rc::gen::arbitrary<bool>())
            control.cves = {"CVE-2026-1000", "CVE-2026-1003"};
        control.until = parseDay("2026-12-01").value();
        with.controls = {control};
        Exception exception;
        exception.hostFilter = "name:h1,h2";
        exception.cves = {"CVE-2026-1001"};
        exception.until = control.until;
        with.exceptions = {exception};
        const Assessment a = assess(fleet.build(), maker.build(), with);
        WhatIfDecider decider(a, with);
        for (const Finding& finding : a.findings)
            RC_ASSERT(decider.decide(finding) == finding.decision);
        for (const Patch& patch : a.patches)
            RC_ASSERT(decider.decide(patch) == patch.decision);
    }));
}

QTEST_APPLESS_MAIN(ExplainTest)
#include "explaintest.moc"
