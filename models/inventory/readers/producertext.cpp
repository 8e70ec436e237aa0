// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/readers/producertext.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordCharacter(char c)
{
    return isDigit(c) || (asciiLower(c) >= 'a' && asciiLower(c) <= 'z');
}

bool isBlank(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
}

/// Where the first "KBnnnnnn[nn]" begins and how many digits it has; npos: none.
std::pair<std::size_t, std::size_t> findHotfix(std::string_view text)
{
    for (std::size_t i = 0; i + 8 <= text.size(); ++i) {
        if (asciiLower(text[i]) != 'k' || asciiLower(text[i + 1]) != 'b' || (i > 0 && isWordCharacter(text[i - 1])))
            continue;
        std::size_t end = i + 2;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        const std::size_t digits = end - i - 2;
        if (digits >= 6 && digits <= 8)
            return {i, digits};
    }
    return {std::string_view::npos, 0};
}

} // namespace

std::string asciiLower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return asciiLower(c); });
    return out;
}

std::string_view trimAscii(std::string_view text)
{
    static constexpr std::string_view noBreakSpace = "\xc2\xa0";
    for (;;) {
        const std::size_t before = text.size();
        while (!text.empty() && isBlank(text.front()))
            text.remove_prefix(1);
        while (!text.empty() && isBlank(text.back()))
            text.remove_suffix(1);
        if (text.substr(0, 2) == noBreakSpace)
            text.remove_prefix(2);
        if (text.size() >= 2 && text.substr(text.size() - 2) == noBreakSpace)
            text.remove_suffix(2);
        if (text.size() == before)
            return text;
    }
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return asciiLower(x) == asciiLower(y); });
}

bool isCutText(std::string_view text)
{
    static constexpr std::array<std::string_view, 5> Ellipses = {"...", "\xE2\x80\xA6", // …
                                                                 "\xC3\x94\xC3\x87\xC2\xAA", // cp850: ÔÇª
                                                                 "\xCE\x93\xC3\x87\xC2\xAA", // cp437: ΓÇª
                                                                 "\xC3\xA2\xE2\x82\xAC\xC2\xA6"}; // 1252: â€¦
    return std::any_of(Ellipses.begin(), Ellipses.end(), [&](std::string_view ellipsis) {
        return text.size() >= ellipsis.size() && text.substr(text.size() - ellipsis.size()) == ellipsis;
    });
}

bool isRpmPseudoPackage(std::string_view name)
{
    return name == "gpg-pubkey";
}

std::string hotfixIn(std::string_view text)
{
    const auto [at, digits] = findHotfix(text);
    return at == std::string_view::npos ? std::string() : "KB" + std::string(text.substr(at + 2, digits));
}

bool isHotfixEntry(std::string_view name, std::string_view releaseType)
{
    name = trimAscii(name);
    const auto [at, digits] = findHotfix(name);
    if (at == std::string_view::npos)
        return false;
    if (at == 0 && digits + 2 == name.size())
        return true;
    const bool bracketed =
        at > 0 && name[at - 1] == '(' && at + 2 + digits < name.size() && name[at + 2 + digits] == ')';
    const std::string type = asciiLower(releaseType);
    return bracketed || type.find("update") != std::string::npos || type.find("hotfix") != std::string::npos;
}

bool isSecurityTitle(std::string_view title)
{
    const std::string text = asciiLower(title);
    const auto holds = [&](std::string_view part) { return text.find(part) != std::string::npos; };
    return (holds("cumulative update") || holds("security") || holds("monthly rollup")) && !holds("preview");
}

} // namespace bw
