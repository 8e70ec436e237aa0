// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/boardedits.h"

#include "models/items/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::BoardEdits", text);
}

std::vector<HostId> without(const std::vector<HostId>& hosts, const Wave* wave)
{
    std::vector<HostId> rest;
    for (const HostId host : hosts) {
        if (!wave || !std::binary_search(wave->hosts.begin(), wave->hosts.end(), host))
            rest.push_back(host);
    }
    return rest;
}

std::optional<PlanEdit> hostsEdit(const BoardDrag& drag, WaveId to, const Plan& plan)
{
    if (to == EveryWave)
        return {};
    if (to == 0)
        return drag.from == 0 ? std::nullopt : std::optional<PlanEdit>(MoveHosts{drag.hosts, {}, {}});
    if (without(drag.hosts, waveOf(plan, to)).empty())
        return {};
    return MoveHosts{drag.hosts, to, {}};
}

} // namespace

std::optional<PlanEdit> editOf(const BoardDrag& drag, WaveId to, int before, const Plan& plan)
{
    if (drag.empty())
        return {};
    if (drag.patches.empty())
        return hostsEdit(drag, to, plan);
    const Wave* target = waveOf(plan, to);
    const auto place = before < 0 ? std::size_t(-1) : std::size_t(before);
    if (to == EveryWave)
        return AddPatches{drag.patches, {}, std::size_t(-1), {}};
    if (to == 0)
        return drag.from == 0 ? std::nullopt : std::optional<PlanEdit>(RemovePatches{drag.patches, drag.from, {}});
    if (drag.from == 0)
        return AddPatches{drag.patches, to, place, {}};
    if (drag.from != to)
        return MovePatches{drag.patches, drag.from, to, place, {}};
    if (before < 0 || !target)
        return {};
    // Those that go leave the places above `before`.
    std::size_t above = 0;
    for (std::size_t i = 0; i < std::min(place, target->patches.size()); ++i)
        above += std::find(drag.patches.begin(), drag.patches.end(), target->patches[i]) != drag.patches.end();
    return OrderPatches{to, drag.patches, place - above};
}

std::optional<PlanEdit> orderEdit(const BoardDrag& drag, int step, const Plan& plan)
{
    const Wave* wave = waveOf(plan, drag.from);
    if (!wave || drag.patches.empty())
        return {};
    const auto chosen = [&](const std::string& patch) {
        return std::find(drag.patches.begin(), drag.patches.end(), patch) != drag.patches.end();
    };
    const auto first = std::find_if(wave->patches.begin(), wave->patches.end(), chosen);
    if (first == wave->patches.end())
        return {};
    const auto rest = wave->patches.size() - drag.patches.size();
    const auto place = std::int64_t(first - wave->patches.begin()) + step;
    if (place < 0 || place > std::int64_t(rest))
        return {};
    return OrderPatches{wave->id, drag.patches, std::size_t(place)};
}

DropVerdict verdictOf(const BoardDrag& drag, WaveId to, const Plan& plan, int revision, const Board* board,
                      const PlanGround* ground)
{
    DropVerdict verdict;
    if (drag.plan != plan.id) {
        verdict.refusal = tr("This comes from another plan.");
        return verdict;
    }
    if (drag.revision != revision) {
        verdict.refusal = tr("The plan was changed meanwhile: take the cards again.");
        return verdict;
    }
    if (to == EveryWave && (drag.patches.empty() || drag.from != 0 || plan.waves.empty())) {
        verdict.refusal = tr("Only patches that are in no wave go into every wave.");
        return verdict;
    }
    const auto edit = editOf(drag, to, -1, plan);
    if (!edit) {
        verdict.changes = drag.from == to && !drag.patches.empty() && to != 0; // their order may change
        return verdict;
    }
    if (ground) {
        if (const auto rule = refusal(plan, *edit, *ground)) {
            verdict.refusal = Texts::of(rule->sentence);
            return verdict;
        }
    } else if (const auto next = edited(plan, *edit); !next) {
        verdict.refusal = Texts::of(next.error().subject);
        return verdict;
    }
    if (!board || to == 0 || to == EveryWave)
        return verdict;
    for (const BoardWave& wave : board->waves) {
        if (wave.id != to)
            continue;
        verdict.before = verdict.after = wave.minutesNeeded;
        verdict.capacity = wave.minutesAvailable.value_or(0);
    }
    if (ground)
        verdict.after = minutesAfter(plan, *edit, to, *ground);
    return verdict;
}

} // namespace bw
