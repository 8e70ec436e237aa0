// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/catalog.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>

namespace bw {

namespace {

constexpr std::uint32_t NoRun = 0xffffffffu;

std::size_t hashOf(StringId stream, StringId package, PackageKind kind)
{
    std::uint64_t h =
        (std::uint64_t(stream) << 33 | std::uint64_t(package) << 1 | std::uint64_t(kind)) * 0x9e3779b97f4a7c15ull;
    return std::size_t(h ^ (h >> 32));
}

auto keyOf(const CatalogRow& row)
{
    return std::tuple(row.row.stream, row.row.package, row.row.kind);
}

/// Orders an index instead of the rows, which are wide, and moves each row once. Rows of one key keep their order.
void sortRows(std::vector<CatalogRow>& rows)
{
    if (std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return keyOf(a) < keyOf(b); }))
        return;
    struct Place {
        std::uint64_t key;
        std::uint32_t kindAndRow;
    };
    std::vector<Place> order(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        order[i] = {std::uint64_t(rows[i].row.stream) << 32 | rows[i].row.package,
                    std::uint32_t(rows[i].row.kind) << 31 | i};
    std::sort(order.begin(), order.end(), [](const Place& a, const Place& b) {
        return a.key != b.key ? a.key < b.key : a.kindAndRow < b.kindAndRow;
    });
    std::vector<CatalogRow> sorted;
    sorted.reserve(rows.size());
    for (const Place& place : order)
        sorted.push_back(std::move(rows[place.kindAndRow & 0x7fffffffu]));
    rows = std::move(sorted);
}

} // namespace

void Catalog::index()
{
    sortRows(rows);
    runs.clear();
    coveredStreams.clear();
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const AffectedRow& row = rows[i].row;
        if (i == 0 || keyOf(rows[i - 1]) != keyOf(rows[i]))
            runs.push_back({row.stream, row.package, row.kind, i, 0});
        ++runs.back().count;
        if (coveredStreams.empty() || coveredStreams.back() != row.stream)
            coveredStreams.push_back(row.stream);
    }
    runSlots.assign(std::bit_ceil(std::max<std::size_t>(runs.size() * 2, 2)), NoRun);
    const std::size_t mask = runSlots.size() - 1;
    for (std::uint32_t i = 0; i < runs.size(); ++i) {
        std::size_t slot = hashOf(runs[i].stream, runs[i].package, runs[i].kind) & mask;
        while (runSlots[slot] != NoRun)
            slot = (slot + 1) & mask;
        runSlots[slot] = i;
    }
}

std::span<const CatalogRow> Catalog::rowsFor(StringId stream, StringId package, PackageKind kind) const
{
    if (runSlots.empty())
        return {};
    const std::size_t mask = runSlots.size() - 1;
    for (std::size_t slot = hashOf(stream, package, kind) & mask; runSlots[slot] != NoRun; slot = (slot + 1) & mask) {
        const Run& run = runs[runSlots[slot]];
        if (run.stream == stream && run.package == package && run.kind == kind)
            return std::span(rows).subspan(run.first, run.count);
    }
    return {};
}

bool Catalog::covers(StringId stream) const
{
    return std::binary_search(coveredStreams.begin(), coveredStreams.end(), stream);
}

std::optional<CveIndex> Catalog::indexOf(std::string_view id) const
{
    const auto it = std::lower_bound(cves.begin(), cves.end(), id, [](const CveFacts& facts, std::string_view text) {
        return cveIdLess(facts.id, text);
    });
    if (it == cves.end() || it->id != id)
        return {};
    return CveIndex(it - cves.begin());
}

const Catalog::EpssEntry* Catalog::epssOf(std::string_view id) const
{
    const CveKey key = cveKey(id);
    const auto it = std::lower_bound(epss.begin(), epss.end(), key,
                                     [](const EpssEntry& entry, CveKey wanted) { return entry.key < wanted; });
    return key == 0 || it == epss.end() || it->key != key ? nullptr : &*it;
}

std::optional<CveFacts> Catalog::cve(std::string_view id) const
{
    if (const auto at = indexOf(id))
        return cves[*at];
    const EpssEntry* score = epssOf(id);
    if (!score)
        return {};
    CveFacts facts;
    facts.id = std::string(id);
    facts.epss = score->score;
    if (score->percentile >= 0)
        facts.epssPercentile = score->percentile;
    facts.epssRevision = epssRevision;
    return facts;
}

} // namespace bw
