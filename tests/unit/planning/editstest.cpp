// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/difference.h"
#include "planningsample.h"
#include "randomplan.h"

#include <QtTest>

#include <map>
#include <set>

using namespace bw;
using namespace bw::test;

namespace {

const std::string Sudo = "Debian:12/sudo/1.9.13p3-1";
const std::string Ssl = "Debian:12/openssl/3.0.17-1";

Plan twoWaves()
{
    return plan({wave(1, "Test ring", {1, 2}, {Sudo, Ssl}), wave(2, "Early", {3, 4, 5}, {Ssl})});
}

std::map<HostId, std::vector<WaveId>> places(const Plan& plan)
{
    std::map<HostId, std::vector<WaveId>> where;
    for (const Wave& wave : plan.waves) {
        for (const HostId host : wave.hosts)
            where[host].push_back(wave.id);
    }
    return where;
}

} // namespace

class EditsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostsMoveBetweenWaves()
    {
        const auto next = edited(twoWaves(), MoveHosts{{2, 5, 9}, WaveId(1), {}});
        QVERIFY(next.ok());
        QCOMPARE(next->waves[0].hosts, (std::vector<HostId>{1, 2, 5, 9}));
        QCOMPARE(next->waves[1].hosts, (std::vector<HostId>{3, 4}));
        const auto out = edited(*next, MoveHosts{{1, 3}, std::nullopt, {}});
        QCOMPARE(out->waves[0].hosts, (std::vector<HostId>{2, 5, 9}));
        QCOMPARE(out->waves[1].hosts, (std::vector<HostId>{4}));
    }

    void patchesMoveAndAreOrdered()
    {
        const Plan start = twoWaves();
        const auto moved = edited(start, MovePatches{{Sudo, Ssl}, 1, 2, 0, {}});
        QCOMPARE(moved->waves[0].patches, std::vector<std::string>{});
        QCOMPARE(moved->waves[1].patches, (std::vector<std::string>{Sudo, Ssl}));
        const auto ordered = edited(*moved, OrderPatches{2, {Ssl}, 0});
        QCOMPARE(ordered->waves[1].patches, (std::vector<std::string>{Ssl, Sudo}));
        const auto everywhere = edited(start, AddPatches{{"Debian:12/vim/2"}, std::nullopt, 0, {}});
        QCOMPARE(everywhere->waves[0].patches.front(), std::string("Debian:12/vim/2"));
        QCOMPARE(everywhere->waves[1].patches.front(), std::string("Debian:12/vim/2"));
        const auto gone = edited(*everywhere, RemovePatches{{Ssl}, std::nullopt, {}});
        QCOMPARE(patchesOf(*gone), (std::vector<std::string>{"Debian:12/vim/2", Sudo}));
    }

    void aLockedWaveRefusesEverythingButUnlocking()
    {
        Plan start = twoWaves();
        start.waves[0].locked = true;
        const std::vector<PlanEdit> edits = {RemoveWave{1},
                                             RenameWave{1, "X"},
                                             ReorderWave{1, 1},
                                             ChangeWave{start.waves[0]},
                                             AddPatches{{"a/b/c"}, WaveId(1), 0, {}},
                                             MovePatches{{Ssl}, 2, 1, 0, {}},
                                             MovePatches{{Ssl}, 1, 2, 0, {}},
                                             RemovePatches{{Sudo}, std::nullopt, {}},
                                             OrderPatches{1, {Ssl}, 0},
                                             MoveHosts{{1}, WaveId(2), {}},
                                             MoveHosts{{3}, WaveId(1), {}},
                                             MoveHosts{{2}, std::nullopt, {}}};
        for (const PlanEdit& edit : edits) {
            const auto next = edited(start, edit);
            QVERIFY(!next.ok());
            QCOMPARE(next.error().kind, ErrorKind::Locked);
            QCOMPARE(next.error().subject, std::string("Test ring"));
        }
        QVERIFY(edited(start, MoveHosts{{3}, std::nullopt, {}}).ok());
        QVERIFY(edited(start, LockWave{1, false}).ok());
        Plan other = start;
        other.waves.erase(other.waves.begin());
        QCOMPARE(edited(start, ReplacePlan{other, {}}).error().kind, ErrorKind::Locked);
    }

    void editsAreCalledByWords()
    {
        const Plan start = twoWaves();
        QCOMPARE(textOf(MovePatches{{"a/b/1", "a/c/1", "a/d/1"}, 1, 2, 0, {}}, start),
                 std::string("Move 3 patches to Early"));
        QCOMPARE(textOf(AddPatches{{Sudo}, std::nullopt, 0, {}}, start),
                 std::string("Add sudo 1.9.13p3-1 to every wave"));
        QCOMPARE(textOf(MoveHosts{{1, 2}, WaveId(2), "hosts with tag pci"}, start),
                 std::string("Move hosts with tag pci to Early"));
        ChangeWave change{start.waves[1]};
        change.settings.concurrency = 3;
        QCOMPARE(textOf(change, start), std::string("Change concurrency of Early"));
        QCOMPARE(patchTitle("Debian:12/log4j/-"), std::string("log4j (no fix yet)"));
        QCOMPARE(patchTitle("KB5044284"), std::string("KB5044284"));
    }

    void wavesAreNumberedOnce()
    {
        auto next = edited(twoWaves(), RemoveWave{2});
        next = edited(*next, AddWave{"Broad", 0, false});
        QCOMPARE(next->waves[0].id, WaveId(3));
        QCOMPARE(next->waves[1].id, WaveId(1));
        QCOMPARE(edited(*next, AddWave{"", 0, false}).error().kind, ErrorKind::BadValue);
        for (std::size_t i = next->waves.size(); i < MaxWaves; ++i)
            next = edited(*next, AddWave{"More", 0, false});
        QCOMPARE(edited(*next, AddWave{"Too many", 0, false}).error().kind, ErrorKind::TooLarge);
    }

    void noEditLosesOrDoublesAHost()
    {
        QVERIFY(rc::check("no edit loses or doubles a host", [] {
            const Plan before = somePlan();
            const PlanEdit edit = someEdit(before);
            const auto after = edited(before, edit);
            if (!after)
                return;
            const auto old = places(before), now = places(*after);
            for (const auto& [host, waves] : now)
                RC_ASSERT(waves.size() == 1U);
            std::set<HostId> moved;
            std::optional<WaveId> to;
            if (const auto* move = std::get_if<MoveHosts>(&edit)) {
                moved.insert(move->hosts.begin(), move->hosts.end());
                to = move->to;
            }
            const auto* removed = std::get_if<RemoveWave>(&edit);
            for (HostId host = 1; host < 40; ++host) {
                const auto was = old.find(host), is = now.find(host);
                if (moved.contains(host)) {
                    RC_ASSERT((is != now.end()) == to.has_value());
                    RC_ASSERT((!to || is->second.front() == *to));
                } else if (removed && was != old.end() && was->second.front() == removed->wave) {
                    RC_ASSERT(is == now.end());
                } else {
                    RC_ASSERT((was == old.end()) == (is == now.end()));
                    RC_ASSERT((was == old.end() || was->second == is->second));
                }
            }
        }));
    }

    void everyWaveHoldsEachPatchOnceAndLockedOnesAreLeftAlone()
    {
        QVERIFY(rc::check("patches once, locked waves untouched", [] {
            const Plan before = somePlan();
            const PlanEdit edit = someEdit(before);
            const auto after = edited(before, edit);
            if (!after)
                return;
            for (const Wave& wave : after->waves) {
                RC_ASSERT(std::set<std::string>(wave.patches.begin(), wave.patches.end()).size()
                          == wave.patches.size());
                RC_ASSERT(std::is_sorted(wave.hosts.begin(), wave.hosts.end()));
                RC_ASSERT(wave.id < after->nextWave);
            }
            if (std::holds_alternative<LockWave>(edit))
                return;
            for (const Wave& wave : before.waves) {
                const Wave* now = waveOf(*after, wave.id);
                RC_ASSERT((!wave.locked || (now && *now == wave)));
            }
        }));
    }

    void theDifferenceIsEmptyOnlyWhereNothingDiffers()
    {
        QVERIFY(rc::check("difference", [] {
            const Plan before = somePlan();
            RC_ASSERT(differenceOf(before, before).empty());
            const auto after = edited(before, someEdit(before));
            if (after)
                RC_ASSERT(differenceOf(before, *after).empty() == (before == *after));
        }));
    }

    void theDifferenceIsReadable()
    {
        const Plan before = twoWaves();
        const auto after =
            edited(*edited(before, MoveHosts{{1, 2}, WaveId(2), {}}), AddPatches{{Sudo}, WaveId(2), 9, {}});
        std::vector<std::string> texts;
        for (const DifferenceLine& line : differenceOf(before, *after))
            texts.push_back(line.text);
        QCOMPARE(texts,
                 (std::vector<std::string>{"Early: sudo 1.9.13p3-1 added", "Early: 2 hosts come from Test ring"}));
        const auto one = edited(before, MoveHosts{{3}, std::nullopt, {}});
        const auto lines = differenceOf(before, *one, [](HostId) { return std::string("web-01"); });
        QCOMPARE(lines.front().text, std::string("web-01 leaves Early for no wave"));
    }
};

QTEST_APPLESS_MAIN(EditsTest)
#include "editstest.moc"
