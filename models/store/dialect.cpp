// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/dialect.h"

#include "models/store/connection.h"

#include <QSqlError>
#include <QString>

#include <array>
#include <utility>

namespace bw {

namespace {

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// Replaces each "{{word T}}" by what `make` answers for T.
template <typename Make>
void replaceCalls(std::string& text, std::string_view word, Make make)
{
    const std::string open = "{{" + std::string(word) + ' ';
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        const std::size_t end = text.find("}}", at);
        if (end == std::string::npos)
            return;
        const std::string made = make(text.substr(at + open.size(), end - at - open.size()));
        text.replace(at, end + 2 - at, made);
        at += made.size();
    }
}

std::string refuse(const std::string& table, std::string_view event)
{
    return "CREATE TRIGGER " + table + "_no_" + std::string(event) + " BEFORE " + std::string(event) + " ON " + table
        + " BEGIN SELECT RAISE(ABORT, 'rows of " + table + " are kept as they are'); END;\n";
}

class SqliteDialect final : public Dialect {
public:
    QString driver() const override { return QStringLiteral("QSQLITE"); }

    QString connectOptions(int busyTimeoutMs) const override
    {
        return QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs);
    }

    Result<void> configure(Connection& c, ConnectionUse use) const override
    {
        for (const auto pragma : {"PRAGMA foreign_keys=ON", "PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON",
                                  "PRAGMA temp_store=MEMORY", "PRAGMA cache_size=-16384"}) {
            if (const auto done = c.execute(pragma); !done.ok())
                return done;
        }
        if (use == ConnectionUse::Reader)
            return c.execute("PRAGMA query_only=ON");
        const std::string_view wanted = use == ConnectionUse::Writer ? "wal" : "delete";
        Statement mode = c.query("PRAGMA journal_mode=" + std::string(wanted));
        if (mode.next() && mode.text(0) != wanted)
            return Error{ErrorKind::Locked, "journal mode stays " + mode.text(0), {}};
        if (!mode.status().ok())
            return mode.status();
        if (const auto done = c.execute("PRAGMA journal_size_limit=67108864"); !done.ok())
            return done;
        return c.execute("PRAGMA synchronous=FULL");
    }

    std::string_view beginRead() const override { return "BEGIN"; }
    std::string_view beginWrite() const override { return "BEGIN IMMEDIATE"; }

    std::string expand(std::string_view sql) const override
    {
        std::string text(sql);
        replaceAll(text, "{{key}}", "INTEGER PRIMARY KEY");
        replaceAll(text, "{{int}}", "INTEGER");
        replaceAll(text, "{{blob}}", "BLOB");
        replaceAll(text, "{{strict}}", "STRICT");
        replaceAll(text, "{{text?}}", "CAST(? AS TEXT)");
        replaceCalls(text, "append_only",
                     [](const std::string& table) { return refuse(table, "UPDATE") + refuse(table, "DELETE"); });
        replaceCalls(text, "keep", [](const std::string& table) { return refuse(table, "DELETE"); });
        return text;
    }

    std::string bytesOf(std::string_view expression) const override
    {
        return "CAST(" + std::string(expression) + " AS BLOB)";
    }

    ErrorKind kindOf(const QSqlError& error) const override
    {
        const int code = error.nativeErrorCode().toInt();
        switch (code) { // extended result codes first
        case 787: // FOREIGNKEY
            return ErrorKind::NotFound;
        case 1555: // PRIMARYKEY
        case 2067: // UNIQUE
        case 2579: // ROWID
            return ErrorKind::Conflict;
        default:
            break;
        }
        switch (code & 0xff) {
        case 5: // BUSY
        case 6: // LOCKED
            return ErrorKind::Locked;
        case 8: // READONLY
        case 13: // FULL
            return ErrorKind::NotWritable;
        case 11: // CORRUPT
            return ErrorKind::Damaged;
        case 14: // CANTOPEN
            return ErrorKind::NotReadable;
        case 18: // TOOBIG
            return ErrorKind::TooLarge;
        case 26: // NOTADB
            return ErrorKind::NotOurs;
        default:
            return ErrorKind::Database;
        }
    }

    Result<FileIdentity> identity(Connection& c) const override
    {
        FileIdentity identity;
        for (auto [pragma, value] : {std::pair{"PRAGMA application_id", &identity.application},
                                     std::pair{"PRAGMA user_version", &identity.version}}) {
            Statement answer = c.query(pragma);
            if (answer.next())
                *value = answer.integer(0);
            if (!answer.status().ok())
                return answer.status().error();
        }
        return identity;
    }

    Result<void> setIdentity(Connection& c, const FileIdentity& identity) const override
    {
        if (const auto done = c.execute("PRAGMA application_id=" + std::to_string(identity.application)); !done.ok())
            return done;
        return c.execute("PRAGMA user_version=" + std::to_string(identity.version));
    }

    Result<void> copyTo(Connection& c, std::string_view path) const override
    {
        return c.statement("VACUUM INTO ?").run(path);
    }

    Result<void> quickCheck(Connection& c) const override
    {
        Statement check = c.query("PRAGMA quick_check(1)");
        if (check.next() && check.text(0) != "ok")
            return Error{ErrorKind::Damaged, check.text(0), {}};
        return check.status();
    }
};

} // namespace

const Dialect& Dialect::sqlite()
{
    static const SqliteDialect dialect;
    return dialect;
}

} // namespace bw
