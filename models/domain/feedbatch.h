// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ssvc.h"
#include "models/domain/versionscheme.h"
#include "models/foundation/instant.h"
#include "models/foundation/stringpool.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

using StringId = StringPool::Id;

/// Which package an advisory names: the source package or the binary one (the AlmaLinux OSV names binaries).
enum class PackageKind : std::uint8_t { Source, Binary };

/// What an advisory says of a package in a release stream.
enum class AffectedStatus : std::uint8_t {
    Fixed, ///< versions from `introduced` below `fixed` are affected
    NoFixYet, ///< affected (from `introduced`), nothing to install yet
    WillNotFix, ///< affected, the vendor will not (or not yet) fix: Debian no-dsa/ignored/postponed, end of life
    NotAffected, ///< fixed "0"
    Undetermined, ///< the vendor does not know yet
};
std::string_view name(AffectedStatus status);

/// One statement: in `stream`, these versions of `package` are affected. Text fields are ids into the batch's pool.
/// Evaluation (FEEDS.md 2.5, 2.6, 2.7):
///   affected iff  introduced <= v  and  (fixed empty ? (lastAffected empty or v <= lastAffected) : v < fixed)
///                 and v is not one of `exactFixed`;   or v is one of `exactAffected`.
/// `introduced` empty or "0": from the beginning. All versions in the stream's native order (`scheme`).
/// A row with status Fixed that lists `exactAffected` and has neither introduced, fixed nor lastAffected has no range:
/// only the listed versions are affected.
struct AffectedRow {
    std::uint32_t advisory = 0; ///< index into FeedBatch::advisories
    StringId stream = StringPool::npos; ///< "Debian:12"; text "" = any release (upstream ranges)
    StringId package = StringPool::npos;
    PackageKind kind = PackageKind::Source;
    VersionScheme scheme = VersionScheme::Generic;
    AffectedStatus status = AffectedStatus::Fixed;
    StringId introduced = StringPool::npos; ///< npos: from the beginning
    StringId fixed = StringPool::npos; ///< npos: no fix
    StringId lastAffected = StringPool::npos;
    StringId module = StringPool::npos; ///< rpm module "name:stream"; npos: not modular
    StringId arch = StringPool::npos; ///< npos: every architecture
    StringId urgency = StringPool::npos; ///< vendor's own word ("low", "unimportant", "end-of-life", "important")
    StringId note = StringPool::npos; ///< short data such as "no-dsa: postponed", "esm-infra"; shown, never interpreted
    bool upstreamRange = false; ///< debsecan: `fixed` is the unstable version, exactFixed lists the stable ones
    bool needsSubscription = false; ///< Ubuntu Pro/ESM pocket
    std::vector<StringId> exactAffected;
    std::vector<StringId> exactFixed;

    friend bool operator==(const AffectedRow&, const AffectedRow&) = default;
};

/// An advisory record (DSA-5980-1, ALSA-2026:1234, RHSA, or a CVE id where the vendor has no id of its own).
struct AdvisoryRecord {
    StringId id = StringPool::npos;
    StringId title = StringPool::npos;
    StringId severity = StringPool::npos; ///< vendor's word, not interpreted
    std::optional<Instant> published;
    std::optional<Instant> modified;
    bool withdrawn = false;
    std::vector<StringId> cves; ///< CVE ids from aliases, related and upstream; TEMP- ids count
    std::vector<StringId> aliases; ///< other ids (GHSA, USN, DLA ...)
    std::optional<float> cvss; ///< base score 0..10 where the record carries one
    StringId cvssVector = StringPool::npos;

    friend bool operator==(const AdvisoryRecord&, const AdvisoryRecord&) = default;
};

/// A row of the CISA Known Exploited Vulnerabilities catalogue. Texts are trimmed.
struct KevEntry {
    StringId cve = StringPool::npos;
    StringId vendor = StringPool::npos;
    StringId product = StringPool::npos;
    StringId name = StringPool::npos;
    StringId action = StringPool::npos;
    std::optional<Day> added;
    std::optional<Day> due; ///< the catalogue's worst-case date, not the asset's
    bool ransomware = false;

    friend bool operator==(const KevEntry&, const KevEntry&) = default;
};

struct EpssScore {
    StringId cve = StringPool::npos;
    float score = 0; ///< 0..1
    float percentile = -1; ///< 0..1; -1: the layout has none

    friend bool operator==(const EpssScore&, const EpssScore&) = default;
};

/// Facts of one CVE record (CVE 5.x with the CISA ADP container).
struct CveRecord {
    StringId cve = StringPool::npos;
    StringId title = StringPool::npos;
    bool rejected = false;
    std::optional<Instant> published;
    std::optional<Instant> modified;
    std::optional<float> cvss;
    StringId cvssVector = StringPool::npos;
    std::optional<Exploitation> exploitation;
    std::optional<Automatable> automatable;
    std::optional<bool> technicalImpactTotal;
    std::optional<Instant> ssvcAt;
    std::optional<Day> kevAdded; ///< from the record's own KEV block

    friend bool operator==(const CveRecord&, const CveRecord&) = default;
};

/// Everything one feed import said, in one neutral shape. A value; texts live in `strings`.
struct FeedBatch {
    std::string feed; ///< "kev", "epss", "cve", "osv", "debian-tracker", "debian-list", "debsecan"
    std::string scope; ///< what a newer revision replaces: "" whole feed, "bookworm", "DSA", ...
    bool cumulative =
        false; ///< true: records are merged by id and `modified` with earlier revisions; false: replaces them
    std::optional<Instant> asOf; ///< the feed's own date
    std::string version; ///< the feed's own version text (catalogVersion, EPSS model)
    std::uint64_t records = 0;
    StringPool strings;
    std::vector<AdvisoryRecord> advisories;
    std::vector<AffectedRow> affected;
    std::vector<KevEntry> kev;
    std::vector<EpssScore> epss;
    std::vector<CveRecord> cves;

    std::string_view text(StringId id) const { return id == StringPool::npos ? std::string_view() : strings.text(id); }
};

} // namespace bw
