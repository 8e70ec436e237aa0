// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/findingfilter.h"

#include "models/domain/hostfilter.h"
#include "models/domain/patchfilter.h"

#include <algorithm>
#include <array>
#include <vector>

namespace bw {

namespace {

enum Own : std::size_t { State, DecisionKey, Due, Since, Version, HostName };

constexpr std::array<FilterKey, 6> OwnKeys = {{
    {"state", FilterKind::Words,
     "open, planned, deploying, claimed, reboot-pending, verified, contradicted, excepted, regressed, unknown"},
    {"decision", FilterKind::Ranked, "defer, scheduled, out-of-cycle, immediate"},
    {"due", FilterKind::Days, "overdue, today, none"},
    {"since", FilterKind::Days, "none"},
    {"version", FilterKind::Text},
    {"host", FilterKind::Text},
}};

struct Borrowed {
    FindingFilter::Subject subject;
    std::size_t key; ///< in the language it comes from
};

struct Language {
    std::vector<FilterKey> keys{OwnKeys.begin(), OwnKeys.end()};
    std::vector<Borrowed> sources;

    Language()
    {
        using Subject = FindingFilter::Subject;
        const auto hostName = keyOf(HostFilter::keys(), "name");
        const auto patchDue = keyOf(PatchFilter::keys(), "due");
        sources = {{Subject::Finding, State}, {Subject::Finding, DecisionKey}, {Subject::Finding, patchDue},
                   {Subject::Finding, Since}, {Subject::Component, Version},   {Subject::Host, hostName}};
        borrow(HostFilter::keys(), Subject::Host, {"name", "state"});
        borrow(PatchFilter::keys(), Subject::Patch, {"decision", "due", "hosts", "unknown"});
    }

    static std::size_t keyOf(std::span<const FilterKey> from, std::string_view name)
    {
        return std::size_t(std::find_if(from.begin(), from.end(), [&](auto& key) { return key.name == name; })
                           - from.begin());
    }

    void borrow(std::span<const FilterKey> from, FindingFilter::Subject subject,
                std::initializer_list<std::string_view> except)
    {
        for (std::size_t i = 0; i < from.size(); ++i) {
            if (std::find(except.begin(), except.end(), from[i].name) != except.end())
                continue;
            keys.push_back(from[i]);
            sources.push_back({subject, i});
        }
    }
};

const Language& language()
{
    static const Language words;
    return words;
}

FilterTest inSource(const FilterTest& test)
{
    FilterTest other = test;
    if (test.key != FilterTest::Word)
        other.key = language().sources[test.key].key;
    return other;
}

HostFacts factsOf(std::uint32_t host, const Assessment& assessment)
{
    const Host& known = assessment.fleet->hosts[host];
    const SnapshotEntry* seen = known.lastSeen(assessment.at);
    return {known, seen ? &assessment.fleet->systems[seen->os] : nullptr,
            host < assessment.hostStates.size() ? assessment.hostStates[host] : HostState::Unknown};
}

std::optional<Day> dayFrom(std::int32_t day)
{
    return day == Finding::NoDay ? std::nullopt : std::optional(Day(std::chrono::days(day)));
}

} // namespace

std::span<const FilterKey> FindingFilter::keys()
{
    return language().keys;
}

Result<FindingFilter> FindingFilter::parse(std::string_view text)
{
    auto parsed = FilterExpression::parse(text, keys());
    if (!parsed)
        return parsed.error();
    FindingFilter filter;
    filter.m_expression = std::move(*parsed);
    return filter;
}

FindingFilter::Subject FindingFilter::subjectOf(const FilterTest& test)
{
    return test.key == FilterTest::Word ? Subject::Word : language().sources[test.key].subject;
}

bool FindingFilter::holdsForHost(const FilterTest& test, std::uint32_t host, const Assessment& assessment)
{
    return HostFilter::holds(inSource(test), factsOf(host, assessment));
}

bool FindingFilter::holdsForPatch(const FilterTest& test, const Patch& patch, const Assessment& assessment)
{
    return PatchFilter::holds(inSource(test), patch, assessment);
}

bool FindingFilter::holdsForComponent(const FilterTest& test, ComponentId component, const Assessment& assessment)
{
    const auto version = assessment.fleet->components->view(component).version;
    const bool word = test.key == FilterTest::Word;
    return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& value) {
        return word ? filterContains(version, value.text) : filterGlob(value.text, version);
    });
}

bool FindingFilter::holdsForFinding(const FilterTest& test, const Finding& finding, Day today)
{
    switch (test.key) {
    case State:
        return std::any_of(test.values.begin(), test.values.end(),
                           [&](const FilterValue& value) { return value.text == name(finding.state); });
    case DecisionKey:
        return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& value) {
            return filterCompare(test.op, double(finding.decision), value);
        });
    case Due:
        return PatchFilter::dueIs(test, dayFrom(finding.due), today);
    case Since: {
        const auto since = dayFrom(finding.exposedSince);
        return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& value) {
            if (!since || !value.number)
                return !since && !value.number;
            const auto days = value.date ? since->time_since_epoch() : today - *since;
            return filterCompare(test.op, double(days.count()), value);
        });
    }
    default:
        return false;
    }
}

bool FindingFilter::matches(const Finding& finding, const Assessment& assessment) const
{
    const Patch& patch = assessment.patches[finding.patch];
    return m_expression.evaluate([&](const FilterTest& test) {
        switch (subjectOf(test)) {
        case Subject::Word:
            return holdsForHost(test, finding.host, assessment) || holdsForPatch(test, patch, assessment)
                || holdsForComponent(test, finding.component, assessment);
        case Subject::Host:
            return holdsForHost(test, finding.host, assessment);
        case Subject::Patch:
            return holdsForPatch(test, patch, assessment);
        case Subject::Component:
            return holdsForComponent(test, finding.component, assessment);
        case Subject::Finding:
            return holdsForFinding(test, finding, dayOf(assessment.at));
        }
        return false;
    });
}

} // namespace bw
