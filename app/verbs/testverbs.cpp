// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs.h"
#include "app/verbs/teststage.h"
#include "app/verbs/verbio.h"
#include "models/foundation/clock.h"
#include "models/services/loginname.h"

namespace bw::cli {

namespace {

QString valueOf(const Options& options, const char* option)
{
    return options.parser.value(QLatin1String(option));
}

/// `record` and `waive`.
int recordFrom(const Options& options, bool waive)
{
    const auto outcome =
        waive ? std::optional(TestOutcome::Waived) : testOutcomeFrom(valueOf(options, "outcome").toStdString());
    if (!outcome || (!waive && *outcome == TestOutcome::Waived))
        return usage(QStringLiteral("--outcome needs passed or failed."));
    auto stage = openStage(options);
    if (!stage)
        return fail(stage.error());
    const auto patch = patchOf(*stage, options.positional().value(1));
    if (!patch)
        return fail(patch.error());
    TestVerdict verdict;
    verdict.patch = *patch;
    verdict.app = valueOf(options, "app").toStdString();
    verdict.check = valueOf(options, "check").toStdString();
    verdict.outcome = *outcome;
    verdict.reason = valueOf(options, "reason").toStdString();
    verdict.evidence = valueOf(options, "evidence").toStdString();
    verdict.who = loginName();
    verdict.at = Clock::system().now();
    if (options.parser.isSet(QStringLiteral("until"))) {
        verdict.until = parseDay(valueOf(options, "until").toStdString());
        if (!verdict.until)
            return usage(QStringLiteral("--until needs a day such as 2027-03-31."));
    }
    if (options.parser.isSet(QStringLiteral("host"))) {
        const auto host = hostOf(*stage, valueOf(options, "host").toStdString());
        if (!host)
            return fail(host.error());
        verdict.host = *host;
    }
    if (options.parser.isSet(QStringLiteral("evidence-file"))) {
        const auto file = readEvidence(pathOf(valueOf(options, "evidence-file")), ProgressSink::none());
        if (!file)
            return fail(file.error());
        verdict.evidenceFile = file->name;
        verdict.evidenceDigest = file->digest;
    }
    const auto id = recordVerdict(*stage->store, verdict);
    if (!id)
        return fail(id.error());
    if (options.json())
        printLine(compact({{QStringLiteral("verdict"), qint64(*id)}}));
    return done(options, QStringLiteral("Verdict %1 recorded.").arg(*id));
}

int noteFrom(const Options& options, PatchNoteKind kind)
{
    const auto stage = openStage(options);
    if (!stage)
        return fail(stage.error());
    const auto patch = patchOf(*stage, options.positional().value(1));
    if (!patch)
        return fail(patch.error());
    PatchNote note;
    note.patch = *patch;
    note.kind = kind;
    note.text = valueOf(options, "text").toStdString();
    note.blocks = !options.parser.isSet(QStringLiteral("no-block"));
    note.who = loginName();
    note.at = Clock::system().now();
    const auto id = addPatchNote(*stage->store, note);
    if (!id)
        return fail(id.error());
    if (options.json())
        printLine(compact({{QStringLiteral("note"), qint64(*id)}}));
    return done(options, QStringLiteral("Note %1 recorded.").arg(*id));
}

int endNote(const Options& options)
{
    bool number = false;
    const qint64 id = options.positional().value(1).toLongLong(&number);
    if (!number)
        return usage(QStringLiteral("Which note? Give the number that “test status” shows."));
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    const auto ended =
        endPatchNote(**store, id, {loginName(), Clock::system().now(), valueOf(options, "why").toStdString()});
    return ended ? done(options, QStringLiteral("Ended.")) : fail(ended.error());
}

void addOptions(Options& options)
{
    const auto add = [&](const char* name, const char* description, const char* value) {
        options.parser.addOption(
            {QString::fromLatin1(name), QString::fromLatin1(description), QString::fromLatin1(value)});
    };
    add("app", "The critical application, by id (record, waive).", "ID");
    add("check", "One check of it, by id; without: the application as a whole.", "ID");
    add("outcome", "passed or failed (record).", "WORD");
    add("reason", "What failed, or why it is waived.", "TEXT");
    add("until", "Last day of the waiver.", "DAY");
    add("host", "Where it was tried.", "NAME");
    add("evidence", "What was seen.", "TEXT");
    add("evidence-file", "A file that shows it; its name and SHA-256 are kept.", "FILE");
    add("text", "The known issue, or why it was withdrawn (note, withdraw).", "TEXT");
    add("why", "Reason of a change (apps import, end).", "TEXT");
    options.parser.addOption(
        {QStringLiteral("no-block"), QStringLiteral("The known issue does not keep the patch back (note).")});
    options.parser.addPositionalArgument(
        QStringLiteral("ACTION"),
        QStringLiteral(
            "list, status P, apps [list | export FILE | import FILE], record P, waive P, note P, withdraw P, "
            "end NOTE."));
    options.parser.addPositionalArgument(
        QStringLiteral("P"), QStringLiteral("A patch: its id, or its package where only one is called so."));
}

} // namespace

int runTest(const QStringList& arguments)
{
    Options options("test");
    addOptions(options);
    if (!options.parse(arguments))
        return options.exitCode;
    const QString action = options.positional().value(0, QStringLiteral("list"));
    if (action == QLatin1String("list"))
        return listMatrix(options);
    if (action == QLatin1String("status"))
        return showStatus(options);
    if (action == QLatin1String("apps"))
        return runApps(options);
    if (action == QLatin1String("record") || action == QLatin1String("waive"))
        return recordFrom(options, action == QLatin1String("waive"));
    if (action == QLatin1String("note"))
        return noteFrom(options, PatchNoteKind::KnownIssue);
    if (action == QLatin1String("withdraw"))
        return noteFrom(options, PatchNoteKind::Withdrawn);
    if (action == QLatin1String("end"))
        return endNote(options);
    return usage(QStringLiteral("Known actions: list, status, apps, record, waive, note, withdraw, end."));
}

} // namespace bw::cli
