// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs.h"
#include "app/verbs/planactions.h"
#include "app/verbs/verbio.h"
#include "models/foundation/clock.h"
#include "models/planning/icalendar.h"
#include "models/planning/plancodec.h"

#include <algorithm>

namespace bw::cli {

namespace {

template <typename T>
void putById(std::vector<T>& list, const T& entry)
{
    const auto it = std::find_if(list.begin(), list.end(), [&](const T& old) { return old.id == entry.id; });
    if (it == list.end())
        list.push_back(entry);
    else
        *it = entry;
}

int importCalendar(const Call& call)
{
    if (call.words.size() != 1)
        return usage(QStringLiteral("“windows import” needs one iCalendar file."));
    const auto bytes = readWhole(call.words.first());
    if (!bytes)
        return fail(bytes.error());
    const auto file = readCalendar(*bytes);
    if (!file) {
        Error error = file.error();
        error.place.file = call.words.first().toStdString();
        return fail(error);
    }
    auto stored = planningPolicy(call.store);
    if (!stored)
        return fail(stored.error());
    for (const Window& window : file->windows)
        putById(stored->windows, window);
    for (const Freeze& freeze : file->freezes)
        putById(stored->freezes, freeze);
    Stamp stamp = call.stamp();
    if (stamp.why.empty())
        stamp.why = "Calendar " + call.words.first().toStdString();
    if (const auto set = setPlanningPolicy(call.store, *stored, stamp); !set)
        return fail(set.error());
    if (call.options.json()) {
        printJson(QJsonObject{{QStringLiteral("windows"), qint64(file->windows.size())},
                              {QStringLiteral("freezes"), qint64(file->freezes.size())},
                              {QStringLiteral("issues"), cli::toJson(std::span<const Issue>(file->issues))}});
    } else {
        printLine(QStringLiteral("%1 windows and %2 freezes taken over.")
                      .arg(file->windows.size())
                      .arg(file->freezes.size()));
        for (const Issue& issue : file->issues)
            printError(QStringLiteral("%1: %2").arg(text(issue.raw), text(issue.reason)));
    }
    return file->issues.empty() ? Done : DoneWithIssues;
}

int listWindows(const Call& call)
{
    const auto stored = planningPolicy(call.store);
    if (!stored)
        return fail(stored.error());
    const Instant now = call.options.asOf.value_or(Clock::system().now());
    QJsonArray array;
    Table table({QStringLiteral("Id"), QStringLiteral("Window"), QStringLiteral("Next"), QStringLiteral("Minutes"),
                 QStringLiteral("Hosts"), QStringLiteral("Clocks")});
    for (const Window& window : stored->windows) {
        const auto next = nextOccurrence(window, now);
        const bool known = next && next->has_value();
        const std::string when = known
            ? localText((*next)->start, window.zone) + ' ' + zoneAbbreviation((*next)->start, window.zone)
            : std::string("never");
        const std::string clocks = dstSentence(window, now);
        array.append(
            QJsonObject{{QStringLiteral("id"), text(window.id)},
                        {QStringLiteral("name"), text(window.name)},
                        {QStringLiteral("zone"), text(window.zone)},
                        {QStringLiteral("recurrence"), text(window.recurrence)},
                        {QStringLiteral("next"), known ? QJsonValue(text(toIso((*next)->start))) : QJsonValue()},
                        {QStringLiteral("minutes"), window.minutes},
                        {QStringLiteral("hosts"), text(window.hostFilter)},
                        {QStringLiteral("clock_change"), text(clocks)}});
        table.add({text(window.id), text(window.name), text(when), QString::number(window.minutes),
                   text(window.hostFilter), text(clocks)});
    }
    if (call.options.json())
        printJson(array);
    else if (stored->windows.empty())
        printLine(QStringLiteral("No windows yet. Next: breakwater windows import FILE.ics"));
    else
        table.print();
    return Done;
}

int exportCalendar(const Call& call)
{
    const auto stored = planningPolicy(call.store);
    if (!stored)
        return fail(stored.error());
    const std::string calendar = writeCalendar(stored->windows, stored->freezes, Clock::system().now());
    if (!call.has("output")) {
        print(text(calendar));
        return Done;
    }
    const auto written = writeWhole(call.value("output"), calendar);
    return written ? Done : fail(written.error());
}

} // namespace

int planPolicy(const Call& call)
{
    const QString action = call.words.value(0);
    if (action == QLatin1String("export")) {
        const auto stored = planningPolicy(call.store);
        if (!stored)
            return fail(stored.error());
        if (!call.has("output")) {
            print(text(policyToJson(*stored)));
            return Done;
        }
        const auto written = writeWhole(call.value("output"), policyToJson(*stored));
        return written ? Done : fail(written.error());
    }
    if (action != QLatin1String("import") || call.words.size() != 2)
        return usage(QStringLiteral("Known: “plan policy export [-o FILE]” and “plan policy import FILE”."));
    const auto file = readWhole(call.words.at(1));
    if (!file)
        return fail(file.error());
    const auto read = policyFromJson(*file);
    if (!read) {
        Error error = read.error();
        error.place.file = call.words.at(1).toStdString();
        return fail(error);
    }
    if (const auto stored = setPlanningPolicy(call.store, *read, call.stamp()); !stored)
        return fail(stored.error());
    if (!call.options.json()) {
        printLine(QStringLiteral("Planning policy: %1 windows, %2 freezes, %3 redundancy groups, %4 order rules.")
                      .arg(read->windows.size())
                      .arg(read->freezes.size())
                      .arg(read->redundancy.size())
                      .arg(read->orders.size()));
    } else {
        print(text(policyToJson(*read)));
    }
    return Done;
}

int runWindows(const QStringList& arguments)
{
    Options options("windows");
    addOutput(options);
    static constexpr Action actions[] = {{"list", listWindows}, {"import", importCalendar}, {"export", exportCalendar}};
    return runAction(options, arguments, actions);
}

} // namespace bw::cli
