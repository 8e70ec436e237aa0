// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/matching/matcher.h"
#include "models/priority/threat.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace bw {

/// The flaws of one threat class inside a finding.
struct ProfileItem {
    static constexpr std::int32_t NotTold = INT32_MIN;
    static constexpr std::int32_t Never = INT32_MAX;

    std::int32_t published = NotTold; ///< first day on which one of them was public; NotTold: of one it is not known
    std::int32_t kevAdded = Never; ///< first day on which one of them was in the KEV catalogue
    ThreatClass threat = 0;

    friend auto operator<=>(const ProfileItem&, const ProfileItem&) = default;
};

/// Days since 1970-01-01 from which a flaw is public: the earliest of CVE publication, advisory and KEV entry.
std::int32_t publishedDay(const Catalog& catalog, FlawId flaw, std::uint32_t row);

/// The flaws of a finding folded to what decides, each distinct set kept once and known by a number: decisions are then
/// taken per distinct set, not per flaw.
class Profiles {
public:
    Profiles(const Catalog& catalog, const MatchTable& table);

    /// Of an entry of the match table. Affected flaws only, if there are any; else those that cannot be told.
    std::uint32_t ofEntry(std::uint32_t entry);
    std::uint32_t ofNothing() { return intern({}); } ///< of a finding that no flaw stands behind
    std::uint32_t unite(std::uint32_t a, std::uint32_t b);
    /// Valid until the next call that makes a profile.
    std::span<const ProfileItem> items(std::uint32_t profile) const { return m_profiles[profile]; }
    ThreatClass threatOfFlaw(FlawId flaw);
    /// As publishedDay(), but each row and each CVE is looked up once.
    std::int32_t publishedDayOf(const Hit& hit);

private:
    static constexpr std::uint32_t None = 0xffffffffu;
    static constexpr ThreatClass Unsought = 0xff;
    static constexpr std::int32_t UnsoughtDay = INT32_MAX - 1;
    std::uint32_t intern(std::vector<ProfileItem> items);

    const Catalog& m_catalog;
    const MatchTable& m_table;
    std::vector<std::uint32_t> m_ofEntry;
    std::vector<ThreatClass> m_threats; ///< by CveIndex
    std::vector<std::int32_t> m_rowDays; ///< by row: publication of its advisory; Never: not told
    std::vector<std::int32_t> m_cveDays; ///< by CveIndex: publication or KEV entry; Never: not told
    std::vector<std::vector<ProfileItem>> m_profiles;
    std::unordered_map<std::string, std::uint32_t> m_known;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> m_united;
};

} // namespace bw
