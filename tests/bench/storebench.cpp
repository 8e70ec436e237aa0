// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long the store takes for a fleet of 10,000 hosts with 500 packages each. Prints a line per step with its goal.
#include "models/store/auditrepository.h"
#include "models/store/componentrepository.h"
#include "models/store/fleetrepository.h"
#include "models/store/hostrepository.h"
#include "models/store/manifestrepository.h"
#include "models/store/snapshotrepository.h"
#include "models/store/store.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>

using namespace bw;

namespace {

constexpr int Hosts = 10'000;
constexpr int PerHost = 500;
constexpr int Components = 43'448;
constexpr int Weeks = 52;
constexpr int ChangesPerWeek = 500; ///< new manifests a week; hosts share them in groups

[[noreturn]] void stop(const Error& error)
{
    std::fprintf(stderr, "failed: %s (%d)\n", error.subject.c_str(), int(error.kind));
    std::exit(1);
}

template <typename T>
T must(Result<T> result)
{
    if (!result.ok())
        stop(result.error());
    return *std::move(result);
}

void must(const Result<void>& result)
{
    if (!result.ok())
        stop(result.error());
}

/// Runs `step`, prints its wall time beside the goal (0: none), and the processor time, which a busy machine leaves
/// as it is.
template <typename Step>
void timed(const char* what, int goalMs, Step step)
{
    QElapsedTimer timer;
    timer.start();
    const std::clock_t before = std::clock();
    step();
    const double ms = double(timer.nsecsElapsed()) / 1e6;
    const double cpu = double(std::clock() - before) * 1000 / CLOCKS_PER_SEC;
    if (goalMs > 0)
        std::printf("%-48s %9.1f ms  cpu %9.1f ms  goal %5d ms  %s\n", what, ms, cpu, goalMs,
                    ms <= goalMs ? "ok" : "MISSED");
    else
        std::printf("%-48s %9.1f ms  cpu %9.1f ms\n", what, ms, cpu);
    std::fflush(stdout);
}

Instant week(int n)
{
    return Instant(std::chrono::seconds(1'700'000'000 + n * 604'800));
}

ComponentPool makePool()
{
    ComponentPool pool;
    for (int i = 0; i < Components; ++i) {
        const std::string name = "lib-package-" + std::to_string(i / 3);
        const std::string version = std::to_string(i % 7) + ".4." + std::to_string(i) + "-1~deb12u1";
        pool.intern({Ecosystem::Deb, name, version, "amd64", name.substr(0, 14), {}, {}, {}});
    }
    return pool;
}

std::vector<ComponentId> makeSet(std::mt19937& random)
{
    std::vector<ComponentId> ids;
    std::uniform_int_distribution<ComponentId> any(0, Components - 1);
    while (ids.size() < PerHost) {
        while (ids.size() < PerHost + 8)
            ids.push_back(any(random));
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    }
    ids.resize(PerHost);
    return ids;
}

void audit(WriteTransaction& tx)
{
    must(tx.audit({week(0), "bench", "bench.step", "", "", "A step of the benchmark.", "", ""}));
}

NewSnapshot snapshotOf(HostId host, ManifestId manifest, ImportId import, int when)
{
    NewSnapshot s;
    s.host = host;
    s.takenAt = week(when);
    s.import = import;
    s.manifest = manifest;
    s.os = {"linux", "Debian", "12", "12.11", "", "x86_64"};
    s.runningKernel = "6.1.0-" + std::to_string(host % 40) + "-amd64";
    s.rebootPending = host % 9 == 0;
    s.format = "csv";
    return s;
}

class Bench {
public:
    explicit Bench(const std::string& path)
        : m_store(must(Store::create(path)))
    {
        for (int i = 0; i < Hosts; ++i)
            m_sets.push_back(makeSet(m_random));
    }

