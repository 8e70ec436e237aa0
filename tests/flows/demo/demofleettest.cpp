// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/demofleet.h"

#include "models/services/assessing.h"
#include "models/services/decisions.h"
#include "models/services/feedimport.h"
#include "models/store/auditrepository.h"
#include "models/store/fleetrepository.h"
#include "models/store/store.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <set>

using namespace bw;

namespace {

const FixedClock Clock23(*parseIso("2026-11-23T09:00:00Z"));

} // namespace

/// Makes the sample workspace once and looks at it from all sides.
class DemoFleetTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_path = m_folder.filePath(QStringLiteral("demo.bw")).toStdString();
        QElapsedTimer timer;
        timer.start();
        const auto made = makeDemoWorkspace(m_path, ProgressSink::none(), Clock23);
        if (!made)
            qWarning("%s %s", made.error().subject.c_str(), made.error().place.file.c_str());
        QVERIFY(made.ok());
        qInfo("made in %lld ms", static_cast<long long>(timer.elapsed()));
        auto store = Store::open(m_path);
        QVERIFY(store.ok());
        m_store = std::move(*store);
        auto assessed = assessWorkspace(*m_store, {}, Clock23, ProgressSink::none());
        QVERIFY(assessed.ok());
        m_assessed = std::move(*assessed);
    }

    void auditVerifies()
    {
        const auto verdict = m_store->read([](ReadConnection& db) { return verifyAudit(db); });
        QVERIFY(verdict.ok());
        QVERIFY(verdict->ok());
        QVERIFY(verdict->checked >= 6);
    }

    void aFleetWithAYearOfHistory()
    {
        const Fleet& fleet = *m_assessed.assessment->fleet;
        QVERIFY(fleet.hosts.size() >= 55);
        QVERIFY(fleet.hosts.size() <= 75);
        std::set<std::string> streams(fleet.streams.begin(), fleet.streams.end());
        for (const char* stream :
             {"Debian:12", "Debian:11", "Ubuntu:22.04", "Ubuntu:24.04", "AlmaLinux:8", "AlmaLinux:9"})
            QVERIFY2(streams.contains(stream), stream);
        const auto whole = m_store->read([](ReadConnection& db) { return loadFleet(db, {FleetHistory::Whole, {}}); });
        QVERIFY(whole.ok());
        std::size_t longest = 0;
        for (const Host& host : whole->hosts)
            longest = std::max(longest, host.timeline.size());
        QVERIFY(longest >= 50);
    }

    void theLastInventoryIsOfTheDayBefore()
    {
        Instant last;
        for (const Host& host : m_assessed.assessment->fleet->hosts) {
            if (!host.timeline.empty())
                last = std::max(last, host.timeline.back().takenAt);
        }
        QCOMPARE(toIso(dayOf(last)), std::string("2026-11-22"));
    }

    void oneHostWasRenamed()
    {
        const auto& hosts = m_assessed.assessment->fleet->hosts;
        const auto named = [&](std::string_view name) {
            return std::count_if(hosts.begin(), hosts.end(), [&](const Host& h) { return h.identity.name == name; });
        };
        QCOMPARE(named("db-02"), 1);
        QCOMPARE(named("pg-replica"), 0);
    }

    void everyBucketIsFilled()
    {
        const Coverage& coverage = m_assessed.assessment->coverage;
        QVERIFY(coverage.stale >= 3);
        QVERIFY(coverage.unknown >= 2);
        QVERIFY(coverage.current >= 45);
        QVERIFY(coverage.findingsOpen > 100);
        QCOMPARE(coverage.hostsUncovered, 0U);
    }

    void aQueueWithEveryDecision()
    {
        const auto& patches = m_assessed.assessment->patches;
        QVERIFY(patches.size() >= 30);
        QVERIFY(patches.size() <= 100);
        QVERIFY(patches.front().kev);
        QVERIFY(patches.front().hostsOpen > 0);
        std::set<Decision> decisions;
        for (const Patch& patch : patches)
            decisions.insert(patch.decision);
        for (const Decision decision :
             {Decision::Defer, Decision::Scheduled, Decision::OutOfCycle, Decision::Immediate})
            QVERIFY2(decisions.contains(decision), std::string(name(decision)).c_str());
    }

    void somethingWaitsForAReboot()
    {
        const auto& findings = m_assessed.assessment->findings;
        const auto in = [&](FindingState state) {
            return std::count_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.state == state; });
        };
        QVERIFY(in(FindingState::RebootPending) >= 2);
        QVERIFY(in(FindingState::Excepted) >= 1);
        QVERIFY(in(FindingState::Unknown) >= 1);
    }

    void controlsLowerSomething()
    {
        const auto& patches = m_assessed.assessment->patches;
        QVERIFY(std::any_of(patches.begin(), patches.end(), [](const Patch& p) { return !p.controls.empty(); }));
        const auto controls = listControls(*m_store);
        QVERIFY(controls.ok());
        QCOMPARE(controls->size(), 2U);
    }

    void feedsCarryTheirOwnDates()
    {
        const auto feeds = listFeeds(*m_store);
        QVERIFY(feeds.ok());
        QCOMPARE(feeds->size(), 4U);
        for (const FeedRevision& feed : *feeds)
            QVERIFY2(feed.issues == 0 && feed.records > 0, feed.feed.c_str());
    }

    void laterMadeItLooksTheSame()
    {
        const FixedClock later(*parseIso("2027-06-30T22:00:00Z"));
        const std::string path = m_folder.filePath(QStringLiteral("later.bw")).toStdString();
        QVERIFY(makeDemoWorkspace(path, ProgressSink::none(), later).ok());
        auto store = Store::open(path);
        QVERIFY(store.ok());
        const auto assessed = assessWorkspace(**store, {}, later, ProgressSink::none());
        QVERIFY(assessed.ok());
        QCOMPARE(assessed->assessment->patches.size(), m_assessed.assessment->patches.size());
        QCOMPARE(assessed->assessment->coverage.stale, m_assessed.assessment->coverage.stale);
        QCOMPARE(assessed->assessment->coverage.findingsOpen, m_assessed.assessment->coverage.findingsOpen);
    }

    void doesNotOverwrite()
    {
        const auto again = makeDemoWorkspace(m_path, ProgressSink::none(), Clock23);
        QVERIFY(!again.ok());
        QCOMPARE(again.error().kind, ErrorKind::Conflict);
        QVERIFY(QFile::exists(QString::fromStdString(m_path)));
    }

    void cancelledLeavesNothing()
    {
        struct Cancelled final : ProgressSink {
            void report(std::uint64_t, std::uint64_t, std::string_view) override { }
            bool cancelled() const override { return true; }
        } progress;
        const QString path = m_folder.filePath(QStringLiteral("none.bw"));
        const auto made = makeDemoWorkspace(path.toStdString(), progress, Clock23);
        QVERIFY(!made.ok());
        QCOMPARE(made.error().kind, ErrorKind::Cancelled);
        QVERIFY(!QFile::exists(path));
    }

private:
    QTemporaryDir m_folder;
    std::string m_path;
    std::unique_ptr<Store> m_store;
    Assessed m_assessed;
};

QTEST_GUILESS_MAIN(DemoFleetTest)
#include "demofleettest.moc"
