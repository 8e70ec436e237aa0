// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/connection.h"
#include "models/store/migrator.h"
#include "models/store/settingrepository.h"
#include "models/store/workspacefile.h"
#include "storefixture.h"

#include <QFile>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace bw;
using namespace bw::test;

class StoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void createsAndReopens();
    void createLeavesAnExistingFileAlone();
    void refusesPlaces();
    void refusesForeignFiles_data();
    void refusesForeignFiles();
    void refusesNewer();
    void refusesTruncated();
    void findsOverwrittenPages();
    void knowsNetworkFileSystems();
    void migratesAnOldFileAfterACopy();
    void doesNotMigrateUnderAnotherUser();
    void aFailedStepChangesNothing();
    void rollsBackErrorsAndThrows();
    void refusesAChangeWithoutAudit();
    void refusesAWriteInsideAWrite();
    void aReaderKeepsItsMoment();
    void threadsWriteAndReadTogether();
    void waitsThenAnswersLocked();
    void tellsOtherUsers();

private:
    static Result<void> set(Store& store, std::string_view key, std::string_view value);
    static std::string valueOf(const Store& store, std::string_view key);
};

Result<void> StoreTest::set(Store& store, std::string_view key, std::string_view value)
{
    return store.write([&](WriteTransaction& tx) -> Result<void> {
        if (const auto done = setSetting(tx, key, value, stamp()); !done.ok())
            return done;
        const auto id = tx.audit(note());
        return id.ok() ? Result<void>() : Result<void>(id.error());
    });
}

std::string StoreTest::valueOf(const Store& store, std::string_view key)
{
    return mustRead(store, [&](ReadConnection& db) { return setting(db, key); }).value_or("(never)");
}

void StoreTest::createsAndReopens()
{
    Workspace w;
    w.create();
    QVERIFY(w.store);
    QVERIFY(set(*w.store, "policy", "strict").ok());
    QCOMPARE(w.store->revision().valueOr(-1), 1);
    QVERIFY(w.reopen().ok());
    QCOMPARE(valueOf(*w.store, "policy"), std::string("strict"));
    QVERIFY(w.store->backupPath().empty());
    QVERIFY(w.store->quickCheck().ok());
    QCOMPARE(askOutside(w.path, QStringLiteral("PRAGMA application_id")), qint64(Dialect::ApplicationId));
    QCOMPARE(askOutside(w.path, QStringLiteral("PRAGMA user_version")), qint64(migrations().back().version));
    w.store.reset();
    QCOMPARE(QDir(w.folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("fleet.breakwater")});
}

