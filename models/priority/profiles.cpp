// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/profiles.h"

#include <algorithm>

namespace bw {

static std::int32_t dayNumber(Day day)
{
    return std::int32_t(day.time_since_epoch().count());
}

/// Never: not told.
static std::int32_t advisoryDay(const Catalog& catalog, std::uint32_t row)
{
    const auto& published = catalog.advisories[catalog.rows[row].row.advisory].published;
    return published ? dayNumber(dayOf(*published)) : ProfileItem::Never;
}

/// Never: not told.
static std::int32_t cveDay(const CveFacts& facts)
{
    std::int32_t first = ProfileItem::Never;
    if (facts.published)
        first = dayNumber(dayOf(*facts.published));
    if (facts.kevAdded)
        first = std::min(first, dayNumber(*facts.kevAdded));
    return first;
}

static std::int32_t earlier(std::int32_t advisory, std::int32_t cve)
{
    const std::int32_t first = std::min(advisory, cve);
    return first == ProfileItem::Never ? ProfileItem::NotTold : first;
}

std::int32_t publishedDay(const Catalog& catalog, FlawId flaw, std::uint32_t row)
{
    return earlier(advisoryDay(catalog, row), isCve(flaw) ? cveDay(catalog.cves[indexOf(flaw)]) : ProfileItem::Never);
}

Profiles::Profiles(const Catalog& catalog, const MatchTable& table)
    : m_catalog(catalog)
    , m_table(table)
    , m_ofEntry(table.entries.size(), None)
    , m_threats(catalog.cves.size(), Unsought)
    , m_rowDays(catalog.rows.size(), UnsoughtDay)
    , m_cveDays(catalog.cves.size(), UnsoughtDay)
{
}

std::int32_t Profiles::publishedDayOf(const Hit& hit)
{
    std::int32_t& advisory = m_rowDays[hit.row];
    if (advisory == UnsoughtDay)
        advisory = advisoryDay(m_catalog, hit.row);
    if (!isCve(hit.flaw))
        return earlier(advisory, ProfileItem::Never);
    std::int32_t& cve = m_cveDays[indexOf(hit.flaw)];
    if (cve == UnsoughtDay)
        cve = cveDay(m_catalog.cves[indexOf(hit.flaw)]);
    return earlier(advisory, cve);
}

ThreatClass Profiles::threatOfFlaw(FlawId flaw)
{
    if (!isCve(flaw))
        return threatClass(threatWithoutCve());
    ThreatClass& known = m_threats[indexOf(flaw)];
    if (known == Unsought)
        known = threatClass(threatOf(m_catalog.cves[indexOf(flaw)]));
    return known;
}

static void fold(std::vector<ProfileItem>& items, const ProfileItem& item)
{
    const auto it = std::find_if(items.begin(), items.end(), [&](const auto& i) { return i.threat == item.threat; });
    if (it == items.end()) {
        items.push_back(item);
        return;
    }
    it->published = std::min(it->published, item.published);
    it->kevAdded = std::min(it->kevAdded, item.kevAdded);
}

std::uint32_t Profiles::ofEntry(std::uint32_t entry)
{
    std::uint32_t& known = m_ofEntry[entry];
    if (known != None)
        return known;
    std::vector<ProfileItem> items;
    const MatchEntry& said = m_table.entries[entry];
    for (const Hit& hit : m_table.hitsOf(said)) {
        if (hit.unknown && !said.unknown)
            continue;
        ProfileItem item;
        item.threat = threatOfFlaw(hit.flaw);
        item.published = publishedDayOf(hit);
        if (isCve(hit.flaw) && m_catalog.cves[indexOf(hit.flaw)].kevAdded)
            item.kevAdded = dayNumber(*m_catalog.cves[indexOf(hit.flaw)].kevAdded);
        fold(items, item);
    }
    return known = intern(std::move(items));
}

std::uint32_t Profiles::intern(std::vector<ProfileItem> items)
{
    std::sort(items.begin(), items.end());
    std::string key;
    key.reserve(items.size() * 9);
    for (const ProfileItem& item : items) {
        key.append(reinterpret_cast<const char*>(&item.published), sizeof item.published);
        key.append(reinterpret_cast<const char*>(&item.kevAdded), sizeof item.kevAdded);
        key.push_back(char(item.threat));
    }
    const auto [it, isNew] = m_known.emplace(std::move(key), std::uint32_t(m_profiles.size()));
    if (isNew)
        m_profiles.push_back(std::move(items));
    return it->second;
}

std::uint32_t Profiles::unite(std::uint32_t a, std::uint32_t b)
{
    if (a == b)
        return a;
    const auto key = std::minmax(a, b);
    const auto known = m_united.find(key);
    if (known != m_united.end())
        return known->second;
    std::vector<ProfileItem> items = m_profiles[a];
    for (const ProfileItem& item : m_profiles[b])
        fold(items, item);
    const std::uint32_t united = intern(std::move(items));
    m_united.emplace(key, united);
    return united;
}

} // namespace bw
