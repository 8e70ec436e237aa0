// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace bw {

/// Sets `key` to what the text between a JSON string's quotes says. Escapes that say nothing become U+FFFD.
void assignJsonKey(std::string& key, std::string_view raw);

} // namespace bw
