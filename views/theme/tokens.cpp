// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/tokens.h"

namespace bw {

const Tokens& lightTokens()
{
    static const Tokens tokens{
        .dark = false,
        .window = QColor(0xf6f7f9),
        .surface = QColor(0xffffff),
        .raised = QColor(0xffffff),
        .line = QColor(0xe2e5ea),
        .strongLine = QColor(0xcfd4dc),
        .outline = QColor(0x7d8795),
        .text = QColor(0x1b2430),
        .muted = QColor(0x5b6675),
        .faint = QColor(0x87919f),
        .accent = QColor(0x1f5fbf),
        .accentGround = QColor(0xe8f0fb),
        .onAccent = QColor(0xffffff),
        .hover = QColor(0xf1f3f6),
        .tones = {{
            {QColor(0x5b6675), QColor(0xf1f3f6)},
            {QColor(0x8c1d18), QColor(0xfbe9e8)},
            {QColor(0xad4b00), QColor(0xfdf0e3)},
            {QColor(0x796c34), QColor(0xfff4cc)},
            {QColor(0x3b5b7e), QColor(0xe4eef9)},
            {QColor(0x14754f), QColor(0xe1f3ec)},
            {QColor(0x52525b), QColor(0xeeeef0)},
        }},
    };
    return tokens;
}

const Tokens& darkTokens()
{
    static const Tokens tokens{
        .dark = true,
        .window = QColor(0x15191f),
        .surface = QColor(0x1b2027),
        .raised = QColor(0x222831),
        .line = QColor(0x2c343f),
        .strongLine = QColor(0x3a4451),
        .outline = QColor(0x7f8a98),
        .text = QColor(0xe6eaf0),
        .muted = QColor(0xa3adba),
        .faint = QColor(0x7f8a98),
        .accent = QColor(0x7fb0ff),
        .accentGround = QColor(0x1f3050),
        .onAccent = QColor(0x0d1520),
        .hover = QColor(0x262d37),
        .tones = {{
            {QColor(0xa3adba), QColor(0x262d37)},
            {QColor(0xff8a80), QColor(0x3b2123)},
            {QColor(0xffb74d), QColor(0x3a2c1b)},
            {QColor(0xffe082), QColor(0x3a3420)},
            {QColor(0x90caf9), QColor(0x1f2f40)},
            {QColor(0x66d9a8), QColor(0x173429)},
            {QColor(0xb9bec6), QColor(0x2c3038)},
        }},
    };
    return tokens;
}

} // namespace bw
