// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/versions.h"
#include "models/matching/versions/text.h"

namespace bw {

using namespace versions;

namespace {

struct Parts {
    std::string_view numbers;
    char improvement = '\0'; ///< "a" of "(a)"; 0 when there is none
};

Parts split(std::string_view text)
{
    text = trimmed(text);
    const auto n = text.size();
    if (n > 3 && text[n - 3] == '(' && isAlpha(text[n - 2]) && text[n - 1] == ')')
        return {trimmed(text.substr(0, n - 3)), toLower(text[n - 2])};
    return {text};
}

} // namespace

int compareMacos(std::string_view a, std::string_view b) noexcept
{
    const Parts x = split(a);
    const Parts y = split(b);
    if (const int order = compareDotted(x.numbers, y.numbers); order != 0)
        return order;
    return signOf(x.improvement - y.improvement);
}

std::string_view versions::flawMacos(std::string_view text)
{
    return flawDotted(split(text).numbers);
}

} // namespace bw
