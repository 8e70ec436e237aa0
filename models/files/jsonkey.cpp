// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/jsonkey.h"

#include "models/files/utf8.h"

#include <charconv>
#include <cstdint>
#include <optional>

namespace bw {

namespace {

void appendUtf8(std::string& out, std::uint32_t code)
{
    if (code < 0x80) {
        out += char(code);
    } else if (code < 0x800) {
        out += char(0xC0 | code >> 6);
        out += char(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += char(0xE0 | code >> 12);
        out += char(0x80 | (code >> 6 & 0x3F));
        out += char(0x80 | (code & 0x3F));
    } else {
        out += char(0xF0 | code >> 18);
        out += char(0x80 | (code >> 12 & 0x3F));
        out += char(0x80 | (code >> 6 & 0x3F));
        out += char(0x80 | (code & 0x3F));
    }
}

/// Takes "uXXXX" off the front.
std::optional<std::uint32_t> takeUnit(std::string_view& raw)
{
    std::uint32_t unit = 0;
    if (raw.size() < 5 || raw[0] != 'u')
        return std::nullopt;
    const auto [end, code] = std::from_chars(raw.data() + 1, raw.data() + 5, unit, 16);
    if (code != std::errc() || end != raw.data() + 5)
        return std::nullopt;
    raw.remove_prefix(5);
    return unit;
}

/// Takes what stands behind a backslash off the front.
void takeEscape(std::string& key, std::string_view& raw)
{
    constexpr std::string_view letters = "bfnrt\"\\/";
    constexpr std::string_view meant = "\b\f\n\r\t\"\\/";
    if (const auto unit = takeUnit(raw)) {
        const bool high = *unit >= 0xD800 && *unit < 0xDC00;
        std::string_view ahead = raw;
        if (high && ahead.starts_with('\\')) {
            ahead.remove_prefix(1);
            const auto low = takeUnit(ahead);
            if (low && *low >= 0xDC00 && *low < 0xE000) {
                raw = ahead;
                appendUtf8(key, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
                return;
            }
        }
        if (*unit >= 0xD800 && *unit < 0xE000)
            key += Replacement;
        else
            appendUtf8(key, *unit);
        return;
    }
    const std::size_t at = raw.empty() ? std::string_view::npos : letters.find(raw[0]);
    if (at == std::string_view::npos)
        key += Replacement;
    else
        key += meant[at];
    raw.remove_prefix(raw.empty() ? 0 : 1);
}

} // namespace

void assignJsonKey(std::string& key, std::string_view raw)
{
    std::size_t escape = raw.find('\\');
    key.assign(raw.substr(0, escape));
    while (escape != std::string_view::npos) {
        raw.remove_prefix(escape + 1);
        takeEscape(key, raw);
        escape = raw.find('\\');
        key.append(raw.substr(0, escape));
    }
}

} // namespace bw
