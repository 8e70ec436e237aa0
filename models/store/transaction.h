// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"

#include <cstdint>

namespace bw {

class Connection;
struct AuditNote;

/// A consistent view of the workspace at one moment, as long as the function that got it runs. Belongs to the calling
/// thread; never keep it.
class ReadConnection {
public:
    explicit ReadConnection(Connection& connection)
        : m_connection(connection)
    {
    }
    ReadConnection(const ReadConnection&) = delete;
    ReadConnection& operator=(const ReadConnection&) = delete;

    /// For the repositories of this room only.
    Connection& connection() { return m_connection; }

private:
    Connection& m_connection;
};

/// One verb: everything it writes is committed together or not at all. It reads what it wrote itself.
/// A verb that changed anything must have called `audit` at least once, else the commit is refused (Internal).
class WriteTransaction final : public ReadConnection {
public:
    using ReadConnection::ReadConnection;

    /// Appends to the hash-chained log; answers the entry's number.
    Result<std::int64_t> audit(const AuditNote& note);
    bool audited() const { return m_audited; }

private:
    bool m_audited = false;
};

} // namespace bw
