// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/inventory/snapshotbuilder.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace bw {

/// By what a draft was taken for a host that is known, strongest first.
enum class MatchedBy : std::uint8_t { Nothing, SerialAndUuid, Serial, Uuid, MachineId, Mac, Fqdn, Name, Operator };
std::string_view name(MatchedBy by);

enum class HostOutcome : std::uint8_t {
    Added, ///< a host that was not known
    Updated, ///< newer evidence with another set of components or other facts
    Unchanged, ///< this very evidence is known already, or it says the same as before at a later time
    Older, ///< evidence from before the newest one: kept as history, the current state stays
    Ambiguous, ///< several hosts fit, or the identifiers contradict each other: a person decides
    Rejected, ///< the draft names no host
};
std::string_view name(HostOutcome outcome);

/// What to do with an ambiguous draft where nobody can be asked.
enum class AmbiguityRule : std::uint8_t { Skip, TakeAsNew };

/// A component that changed its version on a host.
struct VersionChange {
    ComponentId before = 0;
    ComponentId after = 0;
};

/// What one draft would do to one host.
struct HostChange {
    HostOutcome outcome = HostOutcome::Added;
    MatchedBy matchedBy = MatchedBy::Nothing;
    HostId host = 0; ///< 0: new
    std::uint32_t newHost =
        0; ///< number (from 1) of a host that this import adds: its snapshots share it; 0: a known host
    std::vector<HostId> candidates; ///< of an ambiguous draft
    std::string reason; ///< short English clause for ambiguous and rejected ones
    std::size_t draft = 0; ///< index into the drafts
    bool sameEvidence = false; ///< Unchanged because this host, moment and set are stored already: nothing to store
    bool hasPackages = false; ///< the snapshot tells about software
    bool partial = false;
    Instant takenAt;
    TimeSource timeSource = TimeSource::ImportTime;
    std::vector<OfferId> offers; ///< sorted, unique; what the vendor offers says nothing of what is installed
    std::vector<ComponentId> components; ///< the effective set: sorted, unique
    std::vector<ComponentId> added;
    std::vector<ComponentId> removed;
    std::vector<VersionChange> changed;
};

struct ChangeSet {
    std::vector<HostChange> hosts; ///< in the order of the drafts (drafts of one host at one moment are one change)
    /// Hosts by the strongest outcome of their changes (added, updated, older, unchanged); ambiguous and rejected
    /// drafts one by one.
    std::uint32_t added = 0, updated = 0, unchanged = 0, older = 0, ambiguous = 0, rejected = 0;
};

struct ReconcileOptions {
    Instant importedAt; ///< fallback where nothing tells a time, and the limit beyond which a time is "future"
    AmbiguityRule ambiguity = AmbiguityRule::Skip;
};

/// Compares drafts with what is known and says what would change; stores nothing. Rules (in the help's "Hosts and
/// identity"):
///  - identity: serial and UUID, either of them where the other was not told, machine id, MAC, FQDN, short name. A
///  weaker key counts
///    only where no stronger one contradicts it. UUIDs compare in both byte orders. Never merges two known hosts.
///  - a section (ecosystem) that the draft does not mention is carried over; "partial" and truncated drafts only add
///  and replace, and so do lists of updates (KB) that are marked so;
///    an empty list never removes anything.
///  - a list of pending updates is of its own kind: it removes no component and is no inventory of software.
///  - a component whose source package was not told takes it from the same package build seen elsewhere in the pool.
/// Drafts that carry the same identity, from different files of one import, are merged where they complete one another.
/// Drafts are taken in the order of their times, and each is compared with what the ones before it tell as well as with
/// what is stored. The components of the drafts are used up: what counts from then on are those of the changes. Issues
/// (future times, empty lists, duplicate hosts) are appended. `fleet` must hold each host's newest snapshots.
ChangeSet reconcile(const Fleet& fleet, ComponentPool& pool, std::vector<HostDraft>& drafts,
                    const ReconcileOptions& options, std::vector<Issue>& issues);

} // namespace bw
