// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "models/domain/assessment.h"
#include "models/domain/patchfilter.h"
#include "models/priority/findingdetails.h"
#include "models/services/assessing.h"

#include <QJsonDocument>

#include <algorithm>

namespace bw::cli {

namespace {

QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

QJsonValue orNull(const std::string& s)
{
    return s.empty() ? QJsonValue() : QJsonValue(text(s));
}

/// Floats that were read from decimal texts are given back as those texts.
QJsonValue number(std::optional<float> value)
{
    return value ? QJsonValue(QString::number(double(*value), 'g', 6).toDouble()) : QJsonValue();
}

QString isoDay(std::int32_t day)
{
    return day == Finding::NoDay ? QString() : text(toIso(Day(std::chrono::days(day))));
}

QString titleOf(const Patch& patch)
{
    return text(patch.package) + u' ' + (patch.fixed.empty() ? QStringLiteral("(no fix yet)") : text(patch.fixed));
}

QJsonObject patchJson(const Assessment& assessment, const Patch& patch)
{
    QJsonArray cves;
    for (const CveIndex cve : patch.cves)
        cves.append(text(assessment.catalog->cves[cve].id));
    return {{QStringLiteral("rank"), qint64(patch.rank)},
            {QStringLiteral("patch"), text(patch.id)},
            {QStringLiteral("title"), titleOf(patch)},
            {QStringLiteral("ecosystem"), text(name(patch.ecosystem))},
            {QStringLiteral("release"), text(patch.stream)},
            {QStringLiteral("package"), text(patch.package)},
            {QStringLiteral("fixed"), orNull(patch.fixed)},
            {QStringLiteral("decision"), text(name(patch.decision))},
            {QStringLiteral("decision_without_controls"), text(name(patch.rawDecision))},
            {QStringLiteral("due"), patch.due ? QJsonValue(text(toIso(*patch.due))) : QJsonValue()},
            {QStringLiteral("hosts_open"), qint64(patch.hostsOpen)},
            {QStringLiteral("hosts_unknown"), qint64(patch.hostsUnknown)},
            {QStringLiteral("hosts_excepted"), qint64(patch.hostsExcepted)},
            {QStringLiteral("advisories"), toJson(patch.advisories)},
            {QStringLiteral("cves"), cves},
            {QStringLiteral("kev"), patch.kev},
            {QStringLiteral("epss_max"), number(patch.epssMax)},
            {QStringLiteral("cvss_max"), number(patch.cvssMax)},
            {QStringLiteral("exposed_host_days"), patch.exposedHostDays},
            {QStringLiteral("controls"), toJson(patch.controls)},
            {QStringLiteral("wave"), QJsonValue()},
            {QStringLiteral("why"), toJson(patch.why)}};
}

QStringList patchCells(const Assessment& assessment, const Patch& patch)
{
    QStringList cves, why;
    for (const CveIndex cve : patch.cves)
        cves << text(assessment.catalog->cves[cve].id);
    for (const std::string& sentence : patch.why)
        why << text(sentence);
    return {QString::number(patch.rank),
            text(name(patch.decision)),
            titleOf(patch),
            text(patch.stream),
            patch.due ? text(toIso(*patch.due)) : QStringLiteral("next upgrade"),
            QString::number(patch.hostsOpen),
            QString::number(patch.hostsUnknown),
            cves.join(u' '),
            why.join(QStringLiteral("; "))};
}

void printQueue(const Assessment& assessment, const std::vector<std::uint32_t>& rows)
{
    Table table({QStringLiteral("#"), QStringLiteral("Decision"), QStringLiteral("Patch"), QStringLiteral("For"),
                 QStringLiteral("Due"), QStringLiteral("Hosts"), QStringLiteral("?"), QStringLiteral("Why")});
    for (const int column : {0, 5, 6})
        table.alignRight(column);
    for (const std::uint32_t row : rows) {
        QStringList cells = patchCells(assessment, assessment.patches[row]);
        cells.removeAt(7);
        cells[6] = cells[6] == QLatin1String("0") ? QString() : u'+' + cells[6];
        table.add(cells);
    }
    table.print();
    const Coverage& c = assessment.coverage;
    printLine(QStringLiteral("\n%1 patches, %2 findings open, %3 cannot tell. %4 hosts: %5 current, %6 stale, %7 "
                             "unknown, %8 excluded%9.")
                  .arg(assessment.patches.size())
                  .arg(c.findingsOpen)
                  .arg(c.findingsUnknown)
                  .arg(c.hosts)
                  .arg(c.current)
                  .arg(c.stale)
                  .arg(c.unknown)
                  .arg(c.excluded)
                  .arg(c.hostsUncovered > 0 ? QStringLiteral("; no feed covers the release of %1").arg(c.hostsUncovered)
                                            : QString()));
}

Result<Assessed> assessFor(const Options& options)
{
    auto store = options.openWorkspace();
    if (!store)
        return store.error();
    TerminalProgress progress(options.quiet());
    return assessWorkspace(**store, options.asOf, Clock::system(), progress);
}

void printHint(const Assessment& assessment)
{
    if (assessment.fleet->hosts.empty())
        printLine(QStringLiteral("No hosts yet. Next: breakwater import PATH…"));
    else if (assessment.catalog->revisions.empty())
        printLine(QStringLiteral("No feeds yet, so nothing can be told. Next: breakwater feeds import PATH…"));
    else
        printLine(QStringLiteral("Nothing is open that touches the fleet."));
}

struct FindingWish {
    QString host, patch, cve, state;
};

QStringList knownStates()
{
    QStringList states;
    for (int i = 0; i <= int(FindingState::Unknown); ++i)
        states << text(name(FindingState(i)));
    return states;
}

bool wanted(const Assessment& assessment, const Finding& finding, const FindingWish& wish)
{
    const Host& host = assessment.fleet->hosts[finding.host];
    if (!wish.host.isEmpty() && text(host.identity.name).compare(wish.host, Qt::CaseInsensitive) != 0
        && text(host.identity.fqdn).compare(wish.host, Qt::CaseInsensitive) != 0
        && QString::number(host.id) != wish.host)
        return false;
    if (!wish.patch.isEmpty() && text(assessment.patches[finding.patch].id) != wish.patch)
        return false;
    return wish.state.isEmpty() || text(name(finding.state)) == wish.state;
}

QJsonArray cveIds(const Assessment& assessment, const FindingDetail& detail)
{
    QJsonArray ids;
    for (const CveIndex cve : detail.cves)
        ids.append(text(assessment.catalog->cves[cve].id));
    return ids;
}

QJsonObject findingJson(const Assessment& assessment, const Finding& finding, const FindingDetail& detail)
{
    const Host& host = assessment.fleet->hosts[finding.host];
    const Patch& patch = assessment.patches[finding.patch];
    return {{QStringLiteral("host"), text(host.identity.name.empty() ? host.identity.fqdn : host.identity.name)},
            {QStringLiteral("host_id"), qint64(host.id)},
            {QStringLiteral("patch"), text(patch.id)},
            {QStringLiteral("ecosystem"), text(name(patch.ecosystem))},
            {QStringLiteral("release"), text(patch.stream)},
            {QStringLiteral("package"), text(detail.package)},
            {QStringLiteral("source_package"), text(detail.sourcePackage)},
            {QStringLiteral("installed"), text(detail.installed)},
            {QStringLiteral("fixed"), orNull(patch.fixed)},
            {QStringLiteral("advisory"),
             detail.advisories.empty() ? QJsonValue() : QJsonValue(text(detail.advisories.front()))},
            {QStringLiteral("feed"), text(patch.feed)},
            {QStringLiteral("cves"), cveIds(assessment, detail)},
            {QStringLiteral("decision"), text(name(finding.decision))},
            {QStringLiteral("due"), finding.due == Finding::NoDay ? QJsonValue() : QJsonValue(isoDay(finding.due))},
            {QStringLiteral("exposed_since"),
             finding.exposedSince == Finding::NoDay ? QJsonValue() : QJsonValue(isoDay(finding.exposedSince))},
            {QStringLiteral("closed_at"), QJsonValue()},
            {QStringLiteral("state"), text(name(finding.state))}};
}

} // namespace

int runQueue(const QStringList& arguments)
{
    Options options("queue");
    options.parser.addOption({QStringLiteral("filter"),
                              QStringLiteral("Only rows that match (see the manual on filters)."),
                              QStringLiteral("EXPR")});
    options.parser.addOption({QStringLiteral("limit"), QStringLiteral("At most N rows."), QStringLiteral("N")});
    options.parser.addOption({QStringLiteral("csv"), QStringLiteral("Print CSV.")});
    if (!options.parse(arguments))
        return options.exitCode;
    const auto filter = PatchFilter::parse(options.parser.value(QStringLiteral("filter")).toStdString());
    if (!filter)
        return fail(filter.error());
    bool limitGiven = true;
    const qulonglong limit = options.parser.isSet(QStringLiteral("limit"))
        ? options.parser.value(QStringLiteral("limit")).toULongLong(&limitGiven)
        : std::numeric_limits<qulonglong>::max();
    if (!limitGiven)
        return usage(QStringLiteral("--limit needs a number."));
    const auto assessed = assessFor(options);
    if (!assessed)
        return fail(assessed.error());
    const Assessment& assessment = *assessed->assessment;
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < assessment.patches.size() && rows.size() < limit; ++i) {
        if (filter->matches(assessment.patches[i], assessment))
            rows.push_back(i);
    }
    if (options.json()) {
        QJsonArray array;
        for (const std::uint32_t row : rows)
            array.append(patchJson(assessment, assessment.patches[row]));
        print(QString::fromUtf8(QJsonDocument(array).toJson()));
    } else if (options.parser.isSet(QStringLiteral("csv"))) {
        printLine(QStringLiteral("rank,decision,patch,release,due,hosts_open,hosts_unknown,cves,why"));
        for (const std::uint32_t row : rows)
            printLine(csvLine(patchCells(assessment, assessment.patches[row])));
    } else if (assessment.patches.empty()) {
        printHint(assessment);
    } else {
        printQueue(assessment, rows);
    }
    return Done;
}

