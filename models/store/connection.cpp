// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/connection.h"

#include <QSqlError>
#include <QString>
#include <QVariant>

#include <atomic>

namespace bw {

static QString toQt(std::string_view text)
{
    QString q = QString::fromUtf8(text.data(), qsizetype(text.size()));
    // The driver hands UTF-16 over, of which SQLite takes a leading mark away: better here, where storedText sees it.
    while (q.startsWith(QChar(0xfeff)))
        q.remove(0, 1);
    return q.isNull() ? QStringLiteral("") : q; // a null string would become NULL
}

std::string storedText(std::string_view text)
{
    return toQt(text).toStdString();
}

Statement::Statement(Connection& connection, std::string_view sql)
    : m_connection(connection)
{
    auto place = connection.m_prepared.find(sql);
    if (place == connection.m_prepared.end())
        place = connection.m_prepared.emplace(std::string(sql), PreparedQuery()).first;
    m_place = place->second.lent ? nullptr : &place->second;
    if (m_place) {
        m_place->lent = true;
        m_query = std::move(m_place->query);
        if (m_query)
            return;
    }
    m_query = std::make_unique<QSqlQuery>(connection.m_database);
    m_query->setForwardOnly(true);
    if (!m_query->prepare(QString::fromStdString(connection.dialect().expand(sql))))
        fail();
}

Statement::~Statement()
{
    m_query->finish();
    if (!m_place)
        return;
    m_place->lent = false;
    if (m_status.ok())
        m_place->query = std::move(m_query);
}

void Statement::bind(int place, std::string_view text)
{
    m_query->bindValue(place, toQt(text));
}

void Statement::bind(int place, Bytes bytes)
{
    const char* data = bytes.view.empty() ? "" : bytes.view.data();
    m_query->bindValue(place, QByteArray::fromRawData(data, qsizetype(bytes.view.size())));
}

Result<void> Statement::runBound()
{
    if (!m_status.ok())
        return m_status;
    ++m_connection.m_changes;
    if (!m_query->exec())
        fail();
    m_query->finish();
    return m_status;
}

void Statement::openBound()
{
    if (m_status.ok() && !m_query->exec())
        fail();
}

bool Statement::next()
{
    if (!m_status.ok())
        return false;
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        fail();
    return false;
}

std::string Statement::text(int column) const
{
    return m_query->value(column).toString().toStdString();
}

std::optional<Instant> Statement::maybeInstant(int column) const
{
    return isNull(column) ? std::optional<Instant>() : instant(column);
}

void Statement::fail()
{
    m_status = m_connection.errorOf(m_query->lastError());
}

Connection::Connection(const Dialect& dialect, QString name)
    : m_dialect(dialect)
    , m_name(std::move(name))
    , m_database(QSqlDatabase::addDatabase(dialect.driver(), m_name))
{
}

Connection::~Connection()
{
    m_prepared.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> Connection::open(const Dialect& dialect, std::string_view path, int busyTimeoutMs)
{
    static std::atomic<std::uint64_t> count = 0;
    std::unique_ptr<Connection> c(new Connection(dialect, QStringLiteral("breakwater-store-%1").arg(++count)));
    if (!c->m_database.isValid())
        return Error{ErrorKind::Database, "the Qt driver " + dialect.driver().toStdString() + " is not installed", {}};
    c->m_database.setConnectOptions(dialect.connectOptions(busyTimeoutMs));
    c->m_database.setDatabaseName(QString::fromUtf8(path.data(), qsizetype(path.size())));
    if (!c->m_database.open())
        return c->errorOf(c->m_database.lastError());
    return c;
}

Result<void> Connection::execute(std::string_view sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString::fromUtf8(sql.data(), qsizetype(sql.size()))))
        return errorOf(query.lastError());
    return {};
}

Result<std::int64_t> Connection::number(std::string_view sql, std::int64_t fallback)
{
    Statement s = query(sql);
    const std::int64_t value = s.next() && !s.isNull(0) ? s.integer(0) : fallback;
    if (!s.status().ok())
        return s.status().error();
    return value;
}

Error Connection::errorOf(const QSqlError& error) const
{
    return {m_dialect.kindOf(error), error.databaseText().toStdString(), {}};
}

TransactionGuard::~TransactionGuard()
{
    if (m_open)
        static_cast<void>(m_connection.execute("ROLLBACK")); // a failed statement may have ended it already
}

Result<void> TransactionGuard::begin(std::string_view sql)
{
    const auto begun = m_connection.execute(sql);
    m_open = begun.ok();
    return begun;
}

Result<void> TransactionGuard::beginRead()
{
    return begin(m_connection.dialect().beginRead());
}

Result<void> TransactionGuard::beginWrite()
{
    return begin(m_connection.dialect().beginWrite());
}

Result<void> TransactionGuard::commit()
{
    const auto committed = m_connection.execute("COMMIT");
    if (committed.ok())
        m_open = false;
    return committed;
}

} // namespace bw
