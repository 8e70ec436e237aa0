// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/reconcile.h"

#include <QtTest>

#include <algorithm>

using namespace bw;

namespace {

Instant at(const char* iso)
{
    return *parseIso(iso);
}

/// A fleet and drafts, with little text.
struct World {
    ComponentPool pool;
    Fleet fleet;
    std::vector<HostDraft> drafts;
    std::vector<Issue> issues;
    ReconcileOptions options{at("2026-11-23T12:00:00Z"), AmbiguityRule::Skip};

    ComponentId deb(std::string_view name, std::string_view version, std::string_view source = {},
                    std::string_view arch = {})
    {
        return pool.intern({Ecosystem::Deb, name, version, arch, source, {}, {}, {}});
    }
    Host& know(HostIdentity identity, std::vector<ComponentId> components, const char* takenAt)
    {
        std::sort(components.begin(), components.end());
        fleet.manifests.push_back({components});
        Host host;
        host.id = HostId(fleet.hosts.size() + 1);
        host.identity = std::move(identity);
        SnapshotEntry entry;
        entry.takenAt = at(takenAt);
        entry.manifest = ManifestIndex(fleet.manifests.size() - 1);
        host.timeline.push_back(entry);
        fleet.hosts.push_back(host);
        return fleet.hosts.back();
    }
    HostDraft& draft(HostIdentity identity, std::vector<ComponentId> components, const char* takenAt)
    {
        HostDraft d;
        d.identity = std::move(identity);
        d.components = std::move(components);
        d.takenAt = at(takenAt);
        d.timeSource = TimeSource::Told;
        d.toldPackages = true;
        drafts.push_back(d);
        return drafts.back();
    }
    ChangeSet run() { return reconcile(fleet, pool, drafts, options, issues); }
};

HostIdentity named(const char* name)
{
    return {name, {}, {}, {}, {}, {}, {}};
}
HostIdentity withSerial(const char* name, const char* serial)
{
    return {name, {}, serial, {}, {}, {}, {}};
}

} // namespace

class ReconcileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewHostIsAdded();
    void componentsAreASortedSet();
    void versionsChangeAndPackagesComeAndGo();
    void theSameFileTwiceChangesNothing();
    void anOlderSnapshotIsHistory();
    void anEmptyListRemovesNothing();
    void aPartialListOnlyAddsAndReplaces();
    void aListOfOffersIsNoInventory();
    void sectionsThatWereNotToldStay();
    void aRenamedMachineIsFoundByItsSerial();
    void clonesAreNotMerged();
    void contradictingSerialsAreAmbiguous();
    void uuidsMatchInBothByteOrders();
    void aNamelessDraftIsRejected();
    void producersThatTellLessChangeNothing();
    void producersThatTellMoreChangeNothing();
    void rowsWithIdsOfTheirOwnAreNotOneHost();
    void tablesOfOneHostAreMerged();
    void severalKernelsAreNotAChangeOfVersion();
    void snapshotsOfOneNewHostAreOneHost();
    void laterDraftsAreComparedWithEarlierOnes();
};

void ReconcileTest::aNewHostIsAdded()
{
    World w;
    w.draft(named("web-01"), {w.deb("a", "1")}, "2026-11-20");
    const auto set = w.run();
    QCOMPARE(set.added, 1u);
    QCOMPARE(set.hosts[0].outcome, HostOutcome::Added);
    QCOMPARE(set.hosts[0].components.size(), std::size_t(1));
}

