// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/matching/subject.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// What one advisory row says of one installed component.
enum class RowAnswer : std::uint8_t { NotComparable, NotAffected, Unknown, Affected };

/// Why it says so; the sentence is found by reasonText().
enum class RowReason : std::uint8_t {
    OtherScheme,
    OtherArch,
    AdvisoryModular,
    InstalledModular,
    OtherModuleStream,
    VendorNotAffected,
    Unimportant,
    Undetermined,
    InstalledInvalid,
    AdvisoryInvalid,
    ListedAffected,
    ListedFixed,
    NotListed,
    BelowIntroduced,
    BelowFixed,
    AtOrAboveFixed,
    UpToLastAffected,
    AboveLastAffected,
    NoFixYet,
    WillNotFix,
};

struct RowVerdict {
    RowAnswer answer = RowAnswer::NotComparable;
    RowReason reason = RowReason::OtherScheme;
    StringId fix = StringPool::npos; ///< for Affected and Unknown: the version of this stream that fixes it; npos: none
    StringId against = StringPool::npos; ///< the version it was compared with; npos: not compared
    std::int8_t order = 0; ///< installed relative to `against`
};

/// A component's side of the comparison, with the versions checked once per order.
class Installed {
public:
    explicit Installed(const ComponentView& component);

    const Subject& subject() const { return m_subject; }
    std::string_view version(PackageKind kind) const;
    bool valid(PackageKind kind, VersionScheme scheme);
    /// The version's number in a catalog's pool; npos: no advisory writes it. Looked up once: always ask with one pool.
    StringId versionId(PackageKind kind, const StringPool& pool);

private:
    static constexpr StringId Unsought = 0xfffffffeu;
    Subject m_subject;
    StringId m_ids[2] = {Unsought, Unsought};
    std::uint8_t m_checked[2] = {0xff, 0xff}; ///< scheme << 1 | valid
};

/// Decides rows of one catalog by the contract of AffectedRow. Remembers which of the catalog's versions are valid: one
/// object per thread. The catalog must outlive it.
class RowEvaluator {
public:
    explicit RowEvaluator(const Catalog& catalog);

    RowVerdict evaluate(const AffectedRow& row, Installed& installed);
    const Catalog& catalog() const { return m_catalog; }

private:
    bool valid(VersionScheme scheme, StringId version);
    bool comparable(const AffectedRow& row, const Subject& subject, RowReason& why) const;
    void compareRange(const AffectedRow& row, std::string_view version, RowVerdict& verdict);
    StringId fixOf(const AffectedRow& row, std::string_view version);
    RowVerdict& compare(const AffectedRow& row, std::string_view version, StringId against, RowVerdict& verdict);

    const Catalog& m_catalog;
    std::vector<std::uint8_t> m_checked; ///< by StringId: 0 not yet, else scheme << 2 | valid << 1 | 1
};

/// The row has no number to install (yet): no fix, will not fix, or end of life.
bool willNotFix(const AffectedRow& row, const Catalog& catalog);

/// "installed version is below the fixed one", ...
std::string_view reasonText(RowReason reason);

} // namespace bw
