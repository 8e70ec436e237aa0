// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/domain/assessment.h"
#include "models/metrics/historybuilder.h"
#include "models/priority/findingdetails.h"
#include "models/services/assessing.h"
#include "models/services/proof.h"

#include <algorithm>

namespace bw::cli {

namespace {

QJsonValue orNull(const std::string& s)
{
    return s.empty() ? QJsonValue() : QJsonValue(text(s));
}

QString isoDay(std::int32_t day)
{
    return day == Finding::NoDay ? QString() : text(toIso(Day(std::chrono::days(day))));
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

bool wantedHost(const Host& host, const FindingWish& wish)
{
    if (!wish.host.isEmpty() && text(host.identity.name).compare(wish.host, Qt::CaseInsensitive) != 0
        && text(host.identity.fqdn).compare(wish.host, Qt::CaseInsensitive) != 0
        && QString::number(host.id) != wish.host)
        return false;
    return true;
}

bool wanted(const Assessment& assessment, const Finding& finding, FindingState state, const FindingWish& wish)
{
    if (!wantedHost(assessment.fleet->hosts[finding.host], wish))
        return false;
    if (!wish.patch.isEmpty() && text(assessment.patches[finding.patch].id) != wish.patch)
        return false;
    return wish.state.isEmpty() || text(name(state)) == wish.state;
}

QJsonArray cveIds(const Assessment& assessment, const FindingDetail& detail)
{
    QJsonArray ids;
    for (const CveIndex cve : detail.cves)
        ids.append(text(assessment.catalog->cves[cve].id));
    return ids;
}

QJsonObject findingJson(const Assessment& assessment, const Finding& finding, FindingState state,
                        const FindingDetail& detail)
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
            {QStringLiteral("offered"), orNull(patch.offered)},
            {QStringLiteral("advisory"),
             detail.advisories.empty() ? QJsonValue() : QJsonValue(text(detail.advisories.front()))},
            {QStringLiteral("feed"), text(patch.feed)},
            {QStringLiteral("cves"), cveIds(assessment, detail)},
            {QStringLiteral("decision"), text(name(finding.decision))},
            {QStringLiteral("due"), finding.due == Finding::NoDay ? QJsonValue() : QJsonValue(isoDay(finding.due))},
            {QStringLiteral("exposed_since"),
             finding.exposedSince == Finding::NoDay ? QJsonValue() : QJsonValue(isoDay(finding.exposedSince))},
            {QStringLiteral("closed_at"), QJsonValue()},
            {QStringLiteral("state"), text(name(state))}};
}

/// What was open once and is closed now, as inventories tell. Empty without a history.
Result<std::optional<ExposureHistory>> closedFindings(const Assessed& assessed, ProgressSink& progress)
{
    const auto& hosts = assessed.assessment->fleet->hosts;
    const bool any = std::any_of(hosts.begin(), hosts.end(), [](const Host& host) { return host.timeline.size() > 1; });
    if (!any)
        return std::optional<ExposureHistory>();
    auto history = buildHistory(assessed.assessment, *assessed.options, progress);
    if (!history)
        return history.error();
    return std::optional(std::move(*history));
}

QJsonObject closedJson(const ExposureHistory& history, const Episode& episode, ComponentMatcher& matcher)
{
    const Assessment& assessment = *history.assessment;
    const Host& host = assessment.fleet->hosts[episode.host];
    const ReleaseName& release = history.releases[episode.release];
    const auto component = assessment.fleet->components->view(episode.component);
    std::vector<std::string> advisories, cves;
    std::string feed;
    for (const auto& found : matcher.find(episode.component, release.stream)) {
        const auto fix =
            found.hit.fix == StringPool::npos ? std::string_view() : assessment.catalog->strings.text(found.hit.fix);
        if (fix != release.fixed || assessment.catalog->strings.text(found.group.package) != release.package)
            continue;
        const CatalogRow& row = assessment.catalog->rows[found.hit.row];
        advisories.push_back(assessment.catalog->advisories[row.row.advisory].id);
        feed = assessment.catalog->feeds[row.feed];
        if (isCve(found.hit.flaw))
            cves.push_back(assessment.catalog->cves[indexOf(found.hit.flaw)].id);
    }
    for (auto* list : {&advisories, &cves}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    const SnapshotEntry& proof = host.timeline[episode.closedBy];
    return {{QStringLiteral("host"), text(host.identity.name.empty() ? host.identity.fqdn : host.identity.name)},
            {QStringLiteral("host_id"), qint64(host.id)},
            {QStringLiteral("patch"), text(release.patch)},
            {QStringLiteral("ecosystem"), text(name(release.ecosystem))},
            {QStringLiteral("release"), text(release.stream)},
            {QStringLiteral("package"), text(component.name)},
            {QStringLiteral("source_package"), text(component.source.empty() ? component.name : component.source)},
            {QStringLiteral("installed"), text(component.version)},
            {QStringLiteral("fixed"), orNull(release.fixed)},
            {QStringLiteral("advisory"), advisories.empty() ? QJsonValue() : QJsonValue(text(advisories.front()))},
            {QStringLiteral("feed"), text(feed)},
            {QStringLiteral("cves"), toJson(cves)},
            {QStringLiteral("decision"), text(name(episode.decision))},
            {QStringLiteral("due"), episode.due == Finding::NoDay ? QJsonValue() : QJsonValue(isoDay(episode.due))},
            {QStringLiteral("exposed_since"), isoDay(episode.from)},
            {QStringLiteral("closed_at"), text(toIso(proof.takenAt))},
            {QStringLiteral("closed_by"), qint64(proof.id)},
            {QStringLiteral("closed_how"),
             episode.end == Episode::End::Fixed ? QStringLiteral("fixed") : QStringLiteral("removed")},
            {QStringLiteral("state"), QStringLiteral("verified")}};
}

} // namespace

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
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    TerminalProgress progress(options.quiet());
    const auto assessed = assessWorkspace(**store, options.asOf, Clock::system(), progress);
    if (!assessed)
        return fail(assessed.error());
    const auto proof = proofOf(**store, *assessed, options.asOf.has_value(), progress);
    if (!proof)
        return fail(proof.error());
    const Assessment& assessment = *assessed->assessment;
    // Closed ones are listed where a program reads on, or where they are asked for.
    std::optional<ExposureHistory> history;
    if (wish.state.isEmpty() ? options.json() : wish.state == QLatin1String("verified")) {
        auto closed = closedFindings(*assessed, progress);
        if (!closed)
            return fail(closed.error());
        history = std::move(*closed);
    }
    FindingDetails details(assessment);
    const bool csv = options.parser.isSet(QStringLiteral("csv"));
    Table table({QStringLiteral("Host"), QStringLiteral("State"), QStringLiteral("Decision"), QStringLiteral("Package"),
                 QStringLiteral("Installed"), QStringLiteral("Fixed"), QStringLiteral("Due"), QStringLiteral("CVEs")});
    // A fleet may have millions of findings: JSON and CSV are written row by row.
    if (options.json())
        print(QStringLiteral("["));
    else if (csv)
        printLine(QStringLiteral(
            "host,state,decision,release,package,source_package,installed,fixed,due,exposed_since,cves,closed_at"));
    std::uint64_t printed = 0;
    const auto show = [&](const QJsonObject& row) {
        QStringList cves;
        for (const auto& cve : row.value(QLatin1String("cves")).toArray())
            cves << cve.toString();
        if (!wish.cve.isEmpty() && !cves.contains(wish.cve, Qt::CaseInsensitive))
            return;
        const auto cell = [&](const char* key) { return row.value(QLatin1String(key)).toString(); };
        if (options.json())
            print((printed ? QStringLiteral(",\n") : QStringLiteral("\n")) + compact(row));
        else if (csv)
            printLine(csvLine({cell("host"), cell("state"), cell("decision"), cell("release"), cell("package"),
                               cell("source_package"), cell("installed"), cell("fixed"), cell("due"),
                               cell("exposed_since"), cves.join(u' '), cell("closed_at")}));
        else
            table.add({cell("host"), cell("state"), cell("decision"), cell("package"), cell("installed"),
                       !cell("fixed").isEmpty()         ? cell("fixed")
                           : !cell("offered").isEmpty() ? QStringLiteral("offered ") + cell("offered")
                                                        : QStringLiteral("no fix yet"),
                       !cell("closed_at").isEmpty() ? QStringLiteral("closed ") + cell("closed_at").left(10)
                           : cell("due").isEmpty()  ? QStringLiteral("next upgrade")
                                                    : cell("due"),
                       cves.join(u' ')});
        ++printed;
    };
    for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
        const Finding& finding = assessment.findings[i];
        if (wanted(assessment, finding, proof->overlay.states[i], wish))
            show(findingJson(assessment, finding, proof->overlay.states[i], details.of(finding)));
    }
    if (history) {
        ComponentMatcher matcher(*assessment.fleet->components, *assessment.catalog);
        for (const Episode& episode : history->episodes) {
            if (episode.end == Episode::End::Open || !wantedHost(assessment.fleet->hosts[episode.host], wish))
                continue;
            if (!wish.patch.isEmpty() && text(history->releases[episode.release].patch) != wish.patch)
                continue;
            show(closedJson(*history, episode, matcher));
        }
    }
    if (options.json())
        printLine(printed ? QStringLiteral("\n]") : QStringLiteral("]"));
    else if (!csv)
        table.print();
    return Done;
}

} // namespace bw::cli
