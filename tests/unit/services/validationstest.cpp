// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/validations.h"

#include "models/store/auditrepository.h"
#include "models/store/store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace bw;

namespace {

const Instant Now = *parseIso("2026-11-24T12:00:00Z");

std::vector<CriticalApp> apps()
{
    AppCheck manual;
    manual.id = "order";
    manual.name = "Order";
    manual.steps = "Order something.";
    AppCheck command;
    command.id = "answers";
    command.name = "Answers";
    command.kind = CheckKind::Command;
    command.command = {"curl", "http://localhost/;rm -rf {{ x }}"};
    CriticalApp app;
    app.id = "shop";
    app.name = "Shop";
    app.owner = "Ann";
    app.hostFilter = "tag:shop";
    app.checks = {manual, command};
    return {app};
}

TestVerdict verdict(TestOutcome outcome)
{
    TestVerdict v;
    v.patch = "Debian:12/openssl/3.0.17";
    v.app = "shop";
    v.outcome = outcome;
    v.who = "ann";
    v.at = Now;
    return v;
}

/// Answers what it was told to.
class FakeRunner final : public CommandCheckRunner {
public:
    Result<std::vector<CommandResult>> run(const std::vector<CommandOrder>& orders, ProgressSink&) override
    {
        asked = orders;
        std::vector<CommandResult> results;
        for (const CommandOrder& order : orders) {
            CommandResult result;
            result.host = order.host;
            if (order.name == "down")
                result.trouble = "unreachable";
            else
                result.exit = order.name == "bad" ? 7 : 0;
            results.push_back(result);
        }
        return results;
    }
    std::vector<CommandOrder> asked;
};

} // namespace

class ValidationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = Store::create(m_folder->filePath(QStringLiteral("t.bw")).toStdString());
        QVERIFY(store.ok());
        m_store = *std::move(store);
        QVERIFY(setCriticalApps(*m_store, apps(), {"ann", Now, "first"}).ok());
    }

    void cleanup() { m_store.reset(); }

    void whatWasSaidIsRead()
    {
        TestVerdict waived = verdict(TestOutcome::Waived);
        waived.check = "order";
        waived.reason = "freeze";
        waived.until = dayOf(Now);
        waived.host = 4;
        waived.evidence = "seen";
        waived.evidenceFile = "shot.png";
        waived.evidenceDigest = "ab";
        const auto id = recordVerdict(*m_store, waived);
        QVERIFY(id.ok());
        waived.id = *id;
        auto records = testRecords(*m_store);
        QVERIFY(records.ok());
        QVERIFY(records->apps == apps());
        QVERIFY(records->verdicts == std::vector{waived});
        QVERIFY(testRecords(*m_store, Now - std::chrono::seconds(1))->apps.empty());
        const auto audit = m_store->read([](ReadConnection& db) { return auditEntries(db); });
        QVERIFY(audit.ok());
        QCOMPARE(audit->front().note.verb, std::string("test.record"));
        QVERIFY(audit->front().note.summary.find("freeze") != std::string::npos);
        QCOMPARE((*audit)[1].note.verb, std::string("test.apps"));
    }

    void refusedVerdictsStoreNothing()
    {
        const auto kindOf = [&](const TestVerdict& v) {
            const auto id = recordVerdict(*m_store, v);
            return id ? -1 : int(id.error().kind);
        };
        QCOMPARE(kindOf(verdict(TestOutcome::Failed)), int(ErrorKind::MissingField));
        TestVerdict waiver = verdict(TestOutcome::Waived);
        waiver.reason = "freeze";
        QCOMPARE(kindOf(waiver), int(ErrorKind::MissingField));
        waiver.until = dayOf(Now) - std::chrono::days(1);
        QCOMPARE(kindOf(waiver), int(ErrorKind::BadValue));
        TestVerdict other = verdict(TestOutcome::Passed);
        other.app = "erp";
        QCOMPARE(kindOf(other), int(ErrorKind::NotFound));
        other.app = "shop";
        other.check = "nothing";
        QCOMPARE(kindOf(other), int(ErrorKind::NotFound));
        // One wrong verdict takes the others with it.
        QVERIFY(!recordVerdicts(*m_store, {verdict(TestOutcome::Passed), other}).ok());
        QVERIFY(testRecords(*m_store)->verdicts.empty());
    }

    void aWithdrawalEnds()
    {
        PatchNote note;
        note.patch = "p";
        note.kind = PatchNoteKind::Withdrawn;
        note.blocks = false;
        note.who = "ann";
        note.at = Now;
        QVERIFY(!addPatchNote(*m_store, note).ok()); // without words
        note.text = "taken back";
        const auto id = addPatchNote(*m_store, note);
        QVERIFY(id.ok());
        QVERIFY(testRecords(*m_store)->notes.at(0).blocks);
        const Stamp later{"bob", Now + std::chrono::hours(2), "fixed build is out"};
        QVERIFY(!endPatchNote(*m_store, *id, {"bob", Now, ""}).ok());
        QVERIFY(endPatchNote(*m_store, *id, later).ok());
        QVERIFY(!endPatchNote(*m_store, *id, later).ok());
        QVERIFY(!endPatchNote(*m_store, 99, later).ok());
        QCOMPARE(testRecords(*m_store)->notes.at(0).endedWhy, later.why);
        QVERIFY(!testRecords(*m_store, Now + std::chrono::hours(1))->notes.at(0).endedAt);
    }

    void evidenceIsDigested()
    {
        const QString path = m_folder->filePath(QStringLiteral("log.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("abc") == 3);
        file.close();
        const auto evidence = readEvidence(path.toStdString(), ProgressSink::none());
        QVERIFY(evidence.ok());
        QCOMPARE(evidence->name, std::string("log.txt"));
        QCOMPARE(evidence->digest, std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QVERIFY(!readEvidence(m_folder->path().toStdString(), ProgressSink::none()).ok());
        QVERIFY(!readEvidence("/no/such/file", ProgressSink::none()).ok());
    }

    void commandsRunOnEveryHostAndOneFailureDecides_data()
    {
        QTest::addColumn<QStringList>("hosts");
        QTest::addColumn<int>("outcome"); // -1: none
        QTest::newRow("all well") << QStringList{QStringLiteral("a"), QStringLiteral("b")} << int(TestOutcome::Passed);
        QTest::newRow("one bad") << QStringList{QStringLiteral("a"), QStringLiteral("bad")} << int(TestOutcome::Failed);
        QTest::newRow("bad and down") << QStringList{QStringLiteral("down"), QStringLiteral("bad")}
                                      << int(TestOutcome::Failed);
        QTest::newRow("one down") << QStringList{QStringLiteral("a"), QStringLiteral("down")} << -1;
    }

    void commandsRunOnEveryHostAndOneFailureDecides()
    {
        QFETCH(QStringList, hosts);
        QFETCH(int, outcome);
        CheckWish wish;
        wish.patch = "p";
        wish.app = "shop";
        for (const QString& host : hosts)
            wish.hosts.push_back({HostId(wish.hosts.size() + 1), host.toStdString(), {}, {}, 60});
        FakeRunner runner;
        const auto report = runCommandChecks(*m_store, wish, runner, {"ann", Now, {}}, ProgressSink::none());
        QVERIFY(report.ok());
        QVERIFY(runner.asked.at(0).command == apps()[0].checks[1].command); // word for word
        const auto stored = testRecords(*m_store)->verdicts;
        QCOMPARE(stored.size(), std::size_t(outcome >= 0));
        QVERIFY(stored == report->recorded);
        if (outcome >= 0)
            QCOMPARE(int(stored[0].outcome), outcome);
        if (outcome == int(TestOutcome::Failed))
            QCOMPARE(hosts.at(qsizetype(stored[0].host) - 1), QStringLiteral("bad"));
        QCOMPARE(report->notRun.size(), std::size_t(hosts.contains(QStringLiteral("down"))));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

QTEST_GUILESS_MAIN(ValidationsTest)
#include "validationstest.moc"
