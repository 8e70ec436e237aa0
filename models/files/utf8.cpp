// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/utf8.h"

namespace bw {

namespace {

/// How long a sequence is that begins with this byte, and between what its second byte must lie.
struct Lead {
    std::size_t length;
    unsigned char low;
    unsigned char high;
};

Lead leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return {1, 0, 0};
    if (byte < 0xC2 || byte > 0xF4)
        return {0, 0, 0};
    if (byte < 0xE0)
        return {2, 0x80, 0xBF};
    if (byte < 0xF0)
        return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
}

} // namespace

Utf8Step utf8Step(std::string_view text)
{
    Lead lead = leadOf(static_cast<unsigned char>(text[0]));
    if (lead.length == 0)
        return {1, false, false};
    for (std::size_t i = 1; i < lead.length; ++i) {
        if (i == text.size())
            return {i, false, true};
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < lead.low || byte > lead.high)
            return {i, false, false};
        lead.low = 0x80;
        lead.high = 0xBF;
    }
    return {lead.length, true, false};
}

} // namespace bw
