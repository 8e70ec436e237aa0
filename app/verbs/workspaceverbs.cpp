// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/foundation/clock.h"
#include "models/services/demofleet.h"
#include "models/store/auditrepository.h"
#include "models/store/rolloutrepository.h"

namespace bw::cli {

static int failMaking(const Error& error)
{
    if (error.kind != ErrorKind::Conflict)
        return fail(error);
    printError(QStringLiteral("%1 exists already and was left as it is. Choose another name.")
                   .arg(QString::fromStdString(error.subject.empty() ? error.place.file : error.subject)));
    return Failed;
}

int runInit(const QStringList& arguments)
{
    Options options("init");
    options.parser.addPositionalArgument(QStringLiteral("WS"), QStringLiteral("The file to make."));
    if (!options.parse(arguments))
        return options.exitCode;
    if (options.positional().size() != 1)
        return usage(QStringLiteral("“init” needs the name of the workspace to make."));
    const auto store = Store::create(options.positional().first().toStdString());
    if (!store)
        return failMaking(store.error());
    if (!options.quiet() && !options.json())
        printLine(QStringLiteral("Made %1. Next: breakwater import -w %1 PATH…").arg(options.positional().first()));
    return Done;
}

int runDemo(const QStringList& arguments)
{
    Options options("demo");
    options.parser.addPositionalArgument(QStringLiteral("WS"), QStringLiteral("The file to make."));
    if (!options.parse(arguments))
        return options.exitCode;
    if (options.positional().size() != 1)
        return usage(QStringLiteral("“demo” needs the name of the workspace to make."));
    TerminalProgress progress(options.quiet());
    const auto made = makeDemoWorkspace(options.positional().first().toStdString(), progress);
    if (!made)
        return failMaking(made.error());
    if (!options.quiet() && !options.json())
        printLine(QStringLiteral("Made the sample fleet in %1. Next: breakwater queue -w %1")
                      .arg(options.positional().first()));
    return Done;
}

static int verifyChain(Store& store, bool json)
{
    const auto verdict = store.read([](ReadConnection& db) -> Result<AuditVerdict> {
        const auto chain = verifyAudit(db);
        return chain ? verifyRolloutEvents(db, *chain) : chain;
    });
    if (!verdict)
        return fail(verdict.error());
    if (json) {
        QJsonObject object{{QStringLiteral("ok"), verdict->ok()},
                           {QStringLiteral("checked"), qint64(verdict->checked)},
                           {QStringLiteral("head"), QString::fromStdString(verdict->head)}};
        if (verdict->broken) {
            object.insert(QStringLiteral("broken"), qint64(*verdict->broken));
            object.insert(QStringLiteral("reason"), QString::fromStdString(verdict->reason));
        }
        printLine(compact(object));
    } else if (verdict->ok()) {
        printLine(QStringLiteral("%1 entries hold. Head: %2")
                      .arg(verdict->checked)
                      .arg(QString::fromStdString(verdict->head)));
    } else {
        printLine(QStringLiteral("Entry %1 is broken: %2. %3 entries before it hold.")
                      .arg(*verdict->broken)
                      .arg(QString::fromStdString(verdict->reason))
                      .arg(verdict->checked));
    }
    return verdict->ok() ? Done : Failed;
}

static int listEntries(Store& store, const Options& options)
{
    AuditQuery query;
    const QString limit = options.parser.value(QStringLiteral("limit"));
    if (!limit.isEmpty()) {
        bool number = false;
        query.limit = limit.toUInt(&number);
        if (!number)
            return usage(QStringLiteral("--limit needs a number."));
    }
    const auto entries = store.read([&](ReadConnection& db) { return auditEntries(db, query); });
    if (!entries)
        return fail(entries.error());
    if (options.json()) {
        QJsonArray array;
        for (const AuditEntry& entry : *entries) {
            array.append(QJsonObject{
                {QStringLiteral("id"), qint64(entry.id)},
                {QStringLiteral("at"), QString::fromStdString(toIso(entry.note.at))},
                {QStringLiteral("who"), QString::fromStdString(entry.note.who)},
                {QStringLiteral("verb"), QString::fromStdString(entry.note.verb)},
                {QStringLiteral("object"), QString::fromStdString(entry.note.objectKind + ':' + entry.note.objectId)},
                {QStringLiteral("summary"), QString::fromStdString(entry.note.summary)}});
        }
        printJson(array);
        return Done;
    }
    Table table({QStringLiteral("#"), QStringLiteral("At"), QStringLiteral("Who"), QStringLiteral("What")});
    table.alignRight(0);
    for (const AuditEntry& entry : *entries)
        table.add({QString::number(entry.id), QString::fromStdString(toIso(entry.note.at)),
                   QString::fromStdString(entry.note.who), QString::fromStdString(entry.note.summary)});
    table.print();
    return Done;
}

int runAudit(const QStringList& arguments)
{
    Options options("audit");
    options.parser.addOption(
        {QStringLiteral("limit"), QStringLiteral("At most N entries (list)."), QStringLiteral("N")});
    options.parser.addPositionalArgument(QStringLiteral("ACTION"), QStringLiteral("verify or list."));
    if (!options.parse(arguments))
        return options.exitCode;
    const QString action = options.positional().value(0, QStringLiteral("verify"));
    if (options.positional().size() > 1 || (action != QLatin1String("verify") && action != QLatin1String("list")))
        return usage(QStringLiteral("“audit” knows: verify, list."));
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    return action == QLatin1String("list") ? listEntries(**store, options) : verifyChain(**store, options.json());
}

} // namespace bw::cli
