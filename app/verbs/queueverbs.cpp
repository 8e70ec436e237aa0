// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/domain/assessment.h"
#include "models/domain/patchfilter.h"
#include "models/services/assessing.h"
#include "models/services/plans.h"

#include <algorithm>

namespace bw::cli {

namespace {

QJsonValue orNull(const std::string& s)
{
    return s.empty() ? QJsonValue() : QJsonValue(text(s));
}

/// Floats that were read from decimal texts are given back as those texts.
QJsonValue number(std::optional<float> value)
{
    return value ? QJsonValue(QString::number(double(*value), 'g', 6).toDouble()) : QJsonValue();
}

QString titleOf(const Patch& patch)
{
    if (patch.offerOnly)
        return text(patch.package) + (patch.offered == patch.package ? QString() : u' ' + text(patch.offered));
    return text(patch.package) + u' ' + (patch.fixed.empty() ? QStringLiteral("(no fix yet)") : text(patch.fixed));
}

QJsonObject patchJson(const Assessment& assessment, const Patch& patch, const WavesByPatch& waves)
{
    const auto wave = waves.find(patch.id);
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
            {QStringLiteral("offered"), orNull(patch.offered)},
            {QStringLiteral("offer_only"), patch.offerOnly},
            {QStringLiteral("offer_advisories"), toJson(patch.offerAdvisories)},
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
            {QStringLiteral("wave"), wave == waves.end() ? QJsonValue() : QJsonValue(text(wave->second))},
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
    if (c.offersOpen + c.offersUnknown > 0)
        printLine(
            QStringLiteral("\n%1 offers of vendors on hosts that no advisory known here names, %2 more cannot tell.")
                .arg(c.offersOpen)
                .arg(c.offersUnknown));
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

Result<Assessed> assessFor(const Options& options, const Store& store)
{
    TerminalProgress progress(options.quiet());
    return assessWorkspace(store, options.asOf, Clock::system(), progress);
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
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    const auto assessed = assessFor(options, **store);
    if (!assessed)
        return fail(assessed.error());
    const auto waves = wavesOfCurrentPlan(**store, options.asOf);
    if (!waves)
        return fail(waves.error());
    const Assessment& assessment = *assessed->assessment;
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < assessment.patches.size() && rows.size() < limit; ++i) {
        if (filter->matches(assessment.patches[i], assessment))
            rows.push_back(i);
    }
    if (options.json()) {
        QJsonArray array;
        for (const std::uint32_t row : rows)
            array.append(patchJson(assessment, assessment.patches[row], *waves));
        printJson(array);
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

} // namespace bw::cli
