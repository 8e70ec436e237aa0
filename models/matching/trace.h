// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

enum class TraceVerdict : std::uint8_t {
    NeverNamed, ///< no feed has ever named this CVE
    NoAdvisory, ///< known, but no advisory of the host's release names it
    NotCovered, ///< no feed speaks of the host's release at all: cannot tell
    NoEvidence, ///< the host's software is not known at that moment: cannot tell
    NotInstalled,
    NotAffected, ///< installed, and every advisory that counts says fixed or not affected
    Unknown,
    RebootPending,
    Affected,
};
/// never-named | no-advisory | not-covered | no-evidence | not-installed | not-affected | unknown | reboot-pending |
/// affected
std::string_view name(TraceVerdict verdict);

struct MatchTrace {
    TraceVerdict verdict = TraceVerdict::NeverNamed;
    std::vector<TraceLine> lines;
};

/// Why a host is, or is not, affected by a CVE (or by an advisory, by its id): one line per (advisory row, installed
/// component) that was looked at, whether it decided or was overruled, in the order of their weight. Pure; walks all
/// rows of the catalog once. `host` is an index into Fleet::hosts.
MatchTrace trace(const Fleet& fleet, const Catalog& catalog, std::uint32_t host, std::string_view cve, Instant at);

/// The lines that prove a patch: the deciding row for each of these components and each of its advisories, at most
/// `limit` lines.
std::vector<TraceLine> tracePatch(const Fleet& fleet, const Catalog& catalog, const Patch& patch,
                                  std::span<const ComponentId> components, std::size_t limit = 200);

} // namespace bw
