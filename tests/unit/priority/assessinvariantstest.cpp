// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/assess.h"
#include "models/priority/duepolicyfile.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

#include <rapidcheck.h>
#include <set>

using namespace bw;
using namespace bw::test;

namespace {

const Instant Now = at("2026-11-24T12:00:00Z");

/// A small random world: few packages and versions, so that they meet.
struct World {
    struct HostText {
        std::string name;
        HostAttributes attributes;
        std::vector<std::pair<std::string, std::string>> packages;
        std::string taken;
    };
    std::vector<HostText> hosts;
    std::vector<RowText> rows;
    std::vector<CveFacts> facts;
    AssessOptions options;

    Assessment assessed() const
    {
        FleetBuilder fleet;
        for (const HostText& text : hosts) {
            std::vector<ComponentView> components;
            for (const auto& [name, version] : text.packages)
                components.push_back(deb(name, version));
            fleet.look(fleet.host(text.name, text.attributes), components, {.taken = text.taken});
        }
        CatalogMaker maker;
        for (const RowText& row : rows)
            maker.row(row);
        for (const CveFacts& f : facts)
            maker.facts(f);
        return assess(fleet.build(), maker.build(), options);
    }
};

std::string version(int n)
{
    return n == 9 ? std::string("no version") : "1." + std::to_string(n);
}

World anyWorld()
{
    World world;
    world.options.at = Now;
    world.options.policy = bundledDuePolicy(*rc::gen::element<std::string>("default", "bod-26-04")).value();
    const int hosts = *rc::gen::inRange(1, 6);
    for (int h = 0; h < hosts; ++h) {
        World::HostText host;
        host.name = "h" + std::to_string(h);
        if (*rc::gen::arbitrary<bool>())
            host.attributes.exposure = Exposure(*rc::gen::inRange(0, 3));
        if (*rc::gen::arbitrary<bool>())
            host.attributes.importance = Mission(*rc::gen::inRange(0, 4));
        host.attributes.excluded = *rc::gen::inRange(0, 8) == 0;
        host.taken =
            *rc::gen::element<std::string>("2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z", "2026-10-01T00:00:00Z");
        for (const char* name : {"a", "b", "c"}) {
            if (*rc::gen::arbitrary<bool>())
                host.packages.emplace_back(name, version(*rc::gen::inRange(0, 10)));
        }
        world.hosts.push_back(std::move(host));
    }
    const int rows = *rc::gen::inRange(1, 8);
    for (int r = 0; r < rows; ++r) {
        RowText row;
        row.advisory = "DSA-" + std::to_string(r);
        row.cves = {"CVE-2026-" + std::to_string(1000 + r)};
        row.package = *rc::gen::element<std::string>("a", "b", "c");
        row.status = *rc::gen::element(AffectedStatus::Fixed, AffectedStatus::Fixed, AffectedStatus::NoFixYet);
        row.fixed = row.status == AffectedStatus::Fixed ? version(*rc::gen::inRange(0, 9)) : std::string();
        CveFacts facts;
        facts.id = row.cves.front();
        if (*rc::gen::arbitrary<bool>())
            facts.exploitation = Exploitation(*rc::gen::inRange(0, 3));
        if (*rc::gen::arbitrary<bool>())
            facts.automatable = Automatable(*rc::gen::inRange(0, 2));
        if (*rc::gen::inRange(0, 4) == 0)
            facts.kevAdded = parseDay("2026-11-10");
        if (*rc::gen::arbitrary<bool>())
            facts.epss = float(*rc::gen::inRange(0, 100)) / 100;
        world.facts.push_back(facts);
        world.rows.push_back(std::move(row));
    }
    return world;
}

using Key = std::pair<std::string, std::string>;

/// (host, CVE-independent patch key) of every finding, with its outcome as text.
std::map<Key, std::string> findings(const Assessment& a)
{
    std::map<Key, std::string> out;
    for (const Finding& f : a.findings) {
        const Patch& p = a.patches[f.patch];
        out[{a.fleet->hosts[f.host].identity.name, p.package + (p.fixed.empty() ? "/-" : "/+")}] =
            std::string(name(f.state)) + ' ' + std::string(name(f.decision)) + ' ' + std::to_string(f.due) + ' '
            + std::to_string(f.exposedSince);
    }
    return out;
}

std::set<Key> keys(const std::map<Key, std::string>& all)
{
    std::set<Key> out;
    for (const auto& [key, value] : all)
        out.insert(key);
    return out;
}

template <typename T>
void rotate(std::vector<T>& list)
{
    if (!list.empty())
        std::rotate(list.begin(), list.begin() + *rc::gen::inRange<int>(0, int(list.size())), list.end());
}

} // namespace

class AssessInvariantsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresAddUp();
    void orderDoesNotMatter();
    void threadsDoNotMatter();
    void controlsNeverRaise();
    void epssNeverPassesKev();
    void removedAdvisoriesAddNothing();
};

void AssessInvariantsTest::figuresAddUp()
{
    QVERIFY(rc::check("open, unknown and excepted are apart and add up", [] {
        const Assessment a = anyWorld().assessed();
        const Coverage& c = a.coverage;
        RC_ASSERT(c.hosts == c.current + c.stale + c.unknown + c.excluded);
        std::uint32_t next = 0, open = 0;
        std::vector<std::uint32_t> perHost(a.fleet->hosts.size());
        for (std::uint32_t p = 0; p < a.patches.size(); ++p) {
            const Patch& patch = a.patches[p];
            RC_ASSERT(patch.rank == p + 1);
            RC_ASSERT(patch.firstFinding == next);
            next += patch.findingCount;
            std::uint32_t hostsOpen = 0, hostsUnknown = 0;
            for (std::uint32_t i = patch.firstFinding; i < next; ++i) {
                const Finding& f = a.findings[i];
                RC_ASSERT(f.patch == p);
                const bool inOrder = i == patch.firstFinding || a.findings[i - 1].host < f.host;
                RC_ASSERT(inOrder);
                RC_ASSERT(a.hostStates[f.host] != HostState::Excluded);
                const bool staleIsUnknown =
                    a.hostStates[f.host] != HostState::Stale || f.state == FindingState::Unknown;
                RC_ASSERT(staleIsUnknown);
                hostsOpen += f.state == FindingState::Open;
                hostsUnknown += f.state == FindingState::Unknown;
                perHost[f.host] += f.state == FindingState::Open;
            }
            RC_ASSERT(patch.hostsOpen == hostsOpen);
            RC_ASSERT(patch.hostsUnknown == hostsUnknown);
            open += hostsOpen;
        }
        RC_ASSERT(next == a.findings.size());
        RC_ASSERT(c.findingsOpen == open);
        RC_ASSERT(perHost == a.hostFindings);
    }));
}

void AssessInvariantsTest::orderDoesNotMatter()
{
    QVERIFY(rc::check("the order of hosts and rows does not matter", [] {
        World world = anyWorld();
        const Assessment before = world.assessed();
        rotate(world.hosts);
        rotate(world.rows);
        const Assessment after = world.assessed();
        RC_ASSERT(findings(before) == findings(after));
        RC_ASSERT(before.patches.size() == after.patches.size());
        for (std::size_t i = 0; i < before.patches.size(); ++i) {
            RC_ASSERT(before.patches[i].id == after.patches[i].id);
            RC_ASSERT(before.patches[i].due == after.patches[i].due);
            RC_ASSERT(before.patches[i].cves == after.patches[i].cves);
        }
    }));
}