void ReconcileTest::componentsAreASortedSet()
{
    World w;
    std::vector<ComponentId> all;
    for (int i = 0; i < 5'000; ++i)
        all.push_back(w.deb(("package-" + std::to_string(i)).c_str(), "1"));
    const std::vector<ComponentId> few = {all[4'000], all[3], all[4'000], all[64], all[63]};
    std::vector<ComponentId> many(all.rbegin(), all.rend());
    many.insert(many.end(), all.begin(), all.end());
    w.draft(named("web-01"), few, "2026-11-20");
    w.draft(named("web-02"), many, "2026-11-20");
    const auto set = w.run();
    const std::vector<ComponentId> sorted = {all[3], all[63], all[64], all[4'000]};
    QCOMPARE(set.hosts[0].components, sorted);
    QCOMPARE(set.hosts[1].components, all);
}

void ReconcileTest::versionsChangeAndPackagesComeAndGo()
{
    World w;
    const auto a1 = w.deb("a", "1"), a2 = w.deb("a", "2"), b = w.deb("b", "1"), c = w.deb("c", "1"),
               d = w.deb("d", "1");
    w.know(named("web-01"), {a1, b, c}, "2026-11-01");
    w.draft(named("WEB-01"), {a2, c, d, d}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.updated, 1u);
    const HostChange& change = set.hosts[0];
    QCOMPARE(change.matchedBy, MatchedBy::Name);
    QCOMPARE(change.changed.size(), std::size_t(1));
    QCOMPARE(change.changed[0].before, a1);
    QCOMPARE(change.changed[0].after, a2);
    QCOMPARE(change.removed, std::vector<ComponentId>{b});
    QCOMPARE(change.added, std::vector<ComponentId>{d});
    QCOMPARE(change.components.size(), std::size_t(3));
}

void ReconcileTest::theSameFileTwiceChangesNothing()
{
    World w;
    const auto a = w.deb("a", "1");
    w.know(named("web-01"), {a}, "2026-11-01");
    w.draft(named("web-01"), {a}, "2026-11-01");
    auto set = w.run();
    QCOMPARE(set.unchanged, 1u);
    QVERIFY(set.hosts[0].sameEvidence);
    w.drafts.clear();
    w.draft(named("web-01"), {a}, "2026-11-08");
    set = w.run();
    QCOMPARE(set.unchanged, 1u);
    QVERIFY(!set.hosts[0].sameEvidence);
}

void ReconcileTest::anOlderSnapshotIsHistory()
{
    World w;
    w.know(named("web-01"), {w.deb("a", "2")}, "2026-11-08");
    w.draft(named("web-01"), {w.deb("a", "1")}, "2026-11-01");
    QCOMPARE(w.run().older, 1u);
}

void ReconcileTest::anEmptyListRemovesNothing()
{
    World w;
    const auto a = w.deb("a", "1");
    w.know(named("web-01"), {a}, "2026-11-01");
    w.draft(named("web-01"), {}, "2026-11-08");
    const auto set = w.run();
    QVERIFY(!set.hosts[0].hasPackages);
    QVERIFY(set.hosts[0].removed.empty());
    QCOMPARE(w.issues.size(), std::size_t(1));
    QCOMPARE(w.issues[0].kind, ErrorKind::Empty);
}

void ReconcileTest::aPartialListOnlyAddsAndReplaces()
{
    World w;
    const auto a1 = w.deb("a", "1"), a2 = w.deb("a", "2"), b = w.deb("b", "1");
    w.know(named("web-01"), {a1, b}, "2026-11-01");
    w.draft(named("web-01"), {a2}, "2026-11-08").partial = true;
    const auto set = w.run();
    QVERIFY(set.hosts[0].removed.empty());
    QCOMPARE(set.hosts[0].changed.size(), std::size_t(1));
    QVERIFY(set.hosts[0].partial);
    QCOMPARE(set.hosts[0].components, (std::vector<ComponentId>{a2, b}));
}

void ReconcileTest::aListOfOffersIsNoInventory()
{
    World w;
    const auto a = w.deb("a", "1"), b = w.deb("b", "1"), offered = w.deb("a", "2");
    const OfferId offer = w.pool.offers().intern({offered, a, "stable", {}, {}, {}, false});
    w.know(named("web-01"), {a, b}, "2026-11-01");
    const auto listed = [&](const char* day, std::vector<OfferId> offers) {
        w.drafts.clear();
        HostDraft& draft = w.draft(named("web-01"), {}, day);
        draft.toldPackages = false;
        draft.toldOffers = true;
        draft.offers = std::move(offers);
        return w.run();
    };
    const auto set = listed("2026-11-08", {offer, offer});
    QCOMPARE(set.updated, 1u); // something is pending now
    QVERIFY(!set.hosts[0].hasPackages);
    QVERIFY(set.hosts[0].removed.empty() && set.hosts[0].changed.empty());
    QCOMPARE(set.hosts[0].offers, std::vector<OfferId>{offer});
    QVERIFY(w.issues.empty());
    // Stored, the same list says nothing new; at the same moment it is the same evidence.
    w.fleet.pendings.push_back({{offer}, {}});
    SnapshotEntry entry;
    entry.takenAt = at("2026-11-08");
    entry.hasPackages = false;
    entry.pending = 0;
    w.fleet.hosts[0].timeline.push_back(entry);
    QVERIFY(listed("2026-11-08", {offer}).hosts[0].sameEvidence);
    const auto later = listed("2026-11-09", {offer});
    QCOMPARE(later.unchanged, 1u);
    QVERIFY(!later.hosts[0].sameEvidence);
}

void ReconcileTest::sectionsThatWereNotToldStay()
{
    World w;
    const auto a = w.deb("a", "1");
    const auto program = w.pool.intern({Ecosystem::Flatpak, "org.gimp.GIMP", "2.10", {}, {}, {}, {}, {}});
    w.know(named("pc-01"), {a, program}, "2026-11-01");
    w.draft(named("pc-01"), {a}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.unchanged, 1u);
    QCOMPARE(set.hosts[0].components.size(), std::size_t(2));
}

void ReconcileTest::aRenamedMachineIsFoundByItsSerial()
{
    World w;
    const auto id = w.know(withSerial("old-name", "ABC123"), {w.deb("a", "1")}, "2026-11-01").id;
    w.draft(withSerial("new-name", "abc123"), {w.deb("a", "1")}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.hosts[0].host, id);
    QCOMPARE(set.hosts[0].matchedBy, MatchedBy::Serial);
}

void ReconcileTest::clonesAreNotMerged()
{
    World w;
    w.know({"a", {}, {}, "4c4c4544-0000-1000-8000-000000000001", {}, {}, {}}, {w.deb("a", "1")}, "2026-11-01");
    w.know({"b", {}, {}, "4c4c4544-0000-1000-8000-000000000001", {}, {}, {}}, {w.deb("a", "1")}, "2026-11-01");
    w.draft({"c", {}, {}, "4C4C4544-0000-1000-8000-000000000001", {}, {}, {}}, {w.deb("a", "1")}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.ambiguous, 1u);
    QCOMPARE(set.hosts[0].candidates.size(), std::size_t(2));
    QVERIFY(!set.hosts[0].reason.empty());
    w.options.ambiguity = AmbiguityRule::TakeAsNew;
    QCOMPARE(w.run().added, 1u);
}

void ReconcileTest::contradictingSerialsAreAmbiguous()
{
    World w;
    w.know(withSerial("web-01", "AAA111"), {w.deb("a", "1")}, "2026-11-01");
    w.draft(withSerial("web-01", "BBB222"), {w.deb("a", "1")}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.ambiguous, 1u);
    QVERIFY(set.hosts[0].reason.find("serial differs") != std::string::npos);
}

void ReconcileTest::uuidsMatchInBothByteOrders()
{
    World w;
    const auto id = w.know({"x", {}, {}, "ec2157de-05a8-243c-454e-9cea9de32a7e", {}, {}, {}}, {}, "2026-11-01").id;
    w.draft({"y", {}, {}, "DE5721EC-A805-3C24-454E-9CEA9DE32A7E", {}, {}, {}}, {w.deb("a", "1")}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.hosts[0].host, id);
    QCOMPARE(set.hosts[0].matchedBy, MatchedBy::Uuid);
}

void ReconcileTest::aNamelessDraftIsRejected()
{
    World w;
    w.draft({}, {w.deb("a", "1")}, "2026-11-08");
    QCOMPARE(w.run().rejected, 1u);
    QCOMPARE(w.issues.size(), std::size_t(1));
}

void ReconcileTest::producersThatTellLessChangeNothing()
{
    World w;
    const auto full = w.deb("libssl3", "3.0.15", "openssl", "amd64");
    w.know(named("web-01"), {full}, "2026-11-01");
    w.draft(named("web-01"), {w.deb("libssl3", "3.0.15")}, "2026-11-08");
    auto set = w.run();
    QCOMPARE(set.unchanged, 1u);
    QCOMPARE(set.hosts[0].components, std::vector<ComponentId>{full});
    // And a host that was never told of learns the source package from the one that was.
    w.drafts.clear();
    w.draft(named("web-02"), {w.deb("libssl3", "3.0.15")}, "2026-11-08");
    set = w.run();
    QCOMPARE(w.pool.view(set.hosts[0].components[0]).source, std::string_view("openssl"));
}

void ReconcileTest::producersThatTellMoreChangeNothing()
{
    World w;
    const auto bare = w.deb("a", "1", {}, "amd64");
    const auto full = w.deb("a", "1", "src-a", "amd64");
    w.know(named("web-01"), {bare}, "2026-11-01");
    w.draft(named("web-01"), {full}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.unchanged, 1u);
    QCOMPARE(set.updated, 0u);
    QVERIFY(!set.hosts[0].sameEvidence); // kept all the same: it knows the source package
    QCOMPARE(set.hosts[0].components, std::vector<ComponentId>{full});
}

void ReconcileTest::rowsWithIdsOfTheirOwnAreNotOneHost()
{
    const auto draftRows = [](World& w) {
        for (const char* id : {"tag-1", "tag-2", "tag-2"}) {
            HostDraft& row = w.draft(named("spare"), {}, "2026-11-20");
            row.identity.agentId = id;
            row.toldPackages = false;
            row.file = "assets.csv";
        }
    };
    World w;
    draftRows(w);
    const auto set = w.run();
    QCOMPARE(set.added, 1u);
    QCOMPARE(set.ambiguous, 1u); // told with a file and a reason, never merged silently
    World asNew;
    asNew.options.ambiguity = AmbiguityRule::TakeAsNew;
    draftRows(asNew);
    QCOMPARE(asNew.run().added, 2u);
}

void ReconcileTest::tablesOfOneHostAreMerged()
{
    World w;
    w.draft(named("web-01"), {w.deb("a", "1")}, "2026-11-08").partial = false;
    HostDraft& facts = w.draft(withSerial("web-01", "S1"), {}, "2026-11-08");
    facts.toldPackages = false;
    facts.os.name = "Debian";
    facts.os.release = "12";
    const auto set = w.run();
    QCOMPARE(set.hosts.size(), std::size_t(1));
    QCOMPARE(w.drafts[0].identity.serial, std::string("S1"));
    QCOMPARE(w.drafts[0].os.release, std::string("12"));
}

void ReconcileTest::severalKernelsAreNotAChangeOfVersion()
{
    World w;
    const auto k1 = w.deb("kernel", "1"), k2 = w.deb("kernel", "2"), k3 = w.deb("kernel", "3");
    w.know(named("web-01"), {k1, k2}, "2026-11-01");
    w.draft(named("web-01"), {k1, k2, k3}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.hosts[0].added, std::vector<ComponentId>{k3});
    QVERIFY(set.hosts[0].changed.empty());
}

void ReconcileTest::snapshotsOfOneNewHostAreOneHost()
{
    World w;
    const auto a1 = w.deb("a", "1"), a2 = w.deb("a", "2");
    // In the order of the files, not of the times; the last one was renamed and keeps its serial number.
    w.draft(withSerial("new-name", "S1"), {a2}, "2026-11-15");
    w.draft(withSerial("old-name", "S1"), {a1}, "2026-11-01");
    w.draft(named("old-name"), {a1}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.added, 1u);
    QCOMPARE(set.updated + set.unchanged + set.older + set.ambiguous, 0u);
    for (const HostChange& change : set.hosts) {
        QCOMPARE(change.newHost, 1u);
        QCOMPARE(change.host, HostId(0));
    }
    QCOMPARE(set.hosts[1].outcome, HostOutcome::Added);
    QCOMPARE(set.hosts[2].outcome, HostOutcome::Unchanged);
    QCOMPARE(set.hosts[0].outcome, HostOutcome::Updated);
    QCOMPARE(set.hosts[0].changed.size(), std::size_t(1));
}

void ReconcileTest::laterDraftsAreComparedWithEarlierOnes()
{
    World w;
    const auto a1 = w.deb("a", "1"), a2 = w.deb("a", "2"), b = w.deb("b", "1");
    w.know(named("web-01"), {a1}, "2026-10-01");
    w.draft(named("web-01"), {a2, b}, "2026-11-01");
    w.draft(named("web-01"), {a2}, "2026-11-08");
    w.draft(named("web-01"), {a2}, "2026-11-08");
    const auto set = w.run();
    QCOMPARE(set.updated, 1u);
    QCOMPARE(set.hosts[0].changed.size(), std::size_t(1));
    QCOMPARE(set.hosts[0].added, std::vector<ComponentId>{b});
    QVERIFY(set.hosts[1].changed.empty());
    QCOMPARE(set.hosts[1].removed, std::vector<ComponentId>{b});
    QVERIFY(set.hosts[2].sameEvidence);
}

QTEST_APPLESS_MAIN(ReconcileTest)
#include "reconciletest.moc"
