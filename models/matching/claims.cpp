// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matching/claims.h"

#include <algorithm>
#include <tuple>

namespace bw {

namespace {

constexpr std::uint8_t OpenTier = 4, RangeTier = 8, UndeterminedTier = 12;

std::uint8_t authority(std::string_view feed)
{
    if (feed == "debian-tracker")
        return 0;
    if (feed == "debian-list")
        return 1;
    return feed == "debsecan" ? 3 : 2;
}

struct Statement {
    std::uint32_t advisory;
    std::uint32_t feed;
    std::uint8_t tier;
    std::uint32_t row;
};

} // namespace

std::uint8_t tierOf(const CatalogRow& row, const Catalog& catalog)
{
    const std::uint8_t base = row.feed < catalog.feeds.size() ? authority(catalog.feeds[row.feed]) : 2;
    const AffectedRow& said = row.row;
    const bool unimportant = said.urgency != StringPool::npos && catalog.strings.text(said.urgency) == "unimportant";
    if (said.status == AffectedStatus::Undetermined)
        return std::uint8_t(UndeterminedTier + base);
    if (said.upstreamRange)
        return std::uint8_t(RangeTier + base);
    if (!unimportant && (said.status == AffectedStatus::NoFixYet || said.status == AffectedStatus::WillNotFix))
        return std::uint8_t(OpenTier + base);
    return base;
}

void appendClaims(const Catalog& catalog, std::span<const CatalogRow> run, std::uint32_t firstRow,
                  std::vector<Claim>& out)
{
    std::vector<Statement> statements;
    statements.reserve(run.size());
    for (std::uint32_t i = 0; i < run.size(); ++i)
        statements.push_back({run[i].row.advisory, run[i].feed, tierOf(run[i], catalog), firstRow + i});
    std::sort(statements.begin(), statements.end(), [](const Statement& a, const Statement& b) {
        return std::tie(a.advisory, a.feed, a.tier, a.row) < std::tie(b.advisory, b.feed, b.tier, b.row);
    });
    const auto begin = out.size();
    for (std::size_t i = 0; i < statements.size(); ++i) {
        Statement& statement = statements[i];
        if (i > 0 && statements[i - 1].advisory == statement.advisory && statements[i - 1].feed == statement.feed)
            statement.tier = statements[i - 1].tier;
        const auto& cves = catalog.advisories[statement.advisory].cves;
        if (cves.empty())
            out.push_back({AdvisoryFlaw | statement.advisory, statement.row, statement.tier});
        for (const CveIndex cve : cves) {
            if (!catalog.cves[cve].rejected)
                out.push_back({cve, statement.row, statement.tier});
        }
    }
    std::sort(out.begin() + std::ptrdiff_t(begin), out.end(), [](const Claim& a, const Claim& b) {
        return std::tie(a.flaw, a.tier, a.row) < std::tie(b.flaw, b.tier, b.row);
    });
}

} // namespace bw
