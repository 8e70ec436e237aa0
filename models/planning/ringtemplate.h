// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"
#include "models/planning/ground.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

struct Ring {
    std::string name;
    std::optional<double> share; ///< of all hosts, 0.02; empty: what is left
    std::string window; ///< id; empty: the policy's first window of waves
    int concurrency = 10;
    Gate gate;

    friend bool operator==(const Ring&, const Ring&) = default;
};

/// A way to spread hosts over waves. The first ring is the test ring.
struct RingTemplate {
    std::string name;
    std::vector<Ring> rings;

    friend bool operator==(const RingTemplate&, const RingTemplate&) = default;
};
/// "four-rings" (2 % / 10 % / 40 % / rest), "three-rings" (5 % / 25 % / rest), "two-rings" (10 % / rest).
const std::vector<RingTemplate>& ringTemplates();
/// nullptr: no such one.
const RingTemplate* ringTemplate(std::string_view name);
/// "2/10/40/rest" in per cent. Errors: Usage.
Result<RingTemplate> ringTemplateFrom(std::string_view shares);

struct DraftWish {
    std::string name; ///< of the plan
    std::vector<std::string> patches; ///< go into every wave, in the order given
    std::vector<HostId> hosts;
    std::uint32_t seed = 7;
    Plan base; ///< locked waves of it stay as they are, and their hosts there; id and notes are kept
};

/// A first draft: a sample by seed (the same whatever the order of hosts). Each ring has its share of the hosts on
/// which one of the patches is open, and its share of all; the test ring has one of the former for each OS release and
/// each critical application, where there is one. Where nothing is open at all, every host counts as if it were. Of a
/// redundancy group, never more in one wave than may be down, and order rules kept where the shares allow it. Nothing
/// is optimised: the operator changes it.
Plan draftPlan(const RingTemplate& rings, const DraftWish& wish, const PlanGround& ground);

} // namespace bw
