// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/ground.h"

#include <cstdint>
#include <vector>

namespace bw {

/// Where each host and each patch stands in a plan, by index: what walks over findings ask. Waves are counted by their
/// place in the plan. Costs some 0.1 ms for 10,000 hosts.
struct PlanIndex {
    static constexpr std::uint8_t NoWave = 255;

    PlanIndex(const Plan& plan, const PlanGround& ground);

    std::vector<std::uint8_t> waveOfHost; ///< the first one; parallel to Fleet::hosts
    std::vector<std::uint64_t> wavesOfPatch; ///< bit n: the n-th wave; parallel to Assessment::patches
    std::vector<std::uint32_t> patches; ///< those in some wave, ascending
    std::vector<HostId> twice; ///< hosts in more than one wave, sorted

    bool isTarget(const Finding& finding) const
    {
        const std::uint8_t wave = waveOfHost[finding.host];
        return wave != NoWave && (wavesOfPatch[finding.patch] >> wave & 1U) != 0;
    }
};

/// What findings add up to in a plan.
struct PlanTally {
    PlanTally(const PlanIndex& index, const Plan& plan, const PlanGround& ground);

    struct OfHost {
        double minutes = 0; ///< without the reboot
        std::uint32_t targets = 0; ///< of a host in no wave: of any patch of the plan
        std::uint32_t unknown = 0;
        bool reboot = false;
    };
    std::vector<OfHost> hosts; ///< parallel to Fleet::hosts

    std::uint32_t targets(std::size_t wave, std::uint32_t patch) const { return m_targets[wave * m_patches + patch]; }
    std::uint32_t unknown(std::size_t wave, std::uint32_t patch) const { return m_unknown[wave * m_patches + patch]; }

private:
    std::size_t m_patches;
    std::vector<std::uint32_t> m_targets, m_unknown; ///< [wave][patch]
};

} // namespace bw
