// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"

#include <optional>
#include <string>
#include <string_view>

namespace bw {

// The grammar of the Debian security tracker's data/{CVE,DSA,DLA,DTSA}/list, line by line. Views point into the line.

/// "CVE-2023-5849 (description ...)", "CVE-2023-XXXX [working title]", "[29 Mar 2023] DSA-5380-1 xorg-server - security
/// update", "[August 26th, 2005] DTSA-1-1 kismet - various".
struct DebianHeader {
    std::string_view id;
    std::string_view title; ///< without the brackets around it
    std::optional<Day> date; ///< notices only
};
std::optional<DebianHeader> debianHeader(std::string_view line);

/// "- qemu 1:8.1.1+ds-2 (low; bug #1)", "[buster] - chromium <end-of-life> (see DSA 5046)".
struct DebianItem {
    std::string_view release; ///< code name; empty: unstable
    std::string_view package;
    std::string_view version; ///< empty where a tag stands in its place
    std::string_view tag; ///< "unfixed", "not-affected", ...; without the brackets
    std::string_view urgency; ///< "low", "unimportant" ...; empty: not told
    std::string_view bug; ///< number of the first bug
};
std::optional<DebianItem> debianItem(std::string_view line);

/// The name the tracker gives to a flaw without an id: TEMP-, the bug's number in seven digits, and the first six
/// digits of the MD5 of the working title.
std::string temporaryId(std::string_view bug, std::string_view title);

} // namespace bw
