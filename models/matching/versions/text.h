// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// What the version orders share: ASCII classes that ask no locale, and numbers of any length.
namespace bw::versions {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
constexpr bool isAlpha(char c)
{
    return isLower(c) || (c >= 'A' && c <= 'Z');
}
constexpr bool isAlnum(char c)
{
    return isDigit(c) || isAlpha(c);
}
constexpr bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr char toLower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}
constexpr int signOf(int difference)
{
    return (difference > 0) - (difference < 0);
}

constexpr std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Takes the longest run of matching characters off the front of rest.
template <typename Matches>
constexpr std::string_view takeWhile(std::string_view& rest, Matches matches)
{
    std::size_t n = 0;
    while (n < rest.size() && matches(rest[n]))
        ++n;
    const auto run = rest.substr(0, n);
    rest.remove_prefix(n);
    return run;
}

constexpr std::string_view takeDigits(std::string_view& rest)
{
    return takeWhile(rest, isDigit);
}

constexpr std::string_view withoutZeros(std::string_view digits)
{
    while (!digits.empty() && digits.front() == '0')
        digits.remove_prefix(1);
    return digits;
}

/// Byte order; -1, 0 or 1.
inline int compareBytes(std::string_view a, std::string_view b) noexcept
{
    return signOf(a.compare(b));
}

/// Two runs of digits as numbers of any length; an empty run is 0.
inline int compareNumbers(std::string_view a, std::string_view b) noexcept
{
    a = withoutZeros(a);
    b = withoutZeros(b);
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return compareBytes(a, b);
}

/// epoch:version-release taken apart; views into the text.
struct Evr {
    std::string_view epoch; ///< digits; empty means 0
    std::string_view version;
    std::string_view release;
    bool hasRelease = false;
};
/// As rpm and alpm read it: leading digits and ":" are the epoch, what follows the last "-" is the release.
Evr splitEvr(std::string_view text) noexcept;
/// Why the text has no epoch:version-release; empty when it has.
std::string_view flawEvr(std::string_view text);

/// Dotted numbers of any count; missing ones are 0.
int compareDotted(std::string_view a, std::string_view b) noexcept;
/// Why the text is not dotted numbers; empty when it is.
std::string_view flawDotted(std::string_view text);

std::string_view flawDeb(std::string_view text);
std::string_view flawRpm(std::string_view text);
std::string_view flawApk(std::string_view text);
std::string_view flawPacman(std::string_view text);
std::string_view flawSemver(std::string_view text);
std::string_view flawWindows(std::string_view text);
std::string_view flawMacos(std::string_view text);
std::string_view flawGeneric(std::string_view text);

} // namespace bw::versions
