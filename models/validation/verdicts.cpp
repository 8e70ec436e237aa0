// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/validation/verdicts.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

std::string keyOf(std::string_view patch, std::string_view app)
{
    std::string key(patch);
    key += '\n'; // in no id
    key += app;
    return key;
}

bool counts(const TestVerdict& verdict, Day today)
{
    return verdict.outcome != TestOutcome::Waived || (verdict.until && *verdict.until >= today);
}

TestState stateOf(TestOutcome outcome)
{
    switch (outcome) {
    case TestOutcome::Passed:
        return TestState::Passed;
    case TestOutcome::Failed:
        return TestState::Failed;
    case TestOutcome::Waived:
        return TestState::Waived;
    }
    return TestState::NotTested;
}

} // namespace

std::string_view name(TestState state)
{
    static constexpr std::array<std::string_view, 4> names = {"failed", "not-tested", "waived", "passed"};
    return names[std::size_t(state)];
}

VerdictIndex::VerdictIndex(std::span<const TestVerdict> verdicts)
{
    for (const TestVerdict& verdict : verdicts)
        m_verdicts[keyOf(verdict.patch, verdict.app)].push_back(&verdict);
    for (auto& [key, list] : m_verdicts) {
        std::stable_sort(list.begin(), list.end(), [](const TestVerdict* a, const TestVerdict* b) {
            return a->at != b->at ? a->at > b->at : a->id > b->id;
        });
    }
}

AppState VerdictIndex::stateOf(std::string_view patch, const CriticalApp& app, Day today) const
{
    static const std::vector<const TestVerdict*> none;
    const auto found = m_verdicts.find(keyOf(patch, app.id));
    const auto& verdicts = found == m_verdicts.end() ? none : found->second;
    AppState answer;
    const auto add = [&](const std::string& check) {
        CheckState state;
        state.check = check;
        const auto it = std::find_if(verdicts.begin(), verdicts.end(), [&](const TestVerdict* v) {
            return (v->check == check || v->check.empty()) && counts(*v, today);
        });
        if (it != verdicts.end()) {
            state.state = bw::stateOf((*it)->outcome);
            state.verdict = **it;
        }
        answer.checks.push_back(std::move(state));
    };
    for (const AppCheck& check : app.checks)
        add(check.id);
    if (app.checks.empty())
        add({});
    answer.state = TestState::Passed;
    for (const CheckState& check : answer.checks) {
        answer.state = std::min(answer.state, check.state);
        if (check.state == TestState::Waived && (!answer.until || *check.verdict->until < *answer.until))
            answer.until = check.verdict->until;
    }
    return answer;
}

bool stands(const PatchNote& note, Instant now)
{
    return note.at <= now && (!note.endedAt || *note.endedAt > now);
}

bool blocks(const PatchNote& note, Instant now)
{
    return stands(note, now) && (note.blocks || note.kind == PatchNoteKind::Withdrawn);
}

} // namespace bw
