// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/inventoryimport.h"

#include "models/advisories/feedreader.h"
#include "models/files/filewalk.h"
#include "models/inventory/csvprofile.h"
#include "models/inventory/identity.h"
#include "models/inventory/inventoryreader.h"
#include "models/services/refusal.h"
#include "models/store/auditrepository.h"
#include "models/store/componentrepository.h"
#include "models/store/fleetrepository.h"
#include "models/store/hostrepository.h"
#include "models/store/manifestrepository.h"
#include "models/store/snapshotrepository.h"
#include "models/store/store.h"

#include <QFile>

#include <algorithm>
#include <filesystem>
#include <unordered_map>

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

constexpr std::size_t IssuesPerFile = 1'000;

void addIssue(FileReport& file, Issue issue)
{
    if (issue.place.file.empty())
        issue.place.file = file.path;
    ++file.issueCount;
    if (file.issues.size() < IssuesPerFile)
        file.issues.push_back(std::move(issue));
}

void fail(FileReport& file, const Error& error, std::string reason)
{
    file.failed = true;
    addIssue(file, Issue{error.kind, error.place, std::move(reason), {}});
}

/// "fleet/web-01.json" and "fleet.zip!web-01.json" -> "web-01"
std::string stemOf(const std::string& path)
{
    const std::string inner = path.substr(path.rfind('!') == std::string::npos ? 0 : path.rfind('!') + 1);
    std::string stem = std::filesystem::path(inner).filename().string();
    for (const std::string_view extension :
         {".gz", ".xz", ".zst", ".bz2", ".json", ".xml", ".csv", ".tsv", ".txt", ".log", ".ocs", ".status"}) {
        if (stem.size() > extension.size() && stem.ends_with(extension))
            stem.resize(stem.size() - extension.size());
    }
    return stem;
}

std::string folderOf(const std::string& path)
{
    return path.substr(0, path.find_last_of("/!") + 1);
}

/// Reads all files of a request into drafts.
class FileReader {
public:
    FileReader(PreparedImport& prepared, const CsvProfile* profile, ProgressSink& progress)
        : m_prepared(prepared)
        , m_profile(profile)
        , m_progress(progress)
    {
    }

    Result<void> run()
    {
        for (const std::string& path : m_prepared.request.paths) {
            std::vector<Issue> issues;
            const std::size_t before = m_prepared.report.files.size();
            const auto walked =
                walkFiles(path, WalkLimits{}, m_progress, issues, [this](WalkedFile& file) { return read(file); });
            if (!walked)
                return walked;
            for (Issue& issue : issues) {
                issue.reason = reasonOf(Error{issue.kind, issue.reason, {}});
                reportFor(issue.place.file.empty() ? path : issue.place.file, std::move(issue));
            }
            if (m_progress.cancelled())
                return Error{ErrorKind::Cancelled, {}, {}};
            if (m_prepared.report.files.size() == before && issues.empty())
                reportFor(path, Issue{ErrorKind::Empty, Place{path, 0, 0, {}}, "no file is in it", {}});
        }
        shareIdentityInFolders();
        return {};
    }

private:
    /// Issues of the walk (a broken archive) belong to a file that no reader ever saw.
    void reportFor(const std::string& path, Issue issue)
    {
        auto& files = m_prepared.report.files;
        auto it = std::find_if(files.begin(), files.end(), [&](const FileReport& file) { return file.path == path; });
        if (it == files.end()) {
            files.push_back({});
            it = std::prev(files.end());
            it->path = path;
            it->failed = true;
        }
        addIssue(*it, std::move(issue));
    }

