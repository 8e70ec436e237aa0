// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/filterexpression.h"

#include <span>
#include <string_view>

namespace bw {

/// A filter over findings: `state:open decision:>=out-of-cycle host:web* tag:pci kev:yes due:overdue openssl`, in the
/// grammar of FilterExpression.
///
///   key := state | decision | due | since | version | host
///        | every key of a host but name and state | every key of a patch but decision, due, hosts and unknown
///
/// `since` compares the days since the exposure window opened. A word without a key is looked for inside the host's
/// names and attributes, the patch's words and the installed version. Immutable and thread-safe once parsed.
///
/// Each test asks only one thing of a finding, so that it is decided once a host, patch or component, not once a
/// finding; a word is a word of any of the three.
class FindingFilter {
public:
    static std::span<const FilterKey> keys();
    /// Errors as FilterExpression::parse.
    static Result<FindingFilter> parse(std::string_view text);

    enum class Subject : std::uint8_t { Word, Host, Patch, Component, Finding };
    static Subject subjectOf(const FilterTest& test);
    static bool holdsForHost(const FilterTest& test, std::uint32_t host, const Assessment& assessment);
    static bool holdsForPatch(const FilterTest& test, const Patch& patch, const Assessment& assessment);
    static bool holdsForComponent(const FilterTest& test, ComponentId component, const Assessment& assessment);
    static bool holdsForFinding(const FilterTest& test, const Finding& finding, Day today);

    FindingFilter() = default;
    bool matches(const Finding& finding, const Assessment& assessment) const;
    bool empty() const { return m_expression.empty(); }
    const FilterExpression& expression() const { return m_expression; }

private:
    FilterExpression m_expression;
};

} // namespace bw
