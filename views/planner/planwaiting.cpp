// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the left side of the board shows: filters over patches and hosts that are in no wave.
#include "models/domain/hostfilter.h"
#include "models/domain/patchfilter.h"
#include "models/items/texts.h"
#include "views/planner/boardview.h"
#include "views/planner/planpage.h"

#include <algorithm>

namespace bw {

namespace {

PatchCards passing(PatchCards cards, const PatchFilter& filter, const PlanGround& ground)
{
    if (!filter.empty())
        std::erase_if(cards, [&](const std::shared_ptr<const BoardCard>& card) {
            return card->index == PlanGround::None
                || !filter.matches(ground.assessment().patches[card->index], ground.assessment());
        });
    return cards;
}

std::vector<HostId> passing(const std::vector<HostId>& hosts, const HostFilter& filter, const PlanGround& ground)
{
    if (filter.empty())
        return hosts;
    const Assessment& assessment = ground.assessment();
    std::vector<HostId> passed;
    for (const HostId id : hosts) {
        const std::uint32_t index = ground.hostIndex(id);
        if (index == PlanGround::None)
            continue;
        const Host& host = ground.host(index);
        const SnapshotEntry* seen = host.lastSeen(ground.now());
        const OsIdentity* os = seen ? &assessment.fleet->systems[seen->os] : nullptr;
        if (filter.matches({host, os, assessment.hostStates[index]}))
            passed.push_back(id);
    }
    return passed;
}

QString shownOf(std::size_t shown, std::size_t all)
{
    return shown == all ? Texts::number(all) : PlanPage::tr("%1 of %2").arg(Texts::number(shown), Texts::number(all));
}

} // namespace

GroupBy PlanPage::grouping() const
{
    const QString chosen = m_board->waiting().grouping();
    for (const GroupBy by : {GroupBy::Tag, GroupBy::Site, GroupBy::Os, GroupBy::Owner}) {
        if (Texts::of(name(by)) == chosen)
            return by;
    }
    return GroupBy::Role;
}

void PlanPage::fillWaiting()
{
    WaitingColumn& waiting = m_board->waiting();
    const auto board = m_plans.board();
    const auto ground = m_plans.ground();
    if (!board || !ground || !m_plans.hasPlan() || board->plan.id != m_plans.plan().id) {
        waiting.cards().setCards({});
        waiting.setCount({});
        return waiting.setEmptyText({});
    }
    const std::string text = waiting.filter().trimmed().toStdString();
    const auto wrong = [&](const Error& error) {
        waiting.setInvalid(tr("At letter %1: %2").arg(error.place.column).arg(Texts::of(error.subject)));
    };
    std::size_t all = 0, shown = 0;
    if (m_mode == BoardMode::Patches) {
        const auto filter = PatchFilter::parse(text);
        if (!filter)
            return wrong(filter.error());
        // What was put into a wave a moment ago is not waiting any more, even if the board is not laid out yet.
        PatchCards left = m_plans.boardIsCurrent() ? BoardCards::patches(board, board->queue)
                                                   : BoardCards::waitingBefore(m_plans.plan(), board);
        std::erase_if(left, [](const auto& card) { return card->hosts == 0 && card->hostsUnknown == 0; });
        all = left.size();
        const PatchCards passed = passing(std::move(left), *filter, *ground);
        shown = passed.size();
        waiting.cards().setPatches(passed);
    } else {
        const auto filter = HostFilter::parse(text);
        if (!filter)
            return wrong(filter.error());
        const std::vector<HostId> left = m_plans.boardIsCurrent() ? board->freeHosts : waitingHosts(*ground);
        all = left.size();
        const auto passed = passing(left, *filter, *ground);
        shown = passed.size();
        waiting.cards().setCards(BoardCards::hosts(passed, grouping(), *ground, m_open));
    }
    waiting.setInvalid({});
    waiting.setCount(shownOf(shown, all));
    waiting.setEmptyText(shown > 0                          ? QString()
                             : all > 0                      ? tr("Nothing matches the filter.")
                             : m_mode == BoardMode::Patches ? tr("Every patch with a fix is in a wave.")
                                                            : tr("Every host is in a wave."));
}

std::vector<HostId> PlanPage::waitingHosts(const PlanGround& ground) const
{
    std::vector<HostId> planned;
    for (const Wave& wave : m_plans.plan().waves)
        planned.insert(planned.end(), wave.hosts.begin(), wave.hosts.end());
    std::sort(planned.begin(), planned.end());
    std::vector<HostId> left;
    for (const Host& host : ground.assessment().fleet->hosts) {
        if (!host.attributes.excluded && !std::binary_search(planned.begin(), planned.end(), host.id))
            left.push_back(host.id);
    }
    return left;
}

} // namespace bw