    bool read(WalkedFile& file)
    {
        m_prepared.report.files.push_back({});
        const auto index = std::uint32_t(m_prepared.report.files.size() - 1);
        FileReport& report = m_prepared.report.files.back();
        report.path = file.path;
        const InventoryReader* reader = chooseReader(file, report);
        if (!reader)
            return !m_progress.cancelled();
        report.format = std::string(reader->id());

        ReadOptions options;
        options.takenAt = m_prepared.request.takenAt;
        options.fileTime = file.modified;
        options.assumedUtcOffsetMinutes = m_prepared.request.utcOffsetMinutes;
        options.hostHint = m_prepared.request.host.empty() ? hintFor(*reader, file) : m_prepared.request.host;
        options.osHint = m_prepared.request.os;
        options.profile = m_profile;
        SnapshotBuilder builder(*m_prepared.pool, file.path);
        const auto outcome = reader->read(*file.bytes, options, builder, m_progress);
        for (Issue& issue : builder.issues())
            addIssue(report, std::move(issue));
        report.issueCount = std::max(report.issueCount, builder.issueCount());
        if (!outcome) {
            if (outcome.error().kind == ErrorKind::Cancelled)
                return false;
            if (outcome.error().kind != ErrorKind::Truncated || builder.hosts().empty()) {
                fail(report, outcome.error(), reasonOf(outcome.error()));
                return true;
            }
            addIssue(report,
                     Issue{ErrorKind::Truncated,
                           outcome.error().place,
                           "the file ends early: what is missing is not taken as removed",
                           {}});
        }
        takeOver(builder, report, index, outcome.ok(), options);
        return !m_progress.cancelled();
    }

    const InventoryReader* chooseReader(WalkedFile& file, FileReport& report)
    {
        const InventoryReader* wanted = inventoryReader(m_prepared.request.format);
        ProbeStorage storage;
        const auto looked = probe(file.path, *file.bytes, storage);
        if (!looked) {
            fail(report, looked.error(), reasonOf(looked.error()));
            return nullptr;
        }
        const InventoryReader* seen = recognise(*looked);
        if (wanted) {
            // The operator's word counts, except against a file that is surely another one.
            if (!seen || seen == wanted || seen->sniff(*looked) != Match::Certain
                || wanted->sniff(*looked) != Match::No)
                return wanted;
            refuse(report, ErrorKind::Unsupported, "this is another format: " + std::string(seen->id()));
            return nullptr;
        }
        // Feeds can look like tables of something, and what is no inventory may be a feed.
        if (!seen || seen->id() == "csv") {
            if (const FeedReader* feed = recogniseFeed(FeedProbe{file.path, looked->head})) {
                refuse(report, ErrorKind::NotRecognised,
                       "this is a feed (" + std::string(feed->name()) + "): use “feeds import”");
                return nullptr;
            }
        }
        if (!seen) {
            const bool empty =
                looked->text.find_first_not_of(" \t\r\n") == std::string_view::npos || looked->text == "null";
            const Error error{empty ? ErrorKind::Empty : ErrorKind::NotRecognised, {}, Place{file.path, 0, 0, {}}};
            fail(report, error, reasonOf(error));
        }
        return seen;
    }

    static void refuse(FileReport& report, ErrorKind kind, std::string reason)
    {
        fail(report, Error{kind, {}, Place{report.path, 0, 0, {}}}, std::move(reason));
    }

    static std::string hintFor(const InventoryReader& reader, const WalkedFile& file)
    {
        // The tables of one host lie side by side, and one of them names it: see shareIdentityInFolders.
        return reader.id() == "osquery" ? std::string() : stemOf(file.path);
    }

    void takeOver(SnapshotBuilder& builder, FileReport& report, std::uint32_t index, bool whole,
                  const ReadOptions& options)
    {
        auto& drafts = m_prepared.drafts;
        const std::size_t first = drafts.size();
        report.hosts = std::uint32_t(builder.hosts().size());
        if (drafts.empty())
            drafts = std::move(builder.hosts());
        else
            std::move(builder.hosts().begin(), builder.hosts().end(), std::back_inserter(drafts));
        for (std::size_t i = first; i < drafts.size(); ++i) {
            HostDraft& draft = drafts[i];
            cleanIdentity(draft.identity);
            draft.truncated = draft.truncated || !whole;
            draft.file = report.path;
            decideTime(draft, options);
            report.components += draft.components.size();
            if (draft.takenAt && (!report.takenAt || *draft.takenAt > *report.takenAt)) {
                report.takenAt = draft.takenAt;
                report.timeSource = draft.timeSource;
            }
        }
        m_prepared.draftFile.resize(drafts.size(), index);
    }

    static void decideTime(HostDraft& draft, const ReadOptions& options)
    {
        if (options.takenAt) {
            draft.takenAt = options.takenAt;
            draft.timeSource = TimeSource::Operator;
        } else if (draft.takenAt && isZeroTime(*draft.takenAt)) {
            draft.takenAt.reset();
        }
        if (!draft.takenAt && options.fileTime) {
            draft.takenAt = options.fileTime;
            draft.timeSource = TimeSource::FileTime;
        }
    }

