// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/metrics/historybuilder.h"
#include "models/metrics/metrics.h"
#include "models/services/proof.h"

#include <numeric>

namespace bw::cli {

namespace {

QString key(Decision decision)
{
    return text(name(decision)).replace(u'-', u'_');
}

QString isoDay(std::int32_t day)
{
    return text(toIso(Day(std::chrono::days(day))));
}

QJsonValue orNull(std::optional<Day> day)
{
    return day ? QJsonValue(text(toIso(*day))) : QJsonValue();
}

QJsonValue orNull(std::optional<std::int32_t> days)
{
    return days ? QJsonValue(*days) : QJsonValue();
}

/// A share with its denominator; null where there is nothing to divide by.
QJsonValue share(std::uint32_t part, std::uint32_t whole)
{
    return whole == 0 ? QJsonValue() : QJsonValue(double(part) / double(whole));
}

QJsonObject byDecision(const std::array<std::uint32_t, 4>& counts)
{
    QJsonObject object;
    for (int i = 3; i >= 0; --i)
        object.insert(key(Decision(i)), qint64(counts[std::size_t(i)]));
    return object;
}

QJsonObject basisJson(const HostBasis& basis)
{
    return {{QStringLiteral("hosts"), qint64(basis.hosts)},
            {QStringLiteral("current"), qint64(basis.current)},
            {QStringLiteral("stale"), qint64(basis.stale)},
            {QStringLiteral("unknown"), qint64(basis.unknown)},
            {QStringLiteral("excluded"), qint64(basis.excluded)},
            {QStringLiteral("no_feed_for_release"), qint64(basis.uncovered)},
            {QStringLiteral("left_out_by_filter"), qint64(basis.filteredOut)}};
}

QJsonObject inTimeJson(const InTime& inTime)
{
    return {{QStringLiteral("days"), inTime.days},
            {QStringLiteral("fell_due"), qint64(inTime.fellDue)},
            {QStringLiteral("in_time"), qint64(inTime.inTime)},
            {QStringLiteral("late"), qint64(inTime.late)},
            {QStringLiteral("open"), qint64(inTime.open)},
            {QStringLiteral("unknown"), qint64(inTime.unknown)},
            {QStringLiteral("excepted"), qint64(inTime.excepted)},
            {QStringLiteral("removed"), qint64(inTime.removed)},
            {QStringLiteral("share"), share(inTime.inTime, inTime.fellDue)}};
}

QJsonObject survivalJson(const Survival& survival)
{
    QJsonArray steps;
    for (const SurvivalStep& step : survival.steps)
        steps.append(QJsonObject{{QStringLiteral("days"), step.days},
                                 {QStringLiteral("at_risk"), qint64(step.atRisk)},
                                 {QStringLiteral("verified"), qint64(step.ended)},
                                 {QStringLiteral("still_open"), step.share},
                                 {QStringLiteral("low"), step.low},
                                 {QStringLiteral("high"), step.high}});
    return {{QStringLiteral("n"), qint64(survival.cases)},
            {QStringLiteral("verified"), qint64(survival.ended)},
            {QStringLiteral("censored"), qint64(survival.cases - survival.ended)},
            {QStringLiteral("median_days"), orNull(survival.median.days)},
            {QStringLiteral("median_low"), orNull(survival.median.low)},
            {QStringLiteral("median_high"), orNull(survival.median.high)},
            {QStringLiteral("curve"), steps}};
}

QJsonObject keyJson(const KeyFigures& key)
{
    QJsonArray ages;
    for (const AgeBucket& bucket : key.ages) {
        QJsonObject row = byDecision(bucket.open);
        row.insert(QStringLiteral("from_days"), bucket.fromDays);
        row.insert(QStringLiteral("until_days"), orNull(bucket.untilDays));
        ages.append(row);
    }
    QJsonObject survival;
    for (int i = 3; i >= 0; --i)
        survival.insert(cli::key(Decision(i)), survivalJson(key.toVerified[std::size_t(i)]));
    return {{QStringLiteral("findings_open"), qint64(key.open)},
            {QStringLiteral("findings_unknown"), qint64(key.unknown)},
            {QStringLiteral("findings_excepted"), qint64(key.excepted)},
            {QStringLiteral("findings_known_exploited"), qint64(key.kev)},
            {QStringLiteral("immediate_patches"), qint64(key.immediatePatches)},
            {QStringLiteral("immediate_hosts"), qint64(key.immediateHosts)},
            {QStringLiteral("immediate_unknown"), qint64(key.immediateUnknown)},
            {QStringLiteral("next_immediate_due"), orNull(key.nextImmediateDue)},
            {QStringLiteral("overdue"), qint64(key.overdue)},
            {QStringLiteral("overdue_hosts"), qint64(key.overdueHosts)},
            {QStringLiteral("overdue_unknown"), qint64(key.overdueUnknown)},
            {QStringLiteral("oldest_overdue"), orNull(key.oldestOverdue)},
            {QStringLiteral("verified_in_time"), inTimeJson(key.inTime)},
            {QStringLiteral("time_to_verified"), survival},
            {QStringLiteral("age_of_open"), ages}};
}

QJsonArray weeksJson(const Metrics& metrics)
{
    QJsonArray weeks;
    for (const WeekPoint& week : metrics.weeks)
        weeks.append(QJsonObject{{QStringLiteral("day"), isoDay(week.day)},
                                 {QStringLiteral("open"), week.isGap() ? QJsonValue() : byDecision(week.open)},
                                 {QStringLiteral("overdue"), qint64(week.overdue)},
                                 {QStringLiteral("unknown"), qint64(week.unknown)},
                                 {QStringLiteral("excepted"), qint64(week.excepted)},
                                 {QStringLiteral("exposed_host_days"), week.exposedDays},
                                 {QStringLiteral("exposed_host_days_uncontrolled"), week.uncontrolledDays},
                                 {QStringLiteral("unknown_host_days"), week.unknownDays},
                                 {QStringLiteral("hosts_current"), qint64(week.hostsCurrent)},
                                 {QStringLiteral("hosts_stale"), qint64(week.hostsStale)}});
    return weeks;
}

QJsonObject complianceJson(const Metrics& metrics)
{
    QJsonObject all;
    for (std::size_t i = 0; i < metrics.compliance.size(); ++i) {
        QJsonArray groups;
        for (const GroupCompliance& group : metrics.compliance[i])
            groups.append(QJsonObject{{QStringLiteral("group"), text(group.group)},
                                      {QStringLiteral("hosts"), qint64(group.hosts)},
                                      {QStringLiteral("compliant"), qint64(group.compliant)},
                                      {QStringLiteral("overdue"), qint64(group.overdue)},
                                      {QStringLiteral("unknown"), qint64(group.unknown)},
                                      {QStringLiteral("excluded"), qint64(group.excluded)},
                                      {QStringLiteral("overdue_findings"), qint64(group.overdueFindings)},
                                      {QStringLiteral("share"), share(group.compliant, group.hosts)}});
        all.insert(text(name(Grouping(i))), groups);
    }
    return all;
}

QJsonArray exposedJson(const Metrics& metrics)
{
    QJsonArray hosts;
    for (std::size_t i = 0; i < metrics.mostExposed.size() && i < 100; ++i) {
        const ExposedHost& host = metrics.mostExposed[i];
        hosts.append(QJsonObject{{QStringLiteral("host"), text(metrics.hostNames[i])},
                                 {QStringLiteral("exposed_host_days"), host.exposedDays},
                                 {QStringLiteral("exposed_host_days_uncontrolled"), host.uncontrolledDays},
                                 {QStringLiteral("unknown_host_days"), host.unknownDays},
                                 {QStringLiteral("findings_open"), qint64(host.open)}});
    }
    return hosts;
}

QJsonArray rolloutJson(const Proof& proof)
{
    QJsonArray plans;
    for (const PlanId id : proof.plansWithTargets()) {
        const RolloutFigures figures = proof.figures(id);
        QJsonArray waves;
        for (const WaveProgress& wave : figures.waves)
            waves.append(
                QJsonObject{{QStringLiteral("name"), text(wave.name)},
                            {QStringLiteral("targets"), qint64(wave.targets)},
                            {QStringLiteral("verified"), qint64(wave.counts[WaveProgress::Verified])},
                            {QStringLiteral("unknown"), qint64(wave.counts[WaveProgress::Unknown])},
                            {QStringLiteral("share"), share(wave.counts[WaveProgress::Verified], wave.targets)}});
        plans.append(QJsonObject{{QStringLiteral("plan"), qint64(id)},
                                 {QStringLiteral("targets"), qint64(figures.funnel.targets)},
                                 {QStringLiteral("claimed"), qint64(figures.funnel.claimed)},
                                 {QStringLiteral("inventoried"), qint64(figures.funnel.inventoried)},
                                 {QStringLiteral("verified"), qint64(figures.funnel.verified)},
                                 {QStringLiteral("waves"), waves}});
    }
    return plans;
}

QString medianText(const Survival& survival)
{
    if (survival.cases == 0)
        return QStringLiteral("no case");
    const QString n = QStringLiteral("n = %1, %2 still open").arg(survival.cases).arg(survival.cases - survival.ended);
    if (!survival.median.days)
        return QStringLiteral("less than half closed (%1)").arg(n);
    const auto bound = [](std::optional<std::int32_t> days) {
        return days ? QString::number(*days) : QStringLiteral("?");
    };
    return QStringLiteral("%1 days (95 %: %2 to %3; %4)")
        .arg(QString::number(*survival.median.days), bound(survival.median.low), bound(survival.median.high), n);
}

void printFigures(const Metrics& metrics)
{
    const KeyFigures& key = metrics.key;
    const HostBasis& basis = metrics.basis;
    const InTime& inTime = key.inTime;
    printLine(QStringLiteral("As of %1").arg(text(toIso(metrics.at))));
    printLine(QStringLiteral("Hosts known: %1 of %2, %3 stale, %4 never seen, %5 excluded; no feed covers %6")
                  .arg(basis.current)
                  .arg(basis.hosts)
                  .arg(basis.stale)
                  .arg(basis.unknown)
                  .arg(basis.excluded)
                  .arg(basis.uncovered));
    printLine(QStringLiteral("Findings open: %1, %2 cannot tell, %3 under exception")
                  .arg(key.open)
                  .arg(key.unknown)
                  .arg(key.excepted));
    printLine(QStringLiteral("Immediate: %1 patches on %2 hosts, %3 cannot tell")
                  .arg(key.immediatePatches)
                  .arg(key.immediateHosts)
                  .arg(key.immediateUnknown));
    printLine(QStringLiteral("Overdue: %1 findings on %2 hosts, %3 cannot tell")
                  .arg(key.overdue)
                  .arg(key.overdueHosts)
                  .arg(key.overdueUnknown));
    const QString inTimeShare = inTime.fellDue == 0
        ? QStringLiteral("nothing fell due")
        : QStringLiteral("%1 %").arg(100 * double(inTime.inTime) / double(inTime.fellDue), 0, 'f', 1);
    printLine(QStringLiteral("Verified in time, last %1 days: %2 (%3 of %4), %5 unknown")
                  .arg(QString::number(inTime.days), inTimeShare, QString::number(inTime.inTime),
                       QString::number(inTime.fellDue), QString::number(inTime.unknown)));
    for (int i = 3; i >= 0; --i)
        printLine(QStringLiteral("Half of %1 verified after: %2")
                      .arg(text(name(Decision(i))), medianText(key.toVerified[std::size_t(i)])));
    const WeekPoint& week = metrics.weeks.back();
    printLine(QStringLiteral("Exposed host-days, last 7 days: %1, %2 without a control, %3 unknown")
                  .arg(week.exposedDays, 0, 'f', 0)
                  .arg(week.uncontrolledDays, 0, 'f', 0)
                  .arg(week.unknownDays, 0, 'f', 0));
    Table table({QStringLiteral("Most exposed"), QStringLiteral("Host-days"), QStringLiteral("Without control"),
                 QStringLiteral("Unknown")});
    for (const int column : {1, 2, 3})
        table.alignRight(column);
    for (std::size_t i = 0; i < metrics.mostExposed.size() && i < 10; ++i) {
        const ExposedHost& host = metrics.mostExposed[i];
        table.add({text(metrics.hostNames[i]), QString::number(host.exposedDays, 'f', 0),
                   QString::number(host.uncontrolledDays, 'f', 0), QString::number(host.unknownDays, 'f', 0)});
    }
    printLine({});
    table.print();
}

} // namespace

int runMetrics(const QStringList& arguments)
{
    Options options("metrics");
    options.parser.addOption(
        {QStringLiteral("filter"), QStringLiteral("Only hosts that match."), QStringLiteral("EXPR")});
    options.parser.addOption(
        {QStringLiteral("weeks"), QStringLiteral("At most N weeks of history (52)."), QStringLiteral("N")});
    if (!options.parse(arguments))
        return options.exitCode;
    MetricsOptions wish;
    auto filter = HostFilter::parse(options.parser.value(QStringLiteral("filter")).toStdString());
    if (!filter)
        return fail(filter.error());
    wish.filter = std::move(*filter);
    if (options.parser.isSet(QStringLiteral("weeks"))) {
        bool isNumber = false;
        wish.weeks = options.parser.value(QStringLiteral("weeks")).toInt(&isNumber);
        if (!isNumber || wish.weeks < 1 || wish.weeks > 520)
            return usage(QStringLiteral("--weeks needs a number from 1 to 520."));
    }
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    TerminalProgress progress(options.quiet());
    const auto assessed = assessWorkspace(**store, options.asOf, Clock::system(), progress);
    if (!assessed)
        return fail(assessed.error());
    const auto history = buildHistory(assessed->assessment, *assessed->options, progress);
    if (!history)
        return fail(history.error());
    const Metrics metrics = metricsOf(*history, wish);
    if (!options.json()) {
        printFigures(metrics);
        return Done;
    }
    const auto proof = proofOf(**store, *assessed, options.asOf.has_value(), progress);
    if (!proof)
        return fail(proof.error());
    printJson(QJsonObject{
        {QStringLiteral("as_of"), text(toIso(metrics.at))},
        {QStringLiteral("policy"), text(assessed->assessment->policy)},
        {QStringLiteral("history_from"), metrics.firstDay == Finding::NoDay ? QJsonValue() : isoDay(metrics.firstDay)},
        {QStringLiteral("coverage"), basisJson(metrics.basis)},
        {QStringLiteral("key"), keyJson(metrics.key)},
        {QStringLiteral("weeks"), weeksJson(metrics)},
        {QStringLiteral("most_exposed_days"), metrics.exposedDays},
        {QStringLiteral("most_exposed"), exposedJson(metrics)},
        {QStringLiteral("compliance"), complianceJson(metrics)},
        {QStringLiteral("rollout"), rolloutJson(*proof)}});
    return Done;
}

} // namespace bw::cli
