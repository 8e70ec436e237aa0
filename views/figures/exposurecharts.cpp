// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figures/exposurecharts.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"
#include "views/figures/figuretexts.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace bw {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(bw::Figures)
};

using Form = ChartSeries::Form;
using Ink = ChartSeries::Ink;

constexpr std::int32_t ShownDays = 120;
constexpr Decision MostUrgentFirst[] = {Decision::Immediate, Decision::OutOfCycle, Decision::Scheduled,
                                        Decision::Defer};

Tone toneOf(Decision decision)
{
    return static_cast<Tone>(Texts::tone(decision));
}

std::uint32_t total(const std::array<std::uint32_t, 4>& counts)
{
    return std::accumulate(counts.begin(), counts.end(), 0U);
}

QString isoDay(std::int32_t day)
{
    return Texts::absolute(Day(std::chrono::days(day)));
}

ChartSeries series(const QString& title, Form form, Tone tone, Ink ink = Ink::OfTone)
{
    ChartSeries made;
    made.title = title;
    made.form = form;
    made.tone = tone;
    made.ink = ink;
    return made;
}

/// A trend needs two points that are known.
bool hasTrend(const Metrics& metrics)
{
    return std::count_if(metrics.weeks.begin(), metrics.weeks.end(), [](const WeekPoint& w) { return !w.isGap(); }) > 1;
}

/// Weeks before the first known one say nothing.
std::span<const WeekPoint> knownWeeks(const Metrics& metrics)
{
    const auto first =
        std::find_if(metrics.weeks.begin(), metrics.weeks.end(), [](const auto& w) { return !w.isGap(); });
    return {first, metrics.weeks.end()};
}

QString noTrend(const Metrics& metrics)
{
    if (metrics.basis.hosts == 0)
        return Words::tr("No host passes the filter.");
    return Words::tr("The trend begins with the second week of inventories. Now: %1 findings open, %2 cannot tell.")
        .arg(Texts::number(metrics.key.open), Texts::number(metrics.key.unknown));
}

} // namespace

ChartData openFindingsChart(const Metrics& metrics)
{
    ChartData chart;
    chart.title = Words::tr("Open findings");
    chart.basis = Words::tr("by decision, weekly · %1 · %2 findings cannot be told, counted apart")
                      .arg(basisText(metrics.basis), Texts::number(metrics.key.unknown));
    chart.rowTitle = Words::tr("Week until");
    chart.empty = noTrend(metrics);
    for (const Decision decision : MostUrgentFirst)
        chart.series.push_back(series(Texts::of(decision), Form::Area, toneOf(decision)));
    chart.series.push_back(series(Words::tr("past due"), Form::Line, Tone::Neutral, Ink::Text));
    for (const QString& title :
         {Words::tr("cannot tell"), Words::tr("excepted"), Words::tr("hosts current"), Words::tr("hosts stale")})
        chart.series.push_back(series(title, Form::TableOnly, Tone::Neutral));
    if (!hasTrend(metrics))
        return chart;
    for (const WeekPoint& week : knownWeeks(metrics)) {
        ChartRow row{double(week.day), isoDay(week.day), {}, {}, {}};
        const auto add = [&](double value) {
            row.values.push_back(week.isGap() ? std::nullopt : std::optional(value));
        };
        for (const Decision decision : MostUrgentFirst)
            add(week.open[std::size_t(decision)]);
        add(week.overdue);
        for (const std::uint32_t count : {week.unknown, week.excepted, week.hostsCurrent, week.hostsStale})
            row.values.push_back(double(count));
        chart.rows.push_back(std::move(row));
    }
    const WeekPoint& first = knownWeeks(metrics).front();
    const WeekPoint& last = metrics.weeks.back();
    chart.summary =
        Words::tr("From %1 open findings on %2 to %3 on %4, %5 of them immediate and %6 past due.")
            .arg(Texts::number(total(first.open)), isoDay(first.day), Texts::number(total(last.open)), isoDay(last.day),
                 Texts::number(last.open[std::size_t(Decision::Immediate)]), Texts::number(last.overdue));
    return chart;
}

