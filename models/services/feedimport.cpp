// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/feedimport.h"

#include "models/advisories/feedcodec.h"
#include "models/advisories/feedreader.h"
#include "models/files/filewalk.h"
#include "models/inventory/inventoryreader.h"
#include "models/services/refusal.h"
#include "models/store/auditrepository.h"
#include "models/store/feedrepository.h"
#include "models/store/store.h"

#include <QCryptographicHash>

#include <algorithm>
#include <map>
#include <memory>

namespace bw {

std::uint64_t FeedReport::issueCount() const
{
    std::uint64_t count = 0;
    for (const FeedFileReport& file : files)
        count += file.issueCount;
    return count;
}

bool FeedReport::anythingRead() const
{
    return std::any_of(files.begin(), files.end(), [](const FeedFileReport& file) { return !file.failed; });
}

namespace {

/// Passes bytes on and keeps their digest.
class DigestSource final : public ByteSource {
public:
    explicit DigestSource(ByteSource& inner)
        : m_inner(inner)
        , m_hash(QCryptographicHash::Sha256)
    {
    }
    Result<std::size_t> read(char* buffer, std::size_t size) override
    {
        auto count = m_inner.read(buffer, size);
        if (count)
            m_hash.addData(QByteArrayView(buffer, qsizetype(*count)));
        return count;
    }
    const std::string& name() const override { return m_inner.name(); }
    std::optional<std::uint64_t> size() const override { return m_inner.size(); }
    std::uint64_t position() const override { return m_inner.position(); }

    /// Reads what the reader left (a trailing newline) so that the digest is the file's.
    std::string finish()
    {
        char rest[4096];
        for (auto count = read(rest, sizeof rest); count && *count > 0; count = read(rest, sizeof rest)) { }
        return m_hash.result().toHex().toStdString();
    }

private:
    ByteSource& m_inner;
    QCryptographicHash m_hash;
};

struct Pending {
    FeedBatch batch;
    std::vector<Issue> issues;
    std::uint64_t issueCount = 0;
    std::string digest;
    std::string path;
    std::uint64_t files = 0;
    std::uint64_t failedFiles = 0;
    const FeedReader* reader = nullptr;
};

class FeedWalk {
public:
    FeedWalk(const FeedRequest& request, FeedReport& report, std::vector<std::unique_ptr<Pending>>& pending,
             ProgressSink& progress)
        : m_request(request)
        , m_report(report)
        , m_pending(pending)
        , m_progress(progress)
    {
    }

    Result<void> run()
    {
        for (const std::string& path : m_request.paths) {
            m_gathering.clear();
            m_path = path;
            std::vector<Issue> issues;
            bool any = false;
            const auto walked = walkFiles(path, WalkLimits{}, m_progress, issues, [&](WalkedFile& file) {
                any = true;
                return read(file);
            });
            if (!walked)
                return walked;
            if (m_progress.cancelled())
                return Error{ErrorKind::Cancelled, {}, {}};
            if (!any && issues.empty())
                addFailed(path, {}, Issue{ErrorKind::Empty, Place{path, 0, 0, {}}, "no file is in it", {}});
            for (Issue& issue : issues) {
                issue.reason = reasonOf(Error{issue.kind, issue.reason, {}});
                addFailed(issue.place.file.empty() ? path : issue.place.file, {}, std::move(issue));
            }
        }
        return {};
    }

private:
    void addFailed(const std::string& path, std::string_view format, Issue issue)
    {
        FeedFileReport file;
        file.path = path;
        file.format = std::string(format);
        file.failed = true;
        file.issueCount = 1;
        file.issues.push_back(std::move(issue));
        m_report.files.push_back(std::move(file));
    }

    bool read(WalkedFile& file)
    {
        const FeedReader* reader = m_request.format.empty() ? recognised(file) : feedReader(m_request.format);
        if (!reader) {
            addFailed(file.path, {}, Issue{ErrorKind::NotRecognised, Place{file.path, 0, 0, {}}, whyNoFeed(file), {}});
            return !m_progress.cancelled();
        }
        Pending& target = targetFor(*reader, file.path);
        FeedSink sink{target.batch, target.issues, target.issueCount, file.path};
        DigestSource bytes(*file.bytes);
        const auto outcome = reader->read(bytes, sink, m_progress);
        target.issueCount = sink.issueCount;
        ++target.files;
        if (!outcome) {
            if (outcome.error().kind == ErrorKind::Cancelled)
                return false;
            ++target.failedFiles;
            Issue issue{outcome.error().kind, outcome.error().place, reasonOf(outcome.error()), {}};
            issue.place.file = file.path;
            if (!gathers(*reader) || target.files == 1) {
                // A feed that replaces is refused whole.
                addFailed(file.path, reader->id(), std::move(issue));
                forget(target);
                return !m_progress.cancelled();
            }
            sink.addIssue(issue.kind, issue.reason, issue.place.line, issue.place.field);
            target.issueCount = sink.issueCount;
        }
        const std::string digest = bytes.finish();
        target.digest = target.files == 1 ? digest : combined(target.digest, digest);
        return !m_progress.cancelled();
    }

    static std::string combined(const std::string& a, const std::string& b)
    {
        return QCryptographicHash::hash(QByteArray::fromStdString(a + b), QCryptographicHash::Sha256)
            .toHex()
            .toStdString();
    }

    static std::string whyNoFeed(WalkedFile& file)
    {
        ProbeStorage storage;
        const auto looked = probe(file.path, *file.bytes, storage);
        const InventoryReader* inventory = looked ? recognise(*looked) : nullptr;
        if (!inventory || inventory->sniff(*looked) < Match::Likely)
            return "no feed reader knows this format";
        return "this is an inventory (" + std::string(inventory->name()) + "): use “import”";
    }

