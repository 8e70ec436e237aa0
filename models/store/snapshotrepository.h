// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/store/manifestrepository.h"
#include "models/store/stamp.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bw {

using ImportId = std::int64_t;

/// One inventory file that was taken in.
struct ImportRecord {
    ImportId id = 0;
    Instant at;
    std::string who;
    std::string path; ///< as given
    std::string digest; ///< SHA-256 of the file's bytes, hex
    std::string format; ///< id of the reader
    std::uint64_t hosts = 0;
    std::uint64_t components = 0; ///< lines, not distinct ones
    std::uint64_t issues = 0;
    std::optional<Stamp> takenBack;

    friend bool operator==(const ImportRecord&, const ImportRecord&) = default;
};

/// `id` and `takenBack` of the record are not looked at.
Result<ImportId> addImport(WriteTransaction& tx, const ImportRecord& record);
/// All, oldest first.
Result<std::vector<ImportRecord>> imports(ReadConnection& db);
/// The newest import of a file with this digest that was not taken back.
Result<std::optional<ImportRecord>> importByDigest(ReadConnection& db, std::string_view digest);
/// From then on the import's snapshots count no more; nothing is deleted. Conflict when it was taken back before.
Result<void> takeBackImport(WriteTransaction& tx, ImportId id, const Stamp& stamp);

struct NewSnapshot {
    HostId host = 0;
    Instant takenAt;
    TimeSource timeSource = TimeSource::Told;
    ImportId import = 0;
    ManifestId manifest = 0; ///< of the empty set where hasPackages is false
    OsIdentity os;
    std::string runningKernel;
    std::optional<bool> rebootPending;
    bool partial = false;
    bool hasPackages = true;
    std::string format;
    Pending pending{}; ///< kept where it holds something
};

/// Stores snapshots; what they share (operating system, kernel, flags, format) is kept once. One object per
/// transaction.
class SnapshotWriter {
public:
    explicit SnapshotWriter(WriteTransaction& tx);

    Result<SnapshotId> add(const NewSnapshot& snapshot);

private:
    Result<void> start();
    Result<void> addPending(const Pending& pending);
    Result<std::int64_t> systemId(const OsIdentity& os);
    Result<std::int64_t> circumstanceId(const NewSnapshot& snapshot);

    WriteTransaction& m_tx;
    bool m_started = false;
    std::unordered_map<std::string, std::int64_t> m_systems;
    std::unordered_map<std::string, std::int64_t> m_circumstances;
    SnapshotId m_next = 0;
    std::int64_t m_nextSystem = 0;
    std::int64_t m_nextCircumstance = 0;
};

} // namespace bw