    /// osquery writes one file per table: the folder is the host, and system_info says its name.
    void shareIdentityInFolders()
    {
        std::unordered_map<std::string, std::vector<std::size_t>> folders;
        for (std::size_t i = 0; i < m_prepared.drafts.size(); ++i) {
            const FileReport& file = m_prepared.report.files[m_prepared.draftFile[i]];
            if (file.format == "osquery")
                folders[folderOf(file.path)].push_back(i);
        }
        for (const auto& [folder, members] : folders) {
            const auto named = std::find_if(members.begin(), members.end(),
                                            [&](std::size_t i) { return hasName(m_prepared.drafts[i]); });
            for (const std::size_t i : members) {
                HostIdentity& identity = m_prepared.drafts[i].identity;
                if (hasName(m_prepared.drafts[i]))
                    continue;
                if (named != members.end()) {
                    identity.name = m_prepared.drafts[*named].identity.name;
                    identity.fqdn = m_prepared.drafts[*named].identity.fqdn;
                } else {
                    const std::string parent = std::filesystem::path(folder).parent_path().filename().string();
                    const std::string& path = m_prepared.report.files[m_prepared.draftFile[i]].path;
                    identity.name = members.size() > 1 && !parent.empty() ? parent : stemOf(path);
                }
            }
        }
    }

    static bool hasName(const HostDraft& draft) { return !draft.identity.name.empty() || !draft.identity.fqdn.empty(); }

    PreparedImport& m_prepared;
    const CsvProfile* m_profile;
    ProgressSink& m_progress;
};

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

/// Attributes that a file carries (owner, exposure ... columns) as changes against what is known.
std::vector<AttributeChange> attributeChanges(HostId id, const HostAttributes& told, const HostAttributes& known)
{
    std::vector<AttributeChange> changes;
    for (const AttributeField field :
         {AttributeField::Exposure, AttributeField::Importance, AttributeField::Safety, AttributeField::Owner,
          AttributeField::Site, AttributeField::Role, AttributeField::Tags}) {
        std::string text = attributeText(told, field);
        if (!text.empty() && text != attributeText(known, field))
            changes.push_back({id, field, std::move(text)});
    }
    return changes;
}

class Committer {
public:
    Committer(WriteTransaction& tx, PreparedImport& prepared, ProgressSink& progress)
        : m_tx(tx)
        , m_prepared(prepared)
        , m_progress(progress)
        , m_hosts(tx)
        , m_manifests(tx)
        , m_snapshots(tx)
    {
        for (const Host& host : prepared.fleet.hosts)
            m_known.emplace(host.id, &host);
    }

    Result<void> run()
    {
        if (auto added = addComponents(m_tx, *m_prepared.pool, m_prepared.firstNew); !added)
            return added;
        if (auto added = addImports(); !added)
            return added;
        std::uint64_t done = 0;
        for (HostChange& change : m_prepared.changes.hosts) {
            if (++done % 256 == 0) {
                m_progress.report(done, m_prepared.changes.hosts.size(), {});
                if (m_progress.cancelled())
                    return Error{ErrorKind::Cancelled, {}, {}};
            }
            if (change.outcome == HostOutcome::Ambiguous || change.outcome == HostOutcome::Rejected
                || change.sameEvidence)
                continue;
            if (auto stored = store(change); !stored)
                return stored;
        }
        return audit();
    }

private:
    Result<void> addImports()
    {
        const auto& files = m_prepared.report.files;
        m_imports.assign(files.size(), 0);
        for (std::size_t i = 0; i < files.size(); ++i) {
            if (files[i].failed)
                continue;
            ImportRecord record;
            record.at = m_prepared.importedAt;
            record.who = m_prepared.request.who;
            record.path = files[i].path;
            record.format = files[i].format;
            record.hosts = files[i].hosts;
            record.components = files[i].components;
            record.issues = files[i].issueCount;
            auto id = addImport(m_tx, record);
            if (!id)
                return id.error();
            m_imports[i] = *id;
        }
        return {};
    }

