// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/board.h"

namespace bw {

Board layOut(const Plan& plan, const PlanGround&)
{
    Board board;
    board.plan = plan;
    for (const Wave& wave : plan.waves) {
        BoardWave shown;
        shown.id = wave.id;
        shown.name = wave.name;
        shown.testRing = wave.testRing;
        shown.locked = wave.locked;
        shown.hosts = std::uint32_t(wave.hosts.size());
        board.waves.push_back(std::move(shown));
    }
    return board;
}

std::string_view name(GroupBy by)
{
    switch (by) {
    case GroupBy::Tag:
        return "tag";
    case GroupBy::Role:
        return "role";
    case GroupBy::Site:
        return "site";
    case GroupBy::Os:
        return "os";
    case GroupBy::Owner:
        break;
    }
    return "owner";
}

std::vector<HostGroup> groupHosts(const std::vector<HostId>&, GroupBy, const PlanGround&)
{
    return {};
}

double minutesAfter(const Plan&, const PlanEdit&, WaveId, const PlanGround&)
{
    return 0;
}

} // namespace bw
