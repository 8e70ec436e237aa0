// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of vercmp(8) in pacman. It is a total order over versions that makepkg accepts and that end in a letter or
// digit; alpm itself contradicts itself on trailing and doubled separators ("1." < "1.1" < "1..a" < "1.").
#include "models/matching/versions.h"
#include "models/matching/versions/text.h"

namespace bw {

using namespace versions;

namespace {

bool isSeparator(char c)
{
    return !isAlnum(c);
}

// One or both sides have ended: what remains wins, unless it is letters ("1.0rc" is below "1.0").
int compareRest(std::string_view a, std::string_view b) noexcept
{
    if (a.empty() && b.empty())
        return 0;
    const bool lettersA = !a.empty() && isAlpha(a.front());
    const bool lettersB = !b.empty() && isAlpha(b.front());
    return lettersA || (a.empty() && !lettersB) ? -1 : 1;
}

int compareSegments(std::string_view a, std::string_view b) noexcept
{
    if (a == b)
        return 0;
    while (!a.empty() && !b.empty()) {
        const auto separatorA = takeWhile(a, isSeparator);
        const auto separatorB = takeWhile(b, isSeparator);
        if (a.empty() || b.empty())
            break;
        if (separatorA.size() != separatorB.size())
            return separatorA.size() < separatorB.size() ? -1 : 1;
        const bool numeric = isDigit(a.front());
        if (numeric != isDigit(b.front()))
            return numeric ? 1 : -1;
        const int order = numeric ? compareNumbers(takeDigits(a), takeDigits(b))
                                  : compareBytes(takeWhile(a, isAlpha), takeWhile(b, isAlpha));
        if (order != 0)
            return order;
    }
    return compareRest(a, b);
}

} // namespace

int comparePacman(std::string_view a, std::string_view b) noexcept
{
    const Evr x = splitEvr(a);
    const Evr y = splitEvr(b);
    if (const int order = compareNumbers(x.epoch, y.epoch); order != 0)
        return order;
    if (const int order = compareSegments(x.version, y.version); order != 0)
        return order;
    return x.hasRelease && y.hasRelease ? compareSegments(x.release, y.release) : 0;
}

std::string_view versions::flawPacman(std::string_view text)
{
    if (const auto flaw = flawEvr(text); !flaw.empty())
        return flaw;
    const Evr evr = splitEvr(text);
    if (evr.hasRelease && evr.release.empty())
        return "release is empty";
    // makepkg refuses these, so what holds them is not a package version but a file name or a range.
    return evr.version.find_first_of(":/") != std::string_view::npos ? "version contains ':' or '/'"
                                                                     : std::string_view();
}

} // namespace bw
