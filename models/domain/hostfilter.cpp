// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/hostfilter.h"

#include <algorithm>
#include <array>
#include <optional>

namespace bw {

namespace {

enum Key : std::size_t { Name, Tag, Os, Release, ExposureKey, Importance, SafetyKey, Owner, Site, Role, State };

constexpr std::array<FilterKey, 11> Keys = {{
    {"name", FilterKind::Text},
    {"tag", FilterKind::Text},
    {"os", FilterKind::Text},
    {"release", FilterKind::Text},
    {"exposure", FilterKind::Words, "small, controlled, open, none"},
    {"importance", FilterKind::Words, "low, medium, high, critical, degraded, msc, mef, mission, none"},
    {"safety", FilterKind::Words, "negligible, marginal, critical, catastrophic, none"},
    {"owner", FilterKind::Text},
    {"site", FilterKind::Text},
    {"role", FilterKind::Text},
    {"state", FilterKind::Words, "current, stale, unknown, excluded"},
}};

template <typename T, typename Reader>
bool valueIs(std::string_view pattern, const std::optional<T>& value, Reader read)
{
    return value ? read(pattern) == *value : pattern == "none";
}

bool osIs(std::string_view pattern, const OsIdentity* os)
{
    if (!os || (os->name.empty() && os->family.empty()))
        return pattern == "none";
    if (filterGlob(pattern, os->name) || filterGlob(pattern, os->family))
        return true;
    const bool head = filterStartsWith(os->name, pattern);
    return head && os->name[pattern.size()] == ' ';
}

bool wordIn(std::string_view word, const HostFacts& facts)
{
    const auto& identity = facts.host.identity;
    const auto& said = facts.host.attributes;
    for (const std::string* text : {&identity.name, &identity.fqdn, &said.owner, &said.site, &said.role}) {
        if (filterContains(*text, word))
            return true;
    }
    if (facts.os && filterContains(facts.os->name + ' ' + facts.os->release, word))
        return true;
    return std::any_of(said.tags.begin(), said.tags.end(),
                       [&](const std::string& tag) { return filterContains(tag, word); });
}

bool valueHolds(std::size_t key, std::string_view value, const HostFacts& facts)
{
    const auto& identity = facts.host.identity;
    const auto& said = facts.host.attributes;
    switch (key) {
    case FilterTest::Word:
        return wordIn(value, facts);
    case Name:
        return filterTextIs(value, identity.name) || (!identity.fqdn.empty() && filterGlob(value, identity.fqdn));
    case Tag:
        return said.tags.empty() ? value == "none"
                                 : std::any_of(said.tags.begin(), said.tags.end(),
                                               [&](const std::string& tag) { return filterGlob(value, tag); });
    case Os:
        return osIs(value, facts.os);
    case Release:
        return filterTextIs(value, facts.os ? std::string_view(facts.os->release) : std::string_view());
    case ExposureKey:
        return valueIs(value, said.exposure, exposureFrom);
    case Importance:
        return valueIs(value, said.importance, missionFrom);
    case SafetyKey:
        return valueIs(value, said.safety, safetyFrom);
    case Owner:
        return filterTextIs(value, said.owner);
    case Site:
        return filterTextIs(value, said.site);
    case Role:
        return filterTextIs(value, said.role);
    case State:
        return value == name(facts.state);
    default:
        return false;
    }
}

} // namespace

std::span<const FilterKey> HostFilter::keys()
{
    return Keys;
}

Result<HostFilter> HostFilter::parse(std::string_view text)
{
    auto parsed = FilterExpression::parse(text, Keys);
    if (!parsed)
        return parsed.error();
    return HostFilter(std::move(*parsed));
}

bool HostFilter::holds(const FilterTest& test, const HostFacts& facts)
{
    return std::any_of(test.values.begin(), test.values.end(),
                       [&](const FilterValue& value) { return valueHolds(test.key, value.text, facts); });
}

bool HostFilter::matches(const HostFacts& facts) const
{
    return m_expression.evaluate([&](const FilterTest& test) { return holds(test, facts); });
}

} // namespace bw
