// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/planindex.h"

#include "models/planning/edits.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace bw {

PlanIndex::PlanIndex(const Plan& plan, const PlanGround& ground)
    : waveOfHost(ground.hostCount(), NoWave)
    , wavesOfPatch(ground.assessment().patches.size(), 0)
{
    const std::vector<Host>& fleet = ground.assessment().fleet->hosts;
    for (std::size_t w = 0; w < std::min(plan.waves.size(), MaxWaves); ++w) {
        auto at = fleet.begin();
        for (const HostId host : plan.waves[w].hosts) {
            at = std::lower_bound(at, fleet.end(), host, [](const Host& h, HostId id) { return h.id < id; });
            if (at == fleet.end())
                break;
            if (at->id != host)
                continue;
            std::uint8_t& wave = waveOfHost[std::size_t(at - fleet.begin())];
            if (wave == NoWave)
                wave = std::uint8_t(w);
            else if (wave != w)
                twice.push_back(host);
        }
        for (const std::string& patch : plan.waves[w].patches) {
            const std::uint32_t p = ground.patchIndex(patch);
            if (p != PlanGround::None)
                wavesOfPatch[p] |= std::uint64_t(1) << w;
        }
    }
    std::sort(twice.begin(), twice.end());
    twice.erase(std::unique(twice.begin(), twice.end()), twice.end());
    for (std::uint32_t p = 0; p < wavesOfPatch.size(); ++p) {
        if (wavesOfPatch[p] != 0)
            patches.push_back(p);
    }
}

PlanTally::PlanTally(const PlanIndex& index, const Plan& plan, const PlanGround& ground)
    : hosts(ground.hostCount())
    , m_patches(ground.assessment().patches.size())
    , m_targets(plan.waves.size() * m_patches, 0)
    , m_unknown(plan.waves.size() * m_patches, 0)
{
    const Assessment& all = ground.assessment();
    std::array<std::uint32_t, PlanIndex::NoWave + 1> targets{}, unknowns{}; // of one patch, by wave
    for (const std::uint32_t p : index.patches) {
        const Patch& patch = all.patches[p];
        const double minutes = ground.minutesOf(p);
        const std::uint64_t waves = index.wavesOfPatch[p];
        const std::span findings(all.findings.data() + patch.firstFinding, patch.findingCount);
        for (const Finding& finding : findings) {
            const std::uint8_t wave = index.waveOfHost[finding.host];
            if (wave != PlanIndex::NoWave && (waves >> wave & 1U) == 0)
                continue;
            OfHost& host = hosts[finding.host];
            const bool target = PlanGround::isTarget(finding);
            const bool unknown = finding.state == FindingState::Unknown;
            targets[wave] += target;
            unknowns[wave] += unknown;
            host.unknown += unknown;
            if (!target)
                continue;
            ++host.targets;
            host.minutes += minutes;
            host.reboot = host.reboot || patch.reboot;
        }
        for (std::size_t w = 0; w < plan.waves.size() && w < PlanIndex::NoWave; ++w) {
            m_targets[w * m_patches + p] = std::exchange(targets[w], 0);
            m_unknown[w * m_patches + p] = std::exchange(unknowns[w], 0);
        }
    }
}

} // namespace bw
