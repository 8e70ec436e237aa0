// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/priority/assess.h"
#include "models/priority/findingdetails.h"
#include "models/priority/scopes.h"
#include "models/priority/threat.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace bw {

/// A change of the world to decide under. Empty: as it is.
struct WhatIf {
    std::optional<Exposure> exposure = {}; ///< of every host concerned
    std::optional<Exploitation> exploitation = {}; ///< of every flaw that is below it
    std::optional<Automatable> automatable = {}; ///< of every flaw for which it is not told
    std::optional<Mission> importance = {};
    std::optional<std::uint32_t> withoutControl = {}; ///< index into AssessOptions::controls
};

/// The inputs of one (host, flaw) decision.
struct FlawInputs {
    Threat threat;
    HostExposure raw;
    HostExposure exposure; ///< with controls
    std::optional<std::uint32_t> control; ///< the one that lowered it most
    HumanImpact impact = HumanImpact::Medium;
    bool excepted = false;

    Decision outcome() const;
    Decision rawOutcome() const;
};

/// Decides single findings again, as they are or as they might be; agrees with Decider on the former. Holds references:
/// assessment and options outlive it.
class WhatIfDecider {
public:
    WhatIfDecider(const Assessment& assessment, const AssessOptions& options);

    FlawInputs inputs(std::uint32_t host, const Patch& patch, FlawId flaw, const WhatIf& change = {}) const;
    /// Highest outcome of a finding's flaws.
    Decision decide(const Finding& finding, const WhatIf& change = {});
    /// Highest outcome of a patch's open findings (of the others where none is open).
    Decision decide(const Patch& patch, const WhatIf& change = {});
    FindingDetails& details() { return m_details; }

private:
    struct Placed {
        std::uint32_t index;
        Scope scope;
    };
    static bool covers(const Placed& placed, std::uint32_t host, const Patch& patch, FlawId flaw);

    const Assessment& m_assessment;
    const AssessOptions& m_options;
    FindingDetails m_details;
    std::vector<Placed> m_controls, m_exceptions;
};

} // namespace bw
