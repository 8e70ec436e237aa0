// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// semver.org 2.0.0, clause 11. Build metadata takes no part in the order.
#include "models/matching/versions.h"
#include "models/matching/versions/text.h"

#include <algorithm>

namespace bw {

using namespace versions;

namespace {

struct Parts {
    std::string_view numbers;
    std::string_view preRelease;
    std::string_view build;
    bool hasPreRelease = false;
    bool hasBuild = false;
};

Parts split(std::string_view text)
{
    text = trimmed(text);
    if (!text.empty() && toLower(text.front()) == 'v')
        text.remove_prefix(1);
    Parts parts;
    if (const auto plus = text.find('+'); plus != std::string_view::npos) {
        parts.build = text.substr(plus + 1);
        parts.hasBuild = true;
        text = text.substr(0, plus);
    }
    if (const auto dash = text.find('-'); dash != std::string_view::npos) {
        parts.preRelease = text.substr(dash + 1);
        parts.hasPreRelease = true;
        text = text.substr(0, dash);
    }
    parts.numbers = text;
    return parts;
}

std::string_view takeIdentifier(std::string_view& rest)
{
    const auto identifier = takeWhile(rest, [](char c) { return c != '.'; });
    rest.remove_prefix(rest.empty() ? 0 : 1);
    return identifier;
}

bool isNumeric(std::string_view identifier)
{
    return std::all_of(identifier.begin(), identifier.end(), isDigit);
}

int compareIdentifiers(std::string_view a, std::string_view b) noexcept
{
    const bool numericA = isNumeric(a);
    if (numericA != isNumeric(b))
        return numericA ? -1 : 1;
    return numericA ? compareNumbers(a, b) : compareBytes(a, b);
}

int comparePreReleases(std::string_view a, std::string_view b) noexcept
{
    while (!a.empty() && !b.empty()) {
        if (const int order = compareIdentifiers(takeIdentifier(a), takeIdentifier(b)); order != 0)
            return order;
    }
    return int(!a.empty()) - int(!b.empty());
}

bool areIdentifiers(std::string_view text)
{
    bool empty = true;
    for (const char c : text) {
        if (c == '.' ? empty : !isAlnum(c) && c != '-')
            return false;
        empty = c == '.';
    }
    return !empty;
}

} // namespace

int compareSemver(std::string_view a, std::string_view b) noexcept
{
    const Parts x = split(a);
    const Parts y = split(b);
    if (const int order = compareDotted(x.numbers, y.numbers); order != 0)
        return order;
    if (x.hasPreRelease != y.hasPreRelease)
        return x.hasPreRelease ? -1 : 1;
    return comparePreReleases(x.preRelease, y.preRelease);
}

std::string_view versions::flawSemver(std::string_view text)
{
    const Parts parts = split(text);
    if (const auto flaw = flawDotted(parts.numbers); !flaw.empty())
        return flaw;
    if (parts.hasPreRelease && !areIdentifiers(parts.preRelease))
        return "pre-release is not a list of identifiers";
    if (parts.hasBuild && !areIdentifiers(parts.build))
        return "build metadata is not a list of identifiers";
    return {};
}

} // namespace bw
