// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ssvc.h"
#include "models/foundation/instant.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bw {

/// What one line of a due-date policy grants.
struct DueTerms {
    std::optional<int> days; ///< from the start of the clock; empty: with the next upgrade, no date
    bool forensics = false; ///< collect evidence before the patch
    std::string rule; ///< which line it is: "decision scheduled", "kev yes, exposed no, automatable no, impact total"

    friend bool operator==(const DueTerms&, const DueTerms&) = default;
};

/// How long a decision, or a threat, may stay open. SSVC itself gives no days, so this is policy, kept as data
/// (resources/policies, read by duepolicyfile.h) and immutable once read.
struct DuePolicy {
    /// Decision: one line per SSVC outcome. Threat: one line per combination of known-exploited, publicly exposed,
    /// automatable and technical impact (the shape of BOD 26-04).
    enum class Basis : std::uint8_t { Decision, Threat };

    /// What counts where a feed or the fleet says nothing (Basis::Threat). Each use is reported as assumed.
    struct Assumptions {
        bool exposed = true;
        bool automatable = false; ///< not known-exploited
        bool impactTotal = true; ///< not known-exploited
        bool kevAutomatable = true;
        bool kevImpactTotal = true;
        /// For a CVE that is not known-exploited and has neither automatable nor technical impact; empty: the two
        /// assumptions above choose the line.
        std::optional<DueTerms> neither;

        friend bool operator==(const Assumptions&, const Assumptions&) = default;
    };

    std::string id; ///< "default"
    std::string title;
    Basis basis = Basis::Decision;
    bool kevStartsClock = false; ///< the day of the KEV entry starts the clock where it is before the detection
    std::array<DueTerms, 4> byDecision; ///< by Decision
    std::array<DueTerms, 16> byThreat; ///< by threatRow()
    Assumptions assumptions;

    friend bool operator==(const DuePolicy&, const DuePolicy&) = default;
};

/// Place of a line in DuePolicy::byThreat.
constexpr std::size_t threatRow(bool kev, bool exposed, bool automatable, bool impactTotal)
{
    return (kev ? 8U : 0U) + (exposed ? 4U : 0U) + (automatable ? 2U : 0U) + (impactTotal ? 1U : 0U);
}

/// What is known about one finding; empty means "not known".
struct DueInputs {
    Decision decision = Decision::Defer;
    bool kev = false;
    std::optional<bool> publiclyExposed = {}; ///< of the host
    std::optional<Automatable> automatable = {};
    std::optional<bool> impactTotal = {}; ///< technical impact total rather than partial
};

struct DueAnswer {
    std::optional<int> days; ///< empty: with the next upgrade, no date
    bool forensics = false;
    std::string_view rule; ///< DueTerms::rule; lives as long as the policy
    bool assumedExposed = false; ///< the policy's assumption stood in for a missing value
    bool assumedAutomatable = false;
    bool assumedImpact = false;

    bool assumed() const { return assumedExposed || assumedAutomatable || assumedImpact; }
    friend bool operator==(const DueAnswer&, const DueAnswer&) = default;
};

/// The policy's terms for a finding. Pure, no allocation.
DueAnswer dueTerms(const DuePolicy& policy, const DueInputs& inputs);

/// The day the clock starts: detection on the host, or the KEV entry where the policy says so and it is earlier.
Day clockStart(const DuePolicy& policy, Day detected, std::optional<Day> kevAdded);

/// Start of the clock plus days; empty when the terms set no date.
std::optional<Day> dueDay(const DueAnswer& answer, Day start);

} // namespace bw
