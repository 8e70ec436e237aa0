// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ssvc.h"
#include "models/foundation/instant.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bw {

/// A compensating control: for a scope and until a date, System Exposure counts as `exposure` instead of the raw value.
/// The raw value is never changed: every outcome is computed with and without. It touches nothing but System Exposure
/// and never raises it.
struct Control {
    std::int64_t id = 0;
    std::string name; ///< "Web shop behind the WAF"
    std::string hostFilter; ///< filter expression over hosts; "" = every host
    std::vector<std::string> patches; ///< patch ids; empty with `cves` empty = every finding of the hosts
    std::vector<std::string> cves;
    Exposure exposure = Exposure::Controlled;
    std::string evidence;
    std::string owner;
    Day from;
    Day until; ///< last day on which it counts
    std::string createdBy;
    Instant createdAt;

    friend bool operator==(const Control&, const Control&) = default;
};

/// A finding or patch that is knowingly left open for a scope until a date.
struct Exception {
    std::int64_t id = 0;
    std::string hostFilter;
    std::vector<std::string> patches;
    std::vector<std::string> cves;
    std::string reason;
    std::string owner;
    Day until;
    std::string createdBy;
    Instant createdAt;

    friend bool operator==(const Exception&, const Exception&) = default;
};

} // namespace bw
