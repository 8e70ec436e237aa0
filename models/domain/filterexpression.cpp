// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/filterexpression.h"

#include "models/domain/filtercase.h"
#include "models/domain/filterparser.h"

#include <algorithm>

namespace bw {

Result<FilterExpression> FilterExpression::parse(std::string_view text, std::span<const FilterKey> keys)
{
    return FilterParser(text, keys).run();
}

const FilterExpression::Node* FilterExpression::top() const
{
    if (m_nodes.empty() || m_nodes.back().parts.size() != 1)
        return nullptr;
    return &m_nodes[m_nodes.back().parts.front()];
}

std::size_t FilterExpression::keyOf(std::uint32_t node) const
{
    const Node* n = &m_nodes[node];
    while (n->kind == Kind::Not)
        n = &m_nodes[n->parts.front()];
    return n->kind == Kind::Test ? m_tests[n->test].key : FilterTest::Word;
}

std::vector<FilterExpression::Term> FilterExpression::terms() const
{
    std::vector<Term> answer;
    if (const Node* all = top()) {
        for (const std::uint32_t part : all->parts) {
            const Node& node = m_nodes[part];
            answer.push_back({node.begin, node.end, keyOf(part), node.kind == Kind::Not});
        }
    }
    return answer;
}

FilterExpression FilterExpression::without(std::size_t key) const
{
    FilterExpression answer = *this;
    if (const Node* all = top()) {
        auto& parts = answer.m_nodes[m_nodes.back().parts.front()].parts;
        (void)all;
        std::erase_if(parts, [&](std::uint32_t part) { return keyOf(part) == key && key != FilterTest::Word; });
        if (parts.empty())
            return {};
    }
    return answer;
}

std::string filterToggled(std::string_view text, std::string_view term, std::span<const FilterKey> keys)
{
    const auto parsed = FilterExpression::parse(text, keys);
    if (parsed) {
        for (const auto& known : parsed->terms()) {
            if (lowerAscii(text.substr(known.begin, known.end - known.begin)) != lowerAscii(term))
                continue;
            std::string answer(text.substr(0, known.begin));
            std::string_view rest = text.substr(known.end);
            while (!rest.empty() && rest.front() == ' ')
                rest.remove_prefix(1);
            answer += rest;
            while (!answer.empty() && answer.back() == ' ')
                answer.pop_back();
            return answer;
        }
    }
    const bool grouped = parsed && parsed->terms().empty() && !parsed->empty();
    std::string answer = grouped ? '(' + std::string(text) + ')' : std::string(text);
    if (!answer.empty() && answer.back() != ' ')
        answer += ' ';
    return answer + std::string(term);
}

} // namespace bw
