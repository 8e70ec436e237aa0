// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/fleetrepository.h"
#include "storefixture.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QThread>

#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace bw;
using namespace bw::test;

namespace {

constexpr int HostsPerImport = 40;
constexpr int ComponentsPerImport = 300;

/// Child: imports until it is killed.
int importForEver(const std::string& path)
{
    const auto store = Store::open(path);
    if (!store.ok())
        return 1;
    ComponentPool pool;
    const auto loaded = (*store)->read([&](ReadConnection& db) { return loadComponents(db, pool); });
    if (!loaded.ok())
        return 2;
    std::puts("ready");
    std::fflush(stdout);
    while (true) {
        const std::string tag = std::to_string(pool.size());
        const auto done = (*store)->write(
            [&](WriteTransaction& tx) { return importBatch(tx, pool, HostsPerImport, ComponentsPerImport, tag); });
        if (!done.ok())
            return 3;
    }
}

/// Child: imports `count` times beside another program, loading again when that one was faster.
int importBeside(const std::string& path, int count)
{
    const auto store = Store::open(path);
    if (!store.ok())
        return 1;
    ComponentPool pool;
    for (int done = 0; done < count;) {
        const std::string tag = std::to_string(getpid()) + '-' + std::to_string(done);
        const auto written = (*store)->write([&](WriteTransaction& tx) { return importBatch(tx, pool, 2, 5, tag); });
        if (written.ok()) {
            ++done;
            continue;
        }
        if (written.error().kind != ErrorKind::Conflict)
            return 3;
        pool = ComponentPool();
        if (!(*store)->read([&](ReadConnection& db) { return loadComponents(db, pool); }).ok())
            return 2;
    }
    return 0;
}

/// Child: tries to open as a user without rights; answers the kind of the error.
int openAsNobody(const std::string& path)
{
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return 255;
    const auto store = Store::open(path);
    return store.ok() ? 254 : int(store.error().kind);
}

} // namespace

class CrashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesBeingKilled();
    void twoProgramsWriteTogether();
    void refusesWhatCannotBeWritten();

private:
    static void startChild(QProcess& child, const QStringList& arguments)
    {
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(), arguments);
    }
};

void CrashTest::survivesBeingKilled()
{
    Workspace w;
    w.create();
    w.store.reset();
    const QString path = QString::fromStdString(w.path);
    std::int64_t importsSeen = 0;
    for (int round = 0; round < 15; ++round) {
        QProcess child;
        startChild(child, {QStringLiteral("--import-for-ever"), path});
        QVERIFY(child.waitForReadyRead(20000));
        QCOMPARE(child.readAllStandardOutput().trimmed(), QByteArray("ready"));
        QThread::usleep(QRandomGenerator::global()->bounded(1000u, 150000u));
        QCOMPARE(::kill(pid_t(child.processId()), SIGKILL), 0);
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);

        const auto reopened = w.reopen();
        QVERIFY2(reopened.ok(), reopened.ok() ? "" : reopened.error().subject.c_str());
        QVERIFY(w.store->quickCheck().ok());
        QVERIFY(w.store->otherUsers().empty()); // the dead child's lock file counts no more
        const auto verdict = mustRead(*w.store, [](ReadConnection& db) { return verifyAudit(db); });
        QVERIFY2(verdict.ok(), verdict.reason.c_str());
        const auto done = mustRead(*w.store, [](ReadConnection& db) { return imports(db); });
        const auto fleet = mustRead(*w.store, [](ReadConnection& db) {
            return loadFleet(db, {FleetHistory::Whole, {}});
        });
        const auto count = std::int64_t(done.size());
        QVERIFY(count >= importsSeen); // what was committed stays
        importsSeen = count;
        QCOMPARE(verdict.checked, count);
        QCOMPARE(std::int64_t(fleet.hosts.size()), count * HostsPerImport);
        QCOMPARE(std::int64_t(fleet.components->size()), count * ComponentsPerImport);
        QCOMPARE(std::int64_t(fleet.manifests.size()), count);
        for (const Host& host : fleet.hosts)
            QCOMPARE(host.timeline.size(), 1u);
        w.store.reset();
    }
    QVERIFY(importsSeen > 0);
}

void CrashTest::twoProgramsWriteTogether()
{
    Workspace w;
    w.create();
    constexpr int Each = 30;
    const QStringList arguments = {QStringLiteral("--import-beside"), QString::fromStdString(w.path),
                                   QString::number(Each)};
    QProcess first;
    QProcess second;
    startChild(first, arguments);
    startChild(second, arguments);
    QTRY_VERIFY_WITH_TIMEOUT(!w.store->otherUsers().empty(), 10000);
    QVERIFY(first.waitForFinished(60000));
    QVERIFY(second.waitForFinished(60000));
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(w.store->revision().valueOr(-1), 2 * Each);
    QVERIFY(mustRead(*w.store, [](ReadConnection& db) { return verifyAudit(db); }).ok());
    const auto fleet = mustRead(*w.store, [](ReadConnection& db) { return loadFleet(db); });
    QCOMPARE(fleet.components->size(), ComponentId(2 * Each * 5));
    QCOMPARE(fleet.hosts.size(), std::size_t(2 * Each * 2));
    QVERIFY(w.store->otherUsers().empty());
}

void CrashTest::refusesWhatCannotBeWritten()
{
    Workspace w;
    w.create();
    w.store.reset();
    const QString path = QString::fromStdString(w.path);
    const auto open = [&] {
        QProcess child;
        startChild(child, {QStringLiteral("--open-as-nobody"), path});
        return child.waitForFinished(20000) ? child.exitCode() : -1;
    };
    const auto all = QFile::ReadOwner | QFile::ReadOther | QFile::ExeOwner | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(w.folder.path(), all | QFile::WriteOwner | QFile::WriteOther));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther));
    QCOMPARE(open(), int(ErrorKind::NotWritable));
    QVERIFY(QFile::setPermissions(path, {}));
    QCOMPARE(open(), int(ErrorKind::NotReadable));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther | QFile::WriteOwner | QFile::WriteOther));
    QVERIFY(QFile::setPermissions(w.folder.path(), all));
    QCOMPARE(open(), int(ErrorKind::NotWritable));
    QVERIFY(QFile::setPermissions(w.folder.path(), all | QFile::WriteOwner | QFile::WriteOther));
    QCOMPARE(open(), 254);
}

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const std::string mode = argc > 2 ? argv[1] : "";
    if (mode == "--import-for-ever")
        return importForEver(argv[2]);
    if (mode == "--import-beside" && argc > 3)
        return importBeside(argv[2], std::atoi(argv[3]));
    if (mode == "--open-as-nobody")
        return openAsNobody(argv[2]);
    CrashTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "crashtest.moc"
