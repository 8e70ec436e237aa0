// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/openset.h"
#include "models/priority/assess.h"
#include "models/priority/scopes.h"
#include "models/priority/threat.h"

#include <cstdint>
#include <vector>

namespace bw {

/// What the open time of one release on one host comes to under policy, controls and exceptions.
struct ReleaseOutcome {
    Decision decision = Decision::Defer; ///< with the controls in force on the day of judgement
    Decision rawDecision = Decision::Defer; ///< without
    std::int32_t from = Finding::NoDay; ///< first seen, but not before it was public
    std::int32_t due = Finding::NoDay;
    /// Days on which some control lowers the decision: [creditFrom, creditUntil). Equal: none.
    std::int32_t creditFrom = Finding::NoDay, creditUntil = Finding::NoDay;
};

/// Decides releases on hosts as findings are decided: deployer decision and due date by threat, exposure and impact,
/// with controls that cover the host or name the patch. Controls that name single CVEs count where the assessment
/// says so. References: all arguments outlive it.
class ReleaseOutcomes {
public:
    ReleaseOutcomes(const Assessment& assessment, const AssessOptions& options, const OpenSets& sets);

    /// `judged`: day on which the controls in force count, the last open day.
    ReleaseOutcome of(std::uint32_t host, const OpenItem& item, std::int32_t firstSeen, std::int32_t judged);
    /// Since when an exception covers the finding; NoDay: none does.
    std::int32_t exceptedFrom(std::uint32_t host, const Patch& patch) const;
    /// Days on which a control that names one of the patch's CVEs counts, widening `outcome`'s.
    void creditByFlaws(std::uint32_t host, const Patch& patch, ReleaseOutcome& outcome) const;

private:
    struct HostClass {
        HostExposure raw;
        HumanImpact impact = HumanImpact::Low;
        bool scoped = false; ///< some control covers the host
    };
    struct Placed {
        std::uint32_t index = 0;
        Scope scope;
    };
    Decision decide(const std::vector<ReleaseFlaws>& flaws, HostExposure exposure, HumanImpact impact) const;
    bool covers(const Placed& control, std::uint32_t host, std::uint32_t release);
    const std::string& idOf(std::uint32_t release);

    const Assessment& m_assessment;
    const AssessOptions& m_options;
    const OpenSets& m_sets;
    OutcomeTable m_outcomes;
    std::vector<HostClass> m_hosts;
    std::vector<Placed> m_controls, m_exceptions;
    std::vector<std::string> m_ids; ///< by release, filled when asked for
};

} // namespace bw
