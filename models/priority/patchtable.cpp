// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/patchtable.h"

#include "models/matching/evaluate.h"
#include "models/matching/versions.h"

#include <algorithm>
#include <array>

namespace bw {

namespace {

constexpr StringId None = StringPool::npos;

template <typename T>
void raise(std::optional<T>& highest, const std::optional<T>& value)
{
    if (value && (!highest || *value > *highest))
        highest = value;
}

class Builder {
public:
    Builder(const MatchTable& table, const Catalog& catalog)
        : m_table(table)
        , m_catalog(catalog)
        , m_flawSeen(catalog.cves.size(), 0)
        , m_advisorySeen(catalog.advisories.size(), 0)
        , m_fixSeen(catalog.strings.size(), 0)
    {
    }

    PatchTable run(const std::vector<std::uint8_t>& entryUsed);

private:
    void begin(const PatchGroup& group);
    void add(const MatchEntry& entry);
    void addFix(const Hit& hit);
    void finish();

    const MatchTable& m_table;
    const Catalog& m_catalog;
    std::vector<std::uint32_t> m_flawSeen, m_advisorySeen, m_fixSeen; ///< by id: mark of the patch that has it
    std::uint32_t m_mark = 0;
    PatchTable m_made;
    const PatchGroup* m_group = nullptr;
    StringId m_fixed = None;
    std::uint32_t m_fixes = 0;
    bool m_allWillNotFix = true;
};

void Builder::begin(const PatchGroup& group)
{
    ++m_mark;
    m_group = &group;
    m_fixed = None;
    m_fixes = 0;
    m_allWillNotFix = true;
    m_made.patches.emplace_back();
    Patch& patch = m_made.patches.back();
    patch.ecosystem = group.ecosystem;
    patch.stream = std::string(m_catalog.strings.text(group.stream));
    patch.package = std::string(m_catalog.strings.text(group.package));
    patch.module = group.module;
    patch.reboot = needsReboot(patch.package);
    const auto& streams = m_table.streams;
    const auto it = std::find_if(streams.begin(), streams.end(), [&](const StreamVerdicts& s) {
        return !s.stream.empty() && s.stream == patch.stream;
    });
    m_made.streamOfPatch.push_back(it == streams.end() ? MatchTable::NoStream : std::uint32_t(it - streams.begin()));
}

void Builder::addFix(const Hit& hit)
{
    if (m_fixSeen[hit.fix] == m_mark)
        return;
    m_fixSeen[hit.fix] = m_mark;
    ++m_fixes;
    if (m_fixed != None) {
        const auto order =
            compareVersions(m_group->scheme, m_catalog.strings.text(m_fixed), m_catalog.strings.text(hit.fix));
        // A fix that is no version never wins over one that is.
        const bool newer = order.ok() ? order.value() == Order::Less
                                      : isValidVersion(m_group->scheme, m_catalog.strings.text(hit.fix));
        if (!newer)
            return;
    }
    m_fixed = hit.fix;
    const CatalogRow& row = m_catalog.rows[hit.row];
    Patch& patch = m_made.patches.back();
    patch.feed = row.feed < m_catalog.feeds.size() ? m_catalog.feeds[row.feed] : std::string();
    patch.needsSubscription = row.row.needsSubscription;
}

void Builder::add(const MatchEntry& entry)
{
    Patch& patch = m_made.patches.back();
    for (const Hit& hit : m_table.hitsOf(entry)) {
        const CatalogRow& row = m_catalog.rows[hit.row];
        const std::uint32_t advisory = row.row.advisory;
        if (m_advisorySeen[advisory] != m_mark) {
            m_advisorySeen[advisory] = m_mark;
            patch.advisories.push_back(m_catalog.advisories[advisory].id);
            raise(patch.cvssMax, m_catalog.advisories[advisory].cvss);
        }
        if (isCve(hit.flaw) && m_flawSeen[indexOf(hit.flaw)] != m_mark) {
            m_flawSeen[indexOf(hit.flaw)] = m_mark;
            patch.cves.push_back(indexOf(hit.flaw));
        }
        if (hit.fix != None) {
            addFix(hit);
        } else {
            m_allWillNotFix = m_allWillNotFix && willNotFix(row.row, m_catalog);
            if (patch.feed.empty() && row.feed < m_catalog.feeds.size())
                patch.feed = m_catalog.feeds[row.feed];
        }
    }
}

void Builder::finish()
{
    Patch& patch = m_made.patches.back();
    std::sort(patch.cves.begin(), patch.cves.end());
    std::sort(patch.advisories.begin(), patch.advisories.end());
    patch.advisories.erase(std::unique(patch.advisories.begin(), patch.advisories.end()), patch.advisories.end());
    patch.willNotFix = !m_group->hasFix && m_allWillNotFix;
    patch.supersedes = m_fixes > 0 ? m_fixes - 1 : 0;
    if (m_fixed != None)
        patch.fixed = std::string(m_catalog.strings.text(m_fixed));
    for (const CveIndex cve : patch.cves) {
        const CveFacts& facts = m_catalog.cves[cve];
        patch.kev = patch.kev || facts.kev();
        raise(patch.epssMax, facts.epss);
        raise(patch.cvssMax, facts.cvss);
    }
    const bool moduleNeeded = patch.fixed.empty() && !patch.module.empty();
    patch.id = patch.stream + '/' + (moduleNeeded ? patch.module : patch.package) + '/'
        + (patch.fixed.empty() ? "-" : patch.fixed);
}

PatchTable Builder::run(const std::vector<std::uint8_t>& entryUsed)
{
    const std::size_t groups = m_table.groups.size();
    m_made.patchOfGroup.assign(groups, PatchTable::NoPatch);
    std::vector<std::uint32_t> first(groups + 1, 0);
    for (std::size_t i = 0; i < entryUsed.size(); ++i)
        first[m_table.entries[i].group + 1] += entryUsed[i];
    for (std::size_t g = 0; g < groups; ++g)
        first[g + 1] += first[g];
    std::vector<std::uint32_t> order(first[groups]);
    auto next = first;
    for (std::uint32_t i = 0; i < entryUsed.size(); ++i) {
        if (entryUsed[i])
            order[next[m_table.entries[i].group]++] = i;
    }
    for (std::size_t g = 0; g < groups; ++g) {
        if (first[g] == first[g + 1])
            continue;
        m_made.patchOfGroup[g] = std::uint32_t(m_made.patches.size());
        begin(m_table.groups[g]);
        for (std::uint32_t i = first[g]; i < first[g + 1]; ++i)
            add(m_table.entries[order[i]]);
        finish();
    }
    return std::move(m_made);
}

} // namespace

PatchTable buildPatches(const MatchTable& table, const Catalog& catalog, const std::vector<std::uint8_t>& entryUsed)
{
    return Builder(table, catalog).run(entryUsed);
}

bool needsReboot(std::string_view package)
{
    static constexpr std::array<std::string_view, 9> Names = {"linux",         "glibc",           "systemd",
                                                              "dbus",          "dbus-broker",     "intel-microcode",
                                                              "microcode_ctl", "amd64-microcode", "linux-firmware"};
    return std::find(Names.begin(), Names.end(), package) != Names.end() || package.starts_with("kernel")
        || (package.starts_with("linux-") && package != "linux-base" && package != "linux-atm");
}

} // namespace bw
