// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"
#include "models/planning/planparts.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace bw {

// What a person can do to a plan, as values: the board asks refusal() (rules.h) with an edit while the mouse hovers and
// applies the same edit at the drop. Numbers of places count from 0 and are cut to what is there.

constexpr std::size_t MaxWaves = 60;

struct AddWave {
    std::string name;
    std::size_t place = std::size_t(-1); ///< the wave stands there afterwards
    bool testRing = false;
};
struct RemoveWave {
    WaveId wave = 0; ///< its hosts are in no wave afterwards
};
struct RenameWave {
    WaveId wave = 0;
    std::string name;
};
struct ReorderWave {
    WaveId wave = 0;
    std::size_t place = 0; ///< the wave stands there afterwards
};
/// Everything of a wave but its patches, its hosts and its lock; told by the id.
struct ChangeWave {
    Wave settings;
};
struct LockWave {
    WaveId wave = 0;
    bool locked = true;
};
/// Puts patches into waves where they are not yet. Without a wave: into every wave that is not locked.
struct AddPatches {
    std::vector<std::string> patches;
    std::optional<WaveId> wave;
    std::size_t place = std::size_t(-1);
    std::string what; ///< how the text calls them; empty: by number, or by name where it is one
};
/// From one wave to another; what the other one has already stands only once there.
struct MovePatches {
    std::vector<std::string> patches;
    WaveId from = 0;
    WaveId to = 0;
    std::size_t place = std::size_t(-1);
    std::string what;
};
/// Out of a wave. Without a wave: out of the plan.
struct RemovePatches {
    std::vector<std::string> patches;
    std::optional<WaveId> wave;
    std::string what;
};
/// Places patches of a wave, in the order given, so that the first of them stands at `place`.
struct OrderPatches {
    WaveId wave = 0;
    std::vector<std::string> patches;
    std::size_t place = 0;
};
/// Into a wave from wherever they are. Without a wave: out of every wave.
struct MoveHosts {
    std::vector<HostId> hosts;
    std::optional<WaveId> to;
    std::string what; ///< "web-01", "hosts with tag pci"; empty: by number
};
struct RenamePlan {
    std::string name;
    std::string notes;
};
/// Another plan in the place of this one (a template's draft). Locked waves have to stand in it unchanged.
struct ReplacePlan {
    Plan plan;
    std::string what; ///< "Start from a template"
};

using PlanEdit = std::variant<AddWave, RemoveWave, RenameWave, ReorderWave, ChangeWave, LockWave, AddPatches,
                              MovePatches, RemovePatches, OrderPatches, MoveHosts, RenamePlan, ReplacePlan>;

/// The plan after the edit; the plan itself where the edit changes nothing. No edit loses or doubles a host: each is
/// in the same waves as before or in the one named. Errors: Locked (subject: the wave's name), NotFound (no such
/// wave), BadValue (no name; concurrency below 1; a gate that cannot be), TooLarge (MaxWaves).
Result<Plan> edited(const Plan& plan, const PlanEdit& edit);

/// What the edit is called in the Edit menu and in the list of versions: "Move 3 patches to Early".
std::string textOf(const PlanEdit& edit, const Plan& before);

/// "sudo 1.9.13p3-1" of "Debian:12/sudo/1.9.13p3-1".
std::string patchTitle(std::string_view patchId);

} // namespace bw
