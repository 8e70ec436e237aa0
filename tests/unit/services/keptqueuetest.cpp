// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/keptqueue.h"

#include "models/services/assessing.h"
#include "models/services/demofleet.h"
#include "models/store/auditrepository.h"
#include "models/store/store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace bw;

namespace {

const FixedClock Monday(*parseIso("2026-11-23T09:00:00Z"));
const Instant Tuesday = *parseIso("2026-11-24T07:30:00Z");

} // namespace

/// A queue that was kept is the queue of that state, or none at all.
class KeptQueueTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void itIsTheQueueWithoutItsHosts();
    void anotherStateHasNone();
    void itDoesNotLastForEver();
    void anotherWorkspaceHasItsOwn();
    void damageIsNoQueue();
    void whatCannotBeWrittenIsSaid();

private:
    QString fileInFolder() const;
    std::optional<KeptQueue> kept(Instant now = Tuesday) const
    {
        return keptQueue(m_keepIn, m_store->path(), m_state, now);
    }

    QTemporaryDir m_folder;
    QString m_keepIn;
    std::unique_ptr<Store> m_store;
    std::string m_state;
    Assessed m_assessed;
};

void KeptQueueTest::initTestCase()
{
    const std::string path = m_folder.filePath(QStringLiteral("demo.bw")).toStdString();
    QVERIFY(makeDemoWorkspace(path, ProgressSink::none()).ok());
    auto store = Store::open(path);
    QVERIFY(store.ok());
    m_store = std::move(*store);
    auto assessed = assessWorkspace(*m_store, {}, Monday, ProgressSink::none());
    QVERIFY(assessed.ok());
    m_assessed = std::move(*assessed);
    QVERIFY(m_assessed.assessment->patches.size() > 10);
}

void KeptQueueTest::init()
{
    m_keepIn = m_folder.filePath(QStringLiteral("kept"));
    QDir(m_keepIn).removeRecursively();
    m_state = stateOf(*m_store).value();
    QVERIFY(!m_state.empty());
    QVERIFY(keepQueue(m_keepIn, m_store->path(), m_state, *m_assessed.assessment).ok());
}

QString KeptQueueTest::fileInFolder() const
{
    const QStringList files = QDir(m_keepIn).entryList(QDir::Files);
    return files.size() == 1 ? m_keepIn + u'/' + files.front() : QString();
}

void KeptQueueTest::itIsTheQueueWithoutItsHosts()
{
    const auto again = kept();
    QVERIFY(again);
    QCOMPARE(again->computedAt, Monday.now());
    const Assessment& was = *m_assessed.assessment;
    const Assessment& is = *again->queue;
    QCOMPARE(is.at, Tuesday);
    QVERIFY(is.fleet->hosts.empty());
    QVERIFY(is.findings.empty());
    QCOMPARE(is.coverage.findingsOpen, was.coverage.findingsOpen);
    QCOMPARE(is.coverage.unknown, was.coverage.unknown);
    QCOMPARE(is.policy, was.policy);
    QCOMPARE(is.catalog->revisions.size(), was.catalog->revisions.size());
    QCOMPARE(is.patches.size(), was.patches.size());
    std::size_t cves = 0, scores = 0, dues = 0;
    for (std::size_t i = 0; i < was.patches.size(); ++i) {
        const Patch& a = was.patches[i];
        const Patch& b = is.patches[i];
        QCOMPARE(b.id, a.id);
        QCOMPARE(b.fixed, a.fixed);
        QCOMPARE(b.ecosystem, a.ecosystem);
        QCOMPARE(b.decision, a.decision);
        QCOMPARE(b.rawDecision, a.rawDecision);
        QCOMPARE(b.due, a.due);
        QCOMPARE(b.kev, a.kev);
        QCOMPARE(b.reboot, a.reboot);
        QCOMPARE(b.epssMax, a.epssMax);
        QCOMPARE(b.cvssMax, a.cvssMax);
        QCOMPARE(b.hostsOpen, a.hostsOpen);
        QCOMPARE(b.hostsUnknown, a.hostsUnknown);
        QCOMPARE(b.exposedHostDays, a.exposedHostDays);
        QCOMPARE(b.why, a.why);
        QCOMPARE(b.controls, a.controls);
        QCOMPARE(b.advisories, a.advisories);
        QCOMPARE(b.rank, a.rank);
        QCOMPARE(b.findingCount, 0u);
        QCOMPARE(b.cves.size(), a.cves.size());
        for (std::size_t k = 0; k < a.cves.size(); ++k)
            QCOMPARE(is.catalog->cves[b.cves[k]].id, was.catalog->cves[a.cves[k]].id);
        cves += a.cves.size();
        scores += a.epssMax.has_value();
        dues += a.due.has_value();
    }
    QVERIFY(cves > 0 && scores > 0 && dues > 0);
}

void KeptQueueTest::anotherStateHasNone()
{
    const auto written = m_store->write([](WriteTransaction& tx) {
        return tx.audit({Monday.now(), "ann", "note.add", "host", "1", "Looked at the host", {}, {}});
    });
    QVERIFY(written.ok());
    const std::string now = stateOf(*m_store).value();
    QVERIFY(now != m_state);
    QVERIFY(!keptQueue(m_keepIn, m_store->path(), now, Tuesday));
    QVERIFY(kept());
}

void KeptQueueTest::itDoesNotLastForEver()
{
    QVERIFY(kept(Monday.now() + std::chrono::days(MostDaysKept)));
    QVERIFY(!kept(Monday.now() + std::chrono::days(MostDaysKept) + std::chrono::seconds(1)));
    QVERIFY(!kept(Monday.now() - std::chrono::hours(1))); // a clock that was set back
}

void KeptQueueTest::anotherWorkspaceHasItsOwn()
{
    QVERIFY(!keptQueue(m_keepIn, m_folder.filePath(QStringLiteral("other.bw")).toStdString(), m_state, Tuesday));
}

void KeptQueueTest::damageIsNoQueue()
{
    QFile file(fileInFolder());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    const auto readsAs = [&](const QByteArray& bytes) {
        QFile out(fileInFolder());
        return out.open(QIODevice::WriteOnly | QIODevice::Truncate) && out.write(bytes) == bytes.size() && out.flush()
            && kept().has_value();
    };
    QVERIFY(readsAs(whole));
    for (const qsizetype size :
         {qsizetype(0), qsizetype(3), qsizetype(20), qsizetype(60), whole.size() / 2, whole.size() - 1})
        QVERIFY2(!readsAs(whole.left(size)), qPrintable(QString::number(size)));
    for (qsizetype at = 0; at < whole.size(); at += std::max<qsizetype>(1, whole.size() / 15)) {
        QByteArray flipped = whole;
        flipped[at] = char(flipped[at] ^ 0x20);
        QVERIFY2(!readsAs(flipped), qPrintable(QString::number(at)));
    }
    QVERIFY(readsAs(whole));
}

void KeptQueueTest::whatCannotBeWrittenIsSaid()
{
    const QString file = m_folder.filePath(QStringLiteral("a-file"));
    QFile blocking(file);
    QVERIFY(blocking.open(QIODevice::WriteOnly));
    const auto refused = keepQueue(file, m_store->path(), m_state, *m_assessed.assessment);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::NotWritable);
    QVERIFY(!keepQueue({}, m_store->path(), m_state, *m_assessed.assessment).ok());
}

QTEST_GUILESS_MAIN(KeptQueueTest)
#include "keptqueuetest.moc"
