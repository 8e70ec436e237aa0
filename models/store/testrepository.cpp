// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/testrepository.h"

#include "models/store/connection.h"

namespace bw {

static std::int64_t limitOf(std::optional<Instant> at)
{
    return at ? at->time_since_epoch().count() : INT64_MAX;
}

Result<std::int64_t> addVerdict(WriteTransaction& tx, const TestVerdict& verdict)
{
    Connection& c = tx.connection();
    const auto id = c.number("SELECT MAX(id) + 1 FROM test_verdict", 1);
    if (!id.ok())
        return id;
    const auto added =
        c.run("INSERT INTO test_verdict (id, patch, app, check_id, outcome, reason, until_day, host_id, evidence, "
              "evidence_file, evidence_digest, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              *id, verdict.patch, verdict.app, verdict.check, name(verdict.outcome), verdict.reason, verdict.until,
              verdict.host, verdict.evidence, verdict.evidenceFile, verdict.evidenceDigest, verdict.who, verdict.at);
    if (!added.ok())
        return added.error();
    return *id;
}

Result<std::vector<TestVerdict>> verdicts(ReadConnection& db, std::optional<Instant> at)
{
    std::vector<TestVerdict> all;
    Statement row = db.connection().query("SELECT id, patch, app, check_id, outcome, reason, until_day, host_id, "
                                          "evidence, evidence_file, evidence_digest, who, at FROM test_verdict "
                                          "WHERE at <= ? ORDER BY id",
                                          limitOf(at));
    while (row.next()) {
        const auto outcome = testOutcomeFrom(row.text(4));
        if (!outcome)
            return Error{ErrorKind::Damaged, "test_verdict " + std::to_string(row.integer(0)), {}};
        TestVerdict verdict{row.integer(0), row.text(1), row.text(2), row.text(3),  *outcome,     row.text(5),    {},
                            row.integer(7), row.text(8), row.text(9), row.text(10), row.text(11), row.instant(12)};
        if (!row.isNull(6))
            verdict.until = row.day(6);
        all.push_back(std::move(verdict));
    }
    if (!row.status().ok())
        return row.status().error();
    return all;
}

Result<std::int64_t> addPatchNote(WriteTransaction& tx, const PatchNote& note)
{
    Connection& c = tx.connection();
    const auto id = c.number("SELECT MAX(id) + 1 FROM patch_note", 1);
    if (!id.ok())
        return id;
    const auto added = c.run("INSERT INTO patch_note (id, patch, kind, text, blocks, who, at) VALUES (?, ?, ?, ?, ?, "
                             "?, ?)",
                             *id, note.patch, name(note.kind), note.text, int(note.blocks), note.who, note.at);
    if (!added.ok())
        return added.error();
    return *id;
}

Result<void> endPatchNote(WriteTransaction& tx, std::int64_t id, const Stamp& stamp)
{
    Connection& c = tx.connection();
    Statement row = c.query("SELECT ended_at FROM patch_note WHERE id = ?", id);
    const bool found = row.next();
    if (!row.status().ok())
        return row.status();
    if (!found || !row.isNull(0))
        return Error{found ? ErrorKind::Conflict : ErrorKind::NotFound, "note " + std::to_string(id), {}};
    return c.run("UPDATE patch_note SET ended_at = ?, ended_by = ?, ended_why = ? WHERE id = ?", stamp.at, stamp.who,
                 stamp.why, id);
}

Result<std::vector<PatchNote>> patchNotes(ReadConnection& db, std::optional<Instant> at)
{
    const std::int64_t limit = limitOf(at);
    std::vector<PatchNote> all;
    Statement row = db.connection().query("SELECT id, patch, kind, text, blocks, who, at, ended_at, ended_by, "
                                          "ended_why FROM patch_note WHERE at <= ? ORDER BY id",
                                          limit);
    while (row.next()) {
        const auto kind = patchNoteKindFrom(row.text(2));
        if (!kind)
            return Error{ErrorKind::Damaged, "patch_note " + std::to_string(row.integer(0)), {}};
        PatchNote note;
        note.id = row.integer(0);
        note.patch = row.text(1);
        note.kind = *kind;
        note.text = row.text(3);
        note.blocks = row.integer(4) != 0;
        note.who = row.text(5);
        note.at = row.instant(6);
        if (!row.isNull(7) && row.integer(7) <= limit) {
            note.endedAt = row.instant(7);
            note.endedBy = row.text(8);
            note.endedWhy = row.text(9);
        }
        all.push_back(std::move(note));
    }
    if (!row.status().ok())
        return row.status().error();
    return all;
}

} // namespace bw
