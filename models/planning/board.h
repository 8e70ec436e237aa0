// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/rules.h"
#include "models/planning/schedule.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// A patch on the board: in a wave, or waiting at the left.
struct BoardCard {
    std::string patch;
    std::uint32_t index = PlanGround::None; ///< into Assessment::patches; None: nothing of it is open any more
    std::string title; ///< "openssl 3.0.17-1~deb12u2"
    std::string release; ///< "Debian:12"
    Decision decision = Decision::Defer;
    std::optional<Day> due;
    std::uint32_t hosts = 0; ///< targets in this wave; at the left: all of the fleet
    std::uint32_t hostsUnknown = 0; ///< cannot be told
    double minutes = 0; ///< of one host, without the reboot
    bool reboot = false;
    bool kev = false;
    std::optional<RuleWeight> broken; ///< the worst rule that names it here; empty: none
    std::string brokenSentence;

    friend bool operator==(const BoardCard&, const BoardCard&) = default;
};

/// A wave on the board.
struct BoardWave {
    WaveId id = 0;
    std::string name;
    bool testRing = false;
    bool locked = false;
    std::vector<BoardCard> cards; ///< in the wave's order
    std::uint32_t hosts = 0;
    std::uint32_t targetHosts = 0;
    std::uint32_t targets = 0;
    double minutesNeeded = 0; ///< with the wave's concurrency, incl. reboots
    std::optional<double> minutesAvailable; ///< empty: no window, or it never comes
    std::string windowName;
    std::optional<Occurrence> next; ///< first that is used, after the gate of the wave before
    std::string zone;
    std::optional<Instant> finish;
    std::string freeze; ///< name of the freeze that pushed the next occurrence away; empty: none
    std::string dst; ///< sentence on a change of clocks; empty: none
    std::string truth; ///< one line: "12 hosts · 31 targets · 61 of 120 min · Tue 2026-11-24 22:00 CET"
    std::string gate; ///< "success ≥ 98 % · soak 2 d · tests · 2 approvals"
    std::vector<std::size_t> broken; ///< indices into Board::broken
    std::uint32_t blocking = 0;

    friend bool operator==(const BoardWave&, const BoardWave&) = default;
};

/// What the wave board shows of a plan. A whole value.
struct Board {
    Plan plan; ///< what it was laid out from
    std::vector<BoardWave> waves;
    std::vector<BoardCard> queue; ///< patches with a fix in no wave, in rank order
    std::vector<HostId> freeHosts; ///< in no wave, sorted; excluded hosts are left out
    std::uint32_t freeTargets = 0; ///< hosts among them that need a patch of the plan
    std::vector<RuleBreak> broken;
    std::optional<Instant> finish;

    friend bool operator==(const Board&, const Board&) = default;
};
/// Below 100 ms for 10,000 hosts and 3,000 patches. Pure.
Board layOut(const Plan& plan, const PlanGround& ground);

enum class GroupBy : std::uint8_t { Tag, Role, Site, Os, Owner };
std::string_view name(GroupBy by); ///< tag | role | site | os | owner

/// Hosts that are shown as one counted card.
struct HostGroup {
    GroupBy by = GroupBy::Tag;
    std::string value; ///< empty: not told
    std::vector<HostId> hosts; ///< sorted
    std::uint32_t findings = 0; ///< open ones of these hosts

    friend bool operator==(const HostGroup&, const HostGroup&) = default;
};
/// Biggest first, those of no value last. A host with several tags is in several groups.
std::vector<HostGroup> groupHosts(const std::vector<HostId>& hosts, GroupBy by, const PlanGround& ground);

/// Minutes that a wave would need after an edit (for the capacity bar under the hovering mouse).
double minutesAfter(const Plan& plan, const PlanEdit& edit, WaveId wave, const PlanGround& ground);

} // namespace bw
