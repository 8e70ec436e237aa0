// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/domain/host.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bw {

using SnapshotId = std::int64_t;
/// Index into Fleet::manifests.
using ManifestIndex = std::uint32_t;

/// The sorted set of components of a host at a moment; shared by all snapshots that say the same.
struct Manifest {
    std::vector<ComponentId> components; ///< sorted, unique

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// What an inventory said beside the software that is installed.
struct Pending {
    std::vector<OfferId> offers; ///< sorted, unique; empty: no list of pending updates was told
    std::vector<std::string> staleServices; ///< that still run replaced files, as the producer names them

    friend bool operator==(const Pending&, const Pending&) = default;
};

/// What an inventory said of one host at one moment, as an entry of the host's timeline.
struct SnapshotEntry {
    SnapshotId id = 0;
    Instant takenAt;
    TimeSource timeSource = TimeSource::Told;
    ManifestIndex manifest = 0;
    std::uint32_t os = 0; ///< index into Fleet::systems
    std::string runningKernel; ///< `uname -r`; empty: not told
    std::optional<bool> rebootPending; ///< empty: not told
    bool partial = false; ///< the source reported only some sections; the manifest is merged with the one before
    bool hasPackages = true; ///< false: the source told nothing about software (facts only, or an empty list)
    std::string format; ///< id of the reader
    static constexpr std::uint32_t NoPending = 0xffffffffu;
    std::uint32_t pending = NoPending; ///< index into Fleet::pendings

    friend bool operator==(const SnapshotEntry&, const SnapshotEntry&) = default;
};

struct Host {
    HostId id = 0;
    HostIdentity identity;
    HostAttributes attributes;
    std::vector<SnapshotEntry> timeline; ///< ascending by takenAt; may hold only a part (the newest) of the history

    /// The newest entry at or before t that told about packages; nullptr if there is none.
    const SnapshotEntry* at(Instant t) const;
    /// The newest entry at or before t, whatever it told.
    const SnapshotEntry* lastSeen(Instant t) const;
};

/// The evidence of a workspace, loaded: an immutable value shared between threads.
struct Fleet {
    std::shared_ptr<const ComponentPool> components;
    std::vector<Manifest> manifests;
    std::vector<Pending> pendings;
    std::vector<OsIdentity> systems;
    std::vector<std::string> streams; ///< streamOf(systems[i])
    std::vector<Host> hosts; ///< sorted by id
};

/// Services that still run replaced files, as the newest list of them at or before t tells (formats "needrestart" and
/// "needs-restarting"; one that names none says that all were restarted).
std::vector<std::string> staleServices(const Fleet& fleet, const Host& host, Instant t);

} // namespace bw
