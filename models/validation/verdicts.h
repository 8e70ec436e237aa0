// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/validation.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bw {

/// What the trials of a patch against an application, or one check of it, have come to. Worst first.
enum class TestState : std::uint8_t {
    Failed,
    NotTested, ///< a check has no verdict that counts
    Waived, ///< somebody took the risk, until a day
    Passed,
};
std::string_view name(TestState state); ///< failed | not-tested | waived | passed
/// Passed and Waived let a patch go on.
inline bool letsPass(TestState state)
{
    return state >= TestState::Waived;
}

struct CheckState {
    std::string check; ///< id; empty: the application as a whole, where it has no checks
    TestState state = TestState::NotTested;
    std::optional<TestVerdict> verdict; ///< the one that counts

    friend bool operator==(const CheckState&, const CheckState&) = default;
};

/// A patch against an application.
struct AppState {
    TestState state = TestState::NotTested; ///< the worst of its checks
    std::optional<Day> until; ///< Waived: the first day on which a waiver ends
    std::vector<CheckState> checks; ///< in the application's order; one without an id where it has none

    friend bool operator==(const AppState&, const AppState&) = default;
};

/// Verdicts by patch and application, to be asked often. Refers to the verdicts, which must outlive it.
class VerdictIndex {
public:
    explicit VerdictIndex(std::span<const TestVerdict> verdicts);

    /// How a patch stands against an application on a day.
    ///
    /// For each check the newest verdict that counts decides: of its own and of those on the application as a whole,
    /// which speak for every check. A waiver counts up to its last day; after it, what was before counts again. The
    /// application stands as its worst check does: it passed only when every check passed.
    AppState stateOf(std::string_view patch, const CriticalApp& app, Day today) const;

private:
    std::unordered_map<std::string, std::vector<const TestVerdict*>> m_verdicts; ///< newest first
};

/// Whether a note stands at `now`: it was made, and not ended.
bool stands(const PatchNote& note, Instant now);
/// Whether it keeps its patch from being rolled out. A withdrawal always does.
bool blocks(const PatchNote& note, Instant now);

} // namespace bw