    const FeedReader* recognised(WalkedFile& file)
    {
        const auto head = file.bytes->peek(64 * 1024);
        return head ? recogniseFeed(FeedProbe{file.path, *head}) : nullptr;
    }

    /// Formats of one record a file are gathered into one revision for each path of the request.
    static bool gathers(const FeedReader& reader) { return reader.feed() == "cve" || reader.feed() == "osv"; }

    Pending& targetFor(const FeedReader& reader, const std::string& path)
    {
        if (gathers(reader)) {
            if (const auto it = m_gathering.find(&reader); it != m_gathering.end())
                return *it->second;
        }
        m_pending.push_back(std::make_unique<Pending>());
        Pending& target = *m_pending.back();
        target.reader = &reader;
        target.batch.feed = std::string(reader.feed());
        target.path = gathers(reader) ? m_path : path;
        if (gathers(reader))
            m_gathering.emplace(&reader, &target);
        return target;
    }

    void forget(const Pending& target)
    {
        std::erase_if(m_gathering, [&](const auto& entry) { return entry.second == &target; });
        std::erase_if(m_pending, [&](const auto& entry) { return entry.get() == &target; });
    }

    const FeedRequest& m_request;
    FeedReport& m_report;
    std::vector<std::unique_ptr<Pending>>& m_pending;
    ProgressSink& m_progress;
    std::string m_path;
    std::map<const FeedReader*, Pending*> m_gathering;
};

bool saysNothing(const FeedBatch& batch)
{
    return batch.advisories.empty() && batch.affected.empty() && batch.kev.empty() && batch.epss.empty()
        && batch.cves.empty();
}

/// Where not one record could be read there is no revision: it would only hide that the file was a wrong one.
void refuseEmpty(FeedReport& report, std::vector<std::unique_ptr<Pending>>& pending)
{
    std::erase_if(pending, [&](std::unique_ptr<Pending>& p) {
        if (p->issueCount == 0 || !saysNothing(p->batch))
            return false;
        FeedFileReport file;
        file.path = p->path;
        file.format = std::string(p->reader->id());
        file.records = p->batch.records;
        file.failed = true;
        file.issues = std::move(p->issues);
        file.issueCount = p->issueCount;
        report.files.push_back(std::move(file));
        return true;
    });
}

Result<void> storeRevision(WriteTransaction& tx, Pending& pending, FeedFileReport& report, const FeedRequest& request,
                           Instant now)
{
    const auto known = feedRevisionByDigest(tx, pending.digest);
    if (!known)
        return known.error();
    if (*known && (*known)->feed == pending.batch.feed && (*known)->scope == pending.batch.scope) {
        report.known = true;
        report.revision = (*known)->id;
        return {};
    }
    FeedRevision revision;
    revision.feed = pending.batch.feed;
    revision.scope = pending.batch.scope;
    revision.cumulative = pending.batch.cumulative;
    revision.importedAt = now;
    revision.asOf = pending.batch.asOf;
    revision.version = pending.batch.version;
    revision.digest = pending.digest;
    revision.source = pending.path;
    revision.records = pending.batch.records;
    revision.issues = pending.issueCount;
    const auto id = addFeedRevision(tx, revision, encodeBatch(pending.batch));
    if (!id)
        return id.error();
    report.revision = *id;
    AuditNote note;
    note.at = now;
    note.who = request.who;
    note.verb = "feed.add";
    note.objectKind = "feed";
    note.objectId = std::to_string(*id);
    note.summary = "Feed " + revision.feed + (revision.scope.empty() ? "" : " " + revision.scope) + ": "
        + std::to_string(revision.records) + " records, " + std::to_string(revision.issues) + " issues, from "
        + revision.source;
    const auto entry = tx.audit(note);
    return entry ? Result<void>() : Result<void>(entry.error());
}

} // namespace

Result<FeedReport> importFeeds(Store& store, const FeedRequest& request, const Clock& clock, ProgressSink& progress)
{
    if (!request.format.empty() && inventoryReader(request.format))
        return Error{ErrorKind::Usage, request.format + " is an inventory format: use “import”", {}};
    if (!request.format.empty() && !feedReader(request.format))
        return Error{ErrorKind::Usage, "unknown feed format: " + request.format, {}};
    FeedReport report;
    std::vector<std::unique_ptr<Pending>> pending;
    if (auto walked = FeedWalk(request, report, pending, progress).run(); !walked)
        return walked.error();
    refuseEmpty(report, pending);
    if (pending.empty())
        return report;
    const std::size_t first = report.files.size();
    for (const auto& p : pending) {
        FeedFileReport file;
        file.path = p->path;
        file.format = std::string(p->reader->id());
        file.records = p->batch.records;
        file.issues = std::move(p->issues);
        file.issueCount = p->issueCount;
        report.files.push_back(std::move(file));
    }
    const Instant now = clock.now();
    const auto written = store.write([&](WriteTransaction& tx) -> Result<void> {
        for (std::size_t i = 0; i < pending.size(); ++i) {
            FeedFileReport& file = report.files[first + i];
            if (auto stored = storeRevision(tx, *pending[i], file, request, now); !stored)
                return stored;
            progress.report(i + 1, pending.size(), file.path);
            if (progress.cancelled())
                return Error{ErrorKind::Cancelled, {}, {}};
        }
        return {};
    });
    if (!written)
        return written.error();
    return report;
}

Result<std::vector<FeedRevision>> listFeeds(const Store& store)
{
    return store.read([](ReadConnection& db) { return feedRevisions(db); });
}

} // namespace bw
