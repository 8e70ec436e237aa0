// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How edits are called where people read of them.
#include "models/planning/edits.h"

namespace bw {

namespace {

std::string quoted(const std::string& name)
{
    return name.empty() ? std::string("the wave") : name;
}

std::string nameOf(const Plan& plan, WaveId wave)
{
    const Wave* found = waveOf(plan, wave);
    return found ? quoted(found->name) : "wave " + std::to_string(wave);
}

std::string callPatches(const std::vector<std::string>& patches, const std::string& what)
{
    if (!what.empty())
        return what;
    return patches.size() == 1 ? patchTitle(patches.front()) : std::to_string(patches.size()) + " patches";
}

std::string textOf(const AddWave& edit, const Plan&)
{
    return "Add wave " + edit.name;
}

std::string textOf(const RemoveWave& edit, const Plan& before)
{
    return "Remove wave " + nameOf(before, edit.wave);
}

std::string textOf(const RenameWave& edit, const Plan& before)
{
    return "Rename " + nameOf(before, edit.wave) + " to " + edit.name;
}

std::string textOf(const ReorderWave& edit, const Plan& before)
{
    return "Move wave " + nameOf(before, edit.wave) + " to place " + std::to_string(edit.place + 1);
}

/// Names what is changed where it is one thing.
std::string textOf(const ChangeWave& edit, const Plan& before)
{
    const Wave* old = waveOf(before, edit.settings.id);
    const std::string name = nameOf(before, edit.settings.id);
    if (!old)
        return "Change " + name;
    std::vector<std::string> what;
    const Wave& now = edit.settings;
    if (now.name != old->name)
        what.push_back("name");
    if (now.window != old->window || now.notBefore != old->notBefore)
        what.push_back("window");
    if (now.concurrency != old->concurrency)
        what.push_back("concurrency");
    if (now.gate != old->gate)
        what.push_back("gate");
    if (now.notes != old->notes)
        what.push_back("notes");
    return what.size() == 1 ? "Change " + what.front() + " of " + name : "Change " + name;
}

std::string textOf(const LockWave& edit, const Plan& before)
{
    return (edit.locked ? "Lock " : "Unlock ") + nameOf(before, edit.wave);
}

std::string textOf(const AddPatches& edit, const Plan& before)
{
    return "Add " + callPatches(edit.patches, edit.what) + " to "
        + (edit.wave ? nameOf(before, *edit.wave) : std::string("every wave"));
}

std::string textOf(const MovePatches& edit, const Plan& before)
{
    return "Move " + callPatches(edit.patches, edit.what) + " to " + nameOf(before, edit.to);
}

std::string textOf(const RemovePatches& edit, const Plan& before)
{
    return "Remove " + callPatches(edit.patches, edit.what) + " from "
        + (edit.wave ? nameOf(before, *edit.wave) : std::string("the plan"));
}

std::string textOf(const OrderPatches& edit, const Plan& before)
{
    return "Reorder " + callPatches(edit.patches, {}) + " in " + nameOf(before, edit.wave);
}

std::string textOf(const MoveHosts& edit, const Plan& before)
{
    const std::string what = !edit.what.empty() ? edit.what
        : edit.hosts.size() == 1                ? std::string("1 host")
                                                : std::to_string(edit.hosts.size()) + " hosts";
    return edit.to ? "Move " + what + " to " + nameOf(before, *edit.to) : "Take " + what + " out of the plan";
}

std::string textOf(const RenamePlan& edit, const Plan& before)
{
    return edit.name != before.name ? "Rename the plan to " + edit.name : std::string("Change notes of the plan");
}

std::string textOf(const ReplacePlan& edit, const Plan&)
{
    return edit.what.empty() ? std::string("Replace the plan") : edit.what;
}

} // namespace

std::string textOf(const PlanEdit& edit, const Plan& before)
{
    return std::visit([&](const auto& e) { return textOf(e, before); }, edit);
}

std::string patchTitle(std::string_view patchId)
{
    const auto slash = patchId.find('/');
    if (slash == std::string_view::npos)
        return std::string(patchId);
    std::string title(patchId.substr(slash + 1));
    const auto version = title.rfind('/');
    if (version == std::string::npos)
        return title;
    const bool fixed = title.substr(version + 1) != "-";
    return title.substr(0, version) + (fixed ? ' ' + title.substr(version + 1) : std::string(" (no fix yet)"));
}

} // namespace bw
