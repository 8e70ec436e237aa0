// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "models/foundation/clock.h"
#include "models/services/assessing.h"
#include "models/services/loginname.h"
#include "models/services/validations.h"
#include "models/validation/appfile.h"
#include "models/validation/gateinput.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace bw::cli {

namespace {

QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

QString valueOf(const Options& options, const char* option)
{
    return options.parser.value(QLatin1String(option));
}

QJsonValue isoOrNull(std::optional<Day> day)
{
    return day ? QJsonValue(text(toIso(*day))) : QJsonValue();
}

int done(const Options& options, const QString& sentence)
{
    if (!options.quiet() && !options.json())
        printLine(sentence);
    return Done;
}

/// The open workspace with what the test stage says of it.
struct Stage {
    std::unique_ptr<Store> store;
    Assessed assessed;
    std::shared_ptr<const TestMatrix> matrix;
};

Result<Stage> openStage(const Options& options)
{
    auto store = options.openWorkspace();
    if (!store)
        return store.error();
    Stage stage;
    stage.store = *std::move(store);
    TerminalProgress progress(options.quiet() || options.json());
    auto assessed = assessWorkspace(*stage.store, options.asOf, Clock::system(), progress);
    if (!assessed)
        return assessed.error();
    const auto records = testRecords(*stage.store, options.asOf);
    if (!records)
        return records.error();
    stage.assessed = *std::move(assessed);
    stage.matrix = testMatrix(*stage.assessed.assessment, *records, options.asOf.value_or(Clock::system().now()));
    return stage;
}

/// A patch by its id, or by its package or "package version" where only one is called so.
Result<std::string> patchOf(const Stage& stage, const QString& given)
{
    const std::string wanted = given.toStdString();
    if (wanted.empty())
        return Error{ErrorKind::Usage, "Which patch? Give the id that “breakwater queue” shows.", {}};
    std::vector<std::string> found;
    for (const Patch& patch : stage.assessed.assessment->patches) {
        if (patch.id == wanted)
            return wanted;
        if (patch.package == wanted || shortPatchName(patch.id) == wanted)
            found.push_back(patch.id);
    }
    if (stage.matrix->find(wanted))
        return wanted;
    if (found.size() == 1)
        return found.front();
    if (found.empty())
        return Error{ErrorKind::NotFound, "The patch “" + wanted + "”", {}};
    std::string list;
    for (std::size_t i = 0; i < found.size() && i < 5; ++i)
        list += (i == 0 ? "" : ", ") + found[i];
    return Error{ErrorKind::Ambiguous, list, {}};
}

QJsonObject toJson(const CheckState& check, const CriticalApp& app)
{
    const auto it = std::find_if(app.checks.begin(), app.checks.end(),
                                 [&](const AppCheck& known) { return known.id == check.check; });
    QJsonObject object{{QStringLiteral("id"), text(check.check)}, {QStringLiteral("state"), text(name(check.state))}};
    if (it != app.checks.end()) {
        object[QStringLiteral("name")] = text(it->name);
        object[QStringLiteral("kind")] = text(name(it->kind));
    }
    if (!check.verdict)
        return object;
    const TestVerdict& v = *check.verdict;
    object[QStringLiteral("who")] = text(v.who);
    object[QStringLiteral("at")] = text(toIso(v.at));
    object[QStringLiteral("reason")] = text(v.reason);
    object[QStringLiteral("until")] = isoOrNull(v.until);
    object[QStringLiteral("evidence")] = text(v.evidence);
    object[QStringLiteral("evidence_file")] = text(v.evidenceFile);
    object[QStringLiteral("evidence_sha256")] = text(v.evidenceDigest);
    return object;
}

QJsonObject toJson(const TestMatrix& matrix, const PatchTests& tests, bool whole)
{
    QJsonArray apps, notes;
    for (const TestCell& cell : tests.cells) {
        const CriticalApp& app = matrix.apps[cell.app];
        QJsonObject object{{QStringLiteral("app"), text(app.id)},
                           {QStringLiteral("name"), text(app.name)},
                           {QStringLiteral("owner"), text(app.owner)},
                           {QStringLiteral("hosts_open"), qint64(cell.hostsOpen)},
                           {QStringLiteral("hosts_unknown"), qint64(cell.hostsUnknown)},
                           {QStringLiteral("state"), text(name(cell.tests.state))},
                           {QStringLiteral("until"), isoOrNull(cell.tests.until)}};
        if (whole) {
            QJsonArray checks;
            for (const CheckState& check : cell.tests.checks)
                checks.append(toJson(check, app));
            object[QStringLiteral("checks")] = checks;
        }
        apps.append(object);
    }
    for (const PatchNote& note : tests.notes)
        notes.append(QJsonObject{{QStringLiteral("id"), qint64(note.id)},
                                 {QStringLiteral("kind"), text(name(note.kind))},
                                 {QStringLiteral("text"), text(note.text)},
                                 {QStringLiteral("blocks"), note.blocks},
                                 {QStringLiteral("who"), text(note.who)},
                                 {QStringLiteral("at"), text(toIso(note.at))}});
    const QJsonValue state = tests.cells.empty() ? QJsonValue() : QJsonValue(text(name(tests.state)));
    return {{QStringLiteral("patch"), text(tests.patch)},
            {QStringLiteral("state"), state},
            {QStringLiteral("blocked"), tests.blocked},
            {QStringLiteral("lets_pass"), tests.letsPass()},
            {QStringLiteral("apps"), apps},
            {QStringLiteral("notes"), notes}};
}

QString stateWord(const PatchTests& tests)
{
    QString word = tests.cells.empty() ? QStringLiteral("no application") : text(name(tests.state));
    return tests.blocked ? word + QStringLiteral(", blocked") : word;
}

int listMatrix(const Options& options)
{
    const auto stage = openStage(options);
    if (!stage)
        return fail(stage.error());
    const TestMatrix& matrix = *stage->matrix;
    if (options.json()) {
        QJsonArray array;
        for (const PatchTests& tests : matrix.patches)
            array.append(toJson(matrix, tests, false));
        print(QString::fromUtf8(QJsonDocument(array).toJson()));
        return Done;
    }
    if (matrix.apps.empty())
        return done(options, QStringLiteral("No critical applications yet: “breakwater test apps import FILE”."));
    Table table(
        {QStringLiteral("State"), QStringLiteral("Application"), QStringLiteral("Hosts"), QStringLiteral("Patch")});
    table.alignRight(2);
    for (const PatchTests& tests : matrix.patches) {
        if (tests.cells.empty())
            table.add({stateWord(tests), QString(), QString(), text(tests.patch)});
        for (const TestCell& cell : tests.cells)
            table.add({text(name(cell.tests.state)) + (tests.blocked ? QStringLiteral(", blocked") : QString()),
                       text(matrix.apps[cell.app].name), QString::number(cell.hostsOpen + cell.hostsUnknown),
                       text(tests.patch)});
    }
    table.print();
    return Done;
}

int showStatus(const Options& options)
{
    const auto stage = openStage(options);
    if (!stage)
        return fail(stage.error());
    const auto patch = patchOf(*stage, options.positional().value(1));
    if (!patch)
        return fail(patch.error());
    const PatchTests* known = stage->matrix->find(*patch);
    const PatchTests none{*patch, {}, {}, false, TestState::Passed};
    const PatchTests& tests = known ? *known : none;
    if (options.json()) {
        print(QString::fromUtf8(QJsonDocument(toJson(*stage->matrix, tests, true)).toJson()));
        return Done;
    }
    printLine(text(*patch) + QStringLiteral(": ") + stateWord(tests));
    for (const PatchNote& note : tests.notes)
        printLine(QStringLiteral("  %1 %2: %3 (%4, %5)")
                      .arg(text(name(note.kind)))
                      .arg(note.id)
                      .arg(text(note.text), text(note.who), text(toIso(note.at))));
    for (const TestCell& cell : tests.cells) {
        const CriticalApp& app = stage->matrix->apps[cell.app];
        printLine(QStringLiteral("  %1 (%2): %3").arg(text(app.name), text(app.id), text(name(cell.tests.state))));
        for (const CheckState& check : cell.tests.checks) {
            QString line = QStringLiteral("    %1: %2").arg(text(check.check), text(name(check.state)));
            if (const auto& v = check.verdict) {
                line += QStringLiteral(" by %1, %2").arg(text(v->who), text(toIso(v->at)));
                if (v->until)
                    line += QStringLiteral(", until ") + text(toIso(*v->until));
                if (!v->reason.empty())
                    line += QStringLiteral(": ") + text(v->reason);
            }
            printLine(line);
        }
    }
    return Done;
}

int exportApps(const Options& options, const std::vector<CriticalApp>& apps)
{
    const QString path = options.positional().value(2);
    const QByteArray json = QByteArray::fromStdString(toJson(apps));
    if (path.isEmpty() || path == QLatin1String("-")) {
        print(QString::fromUtf8(json));
        return Done;
    }
    QFile file(QFile::decodeName(QByteArray::fromStdString(pathOf(path))));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.flush())
        return fail(Error{ErrorKind::NotWritable, path.toStdString(), {}});
    return done(options, QStringLiteral("%1 critical applications written.").arg(apps.size()));
}

