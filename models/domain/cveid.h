// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bw {

/// A CVE id as one number that sorts by year, then by sequence number. 0 for any other text, also for one that is not
/// spelled as the CVE list does ("cve-2021-1", "CVE-2021-00123", "CVE-2023-XXXX", "TEMP-..."). The spelling:
/// "CVE-", year of four digits, "-", at least four digits, leading zeros only to fill four, at most nine.
using CveKey = std::uint64_t;
CveKey cveKey(std::string_view id);
/// The id that `key` stands for; empty for 0 and for numbers that cveKey() never answers.
std::string cveIdOf(CveKey key);

/// Order of ids: CVE ids by year and number, then all others by their text.
bool cveIdLess(std::string_view a, std::string_view b);

} // namespace bw
