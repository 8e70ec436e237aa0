// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/filterexpression.h"

#include <span>
#include <string_view>

namespace bw {

/// A filter over the patch queue: `decision:>=out-of-cycle kev:yes due:<7d hosts:>5 -for:Ubuntu* openssl`, in the
/// grammar of FilterExpression.
///
///   key := decision | patch | for | kev | due | hosts | cve | epss | cvss | advisory | fix | reboot | control |
///   unknown
///
/// `due` compares days from the day of the assessment (negative: overdue) and also takes overdue, today and none; `fix`
/// is yes, none or wont. A word without a key is looked for inside package, fixed version, release, CVE and advisory
/// ids. Immutable and thread-safe once parsed.
class PatchFilter {
public:
    static std::span<const FilterKey> keys();
    /// Errors as FilterExpression::parse.
    static Result<PatchFilter> parse(std::string_view text);

    PatchFilter() = default;
    explicit PatchFilter(FilterExpression expression)
        : m_expression(std::move(expression))
    {
    }
    bool matches(const Patch& patch, const Assessment& assessment) const;
    bool empty() const { return m_expression.empty(); }
    const FilterExpression& expression() const { return m_expression; }

    /// One term of the language; test.key indexes keys().
    static bool holds(const FilterTest& test, const Patch& patch, const Assessment& assessment);
    /// The same for a day of `due`, also of a single finding.
    static bool dueIs(const FilterTest& test, std::optional<Day> due, Day today);

private:
    FilterExpression m_expression;
};

} // namespace bw
