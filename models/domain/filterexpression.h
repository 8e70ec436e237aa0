// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// What may stand behind a key.
enum class FilterKind : std::uint8_t {
    Text, ///< any text, with * and ?
    Words, ///< one of the listed words
    Ranked, ///< one of the listed words, lowest first; also <, <=, >, >=
    Number, ///< 7, 0.1, 10%; also <, <=, >, >=
    Days, ///< a span (7d, 2w, 3m, 1y), a date (2026-12-01), or one of the listed words; also <, <=, >, >=
};

/// A key of a filter language.
struct FilterKey {
    std::string_view name;
    FilterKind kind = FilterKind::Text;
    std::string_view words = {}; ///< separated by ", "; "none" stands for "not told" where it is listed
};

enum class FilterOp : std::uint8_t { Is, Below, AtMost, Above, AtLeast };

/// One value of a term.
struct FilterValue {
    std::string text; ///< lower case
    std::optional<double> number; ///< of Number; of Ranked: place in the list; of Days: days, or days since 1970-01-01
    bool date = false; ///< the number is a date

    friend bool operator==(const FilterValue&, const FilterValue&) = default;
};

/// A term without its sign: `owner:ann,bob`, `due:<7d`, a word or a phrase. Several values are alternatives.
struct FilterTest {
    static constexpr std::size_t Word = std::size_t(-1);
    std::size_t key = Word; ///< index into the keys
    FilterOp op = FilterOp::Is;
    std::vector<FilterValue> values; ///< not empty
};

/// A filter as people type it, in the grammar that every list shares:
///
///   filter := and { "OR" and }      and  := term { term }
///   term   := [ "-" ] ( "(" filter ")" | key ":" [ "<" | "<=" | ">" | ">=" ] value { "," value } | word | "phrase" )
///
/// Case does not count. What a test means is the caller's business. Immutable and thread-safe once parsed.
class FilterExpression {
public:
    static constexpr std::size_t MaxLength = 4096;
    static constexpr int MaxNesting = 32;

    /// Errors: Usage (TooLarge beyond MaxLength); the place's column is the position (from 1), its field the key, the
    /// subject names what was found and the expected words.
    static Result<FilterExpression> parse(std::string_view text, std::span<const FilterKey> keys);

    FilterExpression() = default;
    bool empty() const { return m_nodes.empty(); }

    /// Asks `holds` for each test that matters. The empty filter is true.
    template <typename Holds>
    bool evaluate(Holds&& holds) const
    {
        return m_nodes.empty() || at(std::uint32_t(m_nodes.size() - 1), holds);
    }
    std::span<const FilterTest> tests() const { return m_tests; }
    /// The place of a test that `evaluate` hands out.
    std::size_t placeOf(const FilterTest& test) const { return std::size_t(&test - m_tests.data()); }

    /// A term of the whole filter that must hold by itself: a chip above the list.
    struct Term {
        std::size_t begin = 0, end = 0; ///< bytes in the text
        std::size_t key = FilterTest::Word; ///< Word also for a group
        bool negated = false;
    };
    /// Empty where the filter is an OR of parts.
    std::vector<Term> terms() const;
    /// The filter without the top terms of a key: what the counts of that key's facet are taken over.
    FilterExpression without(std::size_t key) const;

private:
    friend class FilterParser;
    enum class Kind : std::uint8_t { All, Any, Not, Test };
    struct Node {
        Kind kind = Kind::All;
        std::uint32_t test = 0;
        std::size_t begin = 0, end = 0;
        std::vector<std::uint32_t> parts; ///< of All, Any and Not
    };

    template <typename Holds>
    bool at(std::uint32_t node, Holds& holds) const
    {
        const Node& n = m_nodes[node];
        switch (n.kind) {
        case Kind::All:
            for (const std::uint32_t part : n.parts) {
                if (!at(part, holds))
                    return false;
            }
            return true;
        case Kind::Any:
            for (const std::uint32_t part : n.parts) {
                if (at(part, holds))
                    return true;
            }
            return false;
        case Kind::Not:
            return !at(n.parts.front(), holds);
        case Kind::Test:
            break;
        }
        return holds(m_tests[n.test]);
    }
    const Node* top() const; ///< the All node of a filter without OR
    std::size_t keyOf(std::uint32_t node) const;

    std::vector<Node> m_nodes; ///< the last one is the whole filter
    std::vector<FilterTest> m_tests;
};

// What tests of filters have in common. Patterns and values are lower case, texts as they are.

/// Glob over the whole text; linear in practice, quadratic at worst.
bool filterGlob(std::string_view pattern, std::string_view text);
/// The same, with "none" for the empty text.
bool filterTextIs(std::string_view pattern, std::string_view text);
bool filterContains(std::string_view text, std::string_view part);
bool filterStartsWith(std::string_view text, std::string_view part);
/// Compares a figure with a value's number; false where either is not there.
bool filterCompare(FilterOp op, std::optional<double> figure, const FilterValue& value);
/// Text with a term added, or with the top terms of `term`'s key and value taken out if it was there: what a click on a
/// facet does. Unreadable text is left as it is, the term is added.
std::string filterToggled(std::string_view text, std::string_view term, std::span<const FilterKey> keys);

} // namespace bw
