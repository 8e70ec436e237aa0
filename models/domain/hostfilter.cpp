// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/hostfilter.h"

#include <algorithm>
#include <array>
#include <optional>

namespace bw {

namespace {

constexpr std::size_t MaxLength = 4096;
constexpr int MaxNesting = 32;

constexpr std::array<std::string_view, 12> Keys = {"",           "name",   "tag",   "os",   "release", "exposure",
                                                   "importance", "safety", "owner", "site", "role",    "state"};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string answer(text);
    std::transform(answer.begin(), answer.end(), answer.begin(), lower);
    return answer;
}

bool startsWithFolded(std::string_view text, std::string_view part)
{
    return text.size() >= part.size()
        && std::equal(part.begin(), part.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

bool containsFolded(std::string_view text, std::string_view part)
{
    for (std::size_t i = 0; i + part.size() <= text.size(); ++i) {
        if (startsWithFolded(text.substr(i), part))
            return true;
    }
    return false;
}

/// Glob over the whole text; linear in practice, quadratic at worst.
bool globs(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] != '*' && (pattern[p] == '?' || pattern[p] == lower(text[t]))) {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool textIs(std::string_view pattern, std::string_view text)
{
    return text.empty() ? pattern == "none" : globs(pattern, text);
}

template <typename T, typename Reader>
bool valueIs(std::string_view pattern, const std::optional<T>& value, Reader read)
{
    return value ? read(pattern) == *value : pattern == "none";
}

bool osIs(std::string_view pattern, const OsIdentity* os)
{
    if (!os || (os->name.empty() && os->family.empty()))
        return pattern == "none";
    if (globs(pattern, os->name) || globs(pattern, os->family))
        return true;
    const bool head = startsWithFolded(os->name, pattern);
    return head && os->name[pattern.size()] == ' ';
}

bool wordIn(std::string_view word, const HostFacts& facts)
{
    const auto& identity = facts.host.identity;
    const auto& said = facts.host.attributes;
    for (const std::string* text : {&identity.name, &identity.fqdn, &said.owner, &said.site, &said.role}) {
        if (containsFolded(*text, word))
            return true;
    }
    if (facts.os && containsFolded(facts.os->name + ' ' + facts.os->release, word))
        return true;
    return std::any_of(said.tags.begin(), said.tags.end(),
                       [&](const std::string& tag) { return containsFolded(tag, word); });
}

bool valueHolds(HostFilter::Key key, std::string_view value, const HostFacts& facts)
{
    const auto& identity = facts.host.identity;
    const auto& said = facts.host.attributes;
    switch (key) {
    case HostFilter::Key::Word:
        return wordIn(value, facts);
    case HostFilter::Key::Name:
        return textIs(value, identity.name) || (!identity.fqdn.empty() && globs(value, identity.fqdn));
    case HostFilter::Key::Tag:
        return said.tags.empty() ? value == "none"
                                 : std::any_of(said.tags.begin(), said.tags.end(),
                                               [&](const std::string& tag) { return globs(value, tag); });
    case HostFilter::Key::Os:
        return osIs(value, facts.os);
    case HostFilter::Key::Release:
        return textIs(value, facts.os ? std::string_view(facts.os->release) : std::string_view());
    case HostFilter::Key::Exposure:
        return valueIs(value, said.exposure, exposureFrom);
    case HostFilter::Key::Importance:
        return valueIs(value, said.importance, missionFrom);
    case HostFilter::Key::Safety:
        return valueIs(value, said.safety, safetyFrom);
    case HostFilter::Key::Owner:
        return textIs(value, said.owner);
    case HostFilter::Key::Site:
        return textIs(value, said.site);
    case HostFilter::Key::Role:
        return textIs(value, said.role);
    case HostFilter::Key::State:
        return value == name(facts.state);
    }
    return false;
}

std::string_view expectedWords(HostFilter::Key key)
{
    switch (key) {
    case HostFilter::Key::Exposure:
        return "small, controlled, open, none";
    case HostFilter::Key::Importance:
        return "low, medium, high, critical, degraded, msc, mef, mission, none";
    case HostFilter::Key::Safety:
        return "negligible, marginal, critical, catastrophic, none";
    case HostFilter::Key::State:
        return "current, stale, unknown, excluded";
    default:
        return {};
    }
}

bool wordIsKnown(HostFilter::Key key, std::string_view value)
{
    switch (key) {
    case HostFilter::Key::Exposure:
        return value == "none" || exposureFrom(value).has_value();
    case HostFilter::Key::Importance:
        return value == "none" || missionFrom(value).has_value();
    case HostFilter::Key::Safety:
        return value == "none" || safetyFrom(value).has_value();
    case HostFilter::Key::State:
        return value == "current" || value == "stale" || value == "unknown" || value == "excluded";
    default:
        return true;
    }
}

} // namespace

class HostFilterParser {
public:
    explicit HostFilterParser(std::string_view text)
        : m_text(text)
    {
    }

    Result<HostFilter> run()
    {
        if (m_text.size() > MaxLength)
            return Error{ErrorKind::TooLarge, "filter", {{}, 1, MaxLength + 1, {}}};
        skipBlanks();
        if (m_at == m_text.size())
            return HostFilter();
        if (!any(0))
            return *m_error;
        if (m_at < m_text.size()) {
            fail("\")\" without \"(\"; expected a term or OR");
            return *m_error;
        }
        return std::move(m_filter);
    }

private:
    using Node = HostFilter::Node;
    using Kind = HostFilter::Kind;

    std::optional<std::uint32_t> fail(std::string subject, std::string field = {})
    {
        if (!m_error)
            m_error = Error{ErrorKind::Usage, std::move(subject), {{}, 1, m_at + 1, std::move(field)}};
        return {};
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
    }

    std::uint32_t add(Node node)
    {
        m_filter.m_nodes.push_back(std::move(node));
        return std::uint32_t(m_filter.m_nodes.size() - 1);
    }

    bool atOr() const
    {
        const auto rest = m_text.substr(m_at);
        return rest.starts_with("OR") && (rest.size() == 2 || rest[2] == ' ' || rest[2] == '(');
    }

    std::optional<std::uint32_t> any(int depth)
    {
        Node node;
        node.kind = Kind::Any;
        while (true) {
            const auto part = all(depth);
            if (!part)
                return {};
            node.parts.push_back(*part);
            if (!atOr())
                return add(std::move(node));
            m_at += 2;
            skipBlanks();
        }
    }

    std::optional<std::uint32_t> all(int depth)
    {
        Node node;
        node.kind = Kind::All;
        while (m_at < m_text.size() && m_text[m_at] != ')' && !atOr()) {
            const auto part = term(depth);
            if (!part)
                return {};
            node.parts.push_back(*part);
            skipBlanks();
        }
        if (node.parts.empty())
            return fail("nothing here; expected a term such as name:web*");
        return add(std::move(node));
    }

    std::optional<std::uint32_t> term(int depth)
    {
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
            return add(std::move(node));
        }
        if (m_text[m_at] == '(')
            return group(depth);
        return test();
    }

    std::optional<std::uint32_t> group(int depth)
    {
        if (depth >= MaxNesting)
            return fail("too many \"(\"");
        ++m_at;
        skipBlanks();
        const auto inner = any(depth + 1);
        if (!inner)
            return {};
        if (m_at == m_text.size() || m_text[m_at] != ')')
            return fail("the end; expected \")\"");
        ++m_at;
        return inner;
    }

    std::optional<std::uint32_t> test()
    {
        Node node;
        node.kind = Kind::Test;
        const auto start = m_at;
        if (m_text[m_at] != '"') {
            const auto end = std::min(m_text.find_first_of(" \t():\"", m_at), m_text.size());
            if (end < m_text.size() && m_text[end] == ':') {
                const auto key = lowered(m_text.substr(m_at, end - m_at));
                const auto it = std::find(Keys.begin() + 1, Keys.end(), key);
                if (it == Keys.end())
                    return fail(unknownKey(key), key);
                node.key = HostFilter::Key(it - Keys.begin());
                m_at = end + 1;
            }
        }
        do {
            auto word = value(node.key != HostFilter::Key::Word);
            if (!word)
                return {};
            if (!wordIsKnown(node.key, *word)) {
                m_at = std::max(start, m_at - word->size());
                return fail('"' + *word + "\"; expected " + std::string(expectedWords(node.key)),
                            std::string(Keys[std::size_t(node.key)]));
            }
            node.values.push_back(std::move(*word));
        } while (node.key != HostFilter::Key::Word && m_at < m_text.size() && m_text[m_at] == ',' && ++m_at);
        return add(std::move(node));
    }

    std::optional<std::string> value(bool listed)
    {
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            const auto close = m_text.find('"', m_at + 1);
            if (close == std::string_view::npos) {
                fail("a quote without its end; expected \"");
                return {};
            }
            auto word = lowered(m_text.substr(m_at + 1, close - m_at - 1));
            m_at = close + 1;
            return word;
        }
        const auto end = std::min(m_text.find_first_of(listed ? " \t()\"," : " \t()\"", m_at), m_text.size());
        if (end == m_at) {
            fail("nothing here; expected a value");
            return {};
        }
        auto word = lowered(m_text.substr(m_at, end - m_at));
        m_at = end;
        return word;
    }

