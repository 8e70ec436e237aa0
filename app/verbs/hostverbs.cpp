// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/domain/assessment.h"
#include "models/domain/hostfilter.h"
#include "models/services/assessing.h"
#include "models/services/hostattributes.h"
#include "models/services/loginname.h"
#include "models/store/hostrepository.h"

#include <QFile>

namespace bw::cli {

namespace {

template <typename Enum>
QJsonValue orNull(const std::optional<Enum>& value)
{
    return value ? QJsonValue(text(name(*value))) : QJsonValue();
}

std::string_view importanceName(Mission mission)
{
    static constexpr std::string_view names[] = {"low", "medium", "high", "critical"};
    return names[std::size_t(mission)];
}

const std::string& shownName(const Host& host)
{
    return host.identity.name.empty() ? host.identity.fqdn : host.identity.name;
}

struct HostRow {
    OsIdentity os;
    const SnapshotEntry* packages = nullptr;
    const SnapshotEntry* seen = nullptr;
    std::size_t components = 0;
    bool rebootPending = false;
};

std::vector<bool> rebootsPending(const Assessment& assessment)
{
    std::vector<bool> pending(assessment.fleet->hosts.size());
    for (const Finding& finding : assessment.findings) {
        if (finding.state == FindingState::RebootPending)
            pending[finding.host] = true;
    }
    return pending;
}

HostRow rowOf(const Assessment& assessment, std::size_t index, bool rebootPending)
{
    const Host& host = assessment.fleet->hosts[index];
    HostRow row;
    row.packages = host.at(assessment.at);
    row.seen = host.lastSeen(assessment.at);
    if (row.seen)
        row.os = assessment.fleet->systems[row.seen->os];
    if (row.packages)
        row.components = assessment.fleet->manifests[row.packages->manifest].components.size();
    row.rebootPending = rebootPending || (row.seen && row.seen->rebootPending.value_or(false));
    return row;
}

QJsonObject hostJson(const Assessment& assessment, std::size_t index, const HostRow& row)
{
    const Host& host = assessment.fleet->hosts[index];
    const HostAttributes& a = host.attributes;
    const QJsonObject os{
        {QStringLiteral("family"), text(row.os.family)},   {QStringLiteral("name"), text(row.os.name)},
        {QStringLiteral("release"), text(row.os.release)}, {QStringLiteral("version"), text(row.os.version)},
        {QStringLiteral("build"), text(row.os.build)},     {QStringLiteral("arch"), text(row.os.arch)}};
    return {
        {QStringLiteral("id"), qint64(host.id)},
        {QStringLiteral("name"), text(shownName(host))},
        {QStringLiteral("fqdn"), text(host.identity.fqdn)},
        {QStringLiteral("os"), os},
        {QStringLiteral("exposure"), orNull(a.exposure)},
        {QStringLiteral("importance"), a.importance ? QJsonValue(text(importanceName(*a.importance))) : QJsonValue()},
        {QStringLiteral("safety"), orNull(a.safety)},
        {QStringLiteral("owner"), text(a.owner)},
        {QStringLiteral("site"), text(a.site)},
        {QStringLiteral("role"), text(a.role)},
        {QStringLiteral("tags"), toJson(a.tags)},
        {QStringLiteral("last_seen"), row.seen ? QJsonValue(text(toIso(row.seen->takenAt))) : QJsonValue()},
        {QStringLiteral("state"), text(name(assessment.hostStates[index]))},
        {QStringLiteral("components"), qint64(row.components)},
        {QStringLiteral("findings_open"), qint64(assessment.hostFindings[index])},
        {QStringLiteral("kernel"), row.seen ? text(row.seen->runningKernel) : QString()},
        {QStringLiteral("reboot_pending"), row.rebootPending},
        {QStringLiteral("stale_services"), toJson(staleServices(*assessment.fleet, host, assessment.at))}};
}

bool passes(const HostFilter& filter, const Assessment& assessment, std::size_t index)
{
    const Host& host = assessment.fleet->hosts[index];
    const SnapshotEntry* seen = host.lastSeen(assessment.at);
    return filter.matches({host, seen ? &assessment.fleet->systems[seen->os] : nullptr, assessment.hostStates[index]});
}

int showHosts(const Options& options, const HostFilter& filter, const Assessment& assessment)
{
    const auto pending = rebootsPending(assessment);
    QJsonArray array;
    Table table({QStringLiteral("Name"), QStringLiteral("State"), QStringLiteral("OS"), QStringLiteral("Exposure"),
                 QStringLiteral("Importance"), QStringLiteral("Open"), QStringLiteral("Components"),
                 QStringLiteral("Last seen"), QStringLiteral("Owner"), QStringLiteral("Tags")});
    table.alignRight(5);
    table.alignRight(6);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < assessment.fleet->hosts.size(); ++i) {
        if (!passes(filter, assessment, i))
            continue;
        ++shown;
        const HostRow row = rowOf(assessment, i, pending[i]);
        if (options.json()) {
            array.append(hostJson(assessment, i, row));
            continue;
        }
        const Host& host = assessment.fleet->hosts[i];
        QStringList tags;
        for (const std::string& tag : host.attributes.tags)
            tags << text(tag);
        table.add({text(shownName(host)), text(name(assessment.hostStates[i])),
                   text(row.os.name + ' ' + row.os.release),
                   host.attributes.exposure ? text(name(*host.attributes.exposure)) : QStringLiteral("open (assumed)"),
                   host.attributes.importance ? text(importanceName(*host.attributes.importance))
                                              : QStringLiteral("medium (assumed)"),
                   QString::number(assessment.hostFindings[i]), QString::number(row.components),
                   row.seen ? text(toIso(row.seen->takenAt)).left(10) : QStringLiteral("never"),
                   text(host.attributes.owner), tags.join(u',')});
    }
    if (options.json()) {
        printJson(array);
    } else if (assessment.fleet->hosts.empty()) {
        printLine(QStringLiteral("No hosts yet. Next: breakwater import PATH…"));
    } else {
        table.print();
        printLine(QStringLiteral("\n%1 of %2 hosts").arg(shown).arg(assessment.fleet->hosts.size()));
    }
    return Done;
}

/// "--exposure open --owner Ann" as changes of one host (id 0).
Result<std::vector<AttributeChange>> changesOf(const Options& options)
{
    std::vector<AttributeChange> changes;
    HostAttributes check;
    for (const AttributeField field :
         {AttributeField::Exposure, AttributeField::Importance, AttributeField::Safety, AttributeField::Owner,
          AttributeField::Site, AttributeField::Role, AttributeField::Tags, AttributeField::Excluded,
          AttributeField::ExcludedReason}) {
        const QString option = text(name(field));
        if (!options.parser.isSet(option))
            continue;
        const std::string value = options.parser.value(option).toStdString();
        if (!setAttribute(check, field, value))
            return Error{ErrorKind::Usage, "--" + std::string(name(field)) + " cannot be “" + value + "”.", {}};
        changes.push_back({0, field, attributeText(check, field)});
    }
    return changes;
}

int setHosts(const Options& options, const HostFilter& filter, const Assessment& assessment, Store& store)
{
    const auto wished = changesOf(options);
    if (!wished)
        return fail(wished.error());
    if (wished->empty())
        return usage(QStringLiteral("“hosts set” needs something to set: --exposure, --importance, --safety, --owner, "
                                    "--site, --role, --tags, --excluded."));
    std::vector<AttributeChange> changes;
    std::uint32_t hosts = 0;
    for (std::size_t i = 0; i < assessment.fleet->hosts.size(); ++i) {
        if (!passes(filter, assessment, i))
            continue;
        ++hosts;
        for (AttributeChange change : *wished) {
            change.host = assessment.fleet->hosts[i].id;
            changes.push_back(std::move(change));
        }
    }
    if (hosts == 0)
        return fail(Error{ErrorKind::NotFound, "a host that matches the filter", {}});
    const Stamp stamp{loginName(), Clock::system().now(), options.parser.value(QStringLiteral("why")).toStdString()};
    const auto set = setHostAttributes(store, changes, stamp);
    if (!set)
        return fail(set.error());
    if (options.json())
        printLine(compact({{QStringLiteral("hosts"), qint64(hosts)}}));
    else if (!options.quiet())
        printLine(QStringLiteral("%1 hosts set.").arg(hosts));
    return Done;
}

} // namespace

