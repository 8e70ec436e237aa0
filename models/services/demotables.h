// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"
#include "models/foundation/result.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bw {

// The sample fleet as it stands in resources/demo: who the hosts are (invented), and which versions the distributions
// released when, with the advisories and what is published of their CVEs (facts).

struct DemoHost {
    std::string name, fqdn, serial;
    std::string stream; ///< "Debian:12"
    std::string osVersion; ///< "12.11"
    std::vector<std::string> sets; ///< of packages; empty: its software was never listed
    std::string site, role, owner;
    std::string exposure, importance, safety; ///< as people write them; empty: nobody said
    std::string tags; ///< separated by blanks
    std::string pace; ///< weekly | monthly | quarterly | halfyear
    // Weeks before the last inventory.
    int lastSeen = 0;
    int firstSeen = 51;
    int noUpdatesFor = 0;
    int bootedBefore = 0;
    std::map<std::string, int> held; ///< by source package
    int renamedBefore = 0; ///< 0: never renamed
    std::string formerName;
};

/// Packages that are released together under one version.
struct DemoPackages {
    std::string stream;
    std::string set;
    std::string source; ///< of an rpm: a name for the group
    std::vector<std::string> names; ///< "%" stands for a kernel release, "bc@+b1" for a suffix of the binary's version
};

struct DemoVersion {
    std::string version;
    std::optional<Day> from; ///< empty: installed before the story begins
    std::string kernel; ///< release of the kernel it carries, without flavour
};

struct DemoAdvisory {
    std::string stream;
    std::string source;
    std::string fixed;
    std::string id; ///< empty: the distribution has one record per CVE
    Day day;
    std::vector<std::string> cves;
};

struct DemoCve {
    std::string cve;
    std::optional<Day> published;
    std::optional<double> cvss;
    std::string vector;
    std::optional<Day> kevAdded, kevDue;
    std::string vendor, product;
    bool ransomware = false;
    std::string epss, percentile; ///< as published; empty: not scored on the day of the scores
    std::string exploitation, automatable, technicalImpact; ///< empty: not told
};

struct DemoTables {
    /// Release stream and source package.
    using Source = std::pair<std::string, std::string>;

    std::vector<DemoHost> hosts;
    std::vector<DemoPackages> packages;
    std::map<Source, std::vector<DemoVersion>> versions; ///< ascending
    std::vector<DemoAdvisory> advisories;
    std::vector<DemoCve> cves;
};

/// Errors: Malformed and BadValue with file and line: the build is damaged.
Result<DemoTables> loadDemoTables();

/// The day to which the story of the tables leads.
Day demoStoryEnd();

} // namespace bw
