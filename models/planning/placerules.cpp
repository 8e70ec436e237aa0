// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of which hosts may stand in which wave.
#include "models/planning/rulechecks.h"
#include "models/planning/wording.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace bw {

namespace {

std::vector<HostId> idsOf(std::span<const std::uint32_t> hosts, const PlanGround& ground)
{
    std::vector<HostId> ids;
    ids.reserve(hosts.size());
    for (const std::uint32_t host : hosts)
        ids.push_back(ground.host(host).id);
    return ids;
}

} // namespace

void checkTwice(const RuleView& view, RuleBreaks& out)
{
    if (view.index.twice.empty())
        return;
    RuleBreak rule = broken(RuleKind::HostTwice, RuleWeight::Blocks, 0,
                            hostList(view.index.twice, view.ground) + (view.index.twice.size() == 1 ? " is" : " are")
                                + " in more than one wave.",
                            "Move each host to the wave in which it is to be changed.");
    rule.hosts = view.index.twice;
    out.push_back(std::move(rule));
}

void checkRedundancy(const RuleView& view, RuleBreaks& out)
{
    const auto& groups = view.ground.policy().redundancy;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto members = view.ground.redundancyHosts(g);
        if (members.empty())
            continue;
        const int most = int(members.size()) - groups[g].mustStayUp;
        std::array<std::uint32_t, 256> inWave{};
        for (const std::uint32_t host : members)
            ++inWave[view.index.waveOfHost[host]];
        for (std::size_t w = 0; w < view.plan.waves.size(); ++w) {
            if (inWave[w] == 0 || int(inWave[w]) <= most)
                continue;
            const Wave& wave = view.plan.waves[w];
            std::vector<std::uint32_t> there;
            std::copy_if(members.begin(), members.end(), std::back_inserter(there),
                         [&](std::uint32_t host) { return view.index.waveOfHost[host] == w; });
            const bool never = most <= 0;
            RuleBreak rule = broken(
                RuleKind::Redundancy, never ? RuleWeight::Warns : RuleWeight::Blocks, wave.id,
                (inWave[w] == members.size() ? "All " + counted(members.size(), "host")
                                             : std::to_string(inWave[w]) + " of " + counted(members.size(), "host"))
                    + " of " + quoted(groups[g].name) + " are in " + wave.name + "; "
                    + std::to_string(groups[g].mustStayUp) + " must stay up.",
                never
                    ? std::string("The group has no host to spare: change the redundancy group, or accept the outage.")
                    : "Move at least " + std::to_string(int(inWave[w]) - most) + " of them to another wave.");
            if (members.size() == 1)
                rule.sentence = "The only host of " + quoted(groups[g].name) + " is in " + wave.name + "; "
                    + std::to_string(groups[g].mustStayUp) + " must stay up.";
            rule.hosts = idsOf(there, view.ground);
            rule.subject = groups[g].name;
            out.push_back(std::move(rule));
        }
    }
}

void checkOrder(const RuleView& view, RuleBreaks& out)
{
    const auto& orders = view.ground.policy().orders;
    for (std::size_t o = 0; o < orders.size(); ++o) {
        std::uint8_t earliest = PlanIndex::NoWave;
        for (const std::uint32_t host : view.ground.thenHosts(o)) {
            const std::uint8_t wave = view.index.waveOfHost[host];
            if (wave != PlanIndex::NoWave && !view.plan.waves[wave].testRing)
                earliest = std::min(earliest, wave);
        }
        if (earliest == PlanIndex::NoWave)
            continue;
        std::vector<std::uint32_t> late;
        std::uint8_t latest = 0;
        for (const std::uint32_t host : view.ground.firstHosts(o)) {
            const std::uint8_t wave = view.index.waveOfHost[host];
            if (wave == PlanIndex::NoWave || wave <= earliest)
                continue;
            late.push_back(host);
            latest = std::max(latest, wave);
        }
        if (late.empty())
            continue;
        const Wave& then = view.plan.waves[earliest];
        const std::vector<HostId> ids = idsOf(late, view.ground);
        RuleBreak rule = broken(RuleKind::OrderBroken, RuleWeight::Blocks, view.plan.waves[latest].id,
                                hostList(ids, view.ground) + (ids.size() == 1 ? " comes" : " come") + " after hosts in "
                                    + then.name + " that must follow (" + quoted(orders[o].name) + ").",
                                "Move " + std::string(ids.size() == 1 ? "it" : "them") + " to " + then.name
                                    + " or an earlier wave, or the others to a later one.");
        rule.hosts = ids;
        rule.subject = orders[o].name;
        out.push_back(std::move(rule));
    }
}

} // namespace bw
