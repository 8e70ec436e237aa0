// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace bw {

/// What stands at the front of a text: one well-formed UTF-8 sequence, or the longest part of one that is broken.
struct Utf8Step {
    std::size_t length = 0; ///< bytes of the sequence, or bytes to replace by one U+FFFD
    bool valid = false;
    bool cut = false; ///< the text ends within a sequence that may still become valid
};
/// `text` must not be empty. After table 3-7 of the Unicode standard (no surrogates, no overlong forms).
Utf8Step utf8Step(std::string_view text);

inline constexpr std::string_view Replacement = "\xEF\xBF\xBD"; ///< U+FFFD

} // namespace bw
