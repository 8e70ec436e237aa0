// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/feedrepository.h"

#include "models/store/connection.h"

namespace bw {

static constexpr std::string_view Columns = "SELECT id, feed, scope, cumulative, imported_at, as_of, version, digest, "
                                            "source, records, issues FROM feed_revision ";

static FeedRevision revisionOf(const Statement& row)
{
    return {row.integer(0),
            row.text(1),
            row.text(2),
            row.integer(3) != 0,
            row.instant(4),
            row.maybeInstant(5),
            row.text(6),
            row.text(7),
            row.text(8),
            std::uint64_t(row.integer(9)),
            std::uint64_t(row.integer(10))};
}

Result<std::int64_t> addFeedRevision(WriteTransaction& tx, const FeedRevision& r, std::string_view payload)
{
    Connection& c = tx.connection();
    const auto id = c.number("SELECT MAX(id) + 1 FROM feed_revision", 1);
    if (!id.ok())
        return id;
    const auto added = c.run("INSERT INTO feed_revision (id, feed, scope, cumulative, imported_at, as_of, version, "
                             "digest, source, records, issues) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             *id, r.feed, r.scope, r.cumulative, r.importedAt, r.asOf, r.version, r.digest, r.source,
                             r.records, r.issues);
    if (!added.ok())
        return added.error();
    const auto kept = c.run("INSERT INTO feed_payload (feed_revision_id, payload) VALUES (?, ?)", *id, Bytes{payload});
    if (!kept.ok())
        return kept.error();
    return *id;
}

Result<std::vector<FeedRevision>> feedRevisions(ReadConnection& db)
{
    std::vector<FeedRevision> revisions;
    Statement row = db.connection().query(std::string(Columns) + "ORDER BY id");
    while (row.next())
        revisions.push_back(revisionOf(row));
    if (!row.status().ok())
        return row.status().error();
    return revisions;
}

Result<std::optional<FeedRevision>> feedRevisionByDigest(ReadConnection& db, std::string_view digest)
{
    std::optional<FeedRevision> revision;
    Statement row = db.connection().query(std::string(Columns) + "WHERE digest = ? ORDER BY id DESC LIMIT 1", digest);
    if (row.next())
        revision = revisionOf(row);
    if (!row.status().ok())
        return row.status().error();
    return revision;
}

Result<std::string> feedPayload(ReadConnection& db, std::int64_t revision)
{
    Statement row = db.connection().query("SELECT payload FROM feed_payload WHERE feed_revision_id = ?", revision);
    if (row.next())
        return row.bytes(0).toStdString();
    if (!row.status().ok())
        return row.status().error();
    return Error{ErrorKind::NotFound, "feed revision " + std::to_string(revision), {}};
}

} // namespace bw
