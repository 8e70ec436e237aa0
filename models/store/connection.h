// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"
#include "models/foundation/result.h"
#include "models/store/dialect.h"
#include "models/store/stamp.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace bw {

class Connection;

/// Bytes for a {{blob}} column or a {{text?}} placeholder. They must live until the statement has run.
struct Bytes {
    std::string_view view;
};

/// A text as it comes back after it was stored: broken UTF-8 replaced, no byte order mark in front.
std::string storedText(std::string_view text);

/// A prepared statement as its connection keeps it for the next time.
struct PreparedQuery {
    std::unique_ptr<QSqlQuery> query; ///< empty: not prepared, or failed
    bool lent = false;
};

/// A prepared statement, borrowed from its connection, forward only. Its first error sticks: `next` answers false from
/// then on and `status` tells.
class Statement {
public:
    Statement(Connection& connection, std::string_view sql);
    template <std::invocable<Statement&> Start>
    Statement(Connection& connection, std::string_view sql, Start&& start)
        : Statement(connection, sql)
    {
        start(*this);
    }
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Binds all placeholders and runs a statement that answers no rows; may be repeated.
    template <typename... Values>
    Result<void> run(const Values&... values)
    {
        bindAll(values...);
        return runBound();
    }
    /// Binds all placeholders and starts a query; may be repeated.
    template <typename... Values>
    void open(const Values&... values)
    {
        bindAll(values...);
        openBound();
    }

    bool next();
    bool isNull(int column) const { return m_query->isNull(column); }
    std::int64_t integer(int column) const { return m_query->value(column).toLongLong(); }
    std::string text(int column) const;
    QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    Instant instant(int column) const { return Instant(std::chrono::seconds(integer(column))); }
    Day day(int column) const { return Day(std::chrono::days(integer(column))); }
    std::optional<Instant> maybeInstant(int column) const;
    Stamp stamp(int who, int at, int why) const { return {text(who), instant(at), text(why)}; }
    const Result<void>& status() const { return m_status; }

private:
    template <typename... Values>
    void bindAll(const Values&... values)
    {
        int place = 0;
        (bind(place++, values), ...);
    }
    template <std::integral T>
    void bind(int place, T value)
    {
        m_query->bindValue(place, QVariant(qlonglong(value)));
    }
    void bind(int place, std::string_view text);
    void bind(int place, Bytes bytes);
    void bind(int place, Instant t) { bind(place, t.time_since_epoch().count()); }
    void bind(int place, Day d) { bind(place, d.time_since_epoch().count()); }
    template <typename T>
    void bind(int place, const std::optional<T>& value)
    {
        if (value)
            bind(place, *value);
        else
            m_query->bindValue(place, QVariant());
    }
    Result<void> runBound();
    void openBound();
    void fail();

    Connection& m_connection;
    PreparedQuery* m_place; ///< where it goes back to; nullptr: the same text was already lent out
    std::unique_ptr<QSqlQuery> m_query;
    Result<void> m_status;
};

/// One database connection with its prepared statements. Belongs to the thread that opened it, and ends there.
class Connection {
public:
    static Result<std::unique_ptr<Connection>> open(const Dialect& dialect, std::string_view path, int busyTimeoutMs);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const Dialect& dialect() const { return m_dialect; }

    Statement statement(std::string_view sql) { return Statement(*this, sql); }
    /// A started query.
    template <typename... Values>
    Statement query(std::string_view sql, const Values&... values)
    {
        return Statement(*this, sql, [&](Statement& s) { s.open(values...); });
    }
    template <typename... Values>
    Result<void> run(std::string_view sql, const Values&... values)
    {
        return statement(sql).run(values...);
    }
    /// Runs plain SQL once, without preparing and without counting as a change.
    Result<void> execute(std::string_view sql);
    /// First column of the first row; `fallback` where there is none or it is NULL.
    Result<std::int64_t> number(std::string_view sql, std::int64_t fallback = 0);

    /// Statements run so far that may have changed something.
    std::uint64_t changes() const { return m_changes; }

private:
    friend class Statement;
    Connection(const Dialect& dialect, QString name);
    Error errorOf(const QSqlError& error) const;

    const Dialect& m_dialect;
    QString m_name;
    QSqlDatabase m_database;
    std::map<std::string, PreparedQuery, std::less<>> m_prepared; ///< by text
    std::uint64_t m_changes = 0;
};

/// A transaction that is rolled back unless it was committed.
class TransactionGuard {
public:
    explicit TransactionGuard(Connection& connection)
        : m_connection(connection)
    {
    }
    ~TransactionGuard();
    TransactionGuard(const TransactionGuard&) = delete;
    TransactionGuard& operator=(const TransactionGuard&) = delete;

    Result<void> beginRead();
    Result<void> beginWrite();
    Result<void> commit();

private:
    Result<void> begin(std::string_view sql);

    Connection& m_connection;
    bool m_open = false;
};

} // namespace bw
