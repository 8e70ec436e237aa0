// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include <QCryptographicHash>

using namespace bw;
using namespace bw::test;

/// The hash-chained log, read and tampered with from outside as somebody with a database shell would.
class AuditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entriesComeBack();
    void pagesAndFilters();
    void hashIsThatOfTheDocumentedBytes();
    void hashTellsFieldsApart();
    void emptyLogHolds();
    void tamperingIsFound_data();
    void tamperingIsFound();

private:
    static void fill(Store& store, int entries);
    static AuditVerdict verify(const Store& store)
    {
        return mustRead(store, [](ReadConnection& db) { return verifyAudit(db); });
    }
};

void AuditTest::fill(Store& store, int entries)
{
    for (int i = 0; i < entries; ++i) {
        const auto done = store.write([&](WriteTransaction& tx) {
            AuditNote n = note(i % 2 == 0 ? "even" : "odd", "entry " + std::to_string(i));
            n.at = at(i);
            n.objectId = std::to_string(i % 3);
            return tx.audit(n);
        });
        QCOMPARE(done.valueOr(-1), i + 1);
    }
}

void AuditTest::entriesComeBack()
{
    Workspace w;
    w.create();
    AuditNote odd = note("import.add", "\xef\xbb\xbfmark, zero \xff and \xe6\x95\xb0");
    odd.who = std::string("a\0b", 3);
    odd.before = R"({"x":"y"})";
    QVERIFY(w.store->write([&](WriteTransaction& tx) { return tx.audit(odd); }).ok());
    const auto entries = mustRead(*w.store, [](ReadConnection& db) { return auditEntries(db); });
    QCOMPARE(entries.size(), 1u);
    AuditNote stored = odd;
    stored.summary = "mark, zero \xef\xbf\xbd and \xe6\x95\xb0";
    QVERIFY(entries[0].note == stored);
    QCOMPARE(entries[0].previousHash, std::string(32, '\0'));
    QCOMPARE(entries[0].hash, auditHash(entries[0]));
    QVERIFY(verify(*w.store).ok());
}

void AuditTest::pagesAndFilters()
{
    Workspace w;
    w.create();
    fill(*w.store, 10);
    const auto ids = [&](const AuditQuery& query) {
        std::vector<std::int64_t> found;
        for (const auto& entry : mustRead(*w.store, [&](ReadConnection& db) { return auditEntries(db, query); }))
            found.push_back(entry.id);
        return found;
    };
    QCOMPARE(ids({{}, {}, {}, {}, 3}), (std::vector<std::int64_t>{10, 9, 8}));
    QCOMPARE(ids({8, {}, {}, {}, 3}), (std::vector<std::int64_t>{7, 6, 5}));
    QCOMPARE(ids({{}, "even", {}, {}, 100}), (std::vector<std::int64_t>{9, 7, 5, 3, 1}));
    QCOMPARE(ids({{}, {}, "thing", "0", 100}), (std::vector<std::int64_t>{10, 7, 4, 1}));
    QCOMPARE(ids({{}, {}, "other", {}, 100}), std::vector<std::int64_t>());
}

void AuditTest::hashIsThatOfTheDocumentedBytes()
{
    AuditEntry entry;
    entry.id = 1;
    entry.note = {Instant(std::chrono::seconds(2)), "w", "v", "", "", "", "", ""};
    entry.previousHash = std::string(32, '\0');
    // Written out by hand from the description in the header.
    const auto length = [](char n) { return QByteArray(1, n) + QByteArray(7, '\0'); };
    const QByteArray bytes = length(18) + "breakwater-audit-1" + length(32) + QByteArray(32, '\0') + length(8)
        + length(1) + length(8) + length(2) + length(1) + "w" + length(1) + "v" + length(0) + length(0) + length(0)
        + length(0) + length(0);
    QCOMPARE(auditHash(entry), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toStdString());
}

void AuditTest::hashTellsFieldsApart()
{
    AuditEntry a;
    a.note.who = "ab";
    AuditEntry b;
    b.note.who = "a";
    b.note.verb = "b";
    QVERIFY(auditHash(a) != auditHash(b));
}

void AuditTest::emptyLogHolds()
{
    Workspace w;
    w.create();
    const auto verdict = verify(*w.store);
    QVERIFY(verdict.ok());
    QCOMPARE(verdict.checked, 0);
    QCOMPARE(w.store->revision().valueOr(-1), 0);
}

void AuditTest::tamperingIsFound_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("broken");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const char* sql, int broken, const char* reason) {
        QTest::newRow(name) << QString::fromLatin1(sql) << broken << QString::fromLatin1(reason);
    };
    row("nothing", "SELECT 1", 0, "");
    row("summary", "UPDATE audit SET summary = 'entry X' WHERE id = 3", 3, "hash does not match its content");
    row("time", "UPDATE audit SET at = at + 1 WHERE id = 1", 1, "hash does not match its content");
    row("who", "UPDATE audit SET who = 'mallory' WHERE id = 6", 6, "hash does not match its content");
    row("own hash", "UPDATE audit SET hash = zeroblob(32) WHERE id = 2", 2, "hash does not match its content");
    row("link", "UPDATE audit SET previous_hash = zeroblob(32) WHERE id = 4", 4, "does not follow the entry before");
    row("first removed", "DELETE FROM audit WHERE id = 1", 1, "entry is missing");
    row("middle removed", "DELETE FROM audit WHERE id = 3", 3, "entry is missing");
    row("last removed", "DELETE FROM audit WHERE id = 6", 6, "entry is missing");
    row("tail removed", "DELETE FROM audit WHERE id > 2", 3, "entry is missing");
    row("all removed", "DELETE FROM audit", 1, "entry is missing");
    row("renumbered", "UPDATE audit SET id = CASE id WHEN 3 THEN -4 ELSE -3 END WHERE id IN (3, 4)", -1, "");
    row("head gone", "DELETE FROM audit_head", 6, "does not match the count and head kept beside the log");
    row("head moved back", "UPDATE audit_head SET entries = 5", 6,
        "does not match the count and head kept beside the log");
}

void AuditTest::tamperingIsFound()
{
    QFETCH(QString, sql);
    QFETCH(int, broken);
    QFETCH(QString, reason);
    Workspace w;
    w.create();
    fill(*w.store, 6);
    const auto before = verify(*w.store);
    QVERIFY(before.ok());
    QCOMPARE(before.checked, 6);
    QCOMPARE(runOutside(w.path,
                        {QStringLiteral("DROP TRIGGER audit_no_UPDATE"), QStringLiteral("DROP TRIGGER audit_no_DELETE"),
                         QStringLiteral("DROP TRIGGER audit_head_no_DELETE"), sql}),
             QString());
    const auto verdict = verify(*w.store);
    if (broken == -1) { // renumbered: whatever it says, it must say it
        QVERIFY(!verdict.ok());
        return;
    }
    QCOMPARE(int(verdict.broken.value_or(0)), broken);
    QCOMPARE(QString::fromStdString(verdict.reason), reason);
    QVERIFY(broken == 0 || verdict.checked >= broken - 1);
}

QTEST_GUILESS_MAIN(AuditTest)
#include "audittest.moc"
