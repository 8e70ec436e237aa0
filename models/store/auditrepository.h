// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bw {

/// What a verb says of itself, for WriteTransaction::audit. `before` and `after` are JSON texts or empty.
struct AuditNote {
    Instant at;
    std::string who;
    std::string verb; ///< "import.add", "control.end" ...
    std::string objectKind; ///< "host", "import", "feed", "control" ...
    std::string objectId;
    std::string summary; ///< one sentence, English
    std::string before;
    std::string after;

    friend bool operator==(const AuditNote&, const AuditNote&) = default;
};

/// An entry of the log. Hashes are SHA-256, 32 raw bytes; the first entry's `previousHash` is all zero.
struct AuditEntry {
    std::int64_t id = 0; ///< from 1, without gaps
    AuditNote note;
    std::string previousHash;
    std::string hash;

    friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

/// Which entries; newest first, by keyset: pass the last id seen as `before`.
struct AuditQuery {
    std::optional<std::int64_t> before;
    std::string verb; ///< empty: any
    std::string objectKind;
    std::string objectId;
    std::uint32_t limit = 500;
};

/// Outcome of a walk over the whole chain.
struct AuditVerdict {
    std::int64_t checked = 0; ///< entries that hold
    std::optional<std::int64_t> broken; ///< number of the first entry that does not
    std::string reason; ///< "hash does not match its content", "entry is missing" ...
    std::string head; ///< hash of the last good entry, hex; kept elsewhere, it also proves that no tail was cut off

    bool ok() const { return !broken.has_value(); }
    friend bool operator==(const AuditVerdict&, const AuditVerdict&) = default;
};

Result<std::vector<AuditEntry>> auditEntries(ReadConnection& db, const AuditQuery& query = {});
/// Walks the chain from the first entry. Also compares with the count and head kept beside the log, which shows a
/// removed tail unless that row was forged as well.
Result<AuditVerdict> verifyAudit(ReadConnection& db);

/// SHA-256 over: the text "breakwater-audit-1", previous hash, id and time (64-bit little-endian) and each text of the
/// note, every part preceded by its length (64-bit little-endian).
std::string auditHash(const AuditEntry& entry);

} // namespace bw