    Result<void> store(HostChange& change)
    {
        const HostDraft& draft = m_prepared.drafts[change.draft];
        if (change.host == 0) {
            auto id = hostOfThisImport(change, draft.identity);
            if (!id)
                return id.error();
            change.host = *id;
        } else if (auto updated = updateIdentity(m_tx, change.host, draft.identity, change.takenAt); !updated) {
            return updated;
        }
        const auto known = m_known.find(change.host);
        const auto attributes = attributeChanges(change.host, draft.attributes,
                                                 known == m_known.end() ? HostAttributes{} : known->second->attributes);
        if (!attributes.empty()) {
            const Stamp stamp{m_prepared.request.who, m_prepared.importedAt,
                              "from " + m_prepared.report.files[m_prepared.draftFile[change.draft]].path};
            if (auto set = setAttributes(m_tx, attributes, stamp); !set)
                return set;
        }
        const auto manifest = m_manifests.add(change.hasPackages ? std::span<const ComponentId>(change.components)
                                                                 : std::span<const ComponentId>());
        if (!manifest)
            return manifest.error();
        NewSnapshot snapshot;
        snapshot.host = change.host;
        snapshot.takenAt = change.takenAt;
        snapshot.timeSource = change.timeSource;
        snapshot.import = m_imports[m_prepared.draftFile[change.draft]];
        snapshot.manifest = *manifest;
        snapshot.os = osOf(draft, known == m_known.end() ? nullptr : known->second, change.takenAt);
        snapshot.runningKernel = draft.runningKernel;
        snapshot.rebootPending = draft.rebootPending;
        snapshot.partial = change.partial;
        snapshot.hasPackages = change.hasPackages;
        snapshot.format = m_prepared.report.files[m_prepared.draftFile[change.draft]].format;
        const auto id = m_snapshots.add(snapshot);
        return id ? Result<void>() : Result<void>(id.error());
    }

    /// Several snapshots of one new machine may come in one import.
    Result<HostId> hostOfThisImport(const HostChange& change, const HostIdentity& identity)
    {
        const auto it = m_new.find(change.newHost);
        if (it != m_new.end()) {
            if (auto updated = updateIdentity(m_tx, it->second, identity, change.takenAt); !updated)
                return updated.error();
            return it->second;
        }
        auto id = addHost(m_tx, identity, change.takenAt);
        if (id)
            m_new.emplace(change.newHost, *id);
        return id;
    }

    /// A source that does not tell the operating system does not make it unknown.
    OsIdentity osOf(const HostDraft& draft, const Host* host, Instant at) const
    {
        if (!draft.os.name.empty() || !host)
            return draft.os;
        const SnapshotEntry* before = host->lastSeen(at);
        return before ? m_prepared.fleet.systems[before->os] : draft.os;
    }

    Result<void> audit()
    {
        const ImportReport& report = m_prepared.report;
        AuditNote note;
        note.at = m_prepared.importedAt;
        note.who = m_prepared.request.who;
        note.verb = "import.add";
        note.objectKind = "import";
        for (const ImportId id : m_imports) {
            if (id != 0) {
                note.objectId = std::to_string(id);
                break;
            }
        }
        note.summary = std::to_string(report.files.size()) + " files: " + std::to_string(report.hostsAdded)
            + " hosts added, " + std::to_string(report.hostsUpdated) + " updated, "
            + std::to_string(report.hostsUnchanged) + " unchanged, " + std::to_string(report.hostsAmbiguous)
            + " ambiguous, " + std::to_string(report.issueCount()) + " issues";
        const auto id = m_tx.audit(note);
        return id ? Result<void>() : Result<void>(id.error());
    }

    WriteTransaction& m_tx;
    PreparedImport& m_prepared;
    ProgressSink& m_progress;
    HostWriter m_hosts;
    ManifestWriter m_manifests;
    SnapshotWriter m_snapshots;
    std::vector<ImportId> m_imports;
    std::unordered_map<HostId, const Host*> m_known;
    std::unordered_map<std::uint32_t, HostId> m_new; ///< by HostChange::newHost
};

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
        return loadFleet(db, {FleetHistory::Whole, {}});
    });
    if (!fleet)
        return fleet.error();
    prepared.fleet = std::move(*fleet);
    prepared.pool = std::move(pool);
    prepared.firstNew = prepared.pool->size();
    FileReader reader(prepared, profile ? &*profile : nullptr, progress);
    if (auto read = reader.run(); !read)
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
        const auto written = store.write([&](WriteTransaction& tx) { return Committer(tx, prepared, progress).run(); });
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
