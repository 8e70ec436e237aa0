// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/edits.h"
#include "models/planning/ground.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

enum class RuleKind : std::uint8_t {
    HostTwice, ///< a host in two waves
    NoWindow, ///< a wave with work has no window, or one that is not in the policy
    NeverMatches, ///< no coming occurrence of the wave's window suits these hosts
    InFreeze, ///< the next occurrence lies in a freeze
    OverCapacity, ///< the work does not fit into one occurrence
    Redundancy, ///< too many hosts of a redundancy group in one wave
    OrderBroken, ///< hosts that must come first come later
    Superseded, ///< a newer fix of the same package is there
    Withdrawn, ///< withdrawn by its vendor, or a known issue blocks it
    Untested, ///< no verdict that lets the patch pass for a critical application of the hosts
    HostsInNoWave, ///< hosts that need a patch of the plan and would not get it
    PatchesInNoWave, ///< urgent patches of the queue that stand in no wave
    NothingToDo, ///< a wave without a target
    WaveLocked, ///< only of refusal()
    NotPossible, ///< only of refusal(): the edit itself is wrong
    BadPolicy, ///< a filter or a window of the planning policy cannot be read
};
std::string_view name(RuleKind kind); ///< "host-twice" ...

/// Blocks: neither approval nor roll-out as long as it stands, and a drop that would bring it about is refused.
enum class RuleWeight : std::uint8_t { Blocks, Warns };
std::string_view name(RuleWeight weight); ///< blocks | warns

/// A rule that a plan breaks, with a sentence and a way out (English source texts, plain).
struct RuleBreak {
    RuleKind kind = RuleKind::NotPossible;
    RuleWeight weight = RuleWeight::Blocks;
    WaveId wave = 0; ///< 0: the plan as a whole
    std::vector<HostId> hosts; ///< all that are concerned, sorted
    std::vector<std::string> patches;
    std::string subject; ///< name of the redundancy group, order rule, application, freeze or window
    std::string sentence; ///< "All 3 hosts of “web front” are in Early."
    std::string wayOut; ///< "Move at least 1 of them to another wave."

    friend bool operator==(const RuleBreak&, const RuleBreak&) = default;
};

/// What the plan breaks: blocking ones first, then in the order of the waves. Below 100 ms for 10,000 hosts and 3,000
/// patches. Pure.
std::vector<RuleBreak> brokenRules(const Plan& plan, const PlanGround& ground);
inline bool blocks(const RuleBreak& rule)
{
    return rule.weight == RuleWeight::Blocks;
}

/// Why an edit must not be made: it cannot (locked, no such wave) or it would newly break a blocking rule. Empty: go
/// on. For the hovering mouse: below 5 ms for 10,000 hosts.
std::optional<RuleBreak> refusal(const Plan& plan, const PlanEdit& edit, const PlanGround& ground);

} // namespace bw
