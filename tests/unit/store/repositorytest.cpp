// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/decisionrepository.h"
#include "models/store/feedrepository.h"
#include "models/store/fleetrepository.h"
#include "models/store/offerrepository.h"
#include "models/store/settingrepository.h"
#include "storefixture.h"

#include <algorithm>
#include <rapidcheck.h>
#include <set>

using namespace bw;
using namespace bw::test;

class RepositoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manifestCodecRoundTrips();
    void manifestCodecRefusesOtherBytes();
    void componentsComeBackByteForByte();
    void componentsOfAnotherProgramAreAConflict();
    void manifestsAreKeptOnce();
    void identityHasAHistory();
    void attributesHaveAHistory();
    void attributeTextsRoundTrip();
    void importsAreRecognisedAndTakenBack();
    void fleetComesBackWhole();
    void offersComeBack();
    void newestFleetHoldsWhatCounts();
    void damagedNumbersAreFound();
    void feedsComeBack();
    void controlsAtAMoment();
    void exceptionsAtAMoment();
    void settingsAtAMoment();
    void evidenceCannotBeChanged_data();
    void evidenceCannotBeChanged();
};

void RepositoryTest::manifestCodecRoundTrips()
{
    const bool held = rc::check("decode(encode(x)) == x", [](const std::set<ComponentId>& set) {
        std::vector<ComponentId> ids(set.begin(), set.end());
        std::erase(ids, 0xffffffffu);
        const auto back = decodeManifest(encodeManifest(ids), ids.size(), 0xffffffffu);
        RC_ASSERT(back.ok());
        RC_ASSERT(*back == ids);
    });
    QVERIFY(held);
}

void RepositoryTest::manifestCodecRefusesOtherBytes()
{
    const std::string good = encodeManifest(std::vector<ComponentId>{0, 5, 300, 70000});
    QVERIFY(decodeManifest(good, 4, 70001).ok());
    QVERIFY(!decodeManifest(good, 4, 70000).ok()); // beyond the pool
    QVERIFY(!decodeManifest(good, 3, 70001).ok());
    QVERIFY(!decodeManifest(good, 5, 70001).ok());
    QVERIFY(!decodeManifest(good.substr(0, good.size() - 1), 4, 70001).ok());
    QVERIFY(!decodeManifest(std::string("\x01\x00", 2), 2, 10).ok()); // the same twice
    QVERIFY(!decodeManifest("\xff\xff\xff\xff\xff\xff\xff", 1, 10).ok());
    QVERIFY(!decodeManifest({}, SIZE_MAX, 10).ok());
    QVERIFY(rc::check("never crashes", [](const std::string& bytes, std::uint16_t count) {
        const auto decoded = decodeManifest(bytes, count, 1000);
        RC_ASSERT((!decoded.ok() || decoded->size() == count)); // one expression: the macro evaluates both sides of ||
    }));
}

