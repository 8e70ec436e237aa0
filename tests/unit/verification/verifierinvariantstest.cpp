// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/assess.h"
#include "models/priority/duepolicyfile.h"
#include "models/verification/patchref.h"
#include "models/verification/verifier.h"
#include "tests/support/fleetbuilder.h"

#include <QtTest>

#include <algorithm>
#include <rapidcheck.h>

using namespace bw;
using namespace bw::test;

namespace {

const Instant Now = at("2026-11-24T12:00:00Z");
const Instant Start = at("2026-11-14T00:00:00Z");

struct LookText {
    int hour = 0;
    int sudo = 0; ///< 1.<n>; 0: not installed
    int companion = 0;
};

/// A random history of one host: a package of two binaries, fixed in 1.5, and perhaps an engine's word.
struct World {
    std::vector<LookText> looks;
    std::optional<int> claimHour;

    std::shared_ptr<const Fleet> fleet() const
    {
        FleetBuilder builder;
        const auto host = builder.host("h");
        for (const LookText& look : looks) {
            std::vector<ComponentView> components = {deb("bash", "5.2")};
            const std::string sudo = "1." + std::to_string(look.sudo);
            const std::string companion = "1." + std::to_string(look.companion);
            if (look.sudo > 0)
                components.push_back(deb("sudo", sudo));
            if (look.companion > 0)
                components.push_back(deb("libsudo", companion, "sudo"));
            const std::string taken = toIso(Start + std::chrono::hours(look.hour));
            builder.look(host, components, {.taken = taken});
        }
        return builder.build();
    }
    Expectation expectation() const
    {
        Expectation row;
        row.host = 1;
        row.patch = "Debian:12/sudo/1.5";
        if (claimHour) {
            row.state = TargetState::Claimed;
            row.claimedAt = row.firstClaim = row.touchedAt = Start + std::chrono::hours(*claimHour);
        }
        return row;
    }
};

World anyWorld()
{
    World world;
    const int looks = *rc::gen::inRange(0, 7);
    for (int i = 0; i < looks; ++i)
        world.looks.push_back({*rc::gen::inRange(0, 240), *rc::gen::inRange(0, 8), *rc::gen::inRange(0, 8)});
    if (*rc::gen::inRange(0, 3) > 0)
        world.claimHour = *rc::gen::inRange(0, 240);
    return world;
}

std::shared_ptr<const Catalog> feeds()
{
    return CatalogMaker().row({.advisory = {}, .cves = {"CVE-2026-1"}, .package = "sudo", .fixed = "1.5"}).build();
}

Verification verdictOf(const World& world)
{
    const auto fleet = world.fleet();
    const auto catalog = feeds();
    const Expectation row = world.expectation();
    return Verifier(*fleet, *catalog, {.at = Now}).verify(std::span(&row, 1)).front();
}

/// What the queue says of the host.
bool isOpen(const World& world)
{
    AssessOptions options;
    options.at = Now;
    options.policy = bundledDuePolicy("default").value();
    return !assess(world.fleet(), feeds(), options).findings.empty();
}

} // namespace

class VerifierInvariantsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theQueueAgrees()
    {
        QVERIFY(rc::check("verified is closed, contradicted and regressed are open by the matcher", [] {
            const World world = anyWorld();
            const Verification row = verdictOf(world);
            switch (row.verdict) {
            case Verdict::Verified:
                RC_ASSERT(!isOpen(world));
                break;
            case Verdict::Contradicted:
            case Verdict::Regressed:
            case Verdict::Open:
                RC_ASSERT(isOpen(world));
                break;
            default:
                break;
            }
        }));
    }

    void onlyLaterEvidenceProves()
    {
        QVERIFY(rc::check("what proves was taken after the claim", [] {
            World world = anyWorld();
            world.claimHour = *rc::gen::inRange(0, 240);
            const Verification row = verdictOf(world);
            const bool decided = row.verdict == Verdict::Verified || row.verdict == Verdict::Contradicted
                || row.verdict == Verdict::Regressed;
            RC_ASSERT(decided == row.takenAt.has_value());
            if (row.takenAt)
                RC_ASSERT(*row.takenAt > *row.claimedAt);
            else
                RC_ASSERT(row.verdict == Verdict::NotReinventoried);
        }));
        QVERIFY(rc::check("an inventory from before the claim changes nothing", [] {
            World world = anyWorld();
            world.claimHour = *rc::gen::inRange(1, 240);
            const Verification before = verdictOf(world);
            world.looks.push_back({*rc::gen::inRange(0, *world.claimHour), *rc::gen::inRange(1, 8), 0});
            const Verification after = verdictOf(world);
            RC_ASSERT(before.verdict == after.verdict);
            RC_ASSERT(before.takenAt == after.takenAt);
            RC_ASSERT(before.installed == after.installed);
        }));
    }

    void nothingIsGoodWithoutEvidence()
    {
        QVERIFY(rc::check("no inventory, no proof", [] {
            World world = anyWorld();
            world.looks.clear();
            const Verdict verdict = verdictOf(world).verdict;
            RC_ASSERT((verdict == Verdict::Unknown || verdict == Verdict::NotReinventoried));
        }));
    }
};

QTEST_APPLESS_MAIN(VerifierInvariantsTest)
#include "verifierinvariantstest.moc"