int importApps(const Options& options, Store& store)
{
    const QString path = options.positional().value(2);
    if (path.isEmpty())
        return usage(QStringLiteral("Which file? Give a JSON file, or “-” for standard input."));
    QFile file(QFile::decodeName(QByteArray::fromStdString(pathOf(path))));
    const bool opened =
        path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return fail(Error{file.exists() ? ErrorKind::NotReadable : ErrorKind::NotFound, path.toStdString(), {}});
    const auto apps = criticalAppsFromJson(file.readAll().toStdString());
    if (!apps)
        return fail(apps.error());
    const auto set =
        setCriticalApps(store, *apps, {loginName(), Clock::system().now(), valueOf(options, "why").toStdString()});
    return set ? done(options, QStringLiteral("%1 critical applications stored.").arg(apps->size()))
               : fail(set.error());
}

int runApps(const Options& options)
{
    const QString action = options.positional().value(1, QStringLiteral("list"));
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    if (action == QLatin1String("import"))
        return importApps(options, **store);
    const auto apps = criticalApps(**store, options.asOf);
    if (!apps)
        return fail(apps.error());
    if (action == QLatin1String("export") || (action == QLatin1String("list") && options.json()))
        return exportApps(options, *apps);
    if (action != QLatin1String("list"))
        return usage(QStringLiteral("“test apps” knows: list, export [FILE], import FILE."));
    if (apps->empty())
        return done(options, QStringLiteral("No critical applications yet: “breakwater test apps import FILE”."));
    Table table({QStringLiteral("Id"), QStringLiteral("Name"), QStringLiteral("Owner"), QStringLiteral("Checks"),
                 QStringLiteral("Hosts")});
    table.alignRight(3);
    for (const CriticalApp& app : *apps)
        table.add(
            {text(app.id), text(app.name), text(app.owner), QString::number(app.checks.size()), text(app.hostFilter)});
    table.print();
    return Done;
}

Result<HostId> hostOf(const Stage& stage, const std::string& wanted)
{
    for (const Host& host : stage.assessed.assessment->fleet->hosts) {
        if (host.identity.name == wanted || host.identity.fqdn == wanted)
            return host.id;
    }
    return Error{ErrorKind::NotFound, "The host “" + wanted + "”", {}};
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
