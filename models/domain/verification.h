// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/host.h"
#include "models/domain/rollout.h"
#include "models/foundation/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bw {

/// What evidence says of a host x patch that a plan wants done.
enum class Verdict : std::uint8_t {
    Verified, ///< a later inventory shows the fixed build, and the running one is the fixed one
    Contradicted, ///< the engine said done, a later inventory says old
    RebootPending, ///< fixed build installed, the running kernel or service is still the old one
    NotReinventoried, ///< no inventory of the host since the engine was done
    InventoryTooOld, ///< there is one after the deed, but it is past the age that counts as current
    Regressed, ///< was verified, and a later inventory shows the old one again
    Superseded, ///< the fix that was planned has been replaced by a newer one which is not installed
    Open, ///< nothing was claimed and the newest inventory shows it open: waiting, failed or unreachable
    Unknown, ///< cannot tell, and the reason says why
};
std::string_view name(Verdict verdict); ///< verified | contradicted | reboot-pending | not-reinventoried | ...

struct Verification {
    HostId host = 0;
    std::string patch;
    WaveId wave = 0;
    Verdict verdict = Verdict::Unknown;
    std::optional<RunId> run; ///< the last run that had it
    std::optional<Instant> claimedAt; ///< when the engine said done
    std::int64_t snapshot = 0; ///< the inventory that proves it; 0: none
    std::optional<Instant> takenAt; ///< of that inventory
    std::string installed; ///< what that inventory shows
    std::string wanted;
    std::string reason; ///< one sentence, English source text

    friend bool operator==(const Verification&, const Verification&) = default;
};

} // namespace bw
