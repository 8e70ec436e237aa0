// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/auditrepository.h"
#include "models/store/componentrepository.h"
#include "models/store/hostrepository.h"
#include "models/store/manifestrepository.h"
#include "models/store/snapshotrepository.h"
#include "models/store/store.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <string>
#include <vector>

namespace bw::test {

inline Instant at(std::int64_t seconds)
{
    return Instant(std::chrono::seconds(1'700'000'000 + seconds));
}

inline Stamp stamp(std::int64_t seconds = 0, std::string why = "because")
{
    return {"alice", at(seconds), std::move(why)};
}

inline AuditNote note(std::string verb = "test.verb", std::string summary = "Something was done.")
{
    return {at(0), "alice", std::move(verb), "thing", "7", std::move(summary), "", R"({"a":1})"};
}

/// A workspace in a folder of its own.
struct Workspace {
    QTemporaryDir folder;
    std::string path = folder.filePath(QStringLiteral("fleet.breakwater")).toStdString();
    std::unique_ptr<Store> store;

    void create()
    {
        auto made = Store::create(path);
        if (!made.ok())
            qFatal("create failed: %s (%d)", made.error().subject.c_str(), int(made.error().kind));
        store = *std::move(made);
    }
    Result<void> reopen()
    {
        store.reset();
        auto opened = Store::open(path);
        if (!opened.ok())
            return opened.error();
        store = *std::move(opened);
        return {};
    }
};

/// Runs SQL from outside, as another program would; the driver's text where it fails.
inline QString runOutside(const std::string& path, const QStringList& statements)
{
    QString error;
    {
        auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("outside"));
        db.setDatabaseName(QString::fromStdString(path));
        if (!db.open())
            error = db.lastError().text();
        for (const QString& sql : statements) {
            QSqlQuery query(db);
            if (error.isEmpty() && !query.exec(sql))
                error = query.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("outside"));
    return error;
}

/// One number asked from outside.
inline qint64 askOutside(const std::string& path, const QString& sql)
{
    qint64 answer = -1;
    {
        auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("asked"));
        db.setDatabaseName(QString::fromStdString(path));
        if (db.open()) {
            QSqlQuery query(db);
            if (query.exec(sql) && query.next())
                answer = query.value(0).toLongLong();
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("asked"));
    return answer;
}

/// Runs a write that must hold.
template <typename Body>
void mustWrite(Store& store, Body&& body)
{
    const Result<void> done = store.write([&](WriteTransaction& tx) -> Result<void> {
        if (const Result<void> inner = body(tx); !inner.ok())
            return inner;
        const auto id = tx.audit(note());
        return id.ok() ? Result<void>() : Result<void>(id.error());
    });
    if (!done.ok())
        qFatal("write failed: %s (%d)", done.error().subject.c_str(), int(done.error().kind));
}

template <typename Body>
auto mustRead(const Store& store, Body&& body)
{
    auto answer = store.read(body);
    if (!answer.ok())
        qFatal("read failed: %s (%d)", answer.error().subject.c_str(), int(answer.error().kind));
    return *std::move(answer);
}

/// An import of `hosts` new hosts that share one new manifest of `components` new components.
Result<void> importBatch(WriteTransaction& tx, ComponentPool& pool, int hosts, int components, const std::string& tag);

} // namespace bw::test

/// The kind of an error, or -1 where all went well, so that QCOMPARE can show it.
#define KIND_OF(result) ((result).ok() ? -1 : int((result).error().kind))
