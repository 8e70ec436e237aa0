// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/edits.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

namespace bw {

namespace {

using Ids = std::unordered_set<std::string_view>;

Error noWave(WaveId wave)
{
    return {ErrorKind::NotFound, "wave " + std::to_string(wave), {}};
}

Wave* find(Plan& plan, WaveId wave)
{
    const auto it = std::find_if(plan.waves.begin(), plan.waves.end(), [&](const Wave& w) { return w.id == wave; });
    return it == plan.waves.end() ? nullptr : &*it;
}

/// A wave that may be changed.
Result<Wave*> open(Plan& plan, WaveId wave)
{
    Wave* found = find(plan, wave);
    if (!found)
        return noWave(wave);
    if (found->locked)
        return Error{ErrorKind::Locked, found->name, {}};
    return found;
}

Error bad(std::string value, std::string field)
{
    return {ErrorKind::BadValue, std::move(value), {{}, 0, 0, std::move(field)}};
}

Result<void> checkSettings(const Wave& wave)
{
    const Gate& gate = wave.gate;
    if (wave.name.empty())
        return bad({}, "name");
    if (wave.concurrency < 1 || wave.concurrency > 100000)
        return bad(std::to_string(wave.concurrency), "concurrency");
    if (!(gate.minSuccess >= 0 && gate.minSuccess <= 1))
        return bad(std::to_string(gate.minSuccess), "gate.minSuccess");
    if (gate.soakHours < 0 || gate.soakHours > 24 * 365)
        return bad(std::to_string(gate.soakHours), "gate.soakHours");
    if (gate.failureBudget.value_or(0) < 0)
        return bad(std::to_string(*gate.failureBudget), "gate.failureBudget");
    if (gate.approvals < 0 || gate.approvals > 20)
        return bad(std::to_string(gate.approvals), "gate.approvals");
    return {};
}

void insertAt(std::vector<std::string>& list, std::size_t place, const std::vector<std::string>& patches)
{
    const auto at = list.begin() + std::ptrdiff_t(std::min(place, list.size()));
    list.insert(at, patches.begin(), patches.end());
}

/// Takes patches out of a list; answers them in the order in which they stood.
std::vector<std::string> take(std::vector<std::string>& list, const Ids& ids)
{
    std::vector<std::string> taken, kept;
    for (std::string& patch : list) {
        const bool out = ids.contains(patch);
        (out ? taken : kept).push_back(std::move(patch));
    }
    list = std::move(kept);
    return taken;
}

Ids idsOf(const std::vector<std::string>& patches)
{
    return {patches.begin(), patches.end()};
}

std::vector<std::string> unique(const std::vector<std::string>& patches, const std::vector<std::string>& present)
{
    Ids seen = idsOf(present);
    std::vector<std::string> fresh;
    for (const std::string& patch : patches) {
        if (!patch.empty() && seen.insert(patch).second)
            fresh.push_back(patch);
    }
    return fresh;
}

Result<void> apply(Plan& plan, const AddWave& edit)
{
    if (plan.waves.size() >= MaxWaves)
        return Error{ErrorKind::TooLarge, std::to_string(MaxWaves) + " waves", {}};
    Wave wave;
    wave.id = plan.nextWave;
    wave.name = edit.name;
    wave.testRing = edit.testRing;
    if (auto checked = checkSettings(wave); !checked)
        return checked;
    ++plan.nextWave;
    plan.waves.insert(plan.waves.begin() + std::ptrdiff_t(std::min(edit.place, plan.waves.size())), std::move(wave));
    return {};
}

Result<void> apply(Plan& plan, const RemoveWave& edit)
{
    const auto wave = open(plan, edit.wave);
    if (!wave)
        return wave.error();
    plan.waves.erase(plan.waves.begin() + (*wave - plan.waves.data()));
    return {};
}

Result<void> apply(Plan& plan, const RenameWave& edit)
{
    const auto wave = open(plan, edit.wave);
    if (!wave)
        return wave.error();
    if (edit.name.empty())
        return bad({}, "name");
    (*wave)->name = edit.name;
    return {};
}

Result<void> apply(Plan& plan, const ReorderWave& edit)
{
    const auto wave = open(plan, edit.wave);
    if (!wave)
        return wave.error();
    Wave moved = std::move(**wave);
    plan.waves.erase(plan.waves.begin() + (*wave - plan.waves.data()));
    plan.waves.insert(plan.waves.begin() + std::ptrdiff_t(std::min(edit.place, plan.waves.size())), std::move(moved));
    return {};
}

Result<void> apply(Plan& plan, const ChangeWave& edit)
{
    const auto wave = open(plan, edit.settings.id);
    if (!wave)
        return wave.error();
    if (auto checked = checkSettings(edit.settings); !checked)
        return checked;
    Wave changed = edit.settings;
    changed.patches = std::move((*wave)->patches);
    changed.hosts = std::move((*wave)->hosts);
    changed.locked = false;
    **wave = std::move(changed);
    return {};
}

Result<void> apply(Plan& plan, const LockWave& edit)
{
    Wave* wave = find(plan, edit.wave);
    if (!wave)
        return noWave(edit.wave);
    wave->locked = edit.locked;
    return {};
}

Result<void> apply(Plan& plan, const AddPatches& edit)
{
    if (edit.wave) {
        const auto wave = open(plan, *edit.wave);
        if (!wave)
            return wave.error();
        insertAt((*wave)->patches, edit.place, unique(edit.patches, (*wave)->patches));
        return {};
    }
    if (plan.waves.empty())
        return Error{ErrorKind::NotFound, "a wave", {}};
    if (std::all_of(plan.waves.begin(), plan.waves.end(), [](const Wave& w) { return w.locked; }))
        return Error{ErrorKind::Locked, plan.waves.front().name, {}};
    for (Wave& wave : plan.waves) {
        if (!wave.locked)
            insertAt(wave.patches, edit.place, unique(edit.patches, wave.patches));
    }
    return {};
}

Result<void> apply(Plan& plan, const MovePatches& edit)
{
    const auto from = open(plan, edit.from);
    if (!from)
        return from.error();
    const auto to = open(plan, edit.to);
    if (!to)
        return to.error();
    if (*from == *to)
        return {};
    const std::vector<std::string> moved = take((*from)->patches, idsOf(edit.patches));
    insertAt((*to)->patches, edit.place, unique(moved, (*to)->patches));
    return {};
}

Result<void> apply(Plan& plan, const RemovePatches& edit)
{
    const Ids ids = idsOf(edit.patches);
    if (edit.wave) {
        const auto wave = open(plan, *edit.wave);
        if (!wave)
            return wave.error();
        take((*wave)->patches, ids);
        return {};
    }
    for (Wave& wave : plan.waves) {
        const bool concerned =
            std::any_of(wave.patches.begin(), wave.patches.end(), [&](const auto& p) { return ids.contains(p); });
        if (concerned && wave.locked)
            return Error{ErrorKind::Locked, wave.name, {}};
        if (concerned)
            take(wave.patches, ids);
    }
    return {};
}

Result<void> apply(Plan& plan, const OrderPatches& edit)
{
    const auto wave = open(plan, edit.wave);
    if (!wave)
        return wave.error();
    std::vector<std::string>& list = (*wave)->patches;
    const Ids present = idsOf(list);
    std::vector<std::string> wanted;
    for (const std::string& patch : unique(edit.patches, {})) {
        if (present.contains(patch))
            wanted.push_back(patch);
    }
    std::vector<std::string> rest;
    const Ids moved = idsOf(wanted);
    for (const std::string& patch : list) {
        if (!moved.contains(patch))
            rest.push_back(patch);
    }
    insertAt(rest, edit.place, wanted);
    list = std::move(rest);
    return {};
}

Result<void> apply(Plan& plan, const MoveHosts& edit)
{
    std::vector<HostId> hosts = edit.hosts;
    std::sort(hosts.begin(), hosts.end());
    hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
    if (edit.to) {
        if (const auto to = open(plan, *edit.to); !to)
            return to.error();
    }
    for (Wave& wave : plan.waves) {
        if (edit.to == wave.id)
            continue;
        std::vector<HostId> rest;
        std::set_difference(wave.hosts.begin(), wave.hosts.end(), hosts.begin(), hosts.end(), std::back_inserter(rest));
        if (rest.size() == wave.hosts.size())
            continue;
        if (wave.locked)
            return Error{ErrorKind::Locked, wave.name, {}};
        wave.hosts = std::move(rest);
    }
    if (edit.to) {
        Wave& to = *find(plan, *edit.to);
        std::vector<HostId> all;
        std::set_union(to.hosts.begin(), to.hosts.end(), hosts.begin(), hosts.end(), std::back_inserter(all));
        to.hosts = std::move(all);
    }
    return {};
}

Result<void> apply(Plan& plan, const RenamePlan& edit)
{
    if (edit.name.empty())
        return bad({}, "name");
    plan.name = edit.name;
    plan.notes = edit.notes;
    return {};
}

Result<void> apply(Plan& plan, const ReplacePlan& edit)
{
    for (const Wave& wave : plan.waves) {
        const Wave* same = waveOf(edit.plan, wave.id);
        if (wave.locked && (!same || *same != wave))
            return Error{ErrorKind::Locked, wave.name, {}};
    }
    if (edit.plan.waves.size() > MaxWaves)
        return Error{ErrorKind::TooLarge, std::to_string(MaxWaves) + " waves", {}};
    for (const Wave& wave : edit.plan.waves) {
        if (auto checked = checkSettings(wave); !checked)
            return checked;
    }
    const PlanId id = plan.id;
    const WaveId next = plan.nextWave;
    plan = edit.plan;
    plan.id = id;
    plan.nextWave = std::max(next, plan.nextWave);
    return {};
}

} // namespace

Result<Plan> edited(const Plan& plan, const PlanEdit& edit)
{
    Plan next = plan;
    const auto applied = std::visit([&](const auto& e) { return apply(next, e); }, edit);
    if (!applied)
        return applied.error();
    return next;
}

} // namespace bw
