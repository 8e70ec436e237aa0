// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/foundation/clock.h"
#include "models/services/decisions.h"
#include "models/services/loginname.h"

namespace bw::cli {

namespace {

std::vector<std::string> valuesOf(const Options& options, const QString& option)
{
    std::vector<std::string> values;
    for (const QString& given : options.parser.values(option)) {
        for (const QString& value : given.split(u',', Qt::SkipEmptyParts))
            values.push_back(value.trimmed().toStdString());
    }
    return values;
}

/// The options that controls and exceptions share.
void addOptions(Options& options)
{
    const auto add = [&](const char* name, const char* description, const char* value) {
        options.parser.addOption(
            {QString::fromLatin1(name), QString::fromLatin1(description), QString::fromLatin1(value)});
    };
    add("filter", "Scope: hosts that match.", "EXPR");
    add("patch", "Scope: this patch (may be repeated).", "P");
    add("cve", "Scope: this CVE (may be repeated).", "C");
    add("owner", "Who answers for it.", "NAME");
    add("until", "Last day on which it counts.", "DAY");
    add("why", "Reason of a change.", "TEXT");
    options.parser.addPositionalArgument(QStringLiteral("ACTION"), QStringLiteral("list, add, extend or end."));
    options.parser.addPositionalArgument(QStringLiteral("ID"), QStringLiteral("Which one (extend, end)."));
}

Result<Day> untilOf(const Options& options)
{
    const QString given = options.parser.value(QStringLiteral("until"));
    const auto day = parseDay(given.toStdString());
    if (!day)
        return Error{ErrorKind::Usage, "--until needs a day such as 2027-03-31.", {}};
    return *day;
}

Stamp stampOf(const Options& options)
{
    return {loginName(), Clock::system().now(), options.parser.value(QStringLiteral("why")).toStdString()};
}

/// The id of "extend ID" and "end ID".
Result<std::int64_t> idOf(const Options& options)
{
    bool number = false;
    const qint64 id = options.positional().value(1).toLongLong(&number);
    if (!number)
        return Error{ErrorKind::Usage, "Which one? Give the number that the list shows.", {}};
    return std::int64_t(id);
}

int done(const Options& options, const QString& sentence)
{
    if (!options.quiet() && !options.json())
        printLine(sentence);
    return Done;
}

QString scopeText(const std::string& filter, const std::vector<std::string>& patches,
                  const std::vector<std::string>& cves)
{
    QStringList parts;
    parts << (filter.empty() ? QStringLiteral("all hosts") : text(filter));
    for (const std::string& patch : patches)
        parts << text(patch);
    for (const std::string& cve : cves)
        parts << text(cve);
    return parts.join(QStringLiteral(", "));
}

QString stateOf(bool ended, Day until)
{
    const Day today = dayOf(Clock::system().now());
    return ended ? QStringLiteral("ended") : until < today ? QStringLiteral("expired") : QStringLiteral("in force");
}

int listControlRows(const Options& options, Store& store)
{
    const auto stored = listControls(store);
    if (!stored)
        return fail(stored.error());
    QJsonArray array;
    Table table({QStringLiteral("Id"), QStringLiteral("State"), QStringLiteral("Name"), QStringLiteral("Exposure"),
                 QStringLiteral("Until"), QStringLiteral("Owner"), QStringLiteral("Scope")});
    for (const StoredControl& row : *stored) {
        const Control& c = row.control;
        const QString state = stateOf(row.ended.has_value(), c.until);
        array.append(QJsonObject{{QStringLiteral("id"), qint64(c.id)},
                                 {QStringLiteral("state"), state},
                                 {QStringLiteral("name"), text(c.name)},
                                 {QStringLiteral("exposure"), text(name(c.exposure))},
                                 {QStringLiteral("filter"), text(c.hostFilter)},
                                 {QStringLiteral("patches"), toJson(c.patches)},
                                 {QStringLiteral("cves"), toJson(c.cves)},
                                 {QStringLiteral("evidence"), text(c.evidence)},
                                 {QStringLiteral("owner"), text(c.owner)},
                                 {QStringLiteral("from"), text(toIso(c.from))},
                                 {QStringLiteral("until"), text(toIso(c.until))},
                                 {QStringLiteral("created_by"), text(c.createdBy)}});
        table.add({QString::number(c.id), state, text(c.name), text(name(c.exposure)), text(toIso(c.until)),
                   text(c.owner), scopeText(c.hostFilter, c.patches, c.cves)});
    }
    if (options.json())
        printJson(array);
    else if (stored->empty())
        printLine(QStringLiteral("No compensating controls."));
    else
        table.print();
    return Done;
}

int listExceptionRows(const Options& options, Store& store)
{
    const auto stored = listExceptions(store);
    if (!stored)
        return fail(stored.error());
    QJsonArray array;
    Table table({QStringLiteral("Id"), QStringLiteral("State"), QStringLiteral("Until"), QStringLiteral("Owner"),
                 QStringLiteral("Scope"), QStringLiteral("Reason")});
    for (const StoredException& row : *stored) {
        const Exception& e = row.exception;
        const QString state = stateOf(row.ended.has_value(), e.until);
        array.append(QJsonObject{{QStringLiteral("id"), qint64(e.id)},
                                 {QStringLiteral("state"), state},
                                 {QStringLiteral("filter"), text(e.hostFilter)},
                                 {QStringLiteral("patches"), toJson(e.patches)},
                                 {QStringLiteral("cves"), toJson(e.cves)},
                                 {QStringLiteral("reason"), text(e.reason)},
                                 {QStringLiteral("owner"), text(e.owner)},
                                 {QStringLiteral("until"), text(toIso(e.until))},
                                 {QStringLiteral("created_by"), text(e.createdBy)}});
        table.add({QString::number(e.id), state, text(toIso(e.until)), text(e.owner),
                   scopeText(e.hostFilter, e.patches, e.cves), text(e.reason)});
    }
    if (options.json())
        printJson(array);
    else if (stored->empty())
        printLine(QStringLiteral("No exceptions."));
    else
        table.print();
    return Done;
}

int addControlFrom(const Options& options, Store& store)
{
    const auto until = untilOf(options);
    if (!until)
        return fail(until.error());
    const auto exposure = exposureFrom(options.parser.value(QStringLiteral("exposure")).toStdString());
    if (!exposure || *exposure == Exposure::Open)
        return usage(QStringLiteral("--exposure knows: controlled, small."));
    Control control;
    control.name = options.parser.value(QStringLiteral("name")).toStdString();
    control.hostFilter = options.parser.value(QStringLiteral("filter")).toStdString();
    control.patches = valuesOf(options, QStringLiteral("patch"));
    control.cves = valuesOf(options, QStringLiteral("cve"));
    control.exposure = *exposure;
    control.evidence = options.parser.value(QStringLiteral("evidence")).toStdString();
    control.owner = options.parser.value(QStringLiteral("owner")).toStdString();
    control.createdAt = Clock::system().now();
    control.createdBy = loginName();
    control.from = dayOf(control.createdAt);
    control.until = *until;
    const auto id = addControl(store, control);
    return id ? done(options, QStringLiteral("Control %1 added.").arg(*id)) : fail(id.error());
}

int addExceptionFrom(const Options& options, Store& store)
{
    const auto until = untilOf(options);
    if (!until)
        return fail(until.error());
    Exception exception;
    exception.hostFilter = options.parser.value(QStringLiteral("filter")).toStdString();
    exception.patches = valuesOf(options, QStringLiteral("patch"));
    exception.cves = valuesOf(options, QStringLiteral("cve"));
    exception.reason = options.parser.value(QStringLiteral("reason")).toStdString();
    exception.owner = options.parser.value(QStringLiteral("owner")).toStdString();
    exception.until = *until;
    exception.createdBy = loginName();
    exception.createdAt = Clock::system().now();
    const auto id = addException(store, exception);
    return id ? done(options, QStringLiteral("Exception %1 added.").arg(*id)) : fail(id.error());
}

/// What the two verbs do alike: opens the workspace and hands the action on.
struct Actions {
    int (*list)(const Options&, Store&);
    int (*add)(const Options&, Store&);
    Result<void> (*extend)(Store&, std::int64_t, Day, const Stamp&);
    Result<void> (*end)(Store&, std::int64_t, const Stamp&);
};

int run(Options& options, const QStringList& arguments, const Actions& actions)
{
    if (!options.parse(arguments))
        return options.exitCode;
    const QString action = options.positional().value(0, QStringLiteral("list"));
    if (!QStringList{QStringLiteral("list"), QStringLiteral("add"), QStringLiteral("extend"), QStringLiteral("end")}
             .contains(action))
        return usage(QStringLiteral("Known actions: list, add, extend, end."));
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    if (action == QLatin1String("list"))
        return actions.list(options, **store);
    if (action == QLatin1String("add"))
        return actions.add(options, **store);
    const auto id = idOf(options);
    if (!id)
        return fail(id.error());
    if (action == QLatin1String("extend")) {
        const auto until = untilOf(options);
        if (!until)
            return fail(until.error());
        const auto extended = actions.extend(**store, *id, *until, stampOf(options));
        return extended ? done(options, QStringLiteral("Extended to %1.").arg(text(toIso(*until))))
                        : fail(extended.error());
    }
    const auto ended = actions.end(**store, *id, stampOf(options));
    return ended ? done(options, QStringLiteral("Ended.")) : fail(ended.error());
}

} // namespace

int runControls(const QStringList& arguments)
{
    Options options("controls");
    addOptions(options);
    options.parser.addOption({QStringLiteral("name"), QStringLiteral("What it is (add)."), QStringLiteral("TEXT")});
    options.parser.addOption(
        {QStringLiteral("evidence"), QStringLiteral("What shows that it works (add)."), QStringLiteral("TEXT")});
    options.parser.addOption({QStringLiteral("exposure"),
                              QStringLiteral("System exposure counts as controlled (default) or small (add)."),
                              QStringLiteral("VALUE"), QStringLiteral("controlled")});
    return run(options, arguments, {listControlRows, addControlFrom, extendControl, endControl});
}

int runExceptions(const QStringList& arguments)
{
    Options options("exceptions");
    addOptions(options);
    options.parser.addOption(
        {QStringLiteral("reason"), QStringLiteral("Why it is left open (add)."), QStringLiteral("TEXT")});
    return run(options, arguments, {listExceptionRows, addExceptionFrom, extendException, endException});
}

} // namespace bw::cli