void StoreTest::createLeavesAnExistingFileAlone()
{
    Workspace w;
    QFile file(QString::fromStdString(w.path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    QCOMPARE(KIND_OF(Store::create(w.path)), int(ErrorKind::Conflict));
    QCOMPARE(file.size(), 8);
}

void StoreTest::refusesPlaces()
{
    const QTemporaryDir folder;
    const std::string base = folder.path().toStdString();
    QCOMPARE(KIND_OF(Store::open(base + "/none.breakwater")), int(ErrorKind::NotFound));
    QCOMPARE(KIND_OF(Store::open(base + "/no/folder.breakwater")), int(ErrorKind::NotFound));
    QCOMPARE(KIND_OF(Store::create(base + "/no/folder.breakwater")), int(ErrorKind::NotFound));
    QCOMPARE(KIND_OF(Store::open(base)), int(ErrorKind::NotOurs));
    QCOMPARE(KIND_OF(Store::open("postgresql://db.example/fleet")), int(ErrorKind::Unsupported));
    QCOMPARE(KIND_OF(Store::create("postgres://db.example/fleet")), int(ErrorKind::Unsupported));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void StoreTest::refusesForeignFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short text") << QByteArray("hello\n");
    QTest::newRow("long text") << QByteArray("name,version\n").repeated(1000);
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16);
}

void StoreTest::refusesForeignFiles()
{
    QFETCH(QByteArray, content);
    Workspace w;
    QFile file(QString::fromStdString(w.path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QCOMPARE(KIND_OF(w.reopen()), int(ErrorKind::NotOurs));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void StoreTest::refusesNewer()
{
    Workspace w;
    w.create();
    w.store.reset();
    QCOMPARE(runOutside(w.path, {QStringLiteral("PRAGMA user_version=4000")}), QString());
    QCOMPARE(KIND_OF(w.reopen()), int(ErrorKind::TooNew));
    QCOMPARE(runOutside(w.path, {QStringLiteral("PRAGMA application_id=1")}), QString());
    QCOMPARE(KIND_OF(w.reopen()), int(ErrorKind::NotOurs));
}

void StoreTest::refusesTruncated()
{
    Workspace w;
    w.create();
    mustWrite(*w.store, [](WriteTransaction& tx) {
        ComponentPool pool;
        return importBatch(tx, pool, 50, 2000, "1.0");
    });
    w.store.reset();
    QFile file(QString::fromStdString(w.path));
    QVERIFY(file.resize(file.size() / 2));
    QCOMPARE(KIND_OF(w.reopen()), int(ErrorKind::Damaged));
}

void StoreTest::findsOverwrittenPages()
{
    Workspace w;
    w.create();
    mustWrite(*w.store, [](WriteTransaction& tx) {
        ComponentPool pool;
        return importBatch(tx, pool, 50, 5000, "1.0");
    });
    QVERIFY(w.store->quickCheck().ok());
    w.store.reset();
    QFile file(QString::fromStdString(w.path));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 pages = file.size() / 4096;
    QVERIFY(pages > 60);
    for (qint64 page = pages / 2; page < pages; ++page) {
        file.seek(page * 4096);
        file.write(QByteArray(4096, char(0xa5)));
    }
    file.close();
    const auto reopened = w.reopen();
    if (reopened.ok()) { // the schema is whole: the damage shows when it is met
        QCOMPARE(KIND_OF(w.store->quickCheck()), int(ErrorKind::Damaged));
        const auto pool = w.store->read([](ReadConnection& db) {
            ComponentPool p;
            return loadComponents(db, p);
        });
        QCOMPARE(KIND_OF(pool), int(ErrorKind::Damaged));
    } else {
        QCOMPARE(KIND_OF(reopened), int(ErrorKind::Damaged));
    }
}

void StoreTest::knowsNetworkFileSystems()
{
    for (const auto type : {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"})
        QVERIFY2(isNetworkFileSystem(type), type);
    for (const auto type : {"ext4", "btrfs", "xfs", "NTFS", "apfs", "tmpfs", "overlay", ""})
        QVERIFY2(!isNetworkFileSystem(type), type);
    // Without WAL, as on a network file system, the store works all the same.
    Workspace w;
    w.create();
    w.store.reset();
    auto connection = Connection::open(Dialect::sqlite(), w.path, 1000);
    QVERIFY(connection.ok());
    QVERIFY(Dialect::sqlite().configure(**connection, ConnectionUse::NetworkWriter).ok());
    Statement mode = (*connection)->query("PRAGMA journal_mode");
    QVERIFY(mode.next());
    QCOMPARE(mode.text(0), std::string("delete"));
}

/// A workspace as the first version of the schema made it.
static void makeOld(const std::string& path)
{
    auto connection = Connection::open(Dialect::sqlite(), path, 1000);
    QVERIFY(connection.ok());
    QVERIFY(migrate(**connection, migrations().first(1)).ok());
    QVERIFY((*connection)->run("INSERT INTO host (id, first_seen) VALUES (17, 5)").ok());
}

void StoreTest::migratesAnOldFileAfterACopy()
{
    Workspace w;
    makeOld(w.path);
    QFile stale(QString::fromStdString(w.path + ".backup-v1"));
    QVERIFY(stale.open(QIODevice::WriteOnly));
    stale.close();

    QVERIFY(w.reopen().ok());
    QCOMPARE(w.store->backupPath(), w.path + ".backup-v1.2");
    QVERIFY(set(*w.store, "policy", "strict").ok());
    const auto hosts = mustRead(*w.store, [](ReadConnection& db) { return knownHosts(db); });
    QCOMPARE(hosts.size(), 1u);
    QCOMPARE(hosts[0].id, 17);
    QCOMPARE(askOutside(w.store->backupPath(), QStringLiteral("PRAGMA user_version")), 1);
    QCOMPARE(askOutside(w.store->backupPath(), QStringLiteral("PRAGMA application_id")),
             qint64(Dialect::ApplicationId));
    QCOMPARE(askOutside(w.store->backupPath(), QStringLiteral("SELECT id FROM host")), 17);

    QVERIFY(w.reopen().ok());
    QVERIFY(w.store->backupPath().empty());
}

void StoreTest::doesNotMigrateUnderAnotherUser()
{
    Workspace w;
    makeOld(w.path);
    const UserLock other(QString::fromStdString(w.path));
    QCOMPARE(KIND_OF(w.reopen()), int(ErrorKind::Locked));
    QCOMPARE(askOutside(w.path, QStringLiteral("PRAGMA user_version")), 1);
}

void StoreTest::aFailedStepChangesNothing()
{
    const QTemporaryDir folder;
    auto connection = Connection::open(Dialect::sqlite(), folder.filePath(QStringLiteral("x")).toStdString(), 1000);
    QVERIFY(connection.ok());
    Connection& c = **connection;
    const std::vector<Migration> steps = {{1, "CREATE TABLE a (id {{key}}) {{strict}};\n"},
                                          {2, "CREATE TABLE b (id {{key}});\nCREATE TABLE a (x);\n"}};
    QVERIFY(!migrate(c, steps).ok());
    QCOMPARE(Dialect::sqlite().identity(c)->version, 1);
    QCOMPARE(c.number("SELECT COUNT(*) FROM sqlite_schema").valueOr(-1), 1);
}

void StoreTest::rollsBackErrorsAndThrows()
{
    Workspace w;
    w.create();
    QVERIFY(set(*w.store, "k", "kept").ok());
    const auto cancelled = w.store->write([](WriteTransaction& tx) -> Result<void> {
        if (!setSetting(tx, "k", "lost", stamp()).ok() || !tx.audit(note()).ok())
            return Error{ErrorKind::Database, "early", {}};
        return Error{ErrorKind::Cancelled, {}, {}};
    });
    QCOMPARE(KIND_OF(cancelled), int(ErrorKind::Cancelled));
    const auto thrown = w.store->write([](WriteTransaction& tx) -> Result<int> {
        if (!setSetting(tx, "k", "lost", stamp()).ok() || !tx.audit(note()).ok())
            return 1;
        throw std::runtime_error("out of something");
    });
    QCOMPARE(KIND_OF(thrown), int(ErrorKind::Internal));
    QCOMPARE(valueOf(*w.store, "k"), std::string("kept"));
    QCOMPARE(w.store->revision().valueOr(-1), 1);
    QVERIFY(set(*w.store, "k", "next").ok()); // the writer lives on
}

void StoreTest::refusesAChangeWithoutAudit()
{
    Workspace w;
    w.create();
    const auto silent = w.store->write([](WriteTransaction& tx) { return setSetting(tx, "k", "v", stamp()); });
    QCOMPARE(KIND_OF(silent), int(ErrorKind::Internal));
    QCOMPARE(valueOf(*w.store, "k"), std::string("(never)"));
    const auto reading = w.store->write([](WriteTransaction& tx) { return setting(tx, "k"); });
    QVERIFY(reading.ok());
}

void StoreTest::refusesAWriteInsideAWrite()
{
    Workspace w;
    w.create();
    Result<void> inner;
    const auto outer = w.store->write([&](WriteTransaction&) -> Result<void> {
        inner = set(*w.store, "k", "v");
        return {};
    });
    QVERIFY(outer.ok());
    QCOMPARE(KIND_OF(inner), int(ErrorKind::Internal));
}

void StoreTest::aReaderKeepsItsMoment()
{
    Workspace w;
    w.create();
    QVERIFY(set(*w.store, "k", "old").ok());
    const auto seen = w.store->read([&](ReadConnection& db) -> Result<std::string> {
        const auto first = setting(db, "k");
        if (!set(*w.store, "k", "new").ok())
            return std::string("the write waited");
        const auto second = setting(db, "k");
        return first->value_or("") + second->value_or("");
    });
    QCOMPARE(seen.valueOr("failed"), std::string("oldold"));
    QCOMPARE(valueOf(*w.store, "k"), std::string("new"));
}

void StoreTest::threadsWriteAndReadTogether()
{
    Workspace w;
    w.create();
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 25; ++i) {
                if (!set(*w.store, "key" + std::to_string(t), std::to_string(i)).ok())
                    ++failures;
                const auto all = w.store->read([](ReadConnection& db) { return settings(db); });
                if (!all.ok() || all->at("key" + std::to_string(t)) != std::to_string(i))
                    ++failures;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(w.store->revision().valueOr(-1), 100);
    const auto verdict = mustRead(*w.store, [](ReadConnection& db) { return verifyAudit(db); });
    QVERIFY(verdict.ok());
    QCOMPARE(verdict.checked, 100);
}

void StoreTest::waitsThenAnswersLocked()
{
    Workspace w;
    w.create();
    w.store.reset();
    OpenOptions impatient;
    impatient.busyTimeoutMs = 50;
    auto store = Store::open(w.path, impatient);
    QVERIFY(store.ok());
    auto other = Connection::open(Dialect::sqlite(), w.path, 50);
    QVERIFY(other.ok());
    {
        TransactionGuard guard(**other);
        QVERIFY(guard.beginWrite().ok());
        QCOMPARE(KIND_OF(set(**store, "k", "v")), int(ErrorKind::Locked));
        QCOMPARE(valueOf(**store, "k"), std::string("(never)")); // reading goes on meanwhile
    }
    QVERIFY(set(**store, "k", "v").ok());
}

void StoreTest::tellsOtherUsers()
{
    Workspace w;
    w.create();
    QVERIFY(w.store->otherUsers().empty());
    {
        auto second = Store::open(w.path);
        QVERIFY(second.ok());
        for (const Store* store : {w.store.get(), second->get()}) {
            const auto others = store->otherUsers();
            QCOMPARE(others.size(), 1u);
            QCOMPARE(others[0].pid, QCoreApplication::applicationPid());
            QVERIFY(!others[0].host.empty());
        }
        QVERIFY(set(**second, "k", "theirs").ok());
        QCOMPARE(valueOf(*w.store, "k"), std::string("theirs"));
    }
    QVERIFY(w.store->otherUsers().empty());
}

QTEST_GUILESS_MAIN(StoreTest)
#include "storetest.moc"
