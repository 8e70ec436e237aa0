// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/component.h"
#include "models/domain/host.h"
#include "models/foundation/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace bw {

/// What one inventory says about one host, while it is being read. Filled by readers, judged later by reconcile.
struct HostDraft {
    HostIdentity identity;
    OsIdentity os;
    std::optional<Instant> takenAt;
    TimeSource timeSource = TimeSource::ImportTime;
    std::string runningKernel;
    std::optional<bool> rebootPending;
    std::vector<std::string> staleServices; ///< that still run replaced files, until they are restarted
    bool partial = false; ///< the producer says that it reports only some sections
    bool partialHotfixes = false; ///< updates by KB number are told as far as the producer knows them, never all
    bool toldPackages = false; ///< a software section was there (even if empty); else "not reported"
    bool toldOffers = false; ///< a list of pending updates was there; it says nothing about what is installed
    bool truncated = false; ///< the text ended early; nothing may be concluded from what is missing
    HostAttributes attributes; ///< where the file carries them (CSV columns: owner, site, exposure, tags)
    std::vector<ComponentId> components; ///< in order of arrival, duplicates allowed
    std::vector<OfferId> offers; ///< in order of arrival, duplicates allowed
    std::uint64_t firstLine = 0;
    std::string file; ///< where it came from, for issues; set by whoever ran the reader
};

/// Where readers put what they find: hosts, components (interned in `pool`), issues. Bounded: components are ids,
/// issues are kept up to a cap and counted beyond. One file = one builder; one thread.
class SnapshotBuilder {
public:
    /// The pool may already hold the workspace's components: ids then stay the workspace's.
    explicit SnapshotBuilder(ComponentPool& pool, std::string file);

    using HostSlot = std::uint32_t;
    HostSlot addHost();
    HostDraft& host(HostSlot slot) { return m_hosts[slot]; }
    std::vector<HostDraft>& hosts() { return m_hosts; }
    const std::vector<HostDraft>& hosts() const { return m_hosts; }
    /// The slot of the host that this key (any text the reader chooses, e.g. a host name column) stood for before, or a
    /// new one.
    HostSlot hostFor(std::string_view key, bool* isNew = nullptr);

    ComponentId intern(const ComponentView& component) { return m_pool.intern(component); }
    void add(HostSlot slot, ComponentId id) { m_hosts[slot].components.push_back(id); }
    void add(HostSlot slot, const ComponentView& component) { add(slot, intern(component)); }

    void issue(ErrorKind kind, std::string reason, std::uint64_t line = 0, std::string field = {},
               std::string_view raw = {}, std::uint64_t column = 0);
    void issue(Issue issue);
    std::vector<Issue>& issues() { return m_issues; }
    std::uint64_t issueCount() const { return m_issueCount; } ///< also those beyond the cap
    const std::string& file() const { return m_file; }
    ComponentPool& pool() { return m_pool; }

    static constexpr std::size_t IssueCap = 10'000;

private:
    ComponentPool& m_pool;
    std::string m_file;
    std::vector<HostDraft> m_hosts;
    std::unordered_map<std::string, HostSlot> m_keys;
    std::vector<Issue> m_issues;
    std::uint64_t m_issueCount = 0;
};

} // namespace bw
