// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/filterexpression.h"
#include "models/domain/host.h"
#include "models/foundation/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// What a filter is asked about: a host, its system and the state of its evidence at a moment.
struct HostFacts {
    const Host& host;
    const OsIdentity* os = nullptr; ///< nullptr: not told
    HostState state = HostState::Current;
};

/// A filter over hosts as people type it: `name:web* tag:pci -state:stale (owner:ann OR owner:none) "north wing"`, in
/// the grammar of FilterExpression.
///
///   key := name | tag | os | release | exposure | importance | safety | owner | site | role | state
///
/// Case does not count. In values, * and ? stand for any text and any character, and `none` for "not told"; several
/// values of one term are alternatives. A word without a key is looked for inside name, FQDN, OS, owner, site, role and
/// tags. The empty filter lets every host pass. Immutable and thread-safe once parsed.
class HostFilter {
public:
    static std::span<const FilterKey> keys();
    /// Errors: Usage; the place's column is the position (from 1), its field the key, the subject names what was found
    /// and the expected words.
    static Result<HostFilter> parse(std::string_view text);

    HostFilter() = default;
    explicit HostFilter(FilterExpression expression)
        : m_expression(std::move(expression))
    {
    }
    bool matches(const HostFacts& facts) const;
    bool empty() const { return m_expression.empty(); }
    const FilterExpression& expression() const { return m_expression; }

    /// One term of the language; test.key indexes keys().
    static bool holds(const FilterTest& test, const HostFacts& facts);

private:
    FilterExpression m_expression;
};

} // namespace bw
