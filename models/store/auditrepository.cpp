// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/auditrepository.h"

#include "models/store/connection.h"

#include <QCryptographicHash>

#include <array>

namespace bw {

static constexpr std::size_t HashSize = 32;

namespace {

struct Head {
    std::int64_t entries = 0;
    std::string hash = std::string(HashSize, '\0');
    bool found = false;
};

std::string littleEndian(std::uint64_t value)
{
    std::string bytes(8, '\0');
    for (char& byte : bytes) {
        byte = char(value & 0xff);
        value >>= 8;
    }
    return bytes;
}

std::string toHex(const std::string& bytes)
{
    return QByteArray::fromStdString(bytes).toHex().toStdString();
}

Result<Head> readHead(Connection& c)
{
    Head head;
    Statement row = c.query("SELECT entries, hash FROM audit_head WHERE id = 1");
    if (row.next())
        head = {row.integer(0), row.bytes(1).toStdString(), true};
    if (!row.status().ok())
        return row.status().error();
    return head;
}

constexpr std::string_view Columns = "SELECT id, at, who, verb, object_kind, object_id, summary, before_json, "
                                     "after_json, previous_hash, hash FROM audit ";

AuditEntry entryOf(const Statement& row)
{
    AuditEntry entry;
    entry.id = row.integer(0);
    entry.note = {row.instant(1), row.text(2), row.text(3), row.text(4),
                  row.text(5),    row.text(6), row.text(7), row.text(8)};
    entry.previousHash = row.bytes(9).toStdString();
    entry.hash = row.bytes(10).toStdString();
    return entry;
}

AuditNote asStored(const AuditNote& note)
{
    return {note.at,
            storedText(note.who),
            storedText(note.verb),
            storedText(note.objectKind),
            storedText(note.objectId),
            storedText(note.summary),
            storedText(note.before),
            storedText(note.after)};
}

/// What is wrong with an entry that should follow `previous`; empty: nothing.
std::string faultOf(const AuditEntry& entry, std::int64_t expected, const std::string& previous)
{
    if (entry.id != expected)
        return "entry is missing";
    if (entry.previousHash != previous)
        return "does not follow the entry before";
    if (auditHash(entry) != entry.hash)
        return "hash does not match its content";
    return {};
}

} // namespace

std::string auditHash(const AuditEntry& entry)
{
    const std::string id = littleEndian(std::uint64_t(entry.id));
    const std::string at = littleEndian(std::uint64_t(entry.note.at.time_since_epoch().count()));
    const AuditNote& note = entry.note;
    const std::array<std::string_view, 11> parts = {
        "breakwater-audit-1", entry.previousHash, id,           at,          note.who,  note.verb,
        note.objectKind,      note.objectId,      note.summary, note.before, note.after};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const std::string_view part : parts) {
        hash.addData(QByteArray::fromStdString(littleEndian(part.size())));
        hash.addData(QByteArrayView(part.data(), qsizetype(part.size())));
    }
    return hash.result().toStdString();
}

Result<std::int64_t> WriteTransaction::audit(const AuditNote& note)
{
    Connection& c = connection();
    const auto head = readHead(c);
    if (!head.ok())
        return head.error();
    AuditEntry entry;
    entry.id = head->entries + 1;
    entry.note = asStored(note); // the hash must be that of what can be read again
    entry.previousHash = head->hash;
    entry.hash = auditHash(entry);
    const AuditNote& n = entry.note;
    const auto added = c.run("INSERT INTO audit (id, at, who, verb, object_kind, object_id, summary, before_json, "
                             "after_json, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             entry.id, n.at, n.who, n.verb, n.objectKind, n.objectId, n.summary, n.before, n.after,
                             Bytes{entry.previousHash}, Bytes{entry.hash});
    if (!added.ok())
        return added.error();
    const auto kept = c.run("INSERT INTO audit_head (id, entries, hash) VALUES (1, ?, ?) "
                            "ON CONFLICT (id) DO UPDATE SET entries = excluded.entries, hash = excluded.hash",
                            entry.id, Bytes{entry.hash});
    if (!kept.ok())
        return kept.error();
    m_audited = true;
    return entry.id;
}

Result<std::vector<AuditEntry>> auditEntries(ReadConnection& db, const AuditQuery& query)
{
    std::vector<AuditEntry> entries;
    Statement row = db.connection().query(
        std::string(Columns)
            + "WHERE id < ? AND (? = '' OR verb = ?) AND (? = '' OR object_kind = ?) AND (? = '' OR object_id = ?) "
              "ORDER BY id DESC LIMIT ?",
        query.before.value_or(INT64_MAX), query.verb, query.verb, query.objectKind, query.objectKind, query.objectId,
        query.objectId, query.limit);
    while (row.next())
        entries.push_back(entryOf(row));
    if (!row.status().ok())
        return row.status().error();
    return entries;
}

Result<AuditVerdict> verifyAudit(ReadConnection& db)
{
    const auto head = readHead(db.connection());
    if (!head.ok())
        return head.error();
    AuditVerdict verdict;
    std::string previous(HashSize, '\0');
    const auto answer = [&]() {
        verdict.head = toHex(previous);
        return verdict;
    };
    Statement row = db.connection().query(std::string(Columns) + "ORDER BY id");
    while (row.next()) {
        const AuditEntry entry = entryOf(row);
        verdict.reason = faultOf(entry, verdict.checked + 1, previous);
        if (!verdict.reason.empty()) {
            verdict.broken = verdict.checked + 1;
            return answer();
        }
        ++verdict.checked;
        previous = entry.hash;
    }
    if (!row.status().ok())
        return row.status().error();
    if (head->entries > verdict.checked) {
        verdict.broken = verdict.checked + 1;
        verdict.reason = "entry is missing";
    } else if (head->entries < verdict.checked || head->hash != previous) {
        verdict.broken = verdict.checked;
        verdict.reason = "does not match the count and head kept beside the log";
    }
    return answer();
}

} // namespace bw
