// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/board.h"

#include "models/planning/rulechecks.h"
#include "models/planning/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

namespace bw {

namespace {

BoardCard cardOf(const std::string& patch, const PlanGround& ground)
{
    BoardCard card;
    card.patch = patch;
    card.index = ground.patchIndex(patch);
    card.title = patchTitle(patch);
    card.minutes = ground.minutes(patch, card.index);
    if (card.index == PlanGround::None) {
        card.release = patch.substr(0, patch.find('/'));
        return card;
    }
    const Patch& row = ground.assessment().patches[card.index];
    card.release = row.stream;
    card.decision = row.decision;
    card.due = row.due;
    card.reboot = row.reboot;
    card.kev = row.kev;
    card.hosts = row.hostsOpen;
    card.hostsUnknown = row.hostsUnknown;
    return card;
}

/// The worst rule that names a patch, by wave; wave 0: in every wave.
class BrokenPatches {
public:
    explicit BrokenPatches(const std::vector<RuleBreak>& rules)
    {
        for (const RuleBreak& rule : rules) { // blocking ones come first
            if (rule.kind == RuleKind::PatchesInNoWave)
                continue;
            const bool everywhere = rule.kind == RuleKind::Withdrawn || rule.kind == RuleKind::Superseded;
            for (const std::string& patch : rule.patches)
                m_rules[patch].push_back({everywhere ? 0 : rule.wave, &rule});
        }
    }
    void mark(BoardCard& card, WaveId wave) const
    {
        const auto it = m_rules.find(card.patch);
        if (it == m_rules.end())
            return;
        for (const auto& [where, rule] : it->second) {
            if (where != 0 && where != wave)
                continue;
            card.broken = rule->weight;
            card.brokenSentence = rule->sentence;
            return;
        }
    }

private:
    std::unordered_map<std::string_view, std::vector<std::pair<WaveId, const RuleBreak*>>> m_rules;
};

std::string hoursText(int hours)
{
    return hours % 24 == 0 && hours > 0 ? std::to_string(hours / 24) + " d" : std::to_string(hours) + " h";
}

std::string gateText(const Gate& gate)
{
    std::string text = "success ≥ " + std::to_string(std::lround(gate.minSuccess * 100)) + " %";
    if (gate.soakHours > 0)
        text += " · soak " + hoursText(gate.soakHours);
    if (gate.failureBudget)
        text += " · at most " + counted(std::size_t(*gate.failureBudget), "failure");
    if (gate.needsTests)
        text += " · tests";
    if (gate.approvals > 0)
        text += " · " + counted(std::size_t(gate.approvals), "approval");
    return text;
}

std::string truthOf(const BoardWave& wave)
{
    std::string text = counted(wave.hosts, "host") + " · " + counted(wave.targets, "target");
    if (wave.targets > 0 && wave.minutesAvailable)
        text += " · " + minutesText(wave.minutesNeeded) + " of " + minutesText(*wave.minutesAvailable) + " min";
    else if (wave.targets > 0)
        text += " · " + minutesText(wave.minutesNeeded) + " min";
    if (wave.next)
        text += " · " + momentText(wave.next->start, wave.zone);
    else
        text += wave.windowName.empty() ? " · no window" : " · no time within a year";
    return text;
}

void placeInTime(BoardWave& shown, const Wave& wave, const WaveSlot& slot, const PlanGround& ground, Instant from)
{
    const Window* window = ground.window(wave.window);
    if (!window)
        return;
    shown.windowName = window->name;
    shown.zone = window->zone;
    shown.finish = slot.finish;
    shown.next = slot.occurrences.empty() ? nextForWave(ground, wave, from) : std::optional(slot.occurrences.front());
    shown.minutesAvailable = slot.minutesAvailable;
    if (!shown.minutesAvailable && shown.next)
        shown.minutesAvailable = double((shown.next->end - shown.next->start).count()) / 60.0;
    if (!shown.next)
        return;
    if (shown.next->kind != Resolved::Kind::Plain)
        shown.dst = dstSentence(*window, shown.next->start - std::chrono::hours(1));
    for (const Occurrence& time : ground.occurrencesOf(ground.windowIndex(wave.window))) {
        if (time.start >= shown.next->start)
            break;
        if (const Freeze* freeze = freezeAt(ground, {time.start, time.end}, {}); freeze && time.end > from)
            shown.freeze = freeze->name;
    }
}

std::string osValue(const Host& host, const Assessment& all)
{
    const SnapshotEntry* seen = host.lastSeen(all.at);
    if (!seen)
        return {};
    const OsIdentity& os = all.fleet->systems[seen->os];
    return os.release.empty() ? os.name : os.name + ' ' + os.release;
}

template <typename Take>
void takeValues(const Host& host, GroupBy by, const Assessment& all, Take take)
{
    const HostAttributes& attributes = host.attributes;
    switch (by) {
    case GroupBy::Tag:
        if (attributes.tags.empty())
            take(std::string());
        for (const std::string& tag : attributes.tags)
            take(tag);
        return;
    case GroupBy::Role:
        return take(attributes.role);
    case GroupBy::Site:
        return take(attributes.site);
    case GroupBy::Os:
        return take(osValue(host, all));
    case GroupBy::Owner:
        break;
    }
    take(attributes.owner);
}

} // namespace

Board layOut(const Plan& plan, const PlanGround& ground)
{
    const PlanIndex index(plan, ground);
    const PlanTally tally(index, plan, ground);
    const std::vector<WaveWork> work = workOf(plan, ground, index, tally);
    const Schedule schedule = scheduleOf(plan, ground, work);
    Board board;
    board.plan = plan;
    board.finish = schedule.finish;
    board.broken = brokenRules({plan, ground, index}, tally, work, schedule);
    const BrokenPatches marks(board.broken);
    Instant from = ground.now();
    for (std::size_t w = 0; w < plan.waves.size(); ++w) {
        const Wave& wave = plan.waves[w];
        BoardWave shown;
        shown.id = wave.id;
        shown.name = wave.name;
        shown.testRing = wave.testRing;
        shown.locked = wave.locked;
        shown.hosts = std::uint32_t(wave.hosts.size());
        shown.targetHosts = work[w].targetHosts;
        shown.targets = work[w].targets;
        shown.minutesNeeded = work[w].minutesNeeded;
        shown.gate = gateText(wave.gate);
        for (const std::string& patch : wave.patches) {
            BoardCard card = cardOf(patch, ground);
            if (card.index != PlanGround::None) {
                card.hosts = tally.targets(w, card.index);
                card.hostsUnknown = tally.unknown(w, card.index);
            }
            marks.mark(card, wave.id);
            shown.cards.push_back(std::move(card));
        }
        placeInTime(shown, wave, schedule.waves[w], ground, from);
        from = schedule.waves[w].gateOpens.value_or(from);
        shown.truth = truthOf(shown);
        for (std::size_t rule = 0; rule < board.broken.size(); ++rule) {
            if (board.broken[rule].wave != wave.id)
                continue;
            shown.broken.push_back(rule);
            shown.blocking += blocks(board.broken[rule]);
        }
        board.waves.push_back(std::move(shown));
    }
    const Assessment& all = ground.assessment();
    for (std::uint32_t p = 0; p < all.patches.size(); ++p) {
        if (index.wavesOfPatch[p] == 0 && !all.patches[p].fixed.empty())
            board.queue.push_back(cardOf(all.patches[p].id, ground));
    }
    for (std::uint32_t h = 0; h < index.waveOfHost.size(); ++h) {
        if (index.waveOfHost[h] != PlanIndex::NoWave || ground.host(h).attributes.excluded)
            continue;
        board.freeHosts.push_back(ground.host(h).id);
        board.freeTargets += tally.hosts[h].targets > 0;
    }
    return board;
}

std::string_view name(GroupBy by)
{
    static constexpr std::array<std::string_view, 5> names = {"tag", "role", "site", "os", "owner"};
    return names[std::size_t(by)];
}

std::vector<HostGroup> groupHosts(const std::vector<HostId>& hosts, GroupBy by, const PlanGround& ground)
{
    std::map<std::string, HostGroup> groups;
    const Assessment& all = ground.assessment();
    std::uint32_t next = 0; // mostly they come in the fleet's order
    for (const HostId id : hosts) {
        const bool here = next < ground.hostCount() && ground.host(next).id == id;
        const std::uint32_t host = here ? next : ground.hostIndex(id);
        if (host == PlanGround::None)
            continue;
        next = host + 1;
        takeValues(ground.host(host), by, all, [&](const std::string& value) {
            HostGroup& group = groups[value];
            group.hosts.push_back(id);
            group.findings += all.hostFindings[host];
        });
    }
    std::vector<HostGroup> sorted;
    for (auto& [value, group] : groups) {
        group.by = by;
        group.value = value;
        std::sort(group.hosts.begin(), group.hosts.end());
        sorted.push_back(std::move(group));
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const HostGroup& a, const HostGroup& b) {
        return std::pair(a.value.empty(), b.hosts.size()) < std::pair(b.value.empty(), a.hosts.size());
    });
    return sorted;
}

double minutesAfter(const Plan& plan, const PlanEdit& edit, WaveId wave, const PlanGround& ground)
{
    const auto next = edited(plan, edit);
    const Wave* after = waveOf(next ? *next : plan, wave);
    return after ? minutesOf(*after, ground) : 0;
}

} // namespace bw