void AssessInvariantsTest::threadsDoNotMatter()
{
    QVERIFY(rc::check("any number of threads gives the same, row by row", [] {
        World world = anyWorld();
        Control control;
        control.name = "filter";
        control.patches = {"Debian:12/a/1.5"};
        control.exposure = Exposure::Small;
        control.from = dayOf(Now);
        control.until = dayOf(Now);
        world.options.controls = {control};
        world.options.threads = 1;
        const Assessment one = world.assessed();
        world.options.threads = *rc::gen::inRange<std::size_t>(2, 8);
        const Assessment many = world.assessed();
        RC_ASSERT(one.hostStates == many.hostStates);
        RC_ASSERT(one.hostFindings == many.hostFindings);
        RC_ASSERT(one.findings.size() == many.findings.size());
        for (std::size_t i = 0; i < one.findings.size(); ++i) {
            const Finding& a = one.findings[i];
            const Finding& b = many.findings[i];
            RC_ASSERT(
                std::tie(a.host, a.patch, a.component, a.state, a.decision, a.rawDecision, a.due, a.exposedSince)
                == std::tie(b.host, b.patch, b.component, b.state, b.decision, b.rawDecision, b.due, b.exposedSince));
        }
        RC_ASSERT(one.patches.size() == many.patches.size());
        for (std::size_t i = 0; i < one.patches.size(); ++i) {
            const Patch& a = one.patches[i];
            const Patch& b = many.patches[i];
            RC_ASSERT(std::tie(a.id, a.decision, a.rawDecision, a.due, a.hostsOpen, a.hostsUnknown, a.hostsExcepted,
                               a.exposedHostDays, a.advisories, a.cves, a.controls, a.why, a.firstFinding)
                      == std::tie(b.id, b.decision, b.rawDecision, b.due, b.hostsOpen, b.hostsUnknown, b.hostsExcepted,
                                  b.exposedHostDays, b.advisories, b.cves, b.controls, b.why, b.firstFinding));
        }
    }));
}

void AssessInvariantsTest::controlsNeverRaise()
{
    QVERIFY(rc::check("a control never raises a decision nor touches the raw one", [] {
        World world = anyWorld();
        const Assessment before = world.assessed();
        Control control;
        control.name = "c";
        control.hostFilter = *rc::gen::element<std::string>("", "name:h0", "exposure:open", "nonsense:1");
        control.exposure = Exposure(*rc::gen::inRange(0, 3));
        if (*rc::gen::arbitrary<bool>())
            control.cves = {"CVE-2026-1000"};
        control.until = *parseDay("2026-12-01");
        world.options.controls = {control};
        const Assessment after = world.assessed();
        RC_ASSERT(keys(findings(before)) == keys(findings(after)));
        std::map<Key, Decision> raw, decided;
        for (const Finding& f : before.findings) {
            const Key key{before.fleet->hosts[f.host].identity.name, before.patches[f.patch].id};
            raw[key] = f.rawDecision;
            decided[key] = f.decision;
        }
        for (const Finding& f : after.findings) {
            const Key key{after.fleet->hosts[f.host].identity.name, after.patches[f.patch].id};
            RC_ASSERT(f.rawDecision == raw[key]);
            RC_ASSERT(f.decision <= decided[key]);
            RC_ASSERT(f.decision <= f.rawDecision);
        }
    }));
}

void AssessInvariantsTest::epssNeverPassesKev()
{
    QVERIFY(rc::check("raising the EPSS of others never lets them pass a KEV patch", [] {
        World world = anyWorld();
        const Assessment before = world.assessed();
        for (CveFacts& facts : world.facts) {
            if (!facts.kev())
                facts.epss = 1.0F;
        }
        const Assessment after = world.assessed();
        for (const Patch& patch : before.patches) {
            if (!patch.kev)
                continue;
            const auto same = std::find_if(after.patches.begin(), after.patches.end(),
                                           [&](const Patch& p) { return p.id == patch.id; });
            RC_ASSERT(same != after.patches.end());
            RC_ASSERT(same->decision == patch.decision);
            const auto above = [](const Assessment& a, const Patch& kev) {
                std::set<std::string> ids;
                for (const Patch& p : a.patches) {
                    if (p.rank < kev.rank && !p.kev)
                        ids.insert(p.id);
                }
                return ids;
            };
            RC_ASSERT(above(after, *same) == above(before, patch));
        }
    }));
}

void AssessInvariantsTest::removedAdvisoriesAddNothing()
{
    QVERIFY(rc::check("removing an advisory never adds a finding", [] {
        World world = anyWorld();
        const auto before = keys(findings(world.assessed()));
        world.rows.erase(world.rows.begin() + *rc::gen::inRange<int>(0, int(world.rows.size())));
        const auto after = keys(findings(world.assessed()));
        RC_ASSERT(std::includes(before.begin(), before.end(), after.begin(), after.end()));
    }));
}

QTEST_APPLESS_MAIN(AssessInvariantsTest)
#include "assessinvariantstest.moc"
