// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/rules.h"

namespace bw {

std::string_view name(RuleKind)
{
    return "rule";
}
std::string_view name(RuleWeight weight)
{
    return weight == RuleWeight::Blocks ? "blocks" : "warns";
}
std::vector<RuleBreak> brokenRules(const Plan&, const PlanGround&)
{
    return {};
}
std::optional<RuleBreak> refusal(const Plan& plan, const PlanEdit& edit, const PlanGround&)
{
    const auto next = edited(plan, edit);
    if (next)
        return {};
    RuleBreak rule;
    rule.sentence = next.error().subject;
    return rule;
}

} // namespace bw
