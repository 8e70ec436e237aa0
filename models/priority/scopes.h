// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/domain/hostfilter.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bw {

/// The scope of a control or an exception, worked out against a fleet: which hosts, and which of their findings.
struct Scope {
    std::vector<bool> hosts; ///< by index
    bool everyFinding = false; ///< neither patches nor CVEs are named
    std::vector<std::string> patches; ///< sorted ids; a finding of one of these is covered whole
    std::vector<CveIndex> cves; ///< sorted; flaws of these are covered one by one

    bool coversPatch(const std::string& id) const;
    bool coversCve(CveIndex cve) const;
};

/// Where both patches and CVEs are named, either suffices. A host filter that cannot be read covers no host: what
/// cannot be understood lowers nothing.
Scope scopeOf(const std::string& hostFilter, const std::vector<std::string>& patches,
              const std::vector<std::string>& cves, const Fleet& fleet, const Catalog& catalog,
              std::span<const HostState> states, Instant at);

/// The system a host was last seen to run; nullptr: not told.
const OsIdentity* systemAt(const Fleet& fleet, const Host& host, Instant at);

} // namespace bw
