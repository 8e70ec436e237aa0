// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

class QSqlError;
class QString;

namespace bw {

class Connection;

/// How a connection is going to be used.
enum class ConnectionUse : std::uint8_t {
    Reader,
    Writer,
    NetworkWriter, ///< on a network file system: no WAL
};

/// What the database says it is.
struct FileIdentity {
    std::int64_t application = 0;
    std::int64_t version = 0; ///< number of the last migration
};

/// All that differs between database systems, so that every other file of this room writes common SQL only.
/// Migrations and statements may hold these words, which `expand` replaces:
///   {{key}}      integer primary key of a row        {{int}}   64-bit integer      {{blob}}  bytes
///   {{strict}}   after a table's closing bracket     {{text?}} a placeholder bound as bytes and kept as text
///   {{append_only T}}  a whole line: rows of table T can be neither changed nor deleted
///   {{keep T}}         a whole line: rows of table T cannot be deleted
class Dialect {
public:
    static constexpr std::int64_t ApplicationId = 0x42574b52; ///< "BWKR"

    virtual ~Dialect() = default;
    static const Dialect& sqlite();

    virtual QString driver() const = 0;
    virtual QString connectOptions(int busyTimeoutMs) const = 0;
    /// Settings of a fresh connection.
    virtual Result<void> configure(Connection& connection, ConnectionUse use) const = 0;

    virtual std::string_view beginRead() const = 0;
    /// Takes the write lock at once, so that a transaction never fails half way because another one committed.
    virtual std::string_view beginWrite() const = 0;

    virtual std::string expand(std::string_view sql) const = 0;
    /// An expression for a text column's bytes.
    virtual std::string bytesOf(std::string_view expression) const = 0;
    virtual ErrorKind kindOf(const QSqlError& error) const = 0;

    virtual Result<FileIdentity> identity(Connection& connection) const = 0;
    virtual Result<void> setIdentity(Connection& connection, const FileIdentity& identity) const = 0;
    /// Writes a complete copy to a file that does not exist.
    virtual Result<void> copyTo(Connection& connection, std::string_view path) const = 0;
    virtual Result<void> quickCheck(Connection& connection) const = 0;
};

} // namespace bw
