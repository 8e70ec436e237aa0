// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/verification.h"
#include "models/verification/expectation.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace bw {

/// What plans, runs and the evidence after them make of an assessment's findings.
struct Overlay {
    static constexpr std::uint32_t NoRow = 0xffffffffu;

    /// Parallel to Assessment::findings: planned, deploying, claimed, contradicted or regressed instead of open; what
    /// is excepted, unknown or waits for a reboot stays so.
    std::vector<FindingState> states;
    /// Parallel to Assessment::findings: the expectation that has the word, also where the state stays; NoRow: none.
    /// Never one that is verified.
    std::vector<std::uint32_t> rows;
    /// Expectations that an inventory has proved and of which no finding is left, in their order.
    std::vector<std::uint32_t> closed;
};

/// `expectations` of runs and of plans that are in force; `verdicts` parallel to them. A patch that has been replaced
/// by a newer version of its package stands for it. Of several rows the one that is furthest has the word, then the
/// first.
Overlay overlayOf(const Assessment& assessment, std::span<const Expectation> expectations,
                  std::span<const Verification> verdicts);

/// By what names people know plans and their waves.
struct PlanNames {
    std::map<PlanId, std::string> plans;
    std::map<std::pair<PlanId, WaveId>, std::string> waves;

    friend bool operator==(const PlanNames&, const PlanNames&) = default;
};

/// The state that one row gives a finding that is still open; Open where it says nothing of it.
FindingState stateOf(const Expectation& expectation, const Verification& verdict);

} // namespace bw