void RepositoryTest::componentsComeBackByteForByte()
{
    const std::vector<std::array<std::string, 7>> texts = {
        {"openssl", "3.0.15-1~deb12u1", "amd64", "openssl", "", "", "Debian"},
        {"with\x1fseparator", "1", "", "", "", "", ""},
        {"\xef\xbb\xbfmark", "1", "", "", "", "", ""},
        {"mark", "1", "", "", "", "", ""},
        {"broken \xff\xfe", "1", "", "", "", "", ""},
        {"broken \xff", "1", "", "", "", "", ""},
        {std::string("zero\0byte", 9), "1", "", "", "", "", ""},
        {"ünïcödé 数", "1", "x86_64", "", "", "nodejs:18", ""},
        {"", "", "", "", "", "", ""},
    };
    ComponentPool pool;
    const auto viewAt = [&](std::size_t i) {
        const auto& t = texts[i];
        return ComponentView{Ecosystem(i % 11), t[0], t[1], t[2], t[3], t[4], t[5], t[6]};
    };
    for (std::size_t i = 0; i < texts.size(); ++i)
        pool.intern(viewAt(i));
    Workspace w;
    w.create();
    mustWrite(*w.store, [&](WriteTransaction& tx) { return addComponents(tx, pool, 0); });
    QVERIFY(w.reopen().ok());
    ComponentPool back;
    mustWrite(*w.store, [&](WriteTransaction& tx) { return loadComponents(tx, back); });
    QCOMPARE(back.size(), pool.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
        QVERIFY2(back.view(ComponentId(i)) == viewAt(i), texts[i][0].c_str());
}

void RepositoryTest::componentsOfAnotherProgramAreAConflict()
{
    Workspace w;
    w.create();
    ComponentPool mine;
    mine.intern({Ecosystem::Deb, "a", "1", {}, {}, {}, {}, {}});
    mustWrite(*w.store, [&](WriteTransaction& tx) { return addComponents(tx, mine, 0); });
    ComponentPool theirs;
    theirs.intern({Ecosystem::Deb, "b", "1", {}, {}, {}, {}, {}});
    const auto late = w.store->write([&](WriteTransaction& tx) { return addComponents(tx, theirs, 0); });
    QCOMPARE(KIND_OF(late), int(ErrorKind::Conflict));
    mine.intern({Ecosystem::Deb, "c", "1", {}, {}, {}, {}, {}});
    mustWrite(*w.store, [&](WriteTransaction& tx) { return addComponents(tx, mine, 1); });
    const auto gap = w.store->write([&](WriteTransaction& tx) { return addComponents(tx, mine, 3); });
    QCOMPARE(KIND_OF(gap), int(ErrorKind::Conflict));
}

void RepositoryTest::manifestsAreKeptOnce()
{
    Workspace w;
    w.create();
    const std::vector<ComponentId> some = {1, 2, 900};
    const std::vector<ComponentId> other = {1, 2, 901};
    std::vector<ManifestId> ids;
    for (int round = 0; round < 2; ++round) {
        mustWrite(*w.store, [&](WriteTransaction& tx) -> Result<void> {
            ManifestWriter writer(tx);
            for (const auto& set : {some, other, some, {}}) {
                const auto id = writer.add(set);
                if (!id.ok())
                    return id.error();
                ids.push_back(*id);
            }
            QTest::qCompare(writer.added(), std::size_t(round == 0 ? 3 : 0), "added", "expected", __FILE__, __LINE__);
            const std::vector<ComponentId> unsorted = {2, 1};
            QTest::qCompare(KIND_OF(writer.add(unsorted)), int(ErrorKind::BadValue), "kind", "BadValue", __FILE__,
                            __LINE__);
            return {};
        });
    }
    QCOMPARE(ids, (std::vector<ManifestId>{1, 2, 1, 3, 1, 2, 1, 3}));
    QCOMPARE(askOutside(w.path, QStringLiteral("SELECT COUNT(*) FROM manifest")), 3);
}

void RepositoryTest::identityHasAHistory()
{
    Workspace w;
    w.create();
    HostIdentity first{"web1", "web1.example", "S1", "", "", {"aa:aa", "bb:bb"}, ""};
    HostId id = 0;
    const auto tell = [&](const HostIdentity& told, int when) {
        mustWrite(*w.store, [&](WriteTransaction& tx) { return updateIdentity(tx, id, told, at(when)); });
    };
    mustWrite(*w.store, [&](WriteTransaction& tx) -> Result<void> {
        const auto added = addHost(tx, first, at(100));
        id = added.valueOr(0);
        return {};
    });
    tell(first, 200); // nothing new
    tell({"web1-new", "", "", "U1", "", {"bb:bb", "cc:cc"}, ""}, 300);
    tell({"web0", "", "", "", "", {}, ""}, 50); // an older file comes in late
    tell({"web0", "", "", "", "", {}, ""}, 60);

    const auto hosts = mustRead(*w.store, [](ReadConnection& db) { return knownHosts(db); });
    QCOMPARE(hosts.size(), 1u);
    const HostIdentity now{"web1-new", "web1.example", "S1", "U1", "", {"bb:bb", "cc:cc"}, ""};
    QVERIFY(hosts[0].identity == now);
    auto periods = mustRead(*w.store, [&](ReadConnection& db) { return identityHistory(db, id); });
    std::erase_if(periods, [](const IdentityPeriod& p) { return p.kind != IdentityKind::Name; });
    const std::vector<IdentityPeriod> expected = {{IdentityKind::Name, "web0", at(50), at(300)},
                                                  {IdentityKind::Name, "web1", at(100), at(300)},
                                                  {IdentityKind::Name, "web1-new", at(300), {}}};
    QVERIFY(periods == expected);
}

void RepositoryTest::attributesHaveAHistory()
{
    Workspace w;
    w.create();
    mustWrite(*w.store, [](WriteTransaction& tx) -> Result<void> {
        const auto added = addHost(tx, {"a", {}, {}, {}, {}, {}, {}}, at(0));
        return added.ok() ? Result<void>() : Result<void>(added.error());
    });
    const auto set = [&](AttributeField field, std::string value, int when) {
        const std::vector<AttributeChange> changes = {{1, field, std::move(value)}};
        return w.store->write([&](WriteTransaction& tx) -> Result<void> {
            const auto done = setAttributes(tx, changes, stamp(when, "review"));
            static_cast<void>(tx.audit(note()));
            return done;
        });
    };
    QVERIFY(set(AttributeField::Exposure, "open", 10).ok());
    QVERIFY(set(AttributeField::Tags, "web, dmz,web", 20).ok());
    QVERIFY(set(AttributeField::Exposure, "small", 30).ok());
    QVERIFY(set(AttributeField::Importance, "mef", 30).ok());
    QVERIFY(set(AttributeField::Importance, "", 40).ok());
    QCOMPARE(KIND_OF(set(AttributeField::Exposure, "huge", 50)), int(ErrorKind::BadValue));
    const std::vector<AttributeChange> unknown = {{99, AttributeField::Owner, "x"}};
    const auto none = w.store->write([&](WriteTransaction& tx) { return setAttributes(tx, unknown, stamp()); });
    QCOMPARE(KIND_OF(none), int(ErrorKind::NotFound));
    QCOMPARE(none.error().subject, std::string("host 99"));

    const auto attributesAt = [&](std::optional<Instant> t) {
        return mustRead(*w.store,
                        [&](ReadConnection& db) {
                            return loadFleet(db, {FleetHistory::Newest, t});
                        })
            .hosts.at(0)
            .attributes;
    };
    HostAttributes now;
    now.exposure = Exposure::Small;
    now.tags = {"dmz", "web"};
    QVERIFY(attributesAt({}) == now);
    now.exposure = Exposure::Open;
    now.tags = {};
    QVERIFY(attributesAt(at(15)) == now);
    const auto history = mustRead(*w.store, [](ReadConnection& db) { return attributeHistory(db, 1); });
    QCOMPARE(history.size(), 5u);
    QVERIFY((history[1] == AttributeRecord{AttributeField::Tags, "dmz,web", stamp(20, "review")}));
}

void RepositoryTest::attributeTextsRoundTrip()
{
    HostAttributes full{
        Exposure::Controlled, Mission::Mission, Safety::Critical, "ann", "Berlin", "db", {"a", "b"}, true, "retired"};
    HostAttributes copy;
    for (int f = 0; f <= int(AttributeField::ExcludedReason); ++f) {
        const auto field = AttributeField(f);
        QCOMPARE(int(attributeFieldFrom(name(field)).value()), f);
        QVERIFY(setAttribute(copy, field, attributeText(full, field)));
    }
    QVERIFY(copy == full);
    for (int f = 0; f <= int(AttributeField::ExcludedReason); ++f)
        QVERIFY(setAttribute(copy, AttributeField(f), {}));
    QVERIFY(copy == HostAttributes());
    QVERIFY(!attributeFieldFrom("colour").has_value());
}

void RepositoryTest::importsAreRecognisedAndTakenBack()
{
    Workspace w;
    w.create();
    ComponentPool pool;
    mustWrite(*w.store, [&](WriteTransaction& tx) { return importBatch(tx, pool, 3, 10, "first"); });
    mustWrite(*w.store, [&](WriteTransaction& tx) { return importBatch(tx, pool, 2, 10, "second"); });
    const auto find = [&](std::string_view digest) {
        return mustRead(*w.store, [&](ReadConnection& db) { return importByDigest(db, digest); });
    };
    QCOMPARE(find("first").value().hosts, 3u);
    QVERIFY(!find("third").has_value());

    mustWrite(*w.store, [&](WriteTransaction& tx) { return takeBackImport(tx, 1, stamp(9, "wrong site")); });
    QVERIFY(!find("first").has_value());
    const auto all = mustRead(*w.store, [](ReadConnection& db) { return imports(db); });
    QCOMPARE(all.size(), 2u);
    QVERIFY(all[0].takenBack == stamp(9, "wrong site"));
    QVERIFY(!all[1].takenBack.has_value());
    const auto fleet = mustRead(*w.store, [](ReadConnection& db) { return loadFleet(db); });
    QCOMPARE(fleet.hosts.size(), 2u);
    QCOMPARE(fleet.manifests.size(), 1u);
    QCOMPARE(fleet.hosts[0].identity.name, std::string("host-second-0"));
    QCOMPARE(mustRead(*w.store, [](ReadConnection& db) { return knownHosts(db); }).size(), 5u);

    for (const auto& [id, kind] : {std::pair{1, ErrorKind::Conflict}, std::pair{77, ErrorKind::NotFound}}) {
        const auto again =
            w.store->write([import = id](WriteTransaction& tx) { return takeBackImport(tx, import, stamp()); });
        QCOMPARE(KIND_OF(again), int(kind));
    }
}

namespace {

/// Two hosts; the first with a timeline that came in out of order and ends with facts only.
void fillTimeline(Store& store, ComponentPool& pool)
{
    mustWrite(store, [&](WriteTransaction& tx) { return importBatch(tx, pool, 2, 4, "base"); });
    mustWrite(store, [&](WriteTransaction& tx) -> Result<void> {
        const auto import = addImport(tx, {0, at(5), "bob", "b.csv", "d2", "csv", 1, 4, 0, {}});
        ManifestWriter manifests(tx);
        const auto few = manifests.add(std::vector<ComponentId>{0, 2});
        const auto none = manifests.add({});
        SnapshotWriter snapshots(tx);
        const OsIdentity debian{"linux", "Debian", "12", "12.11", "", "x86_64"};
        const NewSnapshot newer{1,    at(900), TimeSource::Told, *import, *few, debian, "6.1.0-32", true, true,
                                true, "csv"};
        NewSnapshot facts{1,     at(950), TimeSource::FileTime, *import, *none, debian, "6.1.0-33", {}, false,
                          false, "facts"};
        NewSnapshot older = newer;
        older.takenAt = at(500);
        older.rebootPending = false;
        for (const auto& snapshot : {facts, newer, older}) {
            if (const auto added = snapshots.add(snapshot); !added.ok())
                return added.error();
        }
        return {};
    });
}

} // namespace

void RepositoryTest::fleetComesBackWhole()
{
    Workspace w;
    w.create();
    ComponentPool pool;
    fillTimeline(*w.store, pool);
    const auto fleet = mustRead(*w.store, [](ReadConnection& db) { return loadFleet(db, {FleetHistory::Whole, {}}); });
    QCOMPARE(fleet.components->size(), 4u);
    QCOMPARE(fleet.hosts.size(), 2u);
    const auto& timeline = fleet.hosts[0].timeline;
    QCOMPARE(timeline.size(), 4u);
    QVERIFY(std::is_sorted(timeline.begin(), timeline.end(),
                           [](const auto& a, const auto& b) { return a.takenAt < b.takenAt; }));
    const SnapshotEntry& facts = timeline[3];
    QCOMPARE(facts.runningKernel, std::string("6.1.0-33"));
    QVERIFY(!facts.hasPackages);
    QVERIFY(!facts.rebootPending.has_value());
    QCOMPARE(int(facts.timeSource), int(TimeSource::FileTime));
    QCOMPARE(facts.format, std::string("facts"));
    QVERIFY(fleet.manifests.at(facts.manifest).components.empty());
    const SnapshotEntry& newer = timeline[2];
    QVERIFY(newer.partial);
    QCOMPARE(newer.rebootPending, std::optional<bool>(true));
    QCOMPARE(fleet.manifests.at(newer.manifest).components, (std::vector<ComponentId>{0, 2}));
    QCOMPARE(timeline[1].rebootPending, std::optional<bool>(false));
    QCOMPARE(timeline[1].manifest, newer.manifest);
    QCOMPARE(fleet.manifests.at(timeline[0].manifest).components.size(), 4u);
    QCOMPARE(fleet.streams.at(newer.os), std::string("Debian:12"));
    QCOMPARE(fleet.systems.at(newer.os).build, std::string());
    QCOMPARE(fleet.hosts[0].at(at(920)), &timeline[2]);
}

void RepositoryTest::offersComeBack()
{
    Workspace w;
    w.create();
    ComponentPool pool;
    fillTimeline(*w.store, pool);
    const ComponentId firstNew = pool.size();
    const auto build = pool.intern({Ecosystem::Deb, "tool", "2", "amd64", {}, {}, {}, {}});
    const auto old = pool.intern({Ecosystem::Deb, "tool", {}, "amd64", {}, {}, {}, {}});
    const OfferView told{build, old, "stable-security", "DSA-1", "a title", "high", true};
    const OfferId first = pool.offers().intern(told);
    const OfferId second = pool.offers().intern({build, old, {}, {}, {}, {}, false});
    mustWrite(*w.store, [&](WriteTransaction& tx) -> Result<void> {
        if (const auto added = addComponents(tx, pool, firstNew); !added.ok())
            return added;
        if (const auto added = addOffers(tx, pool, 0); !added.ok())
            return added;
        const auto import = addImport(tx, {0, at(6), "bob", "o.txt", "d3", "apt-list", 1, 0, 0, {}});
        const auto none = ManifestWriter(tx).add({});
        NewSnapshot snapshot;
        snapshot.host = 1;
        snapshot.takenAt = at(990);
        snapshot.import = *import;
        snapshot.manifest = *none;
        snapshot.hasPackages = false;
        snapshot.pending = {{first, second}, {"cron.service", "ssh.service"}};
        const auto id = SnapshotWriter(tx).add(snapshot);
        return id.ok() ? Result<void>() : Result<void>(id.error());
    });
    const auto again = w.store->write([&](WriteTransaction& tx) { return addOffers(tx, pool, 0); });
    QCOMPARE(KIND_OF(again), int(ErrorKind::Conflict)); // another program added some
    const auto fleet = mustRead(*w.store, [](ReadConnection& db) { return loadFleet(db, {FleetHistory::Whole, {}}); });
    QCOMPARE(fleet.components->offers().size(), OfferId(2));
    QVERIFY(fleet.components->offers().view(first) == told);
    const SnapshotEntry& entry = fleet.hosts[0].timeline.back();
    QCOMPARE(entry.takenAt, at(990));
    QVERIFY(fleet.pendings.at(entry.pending) == (Pending{{first, second}, {"cron.service", "ssh.service"}}));
    QCOMPARE(fleet.hosts[0].timeline.front().pending, SnapshotEntry::NoPending);
    QVERIFY(!runOutside(w.path, {QStringLiteral("DELETE FROM snapshot_pending")}).isEmpty());
    QVERIFY(!runOutside(w.path, {QStringLiteral("UPDATE offer SET advisory = ''")}).isEmpty());
}

void RepositoryTest::newestFleetHoldsWhatCounts()
{
    Workspace w;
    w.create();
    ComponentPool pool;
    fillTimeline(*w.store, pool);
    const auto newest = [&] { return mustRead(*w.store, [](ReadConnection& db) { return loadFleet(db); }); };
    auto fleet = newest();
    QCOMPARE(fleet.hosts[0].timeline.size(), 2u); // the newest with packages, and the facts after it
    QCOMPARE(fleet.hosts[0].timeline[0].takenAt, at(900));
    QCOMPARE(fleet.hosts[1].timeline.size(), 1u);
    mustWrite(*w.store, [](WriteTransaction& tx) { return takeBackImport(tx, 2, stamp()); });
    fleet = newest();
    QCOMPARE(fleet.hosts[0].timeline.size(), 1u);
    QCOMPARE(fleet.hosts[0].timeline[0].takenAt, at(0));
}

void RepositoryTest::damagedNumbersAreFound()
{
    Workspace w;
    w.create();
    ComponentPool pool;
    fillTimeline(*w.store, pool);
    const auto load = [&] { return w.store->read([](ReadConnection& db) { return loadFleet(db); }); };
    QVERIFY(load().ok());
    QCOMPARE(runOutside(w.path,
                        {QStringLiteral("DROP TRIGGER manifest_no_UPDATE"),
                         QStringLiteral("UPDATE manifest SET components = x'7f00' WHERE size = 2")}),
             QString());
    QCOMPARE(KIND_OF(load()), int(ErrorKind::Damaged));
    QCOMPARE(runOutside(w.path,
                        {QStringLiteral("DROP TRIGGER component_no_DELETE"),
                         QStringLiteral("DELETE FROM component WHERE id = 1")}),
             QString());
    QCOMPARE(KIND_OF(load()), int(ErrorKind::Damaged));
    QCOMPARE(load().error().subject, std::string("component 1"));
}

void RepositoryTest::feedsComeBack()
{
    Workspace w;
    w.create();
    FeedRevision revision{1, "osv", "DSA", true, at(10), at(5), "v1", "abc", "all.zip", 12, 3};
    FeedRevision plain{2, "kev", "", false, at(20), {}, "", "def", "kev.json", 0, 0};
    const std::string payload("\0\x01payload\xff", 10);
    mustWrite(*w.store, [&](WriteTransaction& tx) -> Result<void> {
        for (const auto& [r, bytes] : {std::pair{revision, payload}, std::pair{plain, std::string()}}) {
            if (const auto id = addFeedRevision(tx, r, bytes); !id.ok() || *id != r.id)
                return Error{ErrorKind::Internal, "id", {}};
        }
        return {};
    });
    const auto all = mustRead(*w.store, [](ReadConnection& db) { return feedRevisions(db); });
    QVERIFY(all == (std::vector<FeedRevision>{revision, plain}));
    QVERIFY(mustRead(*w.store, [](ReadConnection& db) { return feedPayload(db, 1); }) == payload);
    QVERIFY(mustRead(*w.store, [](ReadConnection& db) { return feedPayload(db, 2); }).empty());
    QCOMPARE(KIND_OF(w.store->read([](ReadConnection& db) { return feedPayload(db, 3); })), int(ErrorKind::NotFound));
    QVERIFY(mustRead(*w.store, [](ReadConnection& db) { return feedRevisionByDigest(db, "def"); }) == plain);
    QVERIFY(!mustRead(*w.store, [](ReadConnection& db) { return feedRevisionByDigest(db, "x"); }).has_value());
}

void RepositoryTest::controlsAtAMoment()
{
    Workspace w;
    w.create();
    const Day today = dayOf(at(0));
    const Control waf{1,
                      "Behind the \"WAF\"",
                      "tag:web",
                      {"Debian:12/openssl/3.0.17"},
                      {"CVE-2026-1", "CVE-2026-2"},
                      Exposure::Controlled,
                      "ticket 5",
                      "ann",
                      today,
                      today + std::chrono::days(30),
                      "alice",
                      at(100)};
    mustWrite(*w.store, [&](WriteTransaction& tx) -> Result<void> {
        Control bad = waf;
        bad.until = bad.from - std::chrono::days(1);
        if (KIND_OF(addControl(tx, bad)) != int(ErrorKind::BadValue) || addControl(tx, waf).valueOr(0) != 1)
            return Error{ErrorKind::Internal, "addControl", {}};
        return extendControl(tx, 1, today + std::chrono::days(60), stamp(200));
    });
    mustWrite(*w.store, [&](WriteTransaction& tx) { return endControl(tx, 1, stamp(300, "WAF gone")); });
    const auto asOf = [&](std::optional<Instant> t) {
        return mustRead(*w.store, [&](ReadConnection& db) { return controls(db, t); });
    };
    QVERIFY(asOf(at(99)).empty());
    QVERIFY((asOf(at(100)).at(0) == StoredControl{waf, {}}));
    Control extended = waf;
    extended.until = today + std::chrono::days(60);
    QVERIFY((asOf(at(299)).at(0) == StoredControl{extended, {}}));
    QVERIFY((asOf({}).at(0) == StoredControl{extended, stamp(300, "WAF gone")}));
    QCOMPARE(mustRead(*w.store, [](ReadConnection& db) { return controlTerms(db, 1); }).size(), 2u);
    const auto again = w.store->write([](WriteTransaction& tx) { return endControl(tx, 1, stamp()); });
    QCOMPARE(KIND_OF(again), int(ErrorKind::Conflict));
    const auto unknown = w.store->write([](WriteTransaction& tx) { return extendControl(tx, 2, Day(), stamp()); });
    QCOMPARE(KIND_OF(unknown), int(ErrorKind::NotFound));
}

void RepositoryTest::exceptionsAtAMoment()
{
    Workspace w;
    w.create();
    const Day today = dayOf(at(0));
    const Exception frozen{1, "host:db*", {}, {"CVE-2026-3"}, "vendor certifies late", "bob", today, "alice", at(100)};
    mustWrite(*w.store, [&](WriteTransaction& tx) -> Result<void> {
        if (addException(tx, frozen).valueOr(0) != 1)
            return Error{ErrorKind::Internal, "addException", {}};
        return extendException(tx, 1, today + std::chrono::days(7), stamp(200, "one more week"));
    });
    mustWrite(*w.store, [&](WriteTransaction& tx) { return endException(tx, 1, stamp(300)); });
    const auto asOf = [&](std::optional<Instant> t) {
        return mustRead(*w.store, [&](ReadConnection& db) { return exceptions(db, t); });
    };
    QVERIFY((asOf(at(150)).at(0) == StoredException{frozen, {}}));
    QCOMPARE(asOf({}).at(0).ended, std::optional(stamp(300)));
    const auto terms = mustRead(*w.store, [](ReadConnection& db) { return exceptionTerms(db, 1); });
    QVERIFY((terms
             == std::vector<Term>{{today, {"alice", at(100), "vendor certifies late"}},
                                  {today + std::chrono::days(7), stamp(200, "one more week")}}));
    QVERIFY(mustRead(*w.store, [](ReadConnection& db) { return controls(db); }).empty());
}

void RepositoryTest::settingsAtAMoment()
{
    Workspace w;
    w.create();
    mustWrite(*w.store, [](WriteTransaction& tx) -> Result<void> {
        for (const auto& [value, when] : {std::pair{"7", 10}, std::pair{"14", 20}}) {
            if (const auto done = setSetting(tx, "stale-days", value, stamp(when)); !done.ok())
                return done;
        }
        return setSetting(tx, "policy", "strict", stamp(30));
    });
    const auto asOf = [&](std::optional<Instant> t) {
        return mustRead(*w.store, [&](ReadConnection& db) { return setting(db, "stale-days", t); });
    };
    QVERIFY(!asOf(at(9)).has_value());
    QCOMPARE(asOf(at(10)).value(), std::string("7"));
    QCOMPARE(asOf({}).value(), std::string("14"));
    QVERIFY((mustRead(*w.store, [](ReadConnection& db) { return settings(db); })
             == std::map<std::string, std::string>{{"policy", "strict"}, {"stale-days", "14"}}));
    QCOMPARE(mustRead(*w.store, [](ReadConnection& db) { return settingHistory(db, "stale-days"); }).size(), 2u);
}

void RepositoryTest::evidenceCannotBeChanged_data()
{
    QTest::addColumn<QString>("sql");
    for (const auto table : {"component", "manifest", "operating_system", "circumstance", "snapshot", "feed_revision",
                             "feed_payload", "host", "host_attribute", "decision_term", "setting", "audit"}) {
        QTest::addRow("update %s", table) << QStringLiteral("UPDATE %1 SET rowid = 99").arg(QLatin1String(table));
        QTest::addRow("delete %s", table) << QStringLiteral("DELETE FROM %1").arg(QLatin1String(table));
    }
    for (const auto table : {"import", "host_identity", "control", "exception", "audit_head"})
        QTest::addRow("delete %s", table) << QStringLiteral("DELETE FROM %1").arg(QLatin1String(table));
}

void RepositoryTest::evidenceCannotBeChanged()
{
    QFETCH(QString, sql);
    Workspace w;
    w.create();
    ComponentPool pool;
    const Day today = dayOf(at(0));
    mustWrite(*w.store, [&](WriteTransaction& tx) -> Result<void> {
        const std::vector<AttributeChange> owner = {{1, AttributeField::Owner, "ann"}};
        if (!importBatch(tx, pool, 1, 1, "t").ok() || !setAttributes(tx, owner, stamp()).ok()
            || !addFeedRevision(tx, {}, "x").ok() || !addException(tx, {}).ok())
            return Error{ErrorKind::Internal, "fill", {}};
        Control control;
        control.until = today;
        if (!addControl(tx, control).ok())
            return Error{ErrorKind::Internal, "control", {}};
        return setSetting(tx, "k", "v", stamp());
    });
    QVERIFY2(runOutside(w.path, {sql}).contains(QLatin1String("are kept as they are")), qPrintable(sql));
}

QTEST_GUILESS_MAIN(RepositoryTest)
#include "repositorytest.moc"
