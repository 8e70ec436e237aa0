// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/inventoryreader.h"
#include "models/inventory/readers/osqueryrow.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace bw {

/// One line of an osquery results log, taken apart. Views point into the line.
struct OsqueryRecord {
    enum class Kind : std::uint8_t { Differential, Snapshot };
    Kind kind = Kind::Differential;
    Fields header; ///< name, hostIdentifier, unixTime, epoch, counter ... and decorations
    std::vector<Fields> removed;
    std::vector<Fields> added; ///< or the rows of the snapshot
    std::uint64_t line = 0;
};

/// Folds the records of a results log, in file order, into the state of each host after the last one. A differential
/// row is known by all its columns, as osquery itself knows it: an update is one row removed and another added, a
/// change of the package's status too. A query's history counts from its initial full set (counter 0) or a snapshot;
/// without one the host is partial and truncated.
class OsqueryHistory {
public:
    explicit OsqueryHistory(SnapshotBuilder& out)
        : m_out(out)
    {
    }
    void apply(const OsqueryRecord& record);
    /// Hands the hosts over to the builder.
    void finish(const ReadOptions& options, bool truncated);
    bool empty() const { return m_hosts.empty(); }

private:
    struct Query {
        std::string epoch;
        std::uint64_t counter = 0;
        std::string time;
        bool complete = false;
        std::unordered_map<std::uint64_t, ComponentId> rows; ///< hash of all columns -> component
    };
    struct Host {
        HostDraft draft;
        std::map<std::string, Query, std::less<>> queries;
    };

    Host& hostOf(const OsqueryRecord& record);
    static void begin(Query& query, const OsqueryRecord& record);
    void add(Host& host, Query& query, const Fields& row, std::uint64_t line);

    SnapshotBuilder& m_out;
    std::vector<Host> m_hosts;
    std::unordered_map<std::string, std::size_t> m_byIdentifier;
    bool m_saidUnknown = false;
};

} // namespace bw
