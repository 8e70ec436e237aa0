// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/domain/fleet.h"
#include "models/domain/verification.h"
#include "models/verification/expectation.h"
#include "models/verification/packagewatch.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace bw {

struct VerifyOptions {
    Instant at; ///< the moment that is asked for
    int staleAfterDays = 14;
};

/// Holds what was to be done against what later inventories show. An engine's word is a claim; only an inventory that
/// was taken after it proves or refutes it. Pure; each distinct manifest is looked through once. Fleet and catalog must
/// outlive it; one object per thread.
class Verifier {
public:
    Verifier(const Fleet& fleet, const Catalog& catalog, const VerifyOptions& options);

    /// Parallel to the argument.
    std::vector<Verification> verify(std::span<const Expectation> expectations);

    /// What a plan's waves want that no run has had: its patches on its hosts, where the package was open at
    /// `plannedAt` or still is. `known`: rows of runs, which are left out. By wave, host and patch.
    std::vector<Expectation> planned(const Plan& plan, Instant plannedAt, std::span<const Expectation> known);

private:
    struct Moment {
        const SnapshotEntry* packages = nullptr;
        const SnapshotEntry* told = nullptr; ///< the entry that completes it
        std::string_view runningKernel;
        std::optional<bool> rebootPending;
    };

    std::uint32_t want(const Expectation& expectation);
    std::vector<Moment> momentsOf(const Host& host) const;
    const Host* hostOf(HostId id) const;
    PackageLook look(std::uint32_t patch, const Moment& moment);
    Verification verify(const Expectation& expectation, std::uint32_t patch);
    void judgeClaim(const Expectation& expectation, std::uint32_t patch, const std::vector<Moment>& moments,
                    Verification& out);
    void judgeUnclaimed(const Expectation& expectation, std::uint32_t patch, const std::vector<Moment>& moments,
                        Verification& out);
    bool stale(const Moment& moment) const;

    const Fleet& m_fleet;
    VerifyOptions m_options;
    PackageWatch m_watch;
    std::unordered_map<HostId, const Host*> m_hosts;
};

} // namespace bw
