// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/versions.h"

#include "models/matching/versions/text.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

struct Rules {
    int (*compare)(std::string_view, std::string_view) noexcept;
    std::string_view (*flaw)(std::string_view);
};

// In the order of VersionScheme.
constexpr std::array<Rules, 8> AllRules = {{
    {compareDeb, versions::flawDeb},
    {compareRpm, versions::flawRpm},
    {compareApk, versions::flawApk},
    {comparePacman, versions::flawPacman},
    {compareSemver, versions::flawSemver},
    {compareWindows, versions::flawWindows},
    {compareMacos, versions::flawMacos},
    {compareGeneric, versions::flawGeneric},
}};

constexpr std::size_t LongestVersion = 1024;
constexpr std::size_t LongestQuote = 80;

const Rules& rules(VersionScheme scheme)
{
    return AllRules[std::size_t(scheme)];
}

// Never cuts a UTF-8 sequence in two.
std::string_view quoted(std::string_view text)
{
    auto n = std::min(text.size(), LongestQuote);
    while (n > 0 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80)
        --n;
    return text.substr(0, n);
}

Error refusal(VersionScheme scheme, std::string_view text, std::string_view flaw)
{
    std::string subject = "\"";
    subject += quoted(text);
    subject += "\" is not a version of scheme ";
    subject += name(scheme);
    subject += ": ";
    subject += flaw;
    return {ErrorKind::BadValue, std::move(subject), {}};
}

} // namespace

std::string_view versionFlaw(VersionScheme scheme, std::string_view text)
{
    if (text.size() > LongestVersion)
        return "version is too long";
    return rules(scheme).flaw(text);
}

bool isValidVersion(VersionScheme scheme, std::string_view text)
{
    return versionFlaw(scheme, text).empty();
}

int compareAccepted(VersionScheme scheme, std::string_view a, std::string_view b) noexcept
{
    return rules(scheme).compare(a, b);
}

Result<Order> compareVersions(VersionScheme scheme, std::string_view a, std::string_view b)
{
    for (const std::string_view side : {a, b}) {
        if (const auto flaw = versionFlaw(scheme, side); !flaw.empty())
            return refusal(scheme, side, flaw);
    }
    return Order(compareAccepted(scheme, a, b));
}

} // namespace bw
