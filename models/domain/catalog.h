// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/cveid.h"
#include "models/domain/feedbatch.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bw {

/// A feed import as the workspace keeps it.
struct FeedRevision {
    std::int64_t id = 0;
    std::string feed;
    std::string scope;
    bool cumulative = false;
    Instant importedAt;
    std::optional<Instant> asOf; ///< the feed's own date; empty: not told
    std::string version;
    std::string digest; ///< SHA-256 of the file's bytes, hex
    std::string source; ///< file name as given
    std::uint64_t records = 0;
    std::uint64_t issues = 0;

    Instant effective() const { return asOf.value_or(importedAt); }
    friend bool operator==(const FeedRevision&, const FeedRevision&) = default;
};

/// Dense number of a CVE inside a catalog.
using CveIndex = std::uint32_t;

/// All that the current feed revisions say of one CVE. Blank is not zero: a missing optional is "not told".
struct CveFacts {
    std::string id;
    std::string title;
    bool rejected = false;
    std::optional<Instant> published;
    std::optional<Day> kevAdded;
    std::optional<Day> kevDue;
    bool kevRansomware = false;
    std::string kevName;
    std::optional<float> epss;
    std::optional<float> epssPercentile;
    std::optional<float> cvss;
    std::string cvssVector;
    std::optional<Exploitation> exploitation; ///< from SSVC records; a KEV entry overrides it to active
    std::optional<Automatable> automatable;
    std::optional<bool> technicalImpactTotal;
    std::int64_t kevRevision = 0, epssRevision = 0, recordRevision = 0; ///< FeedRevision ids, 0: none

    bool kev() const { return kevAdded.has_value(); }
};

/// An affected row with its texts resolved into the catalog's one pool.
struct CatalogRow {
    AffectedRow row; ///< StringIds into Catalog::strings; `advisory` indexes Catalog::advisories
    std::int64_t revision = 0; ///< FeedRevision id it comes from
    std::uint32_t feed = 0; ///< index into Catalog::feeds
};

struct CatalogAdvisory {
    std::string id;
    std::string title;
    std::string severity;
    std::optional<Instant> published;
    std::vector<CveIndex> cves; ///< sorted; for an advisory without CVE: empty
    std::vector<std::string> aliases;
    std::optional<float> cvss;
};

/// The index package -> advisories of all current feed revisions at a moment: an immutable value shared between
/// threads. Rows are sorted by (stream, package, kind), so that one look-up answers with one run.
struct Catalog {
    StringPool strings;
    std::vector<std::string> feeds;
    std::vector<FeedRevision> revisions; ///< those that are in force
    std::vector<CatalogAdvisory> advisories;
    std::vector<CatalogRow> rows;
    /// The CVEs that an advisory, the KEV catalogue or a CVE record names, sorted by cveIdLess().
    std::vector<CveFacts> cves;

    /// Every EPSS score, sorted by key: the hundreds of thousands of CVEs nobody else names have no CveFacts.
    struct EpssEntry {
        CveKey key = 0;
        float score = 0;
        float percentile = -1; ///< -1: not told
        friend bool operator==(const EpssEntry&, const EpssEntry&) = default;
    };
    std::vector<EpssEntry> epss;
    std::int64_t epssRevision = 0;

    /// Rows for a package in a stream; empty span where no advisory names it.
    std::span<const CatalogRow> rowsFor(StringId stream, StringId package, PackageKind kind) const;
    /// True if any row speaks of this stream at all (else "no feed covers this release": unknown, not good).
    bool covers(StringId stream) const;
    /// Facts of any CVE, also of one that only EPSS knows; empty where no feed names it. A copy: for a single question;
    /// what walks findings uses `cves` by index.
    std::optional<CveFacts> cve(std::string_view id) const;
    std::optional<CveIndex> indexOf(std::string_view id) const;
    const EpssEntry* epssOf(std::string_view id) const;

    /// Sorts `rows` and fills what the look-ups need. Called once, after rows were added.
    void index();

    /// A run of rows with the same key.
    struct Run {
        StringId stream, package;
        PackageKind kind;
        std::uint32_t first, count;
    };
    std::vector<Run> runs; ///< in row order
    std::vector<std::uint32_t> runSlots; ///< open-addressing table of runs, power of two
    std::vector<StringId> coveredStreams; ///< sorted
};

} // namespace bw
