// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/matching/trace.h"
#include "models/priority/assess.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bw {

/// The road of one decision: what went in, where it came from, what came out.
struct DecisionPath {
    std::string host; ///< whose decision it is
    std::string cve; ///< the flaw that decides; empty: an advisory without CVE
    Exploitation exploitation = Exploitation::None;
    Exposure exposure = Exposure::Open; ///< with controls
    Automatable automatable = Automatable::Yes;
    Safety safety = Safety::Marginal;
    Mission importance = Mission::Msc;
    HumanImpact humanImpact = HumanImpact::Medium;
    Decision outcome = Decision::Defer;
    Decision rawOutcome = Decision::Defer; ///< without controls
    bool excepted = false;
    std::optional<Day> due; ///< of the finding
    std::string dueRule;
    /// By input ("exploitation", "exposure", "automatable", "importance", "safety", "human_impact"): "CISA KEV,
    /// 2026-11-19", "SSVC record", "set for this host", "assumed", "control \"Behind the WAF\"", "definition table".
    std::vector<std::pair<std::string, std::string>> sources;
};

/// "If this were so, that would come out": worked out by deciding again, not by rule of thumb.
struct Counterfactual {
    std::string condition; ///< "exposure of web-01 were controlled"
    std::string result; ///< "out-of-cycle", "no change (immediate)"
    bool changes = false;
};

struct Explanation {
    std::string verdict; ///< name of a TraceVerdict, or for a patch its decision
    std::vector<TraceLine> trace;
    std::optional<DecisionPath> decision; ///< empty: nothing is open
    std::vector<Counterfactual> wouldChange;
};

/// Why a host has, or has not, a finding for a CVE. `options` are those of the assessment; `host` is an index into its
/// fleet.
Explanation explainHost(const Assessment& assessment, const AssessOptions& options, std::uint32_t host,
                        std::string_view cve);

/// Why one finding is decided as it is, and what proves it. `finding` is an index into Assessment::findings.
Explanation explainFinding(const Assessment& assessment, const AssessOptions& options, std::uint32_t finding);

/// Why a patch stands where it stands. `patch` is an index into Assessment::patches. The path is that of the finding
/// that weighs most; counterfactuals decide all of its findings again.
Explanation explainPatch(const Assessment& assessment, const AssessOptions& options, std::uint32_t patch);

} // namespace bw
