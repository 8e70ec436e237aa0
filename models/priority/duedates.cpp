// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/duedates.h"

#include <algorithm>

namespace bw {

namespace {

DueAnswer answerOf(const DueTerms& terms)
{
    return {terms.days, terms.forensics, terms.rule};
}

DueAnswer threatTerms(const DuePolicy& policy, const DueInputs& inputs)
{
    const auto& assumptions = policy.assumptions;
    DueAnswer answer;
    if (!inputs.kev && !inputs.automatable && !inputs.impactTotal && assumptions.neither) {
        answer = answerOf(*assumptions.neither);
    } else {
        const bool exposed = inputs.publiclyExposed.value_or(assumptions.exposed);
        const bool automatable = inputs.automatable
            ? *inputs.automatable == Automatable::Yes
            : (inputs.kev ? assumptions.kevAutomatable : assumptions.automatable);
        const bool impactTotal =
            inputs.impactTotal.value_or(inputs.kev ? assumptions.kevImpactTotal : assumptions.impactTotal);
        answer = answerOf(policy.byThreat[threatRow(inputs.kev, exposed, automatable, impactTotal)]);
        answer.assumedExposed = !inputs.publiclyExposed;
    }
    answer.assumedAutomatable = !inputs.automatable;
    answer.assumedImpact = !inputs.impactTotal;
    return answer;
}

} // namespace

DueAnswer dueTerms(const DuePolicy& policy, const DueInputs& inputs)
{
    return policy.basis == DuePolicy::Basis::Threat ? threatTerms(policy, inputs)
                                                    : answerOf(policy.byDecision[std::size_t(inputs.decision)]);
}

Day clockStart(const DuePolicy& policy, Day detected, std::optional<Day> kevAdded)
{
    return policy.kevStartsClock && kevAdded ? std::min(detected, *kevAdded) : detected;
}

std::optional<Day> dueDay(const DueAnswer& answer, Day start)
{
    if (!answer.days)
        return {};
    return start + std::chrono::days(*answer.days);
}

} // namespace bw
