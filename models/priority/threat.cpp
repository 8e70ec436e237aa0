// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/threat.h"

#include "models/priority/ssvc.h"

namespace bw {

Threat threatOf(const CveFacts& facts)
{
    Threat threat;
    threat.kev = facts.kev();
    threat.exploitation = threat.kev ? Exploitation::Active : facts.exploitation.value_or(Exploitation::None);
    threat.automatable = facts.automatable;
    threat.impactTotal = facts.technicalImpactTotal;
    return threat;
}

Threat threatWithoutCve()
{
    return {Exploitation::None, Automatable::No, false, false};
}

ThreatClass threatClass(const Threat& threat)
{
    const unsigned automatable = threat.automatable ? unsigned(*threat.automatable) : 2U;
    const unsigned impact = threat.impactTotal ? unsigned(*threat.impactTotal) : 2U;
    return ThreatClass(((unsigned(threat.exploitation) * 3 + automatable) * 3 + impact) * 2 + unsigned(threat.kev));
}

Threat threatOf(ThreatClass number)
{
    Threat threat;
    threat.kev = number % 2 == 1;
    const unsigned impact = number / 2 % 3;
    const unsigned automatable = number / 6 % 3;
    threat.exploitation = Exploitation(number / 18);
    if (impact < 2)
        threat.impactTotal = impact == 1;
    if (automatable < 2)
        threat.automatable = Automatable(automatable);
    return threat;
}

OutcomeTable::OutcomeTable(const DuePolicy& policy)
    : m_kevStartsClock(policy.kevStartsClock)
{
    for (std::size_t number = 0; number < ThreatClasses; ++number) {
        const Threat threat = threatOf(ThreatClass(number));
        for (std::size_t exposure = 0; exposure < 3; ++exposure) {
            for (std::size_t impact = 0; impact < 4; ++impact)
                m_decisions[(number * 3 + exposure) * 4 + impact] = deployerDecision(
                    threat.exploitation, Exposure(exposure), threat.effectiveAutomatable(), HumanImpact(impact));
        }
        for (std::size_t column = 0; column < 4; ++column) {
            for (std::size_t decision = 0; decision < 4; ++decision) {
                DueInputs inputs;
                inputs.decision = Decision(decision);
                inputs.kev = threat.kev;
                if (column < 3)
                    inputs.publiclyExposed = Exposure(column) == Exposure::Open;
                inputs.automatable = threat.automatable;
                inputs.impactTotal = threat.impactTotal;
                m_due[(number * 4 + column) * 4 + decision] = dueTerms(policy, inputs);
            }
        }
    }
}

} // namespace bw