    void run()
    {
        verb("store 43,448 components", 0, [&](WriteTransaction& tx) { must(addComponents(tx, makePool(), 0)); });
        verb("store 10,000 manifests of 500", 250, [&](WriteTransaction& tx) { addManifests(tx); });
        verb("the same again, all known", 250, [&](WriteTransaction& tx) { addManifests(tx); });
        verb("store 10,000 hosts with 6 names each", 0, [&](WriteTransaction& tx) { addHosts(tx); });
        verb("store a week: 10,000 snapshots", 0, [&](WriteTransaction& tx) { addWeek(tx, 0); });
        load("load fleet, newest, 1 week", 150, FleetHistory::Newest);
        timed("store 51 weeks more (0.5M snapshots)", 0, [&] {
            for (int w = 1; w < Weeks; ++w) {
                must(m_store->write([&](WriteTransaction& tx) -> Result<void> {
                    changeSome(tx, w);
                    addWeek(tx, w);
                    audit(tx);
                    return {};
                }));
            }
        });
        load("load fleet, newest, of 52 weeks", 150, FleetHistory::Newest);
        load("load fleet, whole history of 52 weeks", 1000, FleetHistory::Whole);
        timed("read the revision 100 times (open, ask, close)", 0, [&] {
            for (int i = 0; i < 100; ++i)
                must(m_store->revision());
        });
        timed("1,000 verbs with one audit entry each", 0, [&] {
            for (int i = 0; i < 1000; ++i)
                must(m_store->write([](WriteTransaction& tx) -> Result<void> {
                    audit(tx);
                    return {};
                }));
        });
        timed("verify the audit log", 0,
              [&] { must(m_store->read([](ReadConnection& db) { return verifyAudit(db); })); });
        timed("quick check", 0, [&] { must(m_store->quickCheck()); });
        std::printf("file: %.1f MB\n", double(QFile(QString::fromStdString(m_store->path())).size()) / 1e6);
    }

private:
    template <typename Body>
    void verb(const char* what, int goalMs, Body body)
    {
        timed(what, goalMs, [&] {
            must(m_store->write([&](WriteTransaction& tx) -> Result<void> {
                body(tx);
                audit(tx);
                return {};
            }));
        });
    }

    void load(const char* what, int goalMs, FleetHistory history)
    {
        for (int round = 0; round < 3; ++round) {
            timed(what, goalMs, [&] {
                const Fleet fleet = must(m_store->read([&](ReadConnection& db) {
                    return loadFleet(db, {history, {}});
                }));
                if (fleet.hosts.size() != Hosts)
                    stop({ErrorKind::Internal, "hosts are missing", {}});
            });
        }
    }

    void addManifests(WriteTransaction& tx)
    {
        ManifestWriter writer(tx);
        m_manifests.clear();
        for (const auto& set : m_sets)
            m_manifests.push_back(must(writer.add(set)));
    }

    void addHosts(WriteTransaction& tx)
    {
        for (int i = 0; i < Hosts; ++i) {
            const std::string n = std::to_string(i);
            m_hosts.push_back(must(addHost(
                tx, {"host" + n, "host" + n + ".example.org", "SN" + n, "uuid-" + n, "machine-" + n, {"aa:" + n}, {}},
                week(0))));
        }
    }

    void addWeek(WriteTransaction& tx, int when)
    {
        const auto import =
            must(addImport(tx, {0, week(when), "bench", "x.csv", std::to_string(when), "csv", Hosts, 0, 0, {}}));
        SnapshotWriter writer(tx);
        for (std::size_t i = 0; i < m_hosts.size(); ++i)
            must(writer.add(snapshotOf(m_hosts[i], m_manifests[i], import, when)));
    }

    void changeSome(WriteTransaction& tx, int when)
    {
        ManifestWriter writer(tx);
        for (int i = 0; i < ChangesPerWeek; ++i)
            m_manifests[std::size_t(when * ChangesPerWeek + i) % m_manifests.size()] =
                must(writer.add(makeSet(m_random)));
    }

    std::unique_ptr<Store> m_store;
    std::mt19937 m_random{42};
    std::vector<std::vector<ComponentId>> m_sets;
    std::vector<ManifestId> m_manifests;
    std::vector<HostId> m_hosts;
};

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    Bench(folder.filePath(QStringLiteral("bench.breakwater")).toStdString()).run();
    return 0;
}
