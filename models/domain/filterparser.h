// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/filterexpression.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bw {

/// Reads one filter text by recursive descent; the first error ends it.
class FilterParser {
public:
    FilterParser(std::string_view text, std::span<const FilterKey> keys);
    Result<FilterExpression> run();

private:
    using Node = FilterExpression::Node;
    using Kind = FilterExpression::Kind;
    std::optional<std::uint32_t> fail(std::string subject, std::string field = {});
    void skipBlanks();
    std::uint32_t add(Node node, std::size_t begin);
    bool atOr() const;
    std::optional<std::uint32_t> any(int depth);
    std::optional<std::uint32_t> all(int depth);
    std::optional<std::uint32_t> term(int depth);
    std::optional<std::uint32_t> group(int depth);

    /// False: a key that is not known.
    bool key(FilterTest& test);
    std::optional<std::uint32_t> test();
    std::optional<std::string> text(bool listed);
    std::string unknownKey(const std::string& name) const;

    std::string_view m_text;
    std::span<const FilterKey> m_keys;
    std::size_t m_at = 0;
    FilterExpression m_filter;
    std::optional<Error> m_error;
};

} // namespace bw
