// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/validation.h"
#include "models/foundation/instant.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bw {

enum class TrialState : std::uint8_t { Missing, Passed, Failed };

/// How patches stand with critical applications: of each (patch, application, check) the newest verdict counts, a
/// waiver only to its last day. An application is passed by a verdict on it as a whole or by one on each of its
/// checks; one that failed lets nothing pass.
class Trials {
public:
    Trials(const std::vector<TestVerdict>& verdicts, Instant now);

    TrialState stateOf(const std::string& patch, const CriticalApp& app) const;

private:
    static std::string key(std::string_view patch, std::string_view app, std::string_view check);
    TrialState newest(const std::string& patch, const std::string& app, const std::string& check) const;

    std::unordered_map<std::string, const TestVerdict*> m_newest;
    Day m_today;
};

} // namespace bw
