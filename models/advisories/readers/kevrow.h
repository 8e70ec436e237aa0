// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/advisories/feedreader.h"

#include <string_view>

namespace bw {

/// One entry of the Known Exploited Vulnerabilities catalogue as its JSON or CSV spells it.
struct KevTexts {
    std::string_view cve, vendor, product, name, action, added, due, ransomware;
};

/// Trims, checks and adds an entry. An entry without CVE id is an issue and left out; one with an impossible date is an
/// issue and kept.
void addKevEntry(const KevTexts& texts, FeedSink& out, std::uint64_t line);

} // namespace bw
