// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of rpm-version(7): segments of digits or letters, "~" before everything, "^" after the end alone.
#include "models/matching/versions.h"
#include "models/matching/versions/text.h"

namespace bw {

using namespace versions;

namespace {

bool isSeparator(char c)
{
    return !isAlnum(c) && c != '~' && c != '^';
}

bool startsWith(std::string_view text, char c)
{
    return !text.empty() && text.front() == c;
}

int compareSegments(std::string_view a, std::string_view b) noexcept
{
    if (a == b)
        return 0;
    while (true) {
        takeWhile(a, isSeparator);
        takeWhile(b, isSeparator);
        const bool tildeA = startsWith(a, '~');
        const bool tildeB = startsWith(b, '~');
        const bool caretA = startsWith(a, '^');
        const bool caretB = startsWith(b, '^');
        if (tildeA != tildeB)
            return tildeA ? -1 : 1;
        if (caretA != caretB) {
            // Above the end of the other side, below anything that goes on there.
            const bool otherEnds = caretA ? b.empty() : a.empty();
            return caretA == otherEnds ? 1 : -1;
        }
        if (tildeA || caretA) {
            a.remove_prefix(1);
            b.remove_prefix(1);
            continue;
        }
        if (a.empty() || b.empty())
            return int(!a.empty()) - int(!b.empty());
        const bool numeric = isDigit(a.front());
        if (numeric != isDigit(b.front()))
            return numeric ? 1 : -1;
        const int order = numeric ? compareNumbers(takeDigits(a), takeDigits(b))
                                  : compareBytes(takeWhile(a, isAlpha), takeWhile(b, isAlpha));
        if (order != 0)
            return order;
    }
}

} // namespace

int compareRpm(std::string_view a, std::string_view b) noexcept
{
    const Evr x = splitEvr(a);
    const Evr y = splitEvr(b);
    if (const int order = compareNumbers(x.epoch, y.epoch); order != 0)
        return order;
    if (const int order = compareSegments(x.version, y.version); order != 0)
        return order;
    if (x.hasRelease != y.hasRelease)
        return x.hasRelease ? 1 : -1;
    return compareSegments(x.release, y.release);
}

std::string_view versions::flawRpm(std::string_view text)
{
    return flawEvr(text);
}

} // namespace bw
