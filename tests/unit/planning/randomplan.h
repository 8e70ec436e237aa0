// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/edits.h"

#include <algorithm>
#include <rapidcheck.h>
#include <string>
#include <vector>

namespace bw::test {

inline std::vector<std::string> somePatches()
{
    std::vector<std::string> all;
    for (int n = *rc::gen::inRange(0, 5); n > 0; --n)
        all.push_back("Debian:12/p" + std::to_string(*rc::gen::inRange(0, 9)) + "/1." + std::to_string(n % 3));
    return all;
}

inline std::vector<HostId> someHosts()
{
    return *rc::gen::container<std::vector<HostId>>(rc::gen::inRange<HostId>(1, 40));
}

/// Each host in one wave or none, as every plan that was made by edits.
inline Plan somePlan()
{
    Plan plan;
    plan.id = 5;
    plan.name = "Round";
    const int count = *rc::gen::inRange(0, 5);
    std::vector<HostId> taken;
    for (int i = 0; i < count; ++i) {
        Wave wave;
        wave.id = plan.nextWave++;
        wave.name = "Wave " + std::to_string(wave.id);
        wave.locked = *rc::gen::inRange(0, 5) == 0;
        wave.concurrency = *rc::gen::inRange(1, 30);
        for (const std::string& patch : somePatches()) {
            if (std::find(wave.patches.begin(), wave.patches.end(), patch) == wave.patches.end())
                wave.patches.push_back(patch);
        }
        for (const HostId host : someHosts()) {
            if (std::find(taken.begin(), taken.end(), host) == taken.end()) {
                taken.push_back(host);
                wave.hosts.push_back(host);
            }
        }
        std::sort(wave.hosts.begin(), wave.hosts.end());
        plan.waves.push_back(std::move(wave));
    }
    return plan;
}

inline WaveId someWave(const Plan& plan)
{
    return *rc::gen::inRange<WaveId>(1, plan.nextWave + 1); // now and then one that is not there
}

inline PlanEdit someEdit(const Plan& plan)
{
    const auto place = *rc::gen::inRange<std::size_t>(0, 8);
    switch (*rc::gen::inRange(0, 11)) {
    case 0:
        return AddWave{"New", place, false};
    case 1:
        return RemoveWave{someWave(plan)};
    case 2:
        return RenameWave{someWave(plan), "Renamed"};
    case 3:
        return ReorderWave{someWave(plan), place};
    case 4: {
        ChangeWave change;
        change.settings.id = someWave(plan);
        change.settings.name = "Changed";
        change.settings.concurrency = *rc::gen::inRange(0, 5);
        return change;
    }
    case 5:
        return LockWave{someWave(plan), *rc::gen::arbitrary<bool>()};
    case 6:
        return AddPatches{
            somePatches(), *rc::gen::arbitrary<bool>() ? std::optional(someWave(plan)) : std::nullopt, place, {}};
    case 7:
        return MovePatches{somePatches(), someWave(plan), someWave(plan), place, {}};
    case 8:
        return RemovePatches{
            somePatches(), *rc::gen::arbitrary<bool>() ? std::optional(someWave(plan)) : std::nullopt, {}};
    case 9:
        return OrderPatches{someWave(plan), somePatches(), place};
    default:
        return MoveHosts{someHosts(), *rc::gen::arbitrary<bool>() ? std::optional(someWave(plan)) : std::nullopt, {}};
    }
}

} // namespace bw::test
