// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/assess.h"
#include "models/priority/duepolicyfile.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;

namespace {

const Instant Now = at("2026-11-24T12:00:00Z");
constexpr std::string_view Before = "2026-11-20T00:00:00Z", Listed = "2026-11-21T00:00:00Z",
                           After = "2026-11-22T00:00:00Z";

AssessOptions options()
{
    AssessOptions o;
    o.at = Now;
    o.policy = bundledDuePolicy("default").value();
    return o;
}

FleetBuilder::Look when(std::string_view taken, std::string_view stream = "Debian:12")
{
    return {.taken = taken, .stream = stream};
}

const Patch* offerOf(const Assessment& a, std::string_view package)
{
    const auto it = std::find_if(a.patches.begin(), a.patches.end(),
                                 [&](const Patch& p) { return p.offerOnly && p.package == package; });
    return it == a.patches.end() ? nullptr : &*it;
}

bool says(const Patch& patch, std::string_view part)
{
    return std::any_of(patch.why.begin(), patch.why.end(),
                       [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

std::shared_ptr<const Catalog> noAdvisories()
{
    return CatalogMaker().build();
}

} // namespace

class OffersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOfferWithoutAnAdvisoryIsARow();
    void whatAnAdvisoryNamesIsToldThere();
    void aLaterInventoryClosesIt();
    void aLaterListClosesWhatItLacks();
    void listsOfOtherKindsCloseNothing();
    void updatesByNumber();
    void hostsWithoutInventoryAreOffered();
    void oldListsCannotTell();
    void exceptedAndExcluded();
    void noFigureOfExposureCountsThem();
    void threadsChangeNothing();
};

void OffersTest::anOfferWithoutAnAdvisoryIsARow()
{
    FleetBuilder fleet;
    for (const auto* name : {"a", "b"}) {
        const auto host = fleet.host(name);
        fleet.look(host, {deb("libtool4", "1.0-1", "tool"), deb("tool", "1.0-1", "tool"), deb("other", "1")},
                   when(Before));
        fleet.offers(
            host,
            {{.build = deb("tool", "1.0-2"), .installed = "1.0-1", .note = {.origin = "stable", .security = true}},
             {.build = deb("libtool4", "1.0-2"), .installed = "1.0-1"}},
            when(Listed));
    }
    const Assessment got = assess(fleet.build(), noAdvisories(), options());
    QCOMPARE(got.patches.size(), std::size_t(1)); // both are builds of one source package
    const Patch& patch = got.patches.front();
    QCOMPARE(patch.id, std::string("Debian:12/tool/1.0-2"));
    QVERIFY(patch.offerOnly);
    QVERIFY(patch.fixed.empty()); // no advisory asks for a version
    QCOMPARE(patch.offered, std::string("1.0-2"));
    QCOMPARE(patch.feed, std::string("vendor offers"));
    QCOMPARE(patch.decision, Decision::Defer);
    QVERIFY(!patch.due);
    QCOMPARE(patch.hostsOpen, 2U);
    QVERIFY(says(patch, "the vendor offers 1.0-2 (stable, called a security update); no advisory known here names it"));
    QVERIFY(!says(patch, "no fix yet"));
    QCOMPARE(patch.why.size(), std::size_t(1)); // no flaw is known that a host would be open to
    QCOMPARE(got.findings.size(), std::size_t(2));
    QCOMPARE(got.fleet->components->view(got.findings[0].component).version, std::string_view("1.0-1"));
}

void OffersTest::whatAnAdvisoryNamesIsToldThere()
{
    FleetBuilder fleet;
    const auto host = fleet.host("a");
    fleet.look(host, {deb("tool", "1.0-1"), deb("other", "1")}, when(Before));
    fleet.offers(host, {{.build = deb("tool", "1.0-3")}, {.build = deb("other", "2")}}, when(Listed));
    const auto catalog =
        CatalogMaker().row({.advisory = {}, .cves = {"CVE-2026-1"}, .package = "tool", .fixed = "1.0-2"}).build();
    const Assessment got = assess(fleet.build(), catalog, options());
    QCOMPARE(got.patches.size(), std::size_t(2));
    const auto it =
        std::find_if(got.patches.begin(), got.patches.end(), [](const Patch& p) { return p.package == "tool"; });
    QVERIFY(!it->offerOnly);
    QCOMPARE(it->fixed, std::string("1.0-2"));
    QCOMPARE(it->offered, std::string("1.0-3"));
    QVERIFY(says(*it, "the vendor offers 1.0-3"));
    QVERIFY(!says(*it, "no advisory known"));
    QVERIFY(offerOf(got, "other"));
    QVERIFY(got.patches.back().offerOnly); // below all that an advisory names
}

void OffersTest::aLaterInventoryClosesIt()
{
    const auto openAfter = [](const std::vector<ComponentView>& components, std::string_view taken) {
        FleetBuilder fleet;
        const auto host = fleet.host("a");
        fleet.look(host, {deb("tool", "1.0-1")}, when(Before));
        fleet.offers(host, {{.build = deb("tool", "1.0-2")}}, when(Listed));
        fleet.look(host, components, when(taken));
        return offerOf(assess(fleet.build(), noAdvisories(), options()), "tool") != nullptr;
    };
    QVERIFY(openAfter({deb("tool", "1.0-1")}, After));
    QVERIFY(!openAfter({deb("tool", "1.0-2")}, After));
    QVERIFY(!openAfter({deb("tool", "1.0-10")}, After)); // as versions, not as texts
    QVERIFY(!openAfter({deb("other", "1")}, After)); // removed
    QVERIFY(openAfter({rpm("unrelated", "1-1")}, After)); // an inventory that does not tell of such packages
    QVERIFY(openAfter({deb("tool", "1.0-2")}, Before)); // the list is the newer evidence
}

void OffersTest::aLaterListClosesWhatItLacks()
{
    FleetBuilder fleet;
    const auto host = fleet.host("a");
    fleet.look(host, {deb("tool", "1.0-1"), deb("other", "1")}, when(Before));
    fleet.offers(host, {{.build = deb("tool", "1.0-2")}, {.build = deb("other", "2")}}, when(Listed));
    fleet.offers(host, {{.build = deb("other", "2")}}, when(After));
    const Assessment got = assess(fleet.build(), noAdvisories(), options());
    QVERIFY(!offerOf(got, "tool"));
    QVERIFY(offerOf(got, "other"));
    QCOMPARE(got.findings.front().exposedSince,
             std::int32_t(dayOf(at(Listed)).time_since_epoch().count())); // offered by both lists
}

void OffersTest::listsOfOtherKindsCloseNothing()
{
    FleetBuilder fleet;
    const auto host = fleet.host("a");
    fleet.look(host, {rpm("tool", "1-1"), rpm("other", "1-1")}, when(Before, "Rocky Linux:9"));
    fleet.offers(host, {{.build = rpm("tool", "1-2")}, {.build = rpm("other", "1-2")}}, when(Listed, "Rocky Linux:9"));
    fleet.offers(host, {{.build = rpm("tool", "1-2"), .note = {.advisory = "RLSA-2026:1", .severity = "Important"}}},
                 when(After, "Rocky Linux:9"));
    const Assessment got = assess(fleet.build(), noAdvisories(), options());
    QVERIFY(offerOf(got, "other")); // the later list tells of advisories only
    const Patch* tool = offerOf(got, "tool");
    QVERIFY(tool);
    QCOMPARE(tool->hostsOpen, 1U);
    QCOMPARE(tool->offerAdvisories, std::vector<std::string>{"RLSA-2026:1"});
    QVERIFY(says(*tool, "RLSA-2026:1"));
}

void OffersTest::updatesByNumber()
{
    const ComponentView kb{Ecosystem::Hotfix, "KB5044284", {}, {}, {}, {}, {}, {}};
    const auto offered = [&](bool installedLater) {
        FleetBuilder fleet;
        const auto host = fleet.host("a");
        fleet.offers(host, {{.build = kb, .note = {.origin = "Windows Update", .title = "2026-10 Cumulative Update"}}},
                     when(Listed, "Windows 11:24H2"));
        if (installedLater)
            fleet.look(host, {kb}, when(After, "Windows 11:24H2"));
        return assess(fleet.build(), noAdvisories(), options());
    };
    const Assessment open = offered(false);
    const Patch* patch = offerOf(open, "KB5044284");
    QVERIFY(patch);
    QCOMPARE(patch->id, std::string("Windows 11:24H2/KB5044284/-"));
    QVERIFY(says(*patch, "the vendor offers KB5044284 (2026-10 Cumulative Update, Windows Update)"));
    QVERIFY(offered(true).patches.empty());
}

void OffersTest::hostsWithoutInventoryAreOffered()
{
    FleetBuilder fleet;
    fleet.offers(fleet.host("a"), {{.build = deb("tool", "2")}}, when(Listed));
    const Assessment got = assess(fleet.build(), noAdvisories(), options());
    QVERIFY(offerOf(got, "tool"));
    QCOMPARE(offerOf(got, "tool")->hostsOpen, 1U);
    const ComponentView component = got.fleet->components->view(got.findings.front().component);
    QCOMPARE(component.name, std::string_view("tool"));
    QVERIFY(component.version.empty()); // what is installed was not told
    QCOMPARE(got.coverage.unknown, 1U); // a list of offers is no inventory
}

void OffersTest::oldListsCannotTell()
{
    FleetBuilder fleet;
    const auto host = fleet.host("a");
    fleet.offers(host, {{.build = deb("tool", "2")}}, when("2026-09-01T00:00:00Z"));
    fleet.look(host, {deb("tool", "1")}, when(After));
    const Assessment got = assess(fleet.build(), noAdvisories(), options());
    QCOMPARE(offerOf(got, "tool")->hostsOpen, 0U);
    QCOMPARE(offerOf(got, "tool")->hostsUnknown, 1U);
    QCOMPARE(got.findings.front().state, FindingState::Unknown);
    QCOMPARE(got.coverage.offersUnknown, 1U);
}

void OffersTest::exceptedAndExcluded()
{
    FleetBuilder fleet;
    HostAttributes out;
    out.excluded = true;
    fleet.offers(fleet.host("a"), {{.build = deb("tool", "2")}}, when(Listed));
    fleet.offers(fleet.host("gone", out), {{.build = deb("tool", "2")}}, when(Listed));
    AssessOptions with = options();
    Exception exception;
    exception.patches = {"Debian:12/tool/2"};
    exception.until = dayOf(Now);
    with.exceptions = {exception};
    const Assessment got = assess(fleet.build(), noAdvisories(), with);
    QCOMPARE(offerOf(got, "tool")->hostsExcepted, 1U);
    QCOMPARE(offerOf(got, "tool")->hostsOpen, 0U);
    QCOMPARE(got.findings.size(), std::size_t(1));
}

void OffersTest::noFigureOfExposureCountsThem()
{
    FleetBuilder fleet;
    const auto host = fleet.host("a");
    fleet.look(host, {deb("tool", "1")}, when(Before));
    fleet.offers(host, {{.build = deb("tool", "2")}}, when(Listed));
    const Assessment got = assess(fleet.build(), noAdvisories(), options());
    QCOMPARE(got.coverage.findingsOpen, 0U);
    QCOMPARE(got.coverage.offersOpen, 1U);
    QCOMPARE(got.hostFindings.front(), 0U);
    QCOMPARE(got.patches.front().exposedHostDays, 0.0);
}

void OffersTest::threadsChangeNothing()
{
    const auto run = [](std::size_t threads) {
        FleetBuilder fleet;
        for (int i = 0; i < 40; ++i) {
            const auto host = fleet.host("h" + std::to_string(i));
            fleet.look(host, {deb("tool", "1"), deb("open", "1")}, when(Before));
            if (i % 3 != 0)
                fleet.offers(host, {{.build = deb("tool", i % 2 ? "2" : "10")}, {.build = deb("open", "2")}},
                             when(Listed));
        }
        AssessOptions with = options();
        with.threads = threads;
        const auto catalog =
            CatalogMaker().row({.advisory = {}, .cves = {"CVE-2026-1"}, .package = "open", .fixed = "3"}).build();
        return assess(fleet.build(), catalog, with);
    };
    const Assessment one = run(1), many = run(7);
    QCOMPARE(one.patches.size(), std::size_t(2));
    QCOMPARE(one.patches.back().offered, std::string("10")); // the newest as versions go
    QCOMPARE(one.findings.size(), many.findings.size());
    for (std::size_t i = 0; i < one.findings.size(); ++i) {
        QCOMPARE(one.findings[i].host, many.findings[i].host);
        QCOMPARE(one.findings[i].patch, many.findings[i].patch);
    }
    QVERIFY(std::is_sorted(one.findings.begin(), one.findings.end(), [](const Finding& a, const Finding& b) {
        return std::pair(a.patch, a.host) < std::pair(b.patch, b.host);
    }));
}

QTEST_APPLESS_MAIN(OffersTest)
#include "offerstest.moc"
