// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/matching/hostmatch.h"
#include "models/priority/assess.h"
#include "models/priority/hostpass.h"
#include "models/priority/scopes.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace bw {

/// What comes out for one finding.
struct FindingOutcome {
    Decision decision = Decision::Defer;
    Decision rawDecision = Decision::Defer;
    std::int32_t due = Finding::NoDay;
    std::int32_t exposedSince = Finding::NoDay;
    bool forensics = false;
    bool excepted = false;
};

/// Decides findings under controls, exceptions and policy. Holds references: fleet, catalog, table and options outlive
/// it. One object per thread.
class Decider {
public:
    Decider(const Fleet& fleet, const Catalog& catalog, const MatchTable& table, const AssessOptions& options,
            const std::vector<HostState>& states, Profiles& profiles);

    /// `finding` and `profile` as HostPass has them: `patch` is a group, `exposedSince` the first day seen.
    FindingOutcome decide(const Finding& finding, std::uint32_t profile, const Patch& patch);
    /// Controls in force that cover the finding in whole or in part and whose exposure is below the host's own: indices
    /// into AssessOptions::controls.
    std::vector<std::uint32_t> controlsOf(std::uint32_t host, const Patch& patch) const;

    HostExposure exposureOf(std::uint32_t host) const { return m_hosts[host].raw; }
    HumanImpact impactOf(std::uint32_t host) const { return m_hosts[host].impact; }
    const OutcomeTable& outcomes() const { return m_outcomes; }

private:
    struct HostClass {
        HostExposure raw;
        HostExposure controlled; ///< with the controls that cover every finding of the host
        HumanImpact impact = HumanImpact::Low;
        bool scoped = false; ///< some control or exception covers a part of its findings
        bool excepted = false; ///< an exception covers every finding
    };
    struct Placed {
        std::uint32_t index; ///< into the options' list
        Scope scope;
    };

    void placeScopes(const std::vector<HostState>& states);
    void consider(FindingOutcome& outcome, const ProfileItem& item, std::int32_t firstSeen, HostExposure exposure,
                  const HostClass& host) const;
    FindingOutcome decideWhole(const Finding& finding, std::uint32_t profile, HostExposure exposure) const;
    FindingOutcome decideByFlaw(const Finding& finding, std::uint32_t profile, HostExposure exposure);
    std::vector<Hit> hitsOf(const Finding& finding);

    const Fleet& m_fleet;
    const Catalog& m_catalog;
    const MatchTable& m_table;
    const AssessOptions& m_options;
    Profiles& m_profiles;
    OutcomeTable m_outcomes;
    std::vector<HostClass> m_hosts;
    std::vector<Placed> m_controls, m_exceptions; ///< in force
    std::vector<Instance> m_instances;
    std::optional<std::uint32_t> m_instancesHost; ///< whose m_instances are
};

} // namespace bw