int runHosts(const QStringList& arguments)
{
    Options options("hosts");
    options.parser.addOption({QStringLiteral("filter"),
                              QStringLiteral("Only hosts that match (see the manual on filters)."),
                              QStringLiteral("EXPR")});
    for (const AttributeField field : {AttributeField::Exposure, AttributeField::Importance, AttributeField::Safety,
                                       AttributeField::Owner, AttributeField::Site, AttributeField::Role,
                                       AttributeField::Tags, AttributeField::Excluded, AttributeField::ExcludedReason})
        options.parser.addOption({text(name(field)), QStringLiteral("Value to set (set)."), QStringLiteral("VALUE")});
    options.parser.addOption(
        {QStringLiteral("why"), QStringLiteral("Reason, kept in the history (set)."), QStringLiteral("TEXT")});
    options.parser.addPositionalArgument(QStringLiteral("ACTION"), QStringLiteral("Nothing, or set."));
    if (!options.parse(arguments))
        return options.exitCode;
    const QString action = options.positional().value(0);
    if (!action.isEmpty() && action != QLatin1String("set"))
        return usage(QStringLiteral("“hosts” knows: set."));
    const auto filter = HostFilter::parse(options.parser.value(QStringLiteral("filter")).toStdString());
    if (!filter)
        return fail(filter.error());
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    TerminalProgress progress(options.quiet());
    const auto assessed = assessWorkspace(**store, options.asOf, Clock::system(), progress);
    if (!assessed)
        return fail(assessed.error());
    return action.isEmpty() ? showHosts(options, *filter, *assessed->assessment)
                            : setHosts(options, *filter, *assessed->assessment, **store);
}

} // namespace bw::cli
