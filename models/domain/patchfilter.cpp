// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/patchfilter.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

enum Key : std::size_t {
    DecisionKey,
    PatchKey,
    For,
    Kev,
    Due,
    Hosts,
    Cve,
    Epss,
    Cvss,
    Advisory,
    Fix,
    Reboot,
    ControlKey,
    Unknown
};

constexpr std::array<FilterKey, 14> Keys = {{
    {"decision", FilterKind::Ranked, "defer, scheduled, out-of-cycle, immediate"},
    {"patch", FilterKind::Text},
    {"for", FilterKind::Text},
    {"kev", FilterKind::Words, "yes, no"},
    {"due", FilterKind::Days, "overdue, today, none"},
    {"hosts", FilterKind::Number},
    {"cve", FilterKind::Text},
    {"epss", FilterKind::Number, "none"},
    {"cvss", FilterKind::Number, "none"},
    {"advisory", FilterKind::Text},
    {"fix", FilterKind::Words, "yes, none, wont, offered"},
    {"reboot", FilterKind::Words, "yes, no"},
    {"control", FilterKind::Text},
    {"unknown", FilterKind::Number},
}};

template <typename Holds>
bool anyValue(const FilterTest& test, Holds holds)
{
    return std::any_of(test.values.begin(), test.values.end(), holds);
}

std::string_view cveId(const Assessment& assessment, CveIndex cve)
{
    return assessment.catalog && cve < assessment.catalog->cves.size()
        ? std::string_view(assessment.catalog->cves[cve].id)
        : std::string_view();
}

bool wordIn(std::string_view word, const Patch& patch, const Assessment& assessment)
{
    if (filterContains(patch.package, word) || filterContains(patch.fixed, word) || filterContains(patch.offered, word)
        || filterContains(patch.stream, word))
        return true;
    return std::any_of(patch.advisories.begin(), patch.advisories.end(),
                       [&](const std::string& id) { return filterContains(id, word); })
        || std::any_of(patch.cves.begin(), patch.cves.end(),
                       [&](CveIndex cve) { return filterContains(cveId(assessment, cve), word); });
}

bool listed(const FilterTest& test, const std::vector<std::string>& texts)
{
    return anyValue(test, [&](const FilterValue& value) {
        return texts.empty()
            ? value.text == "none"
            : std::any_of(texts.begin(), texts.end(), [&](const std::string& t) { return filterGlob(value.text, t); });
    });
}

bool figureIs(const FilterTest& test, std::optional<double> figure)
{
    return anyValue(
        test, [&](const FilterValue& value) { return value.number ? filterCompare(test.op, figure, value) : !figure; });
}

std::optional<double> wide(std::optional<float> value)
{
    return value ? std::optional<double>(double(*value)) : std::nullopt;
}

bool wordIs(const FilterTest& test, std::string_view word)
{
    return anyValue(test, [&](const FilterValue& value) { return value.text == word; });
}

} // namespace

std::span<const FilterKey> PatchFilter::keys()
{
    return Keys;
}

Result<PatchFilter> PatchFilter::parse(std::string_view text)
{
    auto parsed = FilterExpression::parse(text, Keys);
    if (!parsed)
        return parsed.error();
    return PatchFilter(std::move(*parsed));
}

bool PatchFilter::dueIs(const FilterTest& test, std::optional<Day> due, Day today)
{
    return anyValue(test, [&](const FilterValue& value) {
        if (value.text == "none")
            return !due;
        if (!due)
            return false;
        if (value.text == "overdue")
            return *due < today;
        if (value.text == "today")
            return *due == today;
        const auto base = value.date ? Day() : today;
        return filterCompare(test.op, double((*due - base).count()), value);
    });
}

bool PatchFilter::holds(const FilterTest& test, const Patch& patch, const Assessment& assessment)
{
    switch (test.key) {
    case FilterTest::Word:
        return anyValue(test, [&](const FilterValue& value) { return wordIn(value.text, patch, assessment); });
    case DecisionKey:
        return figureIs(test, double(patch.decision));
    case PatchKey:
        return anyValue(test, [&](const FilterValue& value) {
            return filterGlob(value.text, patch.package) || filterGlob(value.text, patch.id);
        });
    case For:
        return anyValue(test, [&](const FilterValue& value) {
            return filterTextIs(value.text, patch.stream)
                || (filterStartsWith(patch.stream, value.text) && patch.stream.size() > value.text.size()
                    && patch.stream[value.text.size()] == ':');
        });
    case Kev:
        return wordIs(test, patch.kev ? "yes" : "no");
    case Due:
        return dueIs(test, patch.due, dayOf(assessment.at));
    case Hosts:
        return figureIs(test, double(patch.hostsOpen));
    case Cve:
        return anyValue(test, [&](const FilterValue& value) {
            return patch.cves.empty() ? value.text == "none"
                                      : std::any_of(patch.cves.begin(), patch.cves.end(), [&](CveIndex cve) {
                                            return filterGlob(value.text, cveId(assessment, cve));
                                        });
        });
    case Epss:
        return figureIs(test, wide(patch.epssMax));
    case Cvss:
        return figureIs(test, wide(patch.cvssMax));
    case Advisory:
        return listed(test, patch.advisories);
    case Fix:
        return wordIs(test,
                      patch.offerOnly            ? "offered"
                          : !patch.fixed.empty() ? "yes"
                          : patch.willNotFix     ? "wont"
                                                 : "none");
    case Reboot:
        return wordIs(test, patch.reboot ? "yes" : "no");
    case ControlKey:
        return listed(test, patch.controls);
    case Unknown:
        return figureIs(test, double(patch.hostsUnknown));
    default:
        return false;
    }
}

bool PatchFilter::matches(const Patch& patch, const Assessment& assessment) const
{
    return m_expression.evaluate([&](const FilterTest& test) { return holds(test, patch, assessment); });
}

} // namespace bw
