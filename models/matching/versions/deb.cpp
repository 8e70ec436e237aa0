// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of Debian Policy 5.6.12 and deb-version(7).
#include "models/matching/versions.h"
#include "models/matching/versions/text.h"

#include <algorithm>
#include <array>

namespace bw {

using namespace versions;

namespace {

// End of text and digits weigh 0, "~" less than that, letters less than everything else.
constexpr std::array<int, 256> Weights = [] {
    std::array<int, 256> weights{};
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const char c = char(i);
        weights[i] = isDigit(c) ? 0 : isAlpha(c) ? int(i) : c == '~' ? -1 : int(i) + 256;
    }
    return weights;
}();

int weightAt(std::string_view text)
{
    return text.empty() ? 0 : Weights[static_cast<unsigned char>(text.front())];
}

bool atNonDigit(std::string_view text)
{
    return !text.empty() && !isDigit(text.front());
}

int comparePart(std::string_view a, std::string_view b) noexcept
{
    while (!a.empty() || !b.empty()) {
        while (atNonDigit(a) || atNonDigit(b)) {
            if (const int order = weightAt(a) - weightAt(b); order != 0)
                return signOf(order);
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
        if (const int order = compareNumbers(takeDigits(a), takeDigits(b)); order != 0)
            return order;
    }
    return 0;
}

struct Parts {
    std::string_view epoch;
    std::string_view upstream;
    std::string_view revision;
    bool hasEpoch = false;
    bool hasRevision = false;
};

Parts split(std::string_view text)
{
    Parts parts;
    text = trimmed(text);
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        parts.epoch = text.substr(0, colon);
        parts.hasEpoch = true;
        text.remove_prefix(colon + 1);
    }
    parts.upstream = text;
    if (const auto dash = text.rfind('-'); dash != std::string_view::npos) {
        parts.upstream = text.substr(0, dash);
        parts.revision = text.substr(dash + 1);
        parts.hasRevision = true;
    }
    return parts;
}

std::string_view flawOfEpoch(std::string_view epoch)
{
    constexpr std::string_view LargestEpoch = "2147483647";
    if (epoch.empty())
        return "epoch is empty";
    if (!std::all_of(epoch.begin(), epoch.end(), isDigit))
        return "epoch is not a number";
    return compareNumbers(epoch, LargestEpoch) > 0 ? "epoch is too big" : std::string_view();
}

bool isOfRevision(char c)
{
    return isAlnum(c) || c == '.' || c == '+' || c == '~';
}

bool isOfUpstream(char c)
{
    return isOfRevision(c) || c == '-' || c == ':';
}

} // namespace

int compareDeb(std::string_view a, std::string_view b) noexcept
{
    const Parts x = split(a);
    const Parts y = split(b);
    if (const int order = compareNumbers(x.epoch, y.epoch); order != 0)
        return order;
    if (const int order = comparePart(x.upstream, y.upstream); order != 0)
        return order;
    return comparePart(x.revision, y.revision);
}

std::string_view versions::flawDeb(std::string_view text)
{
    const Parts parts = split(text);
    if (parts.hasEpoch) {
        if (const auto flaw = flawOfEpoch(parts.epoch); !flaw.empty())
            return flaw;
    }
    if (parts.upstream.empty())
        return parts.hasEpoch || parts.hasRevision ? "upstream version is empty" : "version is empty";
    if (!isDigit(parts.upstream.front()))
        return "upstream version does not start with a digit";
    if (!std::all_of(parts.upstream.begin(), parts.upstream.end(), isOfUpstream))
        return "upstream version contains a character that is not allowed";
    if (parts.hasRevision && parts.revision.empty())
        return "revision is empty";
    if (!std::all_of(parts.revision.begin(), parts.revision.end(), isOfRevision))
        return "revision contains a character that is not allowed";
    return {};
}

} // namespace bw
