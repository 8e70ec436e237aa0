// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace bw {

/// Release stream of a Debian code name: "bookworm" -> "Debian:12", "sid" -> "Debian:sid", also for archived releases
/// back to potato. "bookworm-security" and the like count as their release. Empty for other words.
std::string debianStream(std::string_view codename);

} // namespace bw
