// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/migrator.h"

#include "models/store/connection.h"

#include <QDir>
#include <QFile>

static void initResources()
{
    Q_INIT_RESOURCE(store_migrations); // a static library's resources are dropped unless they are asked for
}

namespace bw {

static std::vector<Migration> readMigrations()
{
    initResources();
    std::vector<Migration> found;
    const QDir folder(QStringLiteral(":/migrations"));
    for (const QString& file : folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile resource(folder.filePath(file));
        if (resource.open(QIODevice::ReadOnly))
            found.push_back({file.left(4).toLongLong(), resource.readAll().toStdString()});
    }
    return found;
}

std::span<const Migration> migrations()
{
    static const std::vector<Migration> all = readMigrations();
    return all;
}

static std::string withoutComments(std::string_view sql)
{
    std::string kept;
    while (!sql.empty()) {
        const std::size_t end = std::min(sql.find('\n'), sql.size() - 1) + 1;
        if (!sql.starts_with("--"))
            kept += sql.substr(0, end);
        sql.remove_prefix(end);
    }
    return kept;
}

static Result<void> apply(Connection& c, const Migration& step)
{
    const std::string sql = c.dialect().expand(withoutComments(step.sql));
    std::string_view rest = sql;
    while (true) {
        const std::size_t end = rest.find(";\n");
        const std::string_view statement = rest.substr(0, end);
        if (statement.find_first_not_of(" \n\t") != std::string_view::npos) {
            if (const auto done = c.execute(statement); !done.ok())
                return done;
        }
        if (end == std::string_view::npos)
            return {};
        rest.remove_prefix(end + 2);
    }
}

Result<void> migrate(Connection& c, std::span<const Migration> steps)
{
    for (const Migration& step : steps) {
        TransactionGuard transaction(c);
        if (const auto begun = transaction.beginWrite(); !begun.ok())
            return begun;
        const auto identity = c.dialect().identity(c);
        if (!identity.ok())
            return identity.error();
        if (identity->version >= step.version)
            continue;
        if (const auto done = apply(c, step); !done.ok())
            return done;
        if (const auto done = c.dialect().setIdentity(c, {Dialect::ApplicationId, step.version}); !done.ok())
            return done;
        if (const auto done = transaction.commit(); !done.ok())
            return done;
    }
    return {};
}

} // namespace bw