ChartData exposedDaysChart(const Metrics& metrics)
{
    ChartData chart;
    chart.title = Words::tr("Exposed host-days a week");
    chart.basis = Words::tr("days × open findings · %1").arg(basisText(metrics.basis));
    chart.rowTitle = Words::tr("Week until");
    chart.empty = noTrend(metrics);
    chart.series = {series(Words::tr("without a control"), Form::Area, Tone::Neutral, Ink::Accent),
                    series(Words::tr("under a control"), Form::Area, Tone::Neutral, Ink::Rest),
                    series(Words::tr("all (gross)"), Form::TableOnly, Tone::Neutral),
                    series(Words::tr("cannot tell"), Form::TableOnly, Tone::Neutral)};
    if (!hasTrend(metrics))
        return chart;
    for (const WeekPoint& week : knownWeeks(metrics)) {
        ChartRow row{double(week.day), isoDay(week.day), {}, {}, {}};
        if (week.isGap())
            row.values = {std::nullopt, std::nullopt, std::nullopt};
        else
            row.values = {week.uncontrolledDays, week.exposedDays - week.uncontrolledDays, week.exposedDays};
        row.values.push_back(week.unknownDays);
        chart.rows.push_back(std::move(row));
    }
    const WeekPoint& last = metrics.weeks.back();
    chart.summary = Words::tr("Last seven days: %1 host-days, %2 of them without a control; %3 cannot be told.")
                        .arg(Texts::decimal(last.exposedDays, 0), Texts::decimal(last.uncontrolledDays, 0),
                             Texts::decimal(last.unknownDays, 0));
    chart.basis += Words::tr(" · %1 host-days cannot be told").arg(Texts::decimal(last.unknownDays, 0));
    return chart;
}

ChartData timeToVerifiedChart(const Metrics& metrics)
{
    ChartData chart;
    chart.title = Words::tr("Time to verified");
    chart.basis =
        Words::tr("share still open after n days, open ones censored · first %1 days · 95 % shaded").arg(ShownDays);
    chart.rowTitle = Words::tr("Days");
    chart.axis = ChartData::Axis::Number;
    chart.percent = true;
    chart.decimals = 0;
    chart.empty = Words::tr("Nothing with a fix has been open yet.");
    std::vector<const Survival*> shown;
    std::set<std::int32_t> days{0};
    QStringList medians;
    std::int32_t longest = 0;
    for (const Decision decision : MostUrgentFirst) {
        const Survival& survival = metrics.key.toVerified[std::size_t(decision)];
        if (survival.cases == 0)
            continue;
        ChartSeries curve = series(Texts::of(decision), Form::Steps, toneOf(decision));
        curve.low = int(chart.series.size()) + 1;
        curve.high = curve.low + 1;
        chart.series.push_back(curve);
        chart.series.push_back(series(Words::tr("%1, low").arg(curve.title), Form::TableOnly, Tone::Neutral));
        chart.series.push_back(series(Words::tr("%1, high").arg(curve.title), Form::TableOnly, Tone::Neutral));
        shown.push_back(&survival);
        longest = std::max(longest, survival.longest);
        for (const SurvivalStep& step : survival.steps) {
            if (step.days <= ShownDays)
                days.insert(step.days);
        }
        days.insert(std::min(survival.longest, ShownDays));
        medians << Words::tr("%1: half verified after %2 (%3, n = %4, %5 still open)")
                       .arg(curve.title, medianText(survival.median), intervalText(survival.median),
                            Texts::number(survival.cases), Texts::number(survival.cases - survival.ended));
    }
    if (longest == 0)
        return chart;
    std::vector<std::size_t> at(shown.size(), 0);
    for (const std::int32_t day : days) {
        ChartRow row{double(day), QLocale().toString(day), {}, {}, {}};
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const auto& steps = shown[i]->steps;
            while (at[i] + 1 < steps.size() && steps[at[i] + 1].days <= day)
                ++at[i];
            const SurvivalStep& step = steps[at[i]];
            if (day > shown[i]->longest || step.days > day) {
                row.values.insert(row.values.end(), 3, day < step.days ? std::optional(100.0) : std::nullopt);
                continue;
            }
            for (const double share : {step.share, step.low, step.high})
                row.values.push_back(100 * share);
        }
        chart.rows.push_back(std::move(row));
    }
    chart.summary = medians.join(QStringLiteral(". ")) + u'.';
    return chart;
}