    static std::string unknownKey(const std::string& key)
    {
        std::string text = '"' + key + "\"; expected ";
        for (std::size_t i = 1; i < Keys.size(); ++i)
            text += (i > 1 ? ", " : "") + std::string(Keys[i]);
        return text;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    HostFilter m_filter;
    std::optional<Error> m_error;
};

Result<HostFilter> HostFilter::parse(std::string_view text)
{
    return HostFilterParser(text).run();
}

bool HostFilter::holds(std::uint32_t node, const HostFacts& facts) const
{
    const Node& n = m_nodes[node];
    const auto part = [&](std::uint32_t p) { return holds(p, facts); };
    switch (n.kind) {
    case Kind::All:
        return std::all_of(n.parts.begin(), n.parts.end(), part);
    case Kind::Any:
        return std::any_of(n.parts.begin(), n.parts.end(), part);
    case Kind::Not:
        return !part(n.parts.front());
    case Kind::Test:
        break;
    }
    return std::any_of(n.values.begin(), n.values.end(),
                       [&](const std::string& value) { return valueHolds(n.key, value, facts); });
}

bool HostFilter::matches(const HostFacts& facts) const
{
    return m_nodes.empty() || holds(std::uint32_t(m_nodes.size() - 1), facts);
}

} // namespace bw
