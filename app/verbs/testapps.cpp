// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/teststage.h"
#include "app/verbs/verbio.h"
#include "models/foundation/clock.h"
#include "models/services/loginname.h"
#include "models/validation/appfile.h"

namespace bw::cli {

namespace {

int exportApps(const Options& options, const std::vector<CriticalApp>& apps)
{
    const QString path = options.positional().value(2);
    const std::string json = toJson(apps);
    if (path.isEmpty() || path == QLatin1String("-")) {
        print(text(json));
        return Done;
    }
    const auto written = writeWhole(path, json);
    return written ? done(options, QStringLiteral("%1 critical applications written.").arg(apps.size()))
                   : fail(written.error());
}

int importApps(const Options& options, Store& store)
{
    const QString path = options.positional().value(2);
    if (path.isEmpty())
        return usage(QStringLiteral("Which file? Give a JSON file, or “-” for standard input."));
    const auto bytes = readWhole(path);
    if (!bytes)
        return fail(bytes.error());
    const auto apps = criticalAppsFromJson(*bytes);
    if (!apps)
        return fail(apps.error());
    const auto set = setCriticalApps(
        store, *apps, {loginName(), Clock::system().now(), options.parser.value(QStringLiteral("why")).toStdString()});
    return set ? done(options, QStringLiteral("%1 critical applications stored.").arg(apps->size()))
               : fail(set.error());
}

} // namespace

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

} // namespace bw::cli
