// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/filterparser.h"

#include "models/domain/filtercase.h"
#include "models/foundation/instant.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace bw {

namespace {

std::optional<double> decimal(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !std::isfinite(value))
        return {};
    const std::string_view rest(end, std::size_t(text.data() + text.size() - end));
    if (rest == "%")
        return value / 100;
    return rest.empty() ? std::optional(value) : std::nullopt;
}

std::optional<double> span(std::string_view text)
{
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end + 1 != text.data() + text.size())
        return {};
    switch (*end) {
    case 'd':
        return count;
    case 'w':
        return 7.0 * count;
    case 'm':
        return 30.0 * count;
    case 'y':
        return 365.0 * count;
    default:
        return {};
    }
}

/// Place of a word in a ", " list.
std::optional<std::size_t> placeIn(std::string_view words, std::string_view word)
{
    for (std::size_t place = 0; !words.empty(); ++place) {
        const auto comma = std::min(words.find(", "), words.size());
        if (words.substr(0, comma) == word)
            return place;
        words.remove_prefix(std::min(comma + 2, words.size()));
    }
    return {};
}

std::string expected(const FilterKey& key)
{
    std::string text;
    if (key.kind == FilterKind::Number)
        text = "a number";
    if (key.kind == FilterKind::Days)
        text = "a span such as 7d, a date such as 2026-12-01";
    if (!key.words.empty())
        text += (text.empty() ? "" : ", ") + std::string(key.words);
    return text;
}

/// Fills what the key makes of a value's text; false where it makes nothing of it.
bool understand(const FilterKey& key, FilterOp op, FilterValue& value)
{
    const auto place = placeIn(key.words, value.text);
    const bool bare = op == FilterOp::Is;
    switch (key.kind) {
    case FilterKind::Text:
        return bare;
    case FilterKind::Words:
        return bare && place.has_value();
    case FilterKind::Ranked:
        if (place && value.text != "none")
            value.number = double(*place);
        return place && (bare || value.number);
    case FilterKind::Number:
        value.number = decimal(value.text);
        break;
    case FilterKind::Days:
        value.number = span(value.text);
        if (const auto day = parseDay(value.text); day && !value.number) {
            value.number = double(day->time_since_epoch().count());
            value.date = true;
        }
        break;
    }
    return value.number || (bare && place);
}

} // namespace

FilterParser::FilterParser(std::string_view text, std::span<const FilterKey> keys)
    : m_text(text)
    , m_keys(keys)
{
}

Result<FilterExpression> FilterParser::run()
{
    if (m_text.size() > FilterExpression::MaxLength)
        return Error{ErrorKind::TooLarge, "filter", {{}, 1, FilterExpression::MaxLength + 1, {}}};
    skipBlanks();
    if (m_at == m_text.size())
        return FilterExpression();
    if (!any(0))
        return *m_error;
    if (m_at < m_text.size()) {
        fail("\")\" without \"(\"; expected a term or OR");
        return *m_error;
    }
    return std::move(m_filter);
}

std::optional<std::uint32_t> FilterParser::fail(std::string subject, std::string field)
{
    if (!m_error)
        m_error = Error{ErrorKind::Usage, std::move(subject), {{}, 1, m_at + 1, std::move(field)}};
    return {};
}

void FilterParser::skipBlanks()
{
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
        ++m_at;
}

std::uint32_t FilterParser::add(Node node, std::size_t begin)
{
    node.begin = begin;
    node.end = m_at;
    m_filter.m_nodes.push_back(std::move(node));
    return std::uint32_t(m_filter.m_nodes.size() - 1);
}

bool FilterParser::atOr() const
{
    const auto rest = m_text.substr(m_at);
    return rest.starts_with("OR") && (rest.size() == 2 || rest[2] == ' ' || rest[2] == '(');
}

std::optional<std::uint32_t> FilterParser::any(int depth)
{
    Node node;
    node.kind = Kind::Any;
    const auto begin = m_at;
    while (true) {
        const auto part = all(depth);
        if (!part)
            return {};
        node.parts.push_back(*part);
        if (!atOr())
            return add(std::move(node), begin);
        m_at += 2;
        skipBlanks();
    }
}

std::optional<std::uint32_t> FilterParser::all(int depth)
{
    Node node;
    node.kind = Kind::All;
    const auto begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != ')' && !atOr()) {
        const auto part = term(depth);
        if (!part)
            return {};
        node.parts.push_back(*part);
        skipBlanks();
    }
    if (node.parts.empty())
        return fail("nothing here; expected a term such as " + std::string(m_keys.front().name) + ":...");
    return add(std::move(node), begin);
}

