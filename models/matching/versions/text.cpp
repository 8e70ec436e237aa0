// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/versions/text.h"

namespace bw::versions {

Evr splitEvr(std::string_view text) noexcept
{
    Evr evr;
    auto rest = text;
    const auto digits = takeDigits(rest);
    if (!rest.empty() && rest.front() == ':') {
        evr.epoch = digits;
        text = rest.substr(1);
    }
    evr.version = text;
    if (const auto dash = text.rfind('-'); dash != std::string_view::npos) {
        evr.version = text.substr(0, dash);
        evr.release = text.substr(dash + 1);
        evr.hasRelease = true;
    }
    return evr;
}

std::string_view flawEvr(std::string_view text)
{
    if (text.empty())
        return "version is empty";
    for (const char c : text) {
        if (isSpace(c))
            return "version contains white space";
        if (c >= '\0' && c < ' ')
            return "version contains a control character";
    }
    return splitEvr(text).version.empty() ? "version without its epoch and release is empty" : std::string_view();
}

int compareDotted(std::string_view a, std::string_view b) noexcept
{
    while (!a.empty() || !b.empty()) {
        if (const int order = compareNumbers(takeDigits(a), takeDigits(b)); order != 0)
            return order;
        // The dot; in text that is not dotted numbers, any other byte, so that the loop always ends.
        a.remove_prefix(a.empty() ? 0 : 1);
        b.remove_prefix(b.empty() ? 0 : 1);
    }
    return 0;
}

std::string_view flawDotted(std::string_view text)
{
    if (text.empty())
        return "version is empty";
    while (true) {
        if (takeDigits(text).empty())
            return "a part is not a number";
        if (text.empty())
            return {};
        if (text.front() != '.')
            return "a part is not a number";
        text.remove_prefix(1);
    }
}

} // namespace bw::versions
