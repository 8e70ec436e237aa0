// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/jsonpeek.h"

#include <cstring>

namespace bw {

namespace {

constexpr std::size_t KeyCap = 256;
constexpr std::size_t KeyLengthCap = 200;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Index behind the closing quote of the string that begins at `at`, or npos.
std::size_t stringEnd(std::string_view text, std::size_t at)
{
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return std::string_view::npos;
}

} // namespace

JsonPeek peekJson(std::string_view text)
{
    JsonPeek peek;
    std::size_t i = 0;
    while (i < text.size() && isSpace(text[i]))
        ++i;
    if (i == text.size() || (text[i] != '{' && text[i] != '['))
        return peek;
    peek.json = true;
    peek.array = text[i] == '[';
    const std::size_t keyDepth = peek.array ? 2 : 1;
    std::size_t depth = 0;
    bool inObject = false; // the structure at keyDepth is an object
    bool keyNext = false;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            const auto end = stringEnd(text, i);
            if (end == std::string_view::npos)
                return peek;
            if (depth == keyDepth && keyNext && peek.keys.size() < KeyCap && end - i - 2 <= KeyLengthCap)
                peek.keys.emplace_back(text.substr(i + 1, end - i - 2));
            keyNext = false;
            i = end - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
            if (depth == keyDepth)
                inObject = keyNext = c == '{';
        } else if (c == '}' || c == ']') {
            if (depth <= keyDepth && (inObject || depth == 1)) {
                peek.ended = true;
                return peek;
            }
            --depth;
        } else if (c == ',' && depth == keyDepth) {
            keyNext = inObject;
        }
    }
    return peek;
}

} // namespace bw
