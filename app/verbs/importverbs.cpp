// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/advisories/feedreader.h"
#include "models/inventory/inventoryreader.h"
#include "models/services/feedimport.h"
#include "models/services/inventoryimport.h"
#include "models/services/loginname.h"

#include <QDateTime>

namespace bw::cli {

namespace {

std::vector<std::string> paths(const QStringList& list)
{
    std::vector<std::string> out;
    for (const QString& path : list)
        out.push_back(pathOf(path));
    return out;
}

void printIssues(std::span<const Issue> issues, std::uint64_t count)
{
    for (const Issue& issue : issues) {
        QString line = QStringLiteral("  ");
        if (issue.place.line > 0)
            line += QStringLiteral("line %1: ").arg(issue.place.line);
        if (!issue.place.field.empty())
            line += text(issue.place.field) + QStringLiteral(": ");
        line += text(issue.reason);
        if (!issue.raw.empty())
            line += QStringLiteral(" (%1)").arg(text(issue.raw).left(80).simplified());
        printError(line);
    }
    if (count > issues.size())
        printError(QStringLiteral("  and %1 more").arg(count - issues.size()));
}

/// 0, 1 where nothing at all could be used, 3 where something was refused.
int exitCodeOf(bool anythingRead, std::uint64_t issues)
{
    return !anythingRead ? Failed : issues > 0 ? DoneWithIssues : Done;
}

void printImportJson(const ImportReport& report)
{
    QJsonArray files;
    for (const FileReport& file : report.files) {
        QJsonObject object{
            {QStringLiteral("path"), text(file.path)},
            {QStringLiteral("format"), file.format.empty() ? QJsonValue() : QJsonValue(text(file.format))},
            {QStringLiteral("taken_at"), file.takenAt ? QJsonValue(text(toIso(*file.takenAt))) : QJsonValue()},
            {QStringLiteral("taken_at_source"), text(name(file.timeSource))},
            {QStringLiteral("hosts"), qint64(file.hosts)},
            {QStringLiteral("components"), qint64(file.components)},
            {QStringLiteral("offers"), qint64(file.offers)},
            {QStringLiteral("failed"), file.failed},
            {QStringLiteral("issue_count"), qint64(file.issueCount)},
            {QStringLiteral("issues"), toJson(file.issues)}};
        files.append(object);
    }
    const QJsonObject object{{QStringLiteral("files"), files},
                             {QStringLiteral("hosts_added"), qint64(report.hostsAdded)},
                             {QStringLiteral("hosts_updated"), qint64(report.hostsUpdated)},
                             {QStringLiteral("hosts_unchanged"), qint64(report.hostsUnchanged)},
                             {QStringLiteral("hosts_older"), qint64(report.hostsOlder)},
                             {QStringLiteral("hosts_ambiguous"), qint64(report.hostsAmbiguous)},
                             {QStringLiteral("hosts_rejected"), qint64(report.hostsRejected)},
                             {QStringLiteral("components_distinct"), qint64(report.componentsDistinct)}};
    printJson(object);
}

void printImport(const ImportReport& report, bool dryRun)
{
    for (const FileReport& file : report.files) {
        if (file.failed) {
            printError(QStringLiteral("%1: not used").arg(text(file.path)));
        } else {
            printLine(QStringLiteral("%1: %2, %3 hosts, %4 components%5%6")
                          .arg(text(file.path), text(file.format))
                          .arg(file.hosts)
                          .arg(file.components)
                          .arg(file.offers > 0 ? QStringLiteral(", %1 pending updates").arg(file.offers) : QString())
                          .arg(file.takenAt ? QStringLiteral(", taken %1 (%2)")
                                                  .arg(text(toIso(*file.takenAt)), text(name(file.timeSource)))
                                            : QString()));
        }
        printIssues(file.issues, file.issueCount);
    }
    printLine(
        QStringLiteral(
            "%1%2 hosts added, %3 updated, %4 unchanged, %5 older, %6 ambiguous; %7 distinct components; %8 issues")
            .arg(dryRun ? QStringLiteral("Would be: ") : QString())
            .arg(report.hostsAdded)
            .arg(report.hostsUpdated)
            .arg(report.hostsUnchanged)
            .arg(report.hostsOlder)
            .arg(report.hostsAmbiguous)
            .arg(report.componentsDistinct)
            .arg(report.issueCount()));
}

QString changeLine(const PreparedImport& prepared, const HostChange& change)
{
    const HostDraft& draft = prepared.drafts[change.draft];
    const std::string& host = draft.identity.name.empty() ? draft.identity.fqdn : draft.identity.name;
    return QStringLiteral("%1: %2 (%3), +%4 -%5 ~%6%7")
        .arg(text(host), text(name(change.outcome)), text(name(change.matchedBy)))
        .arg(change.outcome == HostOutcome::Added ? change.components.size() : change.added.size())
        .arg(change.removed.size())
        .arg(change.changed.size())
        .arg(change.reason.empty() ? QString() : QStringLiteral(", ") + text(change.reason));
}

void printFeedsJson(const FeedReport& report)
{
    QJsonArray files;
    for (const FeedFileReport& file : report.files) {
        files.append(QJsonObject{
            {QStringLiteral("path"), text(file.path)},
            {QStringLiteral("format"), file.format.empty() ? QJsonValue() : QJsonValue(text(file.format))},
            {QStringLiteral("revision"), file.revision == 0 ? QJsonValue() : QJsonValue(qint64(file.revision))},
            {QStringLiteral("known"), file.known},
            {QStringLiteral("records"), qint64(file.records)},
            {QStringLiteral("failed"), file.failed},
            {QStringLiteral("issue_count"), qint64(file.issueCount)},
            {QStringLiteral("issues"), toJson(file.issues)}});
    }
    printJson(QJsonObject{{QStringLiteral("files"), files}});
}

int importFeedFiles(Options& options)
{
    FeedRequest request;
    request.paths = paths(options.positional().mid(1));
    request.format = options.parser.value(QStringLiteral("format")).toStdString();
    request.who = loginName();
    if (request.paths.empty())
        return usage(QStringLiteral("“feeds import” needs files, folders or archives."));
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    Result<FeedReport> report = [&] {
        TerminalProgress progress(options.quiet());
        return importFeeds(**store, request, Clock::system(), progress);
    }();
    if (!report)
        return fail(report.error());
    if (options.json()) {
        printFeedsJson(*report);
    } else if (!options.quiet()) {
        for (const FeedFileReport& file : report->files) {
            if (file.failed)
                printError(QStringLiteral("%1: not used").arg(text(file.path)));
            else
                printLine(
                    file.known
                        ? QStringLiteral("%1: known already as revision %2").arg(text(file.path)).arg(file.revision)
                        : QStringLiteral("%1: %2, revision %3, %4 records")
                              .arg(text(file.path), text(file.format))
                              .arg(file.revision)
                              .arg(file.records));
            printIssues(file.issues, file.issueCount);
        }
    }
    return exitCodeOf(report->anythingRead(), report->issueCount());
}

QString ageOf(const FeedRevision& revision, Instant now)
{
    const auto days = std::chrono::duration_cast<std::chrono::days>(now - revision.effective()).count();
    return days < 1 ? QStringLiteral("today")
        : days == 1 ? QStringLiteral("1 day")
                    : QStringLiteral("%1 days").arg(days);
}

int listFeedRevisions(Options& options)
{
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    const auto revisions = listFeeds(**store);
    if (!revisions)
        return fail(revisions.error());
    const Instant now = options.asOf.value_or(Clock::system().now());
    if (options.json()) {
        QJsonArray array;
        for (const FeedRevision& r : *revisions) {
            array.append(
                QJsonObject{{QStringLiteral("revision"), qint64(r.id)},
                            {QStringLiteral("feed"), text(r.feed)},
                            {QStringLiteral("scope"), text(r.scope)},
                            {QStringLiteral("date"), r.asOf ? QJsonValue(text(toIso(*r.asOf))) : QJsonValue()},
                            {QStringLiteral("imported_at"), text(toIso(r.importedAt))},
                            {QStringLiteral("age_days"),
                             qint64(std::chrono::duration_cast<std::chrono::days>(now - r.effective()).count())},
                            {QStringLiteral("digest"), text(r.digest)},
                            {QStringLiteral("version"), text(r.version)},
                            {QStringLiteral("records"), qint64(r.records)},
                            {QStringLiteral("issues"), qint64(r.issues)},
                            {QStringLiteral("source"), text(r.source)}});
        }
        printJson(array);
        return Done;
    }
    if (revisions->empty()) {
        printLine(QStringLiteral("No feeds yet. Next: breakwater feeds import PATH…"));
        return Done;
    }
    Table table({QStringLiteral("Rev"), QStringLiteral("Feed"), QStringLiteral("Scope"), QStringLiteral("Date"),
                 QStringLiteral("Age"), QStringLiteral("Records"), QStringLiteral("Issues"), QStringLiteral("File")});
    for (const int column : {0, 5, 6})
        table.alignRight(column);
    for (const FeedRevision& r : *revisions)
        table.add({QString::number(r.id), text(r.feed), text(r.scope),
                   r.asOf ? text(toIso(*r.asOf)).left(10) : QStringLiteral("–"), ageOf(r, now),
                   QString::number(r.records), QString::number(r.issues), text(r.source)});
    table.print();
    return Done;
}

} // namespace

int runImport(const QStringList& arguments)
{
    Options options("import");
    options.parser.addOption({QStringLiteral("format"),
                              QStringLiteral("Read as this format instead of recognising it."), QStringLiteral("ID")});
    options.parser.addOption(
        {QStringLiteral("taken-at"), QStringLiteral("When the inventory was taken."), QStringLiteral("TIME")});
    options.parser.addOption(
        {QStringLiteral("profile"), QStringLiteral("Mapping profile for tables (JSON)."), QStringLiteral("FILE")});
    options.parser.addOption(
        {QStringLiteral("host"), QStringLiteral("Host name for files that name none."), QStringLiteral("NAME")});
    options.parser.addOption({QStringLiteral("os"), QStringLiteral("Release for files that tell none, as “Debian:12”."),
                              QStringLiteral("STREAM")});
    options.parser.addOption({QStringLiteral("ambiguous"),
                              QStringLiteral("What to do with hosts that cannot be told apart: skip (default) or new."),
                              QStringLiteral("RULE"), QStringLiteral("skip")});
    options.parser.addOption({QStringLiteral("dry-run"), QStringLiteral("Print the change set and store nothing.")});
    options.parser.addPositionalArgument(QStringLiteral("PATH…"),
                                         QStringLiteral("Files, folders, archives, or - for standard input."));
    if (!options.parse(arguments))
        return options.exitCode;
    ImportRequest request;
    if (!options.timeOption(QStringLiteral("taken-at"), request.takenAt))
        return options.exitCode;
    request.paths = paths(options.positional());
    if (request.paths.empty())
        return usage(QStringLiteral("“import” needs files, folders or archives."));
    request.format = options.parser.value(QStringLiteral("format")).toStdString();
    request.profile = options.parser.value(QStringLiteral("profile")).toStdString();
    request.host = options.parser.value(QStringLiteral("host")).toStdString();
    request.os = options.parser.value(QStringLiteral("os")).toStdString();
    const QString rule = options.parser.value(QStringLiteral("ambiguous"));
    if (rule != QLatin1String("skip") && rule != QLatin1String("new"))
        return usage(QStringLiteral("--ambiguous knows: skip, new."));
    request.ambiguity = rule == QLatin1String("new") ? AmbiguityRule::TakeAsNew : AmbiguityRule::Skip;
    request.who = loginName();
    const bool dryRun = options.parser.isSet(QStringLiteral("dry-run"));

    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    Result<ImportReport> report = [&]() -> Result<ImportReport> {
        TerminalProgress progress(options.quiet());
        auto prepared = prepareImport(**store, request, Clock::system(), progress);
        if (!prepared)
            return prepared.error();
        if (dryRun) {
            if (!options.json() && !options.quiet()) {
                for (const HostChange& change : prepared->changes.hosts)
                    printLine(changeLine(*prepared, change));
            }
            return prepared->report;
        }
        return commitImport(**store, std::move(*prepared), Clock::system(), progress);
    }();
    if (!report)
        return fail(report.error());
    if (options.json())
        printImportJson(*report);
    else if (!options.quiet())
        printImport(*report, dryRun);
    return exitCodeOf(report->anythingRead(), report->issueCount());
}

int runFormats(const QStringList& arguments)
{
    Options options("formats");
    if (!options.parse(arguments))
        return options.exitCode;
    QJsonArray array;
    Table table({QStringLiteral("Id"), QStringLiteral("Kind"), QStringLiteral("Name")});
    const auto add = [&](std::string_view id, const char* kind, std::string_view formatName,
                         const std::vector<std::string_view>& extensions) {
        QJsonArray list;
        for (const std::string_view extension : extensions)
            list.append(text(extension));
        array.append(QJsonObject{{QStringLiteral("id"), text(id)},
                                 {QStringLiteral("kind"), QString::fromLatin1(kind)},
                                 {QStringLiteral("name"), text(formatName)},
                                 {QStringLiteral("extensions"), list}});
        table.add({text(id), QString::fromLatin1(kind), text(formatName)});
    };
    for (const auto& reader : inventoryReaders())
        add(reader->id(), "inventory", reader->name(), reader->extensions());
    for (const auto& reader : feedReaders())
        add(reader->id(), "feed", reader->name(), reader->extensions());
    if (options.json())
        printJson(array);
    else
        table.print();
    return Done;
}

int runFeeds(const QStringList& arguments)
{
    Options options("feeds");
    options.parser.addOption({QStringLiteral("format"),
                              QStringLiteral("Read as this format instead of recognising it."), QStringLiteral("ID")});
    options.parser.addPositionalArgument(QStringLiteral("ACTION"), QStringLiteral("import or list."));
    options.parser.addPositionalArgument(QStringLiteral("PATH…"), QStringLiteral("Feed files, folders or archives."));
    if (!options.parse(arguments))
        return options.exitCode;
    const QString action = options.positional().value(0, QStringLiteral("list"));
    if (action == QLatin1String("import"))
        return importFeedFiles(options);
    if (action == QLatin1String("list"))
        return listFeedRevisions(options);
    return usage(QStringLiteral("“feeds” knows: import, list."));
}

} // namespace bw::cli
