// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/trials.h"

#include <algorithm>

namespace bw {

Trials::Trials(const std::vector<TestVerdict>& verdicts, Instant now)
    : m_today(dayOf(now))
{
    for (const TestVerdict& verdict : verdicts) {
        const TestVerdict*& newest = m_newest[key(verdict.patch, verdict.app, verdict.check)];
        if (verdict.at <= now && (!newest || std::pair(newest->at, newest->id) < std::pair(verdict.at, verdict.id)))
            newest = &verdict;
    }
}

std::string Trials::key(std::string_view patch, std::string_view app, std::string_view check)
{
    std::string text(patch);
    text += '\0';
    text += app;
    text += '\0';
    return text.append(check);
}

TrialState Trials::newest(const std::string& patch, const std::string& app, const std::string& check) const
{
    const auto it = m_newest.find(key(patch, app, check));
    if (it == m_newest.end() || !it->second)
        return TrialState::Missing;
    const TestVerdict& verdict = *it->second;
    if (verdict.outcome == TestOutcome::Failed)
        return TrialState::Failed;
    const bool ended = verdict.outcome == TestOutcome::Waived && verdict.until && *verdict.until < m_today;
    return ended ? TrialState::Missing : TrialState::Passed;
}

TrialState Trials::stateOf(const std::string& patch, const CriticalApp& app) const
{
    const TrialState whole = newest(patch, app.id, {});
    bool everyCheck = !app.checks.empty();
    for (const AppCheck& check : app.checks) {
        const TrialState state = newest(patch, app.id, check.id);
        if (state == TrialState::Failed)
            return state;
        everyCheck = everyCheck && state == TrialState::Passed;
    }
    if (whole == TrialState::Missing && everyCheck)
        return TrialState::Passed;
    return whole;
}

} // namespace bw
