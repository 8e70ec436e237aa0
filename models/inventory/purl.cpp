// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/purl.h"

#include "models/inventory/readers/producertext.h"

#include <algorithm>

namespace bw {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char low = asciiLower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

std::string_view strippedOfSlashes(std::string_view text)
{
    while (!text.empty() && text.front() == '/')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == '/')
        text.remove_suffix(1);
    return text;
}

/// Each segment decoded, empty ones (and for subpaths "." and "..") dropped.
std::optional<std::string> decodedSegments(std::string_view text, bool dropDots)
{
    std::string out;
    while (!text.empty()) {
        const auto slash = text.find('/');
        const auto segment = text.substr(0, slash);
        text = slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1);
        const auto decoded = percentDecoded(segment);
        if (!decoded)
            return {};
        if (decoded->empty() || (dropDots && (*decoded == "." || *decoded == "..")))
            continue;
        if (!out.empty())
            out += '/';
        out += *decoded;
    }
    return out;
}

bool takeQualifiers(std::string_view text, Purl& purl)
{
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0 || equals + 1 == pair.size())
            continue; // a key without a value is the same as no key
        const auto value = percentDecoded(pair.substr(equals + 1));
        if (!value)
            return false;
        purl.qualifiers.emplace_back(asciiLower(pair.substr(0, equals)), *value);
    }
    return true;
}

bool isType(std::string_view type)
{
    return !type.empty() && !(type.front() >= '0' && type.front() <= '9')
        && std::all_of(type.begin(), type.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-';
           });
}

} // namespace

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return {};
        out += char(high * 16 + low);
        i += 2;
    }
    return out;
}

std::string_view Purl::qualifier(std::string_view key) const
{
    for (const auto& [name_, value] : qualifiers) {
        if (name_ == key)
            return value;
    }
    return {};
}

std::optional<Purl> parsePurl(std::string_view text)
{
    Purl purl;
    if (const auto hash = text.rfind('#'); hash != std::string_view::npos) {
        const auto subpath = decodedSegments(text.substr(hash + 1), true);
        if (!subpath)
            return {};
        purl.subpath = *subpath;
        text = text.substr(0, hash);
    }
    if (const auto mark = text.rfind('?'); mark != std::string_view::npos) {
        if (!takeQualifiers(text.substr(mark + 1), purl))
            return {};
        text = text.substr(0, mark);
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || !equalsIgnoringCase(text.substr(0, colon), "pkg"))
        return {};
    text = strippedOfSlashes(text.substr(colon + 1));
    const auto typeEnd = text.find('/');
    if (typeEnd == std::string_view::npos)
        return {};
    purl.type = asciiLower(text.substr(0, typeEnd));
    if (!isType(purl.type))
        return {};
    text = strippedOfSlashes(text.substr(typeEnd + 1));
    // An '@' that heads a segment belongs to a scope that was not escaped ("@angular/core").
    if (const auto at = text.rfind('@'); at != std::string_view::npos && at > 0 && text[at - 1] != '/') {
        const auto version = percentDecoded(text.substr(at + 1));
        if (!version)
            return {};
        purl.version = *version;
        text = text.substr(0, at);
    }
    const auto slash = text.rfind('/');
    const auto name = percentDecoded(slash == std::string_view::npos ? text : text.substr(slash + 1));
    const auto space =
        decodedSegments(slash == std::string_view::npos ? std::string_view() : text.substr(0, slash), false);
    if (!name || name->empty() || !space)
        return {};
    purl.name = *name;
    purl.space = *space;
    return purl;
}

} // namespace bw
