// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/inventory/reconcile.h"

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace bw {

/// Finds the known host that an identity stands for, by the order of keys that reconcile documents. A value; one
/// thread.
class HostMatcher {
public:
    static constexpr std::size_t None = static_cast<std::size_t>(-1);

    explicit HostMatcher(const Fleet& fleet);

    struct Answer {
        MatchedBy by = MatchedBy::Nothing;
        HostId host = 0; ///< 0 with `index` none: not known; 0 with an index: a host that was added to the matcher
        std::size_t index = None; ///< of the fleet's hosts, then of the added ones
        std::vector<HostId> candidates; ///< not empty: ambiguous
        std::string reason;
    };
    Answer find(const HostIdentity& identity) const;
    /// A host that is not stored yet; answers its index.
    std::size_t add(const HostIdentity& identity);
    /// What else the host at `index` is known by from now on.
    void learn(std::size_t index, const HostIdentity& identity);

    /// Why the two cannot be one machine ("serial differs: A, B"), or empty.
    static std::string contradiction(const HostIdentity& a, const HostIdentity& b);

private:
    enum Kind : std::size_t { Serial, Uuid, MachineId, Mac, Fqdn, Name, KindCount };
    using Index = std::unordered_map<std::string, std::vector<std::size_t>>;

    void enter(const HostIdentity& identity, std::size_t host);
    const HostIdentity& identityOf(std::size_t index) const;
    const std::vector<std::size_t>& at(Kind kind, const std::string& value) const;
    Answer answer(MatchedBy by, const std::vector<std::size_t>& found, const HostIdentity& identity) const;

    const Fleet& m_fleet;
    std::vector<HostIdentity> m_added;
    std::array<Index, KindCount> m_index;
};

} // namespace bw
