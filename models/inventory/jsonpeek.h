// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// What a tolerant look at the beginning of a JSON text tells, without a parser and at any nesting: the keys of the
/// first document if it is an object, of its first object element if it is an array. `ended` says that no further key
/// can follow; false means that the text was cut before.
struct JsonPeek {
    bool json = false; ///< the first significant byte is '{' or '['
    bool array = false;
    bool ended = false;
    std::vector<std::string> keys; ///< in order, raw (escapes kept), at most 256
};
JsonPeek peekJson(std::string_view text);

} // namespace bw
