// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace bw {

/// A recurring maintenance window. Times are wall-clock times of `zone`; each occurrence is expanded in local time and
/// then resolved to UTC: a start inside a spring gap moves to the end of the gap, an ambiguous one in autumn is the
/// first.
struct Window {
    std::string id; ///< stable: what waves and files refer to
    std::string name; ///< "Tuesday night"
    std::string firstStart; ///< local, "2026-11-24T22:00"
    std::string recurrence; ///< RRULE of RFC 5545 without "RRULE:", e.g. "FREQ=MONTHLY;BYDAY=2TU"; empty: once
    int offsetDays = 0; ///< moves every occurrence: "second Tuesday, and three days later"
    std::vector<std::string> exceptDays; ///< local days without an occurrence, "2026-12-24", before the offset
    int minutes = 120; ///< length
    /// The last host is started this many minutes after the start; empty: as long as its work still fits.
    std::optional<int> lastStartMinutes;
    std::string zone = "UTC"; ///< IANA name
    /// Hosts that may be changed only in windows that name them; empty: a window of waves, no host's own. A host with
    /// windows of its own is changed where one of them and the wave's overlap.
    std::string hostFilter;

    friend bool operator==(const Window&, const Window&) = default;
};

/// A stretch in which nothing is changed.
struct Freeze {
    std::string id;
    std::string name; ///< "Year-end closing"
    std::string from; ///< local, "2026-11-28T00:00"
    std::string until; ///< local, exclusive
    std::string zone = "UTC";
    std::string hostFilter; ///< empty: every host
    std::string reason;

    friend bool operator==(const Freeze&, const Freeze&) = default;
};

} // namespace bw
