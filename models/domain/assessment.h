// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/domain/control.h"
#include "models/domain/fleet.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bw {

enum class FindingState : std::uint8_t {
    Open,
    Planned,
    Deploying,
    Claimed,
    RebootPending, ///< the fixed build is installed, the running one is still the old one
    Verified,
    Contradicted,
    Excepted,
    Regressed,
    Unknown, ///< cannot tell (and the trace says why)
};
std::string_view name(FindingState state); ///< open | planned | deploying | claimed | reboot-pending | verified | ...

/// How fresh the evidence about a host is.
enum class HostState : std::uint8_t { Current, Stale, Unknown, Excluded };
std::string_view name(HostState state);

/// A patch: the fix-first row of the queue, "openssl 3.0.17-1~deb12u2 for Debian:12". One per (stream, package),
/// carrying the newest fixed version that any open advisory of that package asks for; older fixes are folded into it.
/// Without a fix: fixed is empty.
struct Patch {
    std::string id; ///< stable: "Debian:12/openssl/3.0.17-1~deb12u2", without a fix "Debian:12/openssl/-"
    Ecosystem ecosystem = Ecosystem::Unknown;
    std::string stream; ///< "Debian:12"
    std::string package; ///< source package where advisories go by it, else the binary
    std::string fixed; ///< native version; empty: no fix yet
    std::string module;
    bool willNotFix = false;
    bool reboot = false; ///< kernel or the like
    bool needsSubscription = false; ///< the fix stands in a pocket that has to be paid for (Ubuntu Pro)
    std::vector<std::string> advisories; ///< ids, sorted
    std::vector<CveIndex> cves; ///< sorted
    std::uint32_t supersedes = 0; ///< how many older fixed versions are folded in
    std::string feed;

    /// The newest version that the vendor offers on some host (of an update without versions its number); empty: no
    /// list of pending updates names it. Apart from `fixed`, which an advisory asks for, and from what is installed.
    std::string offered;
    std::string offerOrigin; ///< repository or suite
    std::string offerTitle;
    std::vector<std::string> offerAdvisories; ///< ids that the vendor's list tells, sorted; perhaps known to no feed
    bool offerSecurity = false; ///< the vendor's list calls it security relevant
    /// No advisory known here names it: only the vendor's list does. Has no part in any figure of exposure.
    bool offerOnly = false;

    /// The highest of its open findings, with controls. Where none is open: of those that cannot be told (a stale host
    /// never lowers a patch), and where all are excepted: defer. The due date goes the same way.
    Decision decision = Decision::Defer;
    Decision rawDecision = Decision::Defer; ///< without controls
    std::optional<Day> due; ///< the earliest of its open findings; empty: next upgrade
    bool forensics = false;
    std::uint32_t hostsOpen = 0;
    /// Stale, or cannot tell; never part of hostsOpen. Hosts of the patch's release whose software is not known at all
    /// count too, without a finding.
    std::uint32_t hostsUnknown = 0;
    std::uint32_t hostsExcepted = 0;
    double exposedHostDays = 0;
    bool kev = false;
    std::optional<float> epssMax;
    std::optional<float> cvssMax;
    std::vector<std::string> controls; ///< names of those that lowered a finding of this patch
    std::vector<std::string> why; ///< short sentences, English source text
    std::uint32_t rank = 0; ///< from 1, by decision, due, KEV, EPSS, hosts
    std::uint32_t firstFinding = 0; ///< its findings are [firstFinding, firstFinding + findingCount)
    std::uint32_t findingCount = 0;
};

/// One host x patch. Plain numbers: there may be millions.
struct Finding {
    std::uint32_t host = 0; ///< index into Fleet::hosts
    std::uint32_t patch = 0; ///< index into Assessment::patches
    ComponentId component = 0; ///< the installed instance that proves it (the first, if several)
    FindingState state = FindingState::Open;
    Decision decision = Decision::Defer;
    Decision rawDecision = Decision::Defer;
    std::int32_t due = NoDay; ///< days since 1970-01-01
    /// Day from which the exposure window counts: since when inventories without a gap lack a fix of the patch, but not
    /// before one of its flaws was public. After a downgrade that is the older, longer window.
    std::int32_t exposedSince = NoDay;
    static constexpr std::int32_t NoDay = INT32_MIN;
};

/// Why a component is, or is not, affected by an advisory row: one line of `explain`.
struct TraceLine {
    std::string advisory;
    std::string feed;
    std::int64_t revision = 0;
    VersionScheme scheme = VersionScheme::Generic;
    std::string package; ///< name the advisory goes by
    std::string installed;
    std::string fixed; ///< empty: none
    std::string comparison; ///< "3.0.15-1~deb12u1 < 3.0.17-1~deb12u2", "not compared"
    std::string reason; ///< short English sentence
    bool affected = false;
};

/// Figures for the whole fleet at the moment of the assessment. Every share has its denominator here.
struct Coverage {
    std::uint32_t hosts = 0, current = 0, stale = 0, unknown = 0, excluded = 0;
    std::uint32_t findingsOpen = 0, findingsUnknown = 0; ///< without those of offers
    std::uint32_t offersOpen = 0, offersUnknown = 0; ///< that no advisory names
    std::uint32_t hostsUncovered = 0; ///< current, but no feed speaks of their release
};

/// What is open, how urgent, and why: a pure function of fleet, catalog, controls, policy and a moment. Immutable,
/// shared.
struct Assessment {
    Instant at;
    std::shared_ptr<const Fleet> fleet;
    std::shared_ptr<const Catalog> catalog;
    std::vector<Control> controls;
    std::string policy; ///< id of the due-date policy
    std::vector<Patch> patches; ///< in rank order
    std::vector<Finding> findings; ///< grouped by patch, then by host
    std::vector<HostState> hostStates; ///< parallel to fleet->hosts
    std::vector<std::uint32_t> hostFindings; ///< open findings per host
    Coverage coverage;
};

} // namespace bw