ChartData agesChart(const Metrics& metrics)
{
    ChartData chart;
    chart.title = Words::tr("Age of open findings");
    chart.basis = Words::tr("days exposed · %1 open, %2 cannot be told")
                      .arg(Texts::number(metrics.key.open), Texts::number(metrics.key.unknown));
    chart.rowTitle = Words::tr("Days");
    chart.empty = Words::tr("Nothing is open.");
    for (const Decision decision : MostUrgentFirst)
        chart.series.push_back(series(Texts::of(decision), Form::Part, toneOf(decision)));
    if (metrics.key.open == 0)
        return chart;
    QStringList parts;
    for (const AgeBucket& bucket : metrics.key.ages) {
        ChartRow row;
        row.label = bucket.untilDays ? Words::tr("%1–%2 d").arg(bucket.fromDays).arg(*bucket.untilDays)
                                     : Words::tr("over %1 d").arg(bucket.fromDays - 1);
        for (const Decision decision : MostUrgentFirst)
            row.values.push_back(double(bucket.open[std::size_t(decision)]));
        row.note = Texts::number(total(bucket.open));
        parts << Words::tr("%1: %2").arg(row.label, row.note);
        chart.rows.push_back(std::move(row));
    }
    chart.summary = parts.join(QStringLiteral(", "));
    return chart;
}

ChartData mostExposedChart(const Metrics& metrics, std::size_t most)
{
    ChartData chart;
    chart.title = Words::tr("Most exposed");
    chart.basis = Words::tr("host-days open, last %1 days · %2 of %3 hosts")
                      .arg(metrics.exposedDays)
                      .arg(std::min(most, metrics.mostExposed.size()))
                      .arg(Texts::number(metrics.basis.hosts));
    chart.rowTitle = Words::tr("Host");
    chart.empty = Words::tr("No host was exposed.");
    chart.series = {series(Words::tr("without a control"), Form::Part, Tone::Neutral, Ink::Accent),
                    series(Words::tr("under a control"), Form::Part, Tone::Neutral, Ink::Rest),
                    series(Words::tr("cannot tell"), Form::Part, Tone::CannotTell)};
    QStringList parts;
    for (std::size_t i = 0; i < metrics.mostExposed.size() && i < most; ++i) {
        const ExposedHost& host = metrics.mostExposed[i];
        ChartRow row;
        row.label = Texts::of(metrics.hostNames[i]);
        row.values = {host.uncontrolledDays, host.exposedDays - host.uncontrolledDays, host.unknownDays};
        row.note = Texts::decimal(host.exposedDays, 0);
        if (host.uncontrolledDays < host.exposedDays)
            row.note = Words::tr("%1, %2 with control").arg(row.note, Texts::decimal(host.uncontrolledDays, 0));
        if (host.unknownDays > 0)
            row.note += Words::tr(" +%1 ?").arg(Texts::decimal(host.unknownDays, 0));
        row.id = filterTerm(QLatin1String("name"), row.label);
        parts << row.label + u' ' + row.note;
        chart.rows.push_back(std::move(row));
    }
    chart.summary = parts.join(QStringLiteral(", "));
    return chart;
}

ChartData complianceChart(const Metrics& metrics, Grouping grouping, std::size_t most)
{
    const auto& groups = metrics.compliance[std::size_t(grouping)];
    ChartData chart;
    chart.title = Words::tr("Compliance by group");
    chart.basis = Words::tr("hosts with nothing past its due date · worst first");
    if (groups.size() > most)
        chart.basis += Words::tr(" · %1 of %2 groups").arg(most).arg(groups.size());
    chart.rowTitle = Words::tr("Group");
    chart.eachWhole = true;
    chart.empty = Words::tr("No host passes the filter.");
    chart.series = {series(Words::tr("nothing overdue"), Form::Part, Tone::Verified),
                    series(Words::tr("overdue"), Form::Part, Tone::Immediate),
                    series(Words::tr("cannot tell"), Form::Part, Tone::CannotTell)};
    static constexpr const char* Keys[] = {"owner", "site", "release", "tag", "role"};
    QStringList parts;
    for (std::size_t i = 0; i < groups.size() && i < most; ++i) {
        const GroupCompliance& group = groups[i];
        ChartRow row;
        row.label = group.group.empty() ? Words::tr("not told") : Texts::of(group.group);
        row.values = {double(group.compliant), double(group.overdue), double(group.unknown)};
        row.note = group.hosts == 0 ? Words::tr("only excluded hosts")
                                    : Words::tr("%1 of %2").arg(group.compliant).arg(group.hosts);
        if (grouping != Grouping::Os)
            row.id = filterTerm(QLatin1String(Keys[std::size_t(grouping)]),
                                group.group.empty() ? QStringLiteral("none") : row.label);
        parts << row.label + u' ' + row.note;
        chart.rows.push_back(std::move(row));
    }
    chart.summary = parts.join(QStringLiteral(", "));
    return chart;
}

} // namespace bw
