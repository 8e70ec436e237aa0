// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/store.h"

#include "models/store/connection.h"
#include "models/store/migrator.h"
#include "models/store/workspacefile.h"
#include "models/store/writer.h"

#include <QFile>
#include <QFileInfo>

#include <exception>

namespace bw {

struct Store::Private {
    explicit Private(const QString& file, const OpenOptions& o)
        : options(o)
        , path(file.toStdString())
        , network(!networkFileSystemOf(file).empty())
        , users(file)
    {
    }

    const Dialect& dialect = Dialect::sqlite();
    OpenOptions options;
    std::string path;
    std::string backupPath;
    bool network;
    UserLock users;
    Writer writer; ///< last: ends first
};

static QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// A new database at `path` with the whole schema, closed again.
static Result<void> makeFile(const Dialect& dialect, const QString& path, const OpenOptions& options)
{
    const auto connection = Connection::open(dialect, path.toStdString(), options.busyTimeoutMs);
    if (!connection.ok())
        return connection.error();
    // No WAL yet: the file is complete and named by its header before it gets its own name.
    if (const auto done = dialect.configure(**connection, ConnectionUse::NetworkWriter); !done.ok())
        return done;
    return migrate(**connection, migrations());
}

/// A copy of the file as it is, under the first free name "<file>.backup-v<version>[.n]".
static Result<std::string> backUp(Connection& c, const std::string& path, std::int64_t version)
{
    const QString base = QStringLiteral("%1.backup-v%2").arg(toQt(path)).arg(version);
    QString name = base;
    for (int n = 2; QFileInfo::exists(name); ++n)
        name = base + u'.' + QString::number(n);
    const QString part = name + QLatin1String(".part"); // so that a broken copy never looks like a backup
    QFile::remove(part);
    if (const auto copied = c.dialect().copyTo(c, part.toStdString()); !copied.ok())
        return copied.error();
    if (!QFile::rename(part, name))
        return Error{ErrorKind::NotWritable, name.toStdString(), {}};
    return name.toStdString();
}

/// Refuses what is not ours, backs up and migrates what is old. Runs in the writer thread.
static Result<void> bringUpToDate(Connection& c, const std::string& path, const UserLock& users,
                                  std::string& backupPath)
{
    const auto identity = c.dialect().identity(c);
    if (!identity.ok())
        return identity.error();
    if (identity->application != Dialect::ApplicationId)
        return Error{ErrorKind::NotOurs, path, {}};
    const std::int64_t known = migrations().empty() ? 0 : migrations().back().version;
    if (identity->version > known)
        return Error{ErrorKind::TooNew, path, {}};
    if (identity->version == known)
        return {};
    if (!users.others().empty()) // an older program would go on writing in the old schema
        return Error{ErrorKind::Locked, path, {}};
    auto backup = backUp(c, path, identity->version);
    if (!backup.ok())
        return backup.error();
    backupPath = *std::move(backup);
    return migrate(c, migrations());
}

Result<std::unique_ptr<Store>> Store::create(std::string_view path, const OpenOptions& options)
{
    const QString file = toQt(path);
    if (const auto place = checkNewFile(file, options); !place.ok())
        return place.error();
    const QString part = file + QLatin1String(".part");
    QFile::remove(part);
    QFile::remove(part + QLatin1String("-journal"));
    if (const auto made = makeFile(Dialect::sqlite(), part, options); !made.ok()) {
        QFile::remove(part);
        return made.error();
    }
    if (!QFile::rename(part, file)) {
        QFile::remove(part);
        return Error{QFileInfo::exists(file) ? ErrorKind::Conflict : ErrorKind::NotWritable, std::string(path), {}};
    }
    return open(path, options);
}

Result<std::unique_ptr<Store>> Store::open(std::string_view path, const OpenOptions& options)
{
    if (const auto place = checkExistingFile(toQt(path), options); !place.ok())
        return place.error();
    auto d = std::make_unique<Private>(QFileInfo(toQt(path)).canonicalFilePath(), options);
    const auto started = d->writer.start([&]() -> Result<std::unique_ptr<Connection>> {
        auto connection = Connection::open(d->dialect, d->path, options.busyTimeoutMs);
        if (!connection.ok())
            return connection;
        // Identity first: nothing may be changed in a file that is not ours, not even its journal mode.
        if (const auto ready = bringUpToDate(**connection, d->path, d->users, d->backupPath); !ready.ok())
            return ready.error();
        const auto use = d->network ? ConnectionUse::NetworkWriter : ConnectionUse::Writer;
        if (const auto ready = d->dialect.configure(**connection, use); !ready.ok())
            return ready.error();
        return connection;
    });
    if (!started.ok()) {
        Error error = started.error();
        error.place.file = std::string(path);
        if (error.kind == ErrorKind::NotOurs) // the database's own words would only repeat it
            error.subject = std::string(path);
        return error;
    }
    return std::unique_ptr<Store>(new Store(std::move(d)));
}

Store::Store(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Store::~Store() = default;

static Result<void> callBody(const std::function<Result<void>(WriteTransaction&)>& body, WriteTransaction& tx)
{
    try {
        return body(tx);
    } catch (const std::exception& e) { // out of memory, mostly; nothing may be committed
        return Error{ErrorKind::Internal, e.what(), {}};
    }
}

Result<void> Store::runWrite(const WriteBody& body)
{
    return d->writer.run([&](Connection& c) -> Result<void> {
        TransactionGuard transaction(c);
        if (const auto begun = transaction.beginWrite(); !begun.ok())
            return begun;
        const std::uint64_t before = c.changes();
        WriteTransaction tx(c);
        if (const auto done = callBody(body, tx); !done.ok())
            return done;
        if (c.changes() != before && !tx.audited())
            return Error{ErrorKind::Internal, "a change without an audit entry", {}};
        return transaction.commit();
    });
}

Result<void> Store::runRead(const ReadBody& body) const
{
    const auto connection = Connection::open(d->dialect, d->path, d->options.busyTimeoutMs);
    if (!connection.ok())
        return connection.error();
    if (const auto ready = d->dialect.configure(**connection, ConnectionUse::Reader); !ready.ok())
        return ready;
    TransactionGuard transaction(**connection);
    if (const auto begun = transaction.beginRead(); !begun.ok())
        return begun;
    ReadConnection db(**connection);
    return body(db);
}

const std::string& Store::path() const
{
    return d->path;
}

const std::string& Store::backupPath() const
{
    return d->backupPath;
}

std::vector<StoreUser> Store::otherUsers() const
{
    return d->users.others();
}

Result<void> Store::quickCheck() const
{
    return read([](ReadConnection& db) { return db.connection().dialect().quickCheck(db.connection()); });
}

Result<std::int64_t> Store::revision() const
{
    return read([](ReadConnection& db) { return db.connection().number("SELECT entries FROM audit_head"); });
}

} // namespace bw
