// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"

#include <cstdint>
#include <span>
#include <vector>

namespace bw {

/// What a finding is about: a CVE, or an advisory that names none.
using FlawId = std::uint32_t;
constexpr FlawId AdvisoryFlaw = 0x80000000u;
inline bool isCve(FlawId flaw)
{
    return (flaw & AdvisoryFlaw) == 0;
}
inline std::uint32_t indexOf(FlawId flaw)
{
    return flaw & ~AdvisoryFlaw;
}

/// "This row speaks of this flaw, with this weight." Lower tiers win.
struct Claim {
    FlawId flaw = 0;
    std::uint32_t row = 0; ///< index into Catalog::rows
    std::uint8_t tier = 0;

    friend bool operator==(const Claim&, const Claim&) = default;
};

/// Weight of one row: a decision of the distribution's own tracker (its JSON, then its lists) before that of OSV and
/// other advisories; all of these before rows that know no fix yet; then the debsecan feed, whose range is that of
/// unstable; last what is undetermined.
std::uint8_t tierOf(const CatalogRow& row, const Catalog& catalog);

/// The claims of a run of rows (one package in one stream), sorted by flaw, then tier. The rows of one advisory of one
/// feed share the best of their tiers, for they are ranges of one statement. Rejected CVEs make no claim. `firstRow` is
/// the index of the run's first row.
void appendClaims(const Catalog& catalog, std::span<const CatalogRow> run, std::uint32_t firstRow,
                  std::vector<Claim>& out);

} // namespace bw