int runFindings(const QStringList& arguments)
{
    Options options("findings");
    options.parser.addOption(
        {QStringLiteral("host"), QStringLiteral("Only this host (name, FQDN or id)."), QStringLiteral("H")});
    options.parser.addOption({QStringLiteral("patch"), QStringLiteral("Only this patch (id)."), QStringLiteral("P")});
    options.parser.addOption(
        {QStringLiteral("cve"), QStringLiteral("Only findings of this CVE."), QStringLiteral("C")});
    options.parser.addOption(
        {QStringLiteral("state"), QStringLiteral("Only findings in this state."), QStringLiteral("S")});
    options.parser.addOption({QStringLiteral("csv"), QStringLiteral("Print CSV.")});
    if (!options.parse(arguments))
        return options.exitCode;
    const auto value = [&](const char* name) { return options.parser.value(QString::fromLatin1(name)); };
    const FindingWish wish{value("host"), value("patch"), value("cve"), value("state")};
    if (!wish.state.isEmpty() && !knownStates().contains(wish.state))
        return usage(QStringLiteral("--state knows: %1.").arg(knownStates().join(QStringLiteral(", "))));
    const auto assessed = assessFor(options);
    if (!assessed)
        return fail(assessed.error());
    const Assessment& assessment = *assessed->assessment;
    FindingDetails details(assessment);
    const bool csv = options.parser.isSet(QStringLiteral("csv"));
    Table table({QStringLiteral("Host"), QStringLiteral("State"), QStringLiteral("Decision"), QStringLiteral("Package"),
                 QStringLiteral("Installed"), QStringLiteral("Fixed"), QStringLiteral("Due"), QStringLiteral("CVEs")});
    // A fleet may have millions of findings: JSON and CSV are written row by row.
    if (options.json())
        print(QStringLiteral("["));
    else if (csv)
        printLine(QStringLiteral(
            "host,state,decision,release,package,source_package,installed,fixed,due,exposed_since,cves"));
    std::uint64_t printed = 0;
    for (const Finding& finding : assessment.findings) {
        if (!wanted(assessment, finding, wish))
            continue;
        const FindingDetail& detail = details.of(finding);
        const QJsonObject row = findingJson(assessment, finding, detail);
        QStringList cves;
        for (const auto& cve : row.value(QLatin1String("cves")).toArray())
            cves << cve.toString();
        if (!wish.cve.isEmpty() && !cves.contains(wish.cve, Qt::CaseInsensitive))
            continue;
        const auto cell = [&](const char* key) { return row.value(QLatin1String(key)).toString(); };
        if (options.json())
            print((printed ? QStringLiteral(",\n") : QStringLiteral("\n")) + compact(row));
        else if (csv)
            printLine(csvLine({cell("host"), cell("state"), cell("decision"), cell("release"), cell("package"),
                               cell("source_package"), cell("installed"), cell("fixed"), cell("due"),
                               cell("exposed_since"), cves.join(u' ')}));
        else
            table.add({cell("host"), cell("state"), cell("decision"), cell("package"), cell("installed"),
                       cell("fixed").isEmpty() ? QStringLiteral("no fix yet") : cell("fixed"),
                       cell("due").isEmpty() ? QStringLiteral("next upgrade") : cell("due"), cves.join(u' ')});
        ++printed;
    }
    if (options.json())
        printLine(printed ? QStringLiteral("\n]") : QStringLiteral("]"));
    else if (!csv)
        table.print();
    return Done;
}

} // namespace bw::cli
