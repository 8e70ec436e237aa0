// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>
#include <string_view>
#include <utility>
#include <vector>

namespace bw {

/// Affected versions from `introduced` (empty: from the beginning) below `fixed`, up to `lastAffected`, or, both
/// empty, without an end. `limited`: `fixed` is only where the range stops being evaluated.
struct OsvInterval {
    std::string_view introduced, fixed, lastAffected;
    bool limited = false;
};

struct OsvAffected {
    std::string_view ecosystem, name, purl, urgency, cvssVector;
    std::vector<OsvInterval> intervals;
    bool hasRange = false; ///< any but GIT ranges
    bool introducedMissing = false;
    std::vector<std::string_view> versions;
    std::vector<std::pair<std::string_view, std::string_view>> binaries; ///< SUSE: binary package, fixed version
};

/// An OSV record as it stands in the file (schema 1.7); views live as long as the JSON handler runs.
struct OsvRecord {
    std::string_view id, summary, details, published, modified, withdrawn, severity, cvssVector;
    std::vector<std::string_view> aliases, related, upstream;
    std::vector<OsvAffected> affected;
};

/// May throw simdjson_error.
OsvRecord readOsvRecord(simdjson::ondemand::value value);

} // namespace bw
