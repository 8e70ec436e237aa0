// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/rollout.h"

#include <string>
#include <string_view>

namespace bw {

// What an inventory calls a host, a package or a version is data, and anybody who owns a host can write it. Before such
// a text is handed to an engine it must look like what it is said to be; what does not is left out with the reason. (It
// is quoted as data all the same.)

/// A DNS name, an IPv4 or an IPv6 address; never with a leading dash, which programs take for an option.
bool isAddress(std::string_view text);
bool isPackageName(Ecosystem ecosystem, std::string_view text);
/// Empty is none.
bool isVersion(Ecosystem ecosystem, std::string_view text);

/// Why a target must not be handed over; empty: it may. The sentence shows the text with its odd bytes made visible.
std::string refusalOf(const TargetOrder& target, std::string_view address);

/// At most 80 bytes, everything but printable ASCII and all quotes replaced by "?".
std::string shown(std::string_view text);

/// One word of a POSIX shell, whatever the text holds; NUL bytes are left out.
std::string shellQuoted(std::string_view text);
/// One single-quoted PowerShell string, also against its typographic quotes.
std::string powerShellQuoted(std::string_view text);

} // namespace bw