std::optional<std::uint32_t> FilterParser::term(int depth)
{
    const auto begin = m_at;
    if (m_text[m_at] == '-') {
        ++m_at;
        if (m_at == m_text.size() || m_text[m_at] == ' ' || m_text[m_at] == '-')
            return fail("nothing after \"-\"; expected a term");
        const auto part = term(depth);
        if (!part)
            return {};
        Node node;
        node.kind = Kind::Not;
        node.parts.push_back(*part);
        return add(std::move(node), begin);
    }
    return m_text[m_at] == '(' ? group(depth) : test();
}

std::optional<std::uint32_t> FilterParser::group(int depth)
{
    if (depth >= FilterExpression::MaxNesting)
        return fail("too many \"(\"");
    const auto begin = m_at++;
    skipBlanks();
    const auto inner = any(depth + 1);
    if (!inner)
        return {};
    if (m_at == m_text.size() || m_text[m_at] != ')')
        return fail("the end; expected \")\"");
    ++m_at;
    m_filter.m_nodes[*inner].begin = begin;
    m_filter.m_nodes[*inner].end = m_at;
    return inner;
}

bool FilterParser::key(FilterTest& test)
{
    if (m_text[m_at] == '"')
        return true;
    const auto end = std::min(m_text.find_first_of(" \t():\"", m_at), m_text.size());
    if (end == m_text.size() || m_text[end] != ':')
        return true;
    const auto name = lowerAscii(m_text.substr(m_at, end - m_at));
    const auto it = std::find_if(m_keys.begin(), m_keys.end(), [&](const auto& k) { return k.name == name; });
    if (it == m_keys.end()) {
        fail(unknownKey(name), name);
        return false;
    }
    test.key = std::size_t(it - m_keys.begin());
    m_at = end + 1;
    if (it->kind == FilterKind::Text || it->kind == FilterKind::Words)
        return true;
    const auto rest = m_text.substr(m_at);
    const bool orEqual = rest.size() > 1 && rest[1] == '=';
    if (rest.starts_with('<'))
        test.op = orEqual ? FilterOp::AtMost : FilterOp::Below;
    else if (rest.starts_with('>'))
        test.op = orEqual ? FilterOp::AtLeast : FilterOp::Above;
    m_at += test.op == FilterOp::Is ? 0 : orEqual ? 2 : 1;
    return true;
}

std::optional<std::uint32_t> FilterParser::test()
{
    FilterTest test;
    const auto begin = m_at;
    if (!key(test))
        return {};
    const bool keyed = test.key != FilterTest::Word;
    do {
        const auto start = m_at;
        auto word = text(keyed);
        if (!word)
            return {};
        FilterValue value{std::move(*word), {}, false};
        if (keyed && !understand(m_keys[test.key], test.op, value)) {
            m_at = start;
            return fail('"' + value.text + "\"; expected " + expected(m_keys[test.key]),
                        std::string(m_keys[test.key].name));
        }
        test.values.push_back(std::move(value));
    } while (keyed && m_at < m_text.size() && m_text[m_at] == ',' && ++m_at);
    Node node;
    node.kind = Kind::Test;
    node.test = std::uint32_t(m_filter.m_tests.size());
    m_filter.m_tests.push_back(std::move(test));
    return add(std::move(node), begin);
}

std::optional<std::string> FilterParser::text(bool listed)
{
    if (m_at < m_text.size() && m_text[m_at] == '"') {
        const auto close = m_text.find('"', m_at + 1);
        if (close == std::string_view::npos) {
            fail("a quote without its end; expected \"");
            return {};
        }
        auto word = lowerAscii(m_text.substr(m_at + 1, close - m_at - 1));
        m_at = close + 1;
        return word;
    }
    const auto end = std::min(m_text.find_first_of(listed ? " \t()\"," : " \t()\"", m_at), m_text.size());
    if (end == m_at) {
        fail("nothing here; expected a value");
        return {};
    }
    auto word = lowerAscii(m_text.substr(m_at, end - m_at));
    m_at = end;
    return word;
}

std::string FilterParser::unknownKey(const std::string& name) const
{
    std::string text = '"' + name + "\"; expected ";
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        text += (i > 0 ? ", " : "") + std::string(m_keys[i].name);
    return text;
}

} // namespace bw
