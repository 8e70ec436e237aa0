// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/importreading.h"

#include "models/advisories/feedreader.h"
#include "models/files/filewalk.h"
#include "models/inventory/csvprofile.h"
#include "models/inventory/identity.h"
#include "models/inventory/inventoryreader.h"
#include "models/services/refusal.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>

namespace bw {

constexpr std::size_t IssuesPerFile = 1'000;

void addIssue(FileReport& file, Issue issue)
{
    if (issue.place.file.empty())
        issue.place.file = file.path;
    ++file.issueCount;
    if (file.issues.size() < IssuesPerFile)
        file.issues.push_back(std::move(issue));
}

namespace {

void fail(FileReport& file, const Error& error, std::string reason)
{
    file.failed = true;
    addIssue(file, Issue{error.kind, error.place, std::move(reason), {}});
}

/// "fleet/web-01.json" and, of a member, "fleet.zip!web-01.json" -> "web-01"
std::string stemOf(const std::string& path, bool inArchive)
{
    const auto mark = inArchive ? path.rfind('!') : std::string::npos;
    const std::string inner = mark == std::string::npos ? path : path.substr(mark + 1);
    std::string stem = std::filesystem::path(inner).filename().string();
    for (const std::string_view extension : {".gz", ".xz", ".zst", ".bz2", ".json", ".xml", ".csv", ".tsv", ".txt",
                                             ".log", ".ocs", ".status", ".reg", ".clixml"}) {
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
        m_stems.resize(index + std::size_t(1));
        m_stems[index] = stemOf(file.path, file.inArchive);
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
        // A mapping profile is the operator's word on a table's columns.
        if (const auto* tables = inventoryReader("csv"); m_profile && tables->sniff(*looked) != Match::No)
            seen = tables;
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
        return reader.id() == "osquery" ? std::string() : stemOf(file.path, file.inArchive);
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
            report.offers += draft.offers.size();
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
                    identity.name = members.size() > 1 && !parent.empty() ? parent : m_stems[m_prepared.draftFile[i]];
                }
            }
        }
    }

    static bool hasName(const HostDraft& draft) { return !draft.identity.name.empty() || !draft.identity.fqdn.empty(); }

    PreparedImport& m_prepared;
    const CsvProfile* m_profile;
    std::vector<std::string> m_stems; ///< names that files give, parallel to report.files
    ProgressSink& m_progress;
};

} // namespace

Result<void> readDrafts(PreparedImport& prepared, const CsvProfile* profile, ProgressSink& progress)
{
    return FileReader(prepared, profile, progress).run();
}

} // namespace bw
