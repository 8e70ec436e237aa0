// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/inventoryimport.h"

#include "models/advisories/feedreader.h"
#include "models/inventory/csvprofile.h"
#include "models/inventory/inventoryreader.h"
#include "models/services/importcommit.h"
#include "models/services/importreading.h"
#include "models/store/componentrepository.h"
#include "models/store/fleetrepository.h"
#include "models/store/offerrepository.h"
#include "models/store/store.h"

#include <QFile>

#include <algorithm>

namespace bw {

PreparedImport::PreparedImport() = default;
PreparedImport::PreparedImport(PreparedImport&&) noexcept = default;
PreparedImport& PreparedImport::operator=(PreparedImport&&) noexcept = default;
PreparedImport::~PreparedImport() = default;

std::uint64_t ImportReport::issueCount() const
{
    std::uint64_t count = 0;
    for (const FileReport& file : files)
        count += file.issueCount;
    return count;
}

bool ImportReport::anythingRead() const
{
    return std::any_of(files.begin(), files.end(), [](const FileReport& file) { return !file.failed; });
}

namespace {

void summarise(PreparedImport& prepared, std::vector<Issue>&& issues)
{
    ImportReport& report = prepared.report;
    report.hostsAdded = prepared.changes.added;
    report.hostsUpdated = prepared.changes.updated;
    report.hostsUnchanged = prepared.changes.unchanged;
    report.hostsOlder = prepared.changes.older;
    report.hostsAmbiguous = prepared.changes.ambiguous;
    report.hostsRejected = prepared.changes.rejected;
    std::vector<bool> seen(prepared.pool->size());
    for (const HostChange& change : prepared.changes.hosts) {
        // Where nothing was carried over, the draft's components have become the change's.
        const auto& told = prepared.drafts[change.draft].components;
        for (const ComponentId id : told.empty() ? change.components : told) {
            report.componentsDistinct += !seen[id];
            seen[id] = true;
        }
    }
    for (Issue& issue : issues) {
        const auto file = std::find_if(report.files.begin(), report.files.end(),
                                       [&](const FileReport& f) { return f.path == issue.place.file; });
        if (file != report.files.end())
            addIssue(*file, std::move(issue));
    }
}

/// A mapping profile is a small JSON file.
Result<CsvProfile> loadProfile(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotReadable, path, {}};
    auto profile = csvProfileFrom(file.read(1 << 20).toStdString());
    if (!profile)
        return Error{profile.error().kind, profile.error().subject, Place{path, 0, 0, profile.error().place.field}};
    return profile;
}

} // namespace

Result<PreparedImport> prepareImport(const Store& store, const ImportRequest& request, const Clock& clock,
                                     ProgressSink& progress)
{
    if (!request.format.empty() && feedReader(request.format))
        return Error{ErrorKind::Usage, request.format + " is a feed format: use “feeds import”", {}};
    if (!request.format.empty() && !inventoryReader(request.format))
        return Error{ErrorKind::Usage, "unknown inventory format: " + request.format, {}};
    std::optional<CsvProfile> profile;
    if (!request.profile.empty()) {
        auto loaded = loadProfile(request.profile);
        if (!loaded)
            return loaded.error();
        profile = std::move(*loaded);
    }
    PreparedImport prepared;
    prepared.request = request;
    prepared.importedAt = clock.now();
    auto pool = std::make_shared<ComponentPool>();
    auto fleet = store.read([&](ReadConnection& db) -> Result<Fleet> {
        if (auto loaded = loadComponents(db, *pool); !loaded)
            return loaded.error();
        if (auto loaded = loadOffers(db, *pool); !loaded)
            return loaded.error();
        return loadFleet(db, {FleetHistory::Whole, {}});
    });
    if (!fleet)
        return fleet.error();
    prepared.fleet = std::move(*fleet);
    prepared.pool = std::move(pool);
    prepared.firstNew = prepared.pool->size();
    prepared.firstNewOffer = prepared.pool->offers().size();
    if (auto read = readDrafts(prepared, profile ? &*profile : nullptr, progress); !read)
        return read.error();
    std::vector<Issue> issues;
    prepared.changes =
        reconcile(prepared.fleet, *prepared.pool, prepared.drafts, {prepared.importedAt, request.ambiguity}, issues);
    summarise(prepared, std::move(issues));
    return prepared;
}

Result<ImportReport> commitImport(Store& store, PreparedImport prepared, const Clock& clock, ProgressSink& progress)
{
    // Each other writer can come between only once per try; a busy workspace still gets its turn.
    for (int tries = 0;; ++tries) {
        const bool anything =
            std::any_of(prepared.changes.hosts.begin(), prepared.changes.hosts.end(), [](const HostChange& change) {
                return change.outcome != HostOutcome::Ambiguous && change.outcome != HostOutcome::Rejected
                    && !change.sameEvidence;
            });
        if (!anything)
            return prepared.report;
        const auto written = store.write([&](WriteTransaction& tx) { return storeImport(tx, prepared, progress); });
        if (written)
            return prepared.report;
        if (written.error().kind != ErrorKind::Conflict || tries == 3)
            return written.error();
        auto again = prepareImport(store, prepared.request, clock, progress);
        if (!again)
            return again.error();
        prepared = std::move(*again);
    }
}

} // namespace bw
