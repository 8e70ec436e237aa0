// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace bw {

// ASCII letters in lower case, for the filter language; others count as they are.

inline char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

inline std::string lowerAscii(std::string_view text)
{
    std::string answer(text);
    std::transform(answer.begin(), answer.end(), answer.begin(), [](char c) { return lowerAscii(c); });
    return answer;
}

} // namespace bw
