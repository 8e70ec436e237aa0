// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/planparts.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace bw {

const Wave* waveOf(const Plan& plan, WaveId wave)
{
    const auto it = std::find_if(plan.waves.begin(), plan.waves.end(), [&](const Wave& w) { return w.id == wave; });
    return it == plan.waves.end() ? nullptr : &*it;
}

const Wave* waveOfHost(const Plan& plan, HostId host)
{
    for (const Wave& wave : plan.waves) {
        if (std::binary_search(wave.hosts.begin(), wave.hosts.end(), host))
            return &wave;
    }
    return nullptr;
}

std::vector<std::string> patchesOf(const Plan& plan)
{
    std::unordered_set<std::string_view> seen;
    std::vector<std::string> all;
    for (const Wave& wave : plan.waves) {
        for (const std::string& patch : wave.patches) {
            if (seen.insert(patch).second)
                all.push_back(patch);
        }
    }
    return all;
}

} // namespace bw
