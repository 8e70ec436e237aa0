// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figures/rolloutcharts.h"

#include "models/items/texts.h"

namespace bw {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(bw::Figures)
};

using Form = ChartSeries::Form;
using Ink = ChartSeries::Ink;

ChartSeries part(const QString& title, Tone tone, Ink ink = Ink::OfTone)
{
    ChartSeries made;
    made.title = title;
    made.form = Form::Part;
    made.tone = tone;
    made.ink = ink;
    return made;
}

} // namespace

QString bucketWord(WaveProgress::Bucket bucket)
{
    switch (bucket) {
    case WaveProgress::Verified:
        return Words::tr("verified");
    case WaveProgress::RebootPending:
        return Words::tr("reboot pending");
    case WaveProgress::Claimed:
        return Words::tr("claimed, no proof yet");
    case WaveProgress::Contradicted:
        return Words::tr("contradicted");
    case WaveProgress::Failed:
        return Words::tr("failed");
    case WaveProgress::Running:
        return Words::tr("running");
    case WaveProgress::Waiting:
        return Words::tr("waiting");
    case WaveProgress::Unknown:
        return Words::tr("cannot tell");
    }
    return {};
}

ChartData waveProgressChart(const RolloutFigures& figures, const QString& planName)
{
    ChartData chart;
    chart.title = planName;
    chart.rowTitle = Words::tr("Wave");
    chart.eachWhole = true;
    chart.empty = Words::tr("No plan has targets yet.");
    static constexpr std::pair<Tone, Ink> Looks[WaveProgress::Buckets] = {
        {Tone::Verified, Ink::OfTone},  {Tone::Scheduled, Ink::OfTone},  {Tone::Defer, Ink::OfTone},
        {Tone::Immediate, Ink::OfTone}, {Tone::OutOfCycle, Ink::OfTone}, {Tone::Neutral, Ink::Accent},
        {Tone::Neutral, Ink::Rest},     {Tone::CannotTell, Ink::OfTone}};
    for (std::size_t i = 0; i < WaveProgress::Buckets; ++i)
        chart.series.push_back(part(bucketWord(WaveProgress::Bucket(i)), Looks[i].first, Looks[i].second));
    std::uint32_t targets = 0, verified = 0, hosts = 0;
    for (const WaveProgress& wave : figures.waves) {
        ChartRow row;
        row.label = Texts::of(wave.name);
        for (const std::uint32_t count : wave.counts)
            row.values.push_back(double(count));
        row.note = wave.targets == 0 ? Words::tr("no targets")
                                     : Words::tr("%1 of %2").arg(wave.counts[WaveProgress::Verified]).arg(wave.targets);
        targets += wave.targets;
        hosts += wave.hosts;
        verified += wave.counts[WaveProgress::Verified];
        chart.rows.push_back(std::move(row));
    }
    chart.basis = Words::tr("hosts × patches proved by a later inventory · %1 of %2 on %3 hosts")
                      .arg(Texts::number(verified), Texts::number(targets), Texts::number(hosts));
    QStringList parts;
    for (const ChartRow& row : chart.rows)
        parts << row.label + u' ' + row.note;
    chart.summary = Words::tr("Verified by wave: %1.").arg(parts.join(QStringLiteral(", ")));
    return chart;
}

ChartData funnelChart(const RolloutFigures& figures)
{
    const Funnel& funnel = figures.funnel;
    ChartData chart;
    chart.title = Words::tr("From plan to proof");
    chart.basis = Words::tr("hosts × patches · %1 verified without an engine's word · %2 cannot tell")
                      .arg(Texts::number(funnel.verifiedUnclaimed), Texts::number(funnel.unknown));
    chart.rowTitle = Words::tr("Step");
    chart.empty = Words::tr("No plan has targets yet.");
    chart.series = {part(Words::tr("hosts × patches"), Tone::Neutral, Ink::Accent),
                    part(Words::tr("proved"), Tone::Verified)};
    if (funnel.targets == 0)
        return chart;
    const std::pair<QString, std::uint32_t> steps[] = {{Words::tr("Planned"), funnel.targets},
                                                       {Words::tr("Handed over"), funnel.dispatched},
                                                       {Words::tr("Engine says done"), funnel.claimed},
                                                       {Words::tr("Inventory since"), funnel.inventoried},
                                                       {Words::tr("Verified"), funnel.verified}};
    QStringList parts;
    for (const auto& [word, count] : steps) {
        ChartRow row;
        row.label = word;
        const bool proof = &count == &steps[4].second;
        row.values = {proof ? 0.0 : double(count), proof ? double(count) : 0.0};
        row.note = Texts::number(count);
        parts << word + u' ' + row.note;
        chart.rows.push_back(std::move(row));
    }
    chart.summary = parts.join(QStringLiteral(", "));
    return chart;
}

} // namespace bw
