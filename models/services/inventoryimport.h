// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/foundation/clock.h"
#include "models/foundation/progress.h"
#include "models/foundation/result.h"
#include "models/inventory/reconcile.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bw {

class Store;

/// The wish to import inventory files.
struct ImportRequest {
    std::vector<std::string> paths; ///< files, folders, archives, "-" for standard input
    std::string format; ///< id of a reader; empty: recognise each file by its content
    std::optional<Instant> takenAt; ///< wins over what the files tell
    std::string host; ///< name for files that name no host; empty: from the file name
    std::string os; ///< stream ("Debian:12") for files that name no operating system
    std::string profile; ///< path of a CSV mapping profile
    int utcOffsetMinutes = 0; ///< of local times without a zone
    AmbiguityRule ambiguity = AmbiguityRule::Skip;
    std::string who;
};

/// What became of one file.
struct FileReport {
    std::string path;
    std::string format; ///< empty: not recognised
    std::optional<Instant> takenAt; ///< of its newest host
    TimeSource timeSource = TimeSource::ImportTime;
    std::uint32_t hosts = 0;
    std::uint64_t components = 0; ///< as listed, not distinct
    std::uint64_t offers = 0; ///< pending updates, as listed
    std::vector<Issue> issues; ///< capped
    std::uint64_t issueCount = 0;
    bool failed = false; ///< nothing of it is used
};

struct ImportReport {
    std::vector<FileReport> files;
    std::uint32_t hostsAdded = 0, hostsUpdated = 0, hostsUnchanged = 0, hostsOlder = 0, hostsAmbiguous = 0,
                  hostsRejected = 0;
    std::uint64_t componentsDistinct = 0; ///< over all drafts of this import

    std::uint64_t issueCount() const;
    bool anythingRead() const; ///< at least one file was read
};

/// Files that were read and compared, nothing stored yet: what a preview shows and `commit` stores. Move-only; one
/// thread at a time.
class PreparedImport {
public:
    PreparedImport();
    PreparedImport(PreparedImport&&) noexcept;
    PreparedImport& operator=(PreparedImport&&) noexcept;
    ~PreparedImport();

    ImportRequest request;
    ImportReport report;
    ChangeSet changes;
    std::vector<HostDraft> drafts;
    std::vector<std::uint32_t> draftFile; ///< parallel to drafts: index into report.files
    std::shared_ptr<ComponentPool> pool; ///< the workspace's components and the new ones
    ComponentId firstNew = 0;
    OfferId firstNewOffer = 0;
    Fleet fleet; ///< as it was when the files were compared
    Instant importedAt;
};

/// Reads and compares. Errors: Cancelled, NotFound (a path that does not exist), Usage (unknown format, unreadable
/// profile) and the store's. A file that cannot be read is a failed FileReport, not an Error.
Result<PreparedImport> prepareImport(const Store& store, const ImportRequest& request, const Clock& clock,
                                     ProgressSink& progress);

/// Stores a prepared import in one transaction with one audit entry. Where the workspace changed meanwhile the files
/// are read and compared again. Cancelled or failed: nothing changed.
Result<ImportReport> commitImport(Store& store, PreparedImport prepared, const Clock& clock, ProgressSink& progress);

} // namespace bw
