// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/planreports.h"

#include "models/items/boardcards.h"
#include "models/items/texts.h"
#include "models/planning/waysout.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace bw {

static QString tr(const char* text)
{
    return QCoreApplication::translate("bw::PlanPage", text);
}

QString planStateText(const PlanVersion& version)
{
    QString state;
    switch (version.state) {
    case PlanState::Draft:
        state = tr("draft");
        break;
    case PlanState::Requested:
        state = tr("approval asked for by %1").arg(Texts::of(version.requestedBy));
        break;
    case PlanState::Approved:
        state = version.approvals.empty() ? tr("approved")
                                          : tr("approved by %1").arg(Texts::of(version.approvals.back().who));
        break;
    case PlanState::Rejected:
        state = tr("approval refused");
        break;
    case PlanState::Superseded:
        state = tr("superseded");
        break;
    }
    return tr("version %1, %2").arg(version.number).arg(state);
}

std::vector<InspectorLink> wayOutButtons(std::size_t index, const RuleBreak& rule, const Plan& plan,
                                         const PlanGround& ground)
{
    std::vector<InspectorLink> buttons;
    for (const WayOut& way : waysOut(rule, plan, ground))
        buttons.push_back({QStringLiteral("way-out:%1:%2").arg(index).arg(buttons.size()), Texts::of(way.text)});
    return buttons;
}

InspectorContent rulesInspector(const Plan& plan, const std::vector<RuleBreak>& broken, const PlanGround& ground)
{
    InspectorContent content;
    content.title = tr("Conflicts of the plan");
    const auto blocking = std::count_if(broken.begin(), broken.end(), blocks);
    content.subtitle = broken.empty() ? tr("None: the plan keeps every rule.")
                                      : tr("%1 block approval and roll-out, %2 are warnings. Editing is always free.")
                                            .arg(blocking)
                                            .arg(qsizetype(broken.size()) - blocking);
    constexpr std::size_t most = 40;
    for (std::size_t i = 0; i < broken.size() && i < most; ++i) {
        const RuleBreak& rule = broken[i];
        InspectorSection section;
        const Wave* wave = waveOf(plan, rule.wave);
        section.heading = wave ? Texts::of(wave->name) : tr("Plan");
        section.chips = {blocks(rule) ? InspectorChip{Tone::Immediate, tr("blocks")}
                                      : InspectorChip{Tone::OutOfCycle, tr("warns")}};
        section.prose = Texts::of(rule.sentence) + (rule.wayOut.empty() ? QString() : u'\n' + Texts::of(rule.wayOut));
        if (wave || !rule.patches.empty() || !rule.hosts.empty())
            section.links = {{QStringLiteral("problem:%1").arg(i), tr("Show it on the board")}};
        // Each way is tried on the whole plan: only for those that are seen first.
        constexpr std::size_t withWays = 12;
        if (i < withWays)
            section.buttons = wayOutButtons(i, rule, plan, ground);
        content.sections.push_back(std::move(section));
    }
    if (broken.size() > most)
        content.sections.push_back({.heading = {}, .prose = tr("and %1 more").arg(broken.size() - most)});
    return content;
}

InspectorContent simulationInspector(const Plan& plan, const std::optional<ForecastChange>& forecast)
{
    InspectorContent content;
    content.title = tr("Simulation");
    if (!forecast || forecast->now.runs == 0) {
        content.subtitle = tr("Nothing to simulate yet.");
        return content;
    }
    const ForecastChange& change = *forecast;
    const Forecast& now = change.now;
    const auto spread = [](const Spread& s) {
        return tr("%1 (%2 to %3)")
            .arg(Texts::number(std::uint64_t(std::llround(s.middle))),
                 Texts::number(std::uint64_t(std::llround(s.low))), Texts::number(std::uint64_t(std::llround(s.high))));
    };
    content.subtitle =
        tr("%1 runs, seed %2; nine runs in ten lie in the intervals. %3 of %4 findings with a fix stand in "
           "the plan; %5 cannot be told.")
            .arg(now.runs)
            .arg(plan.seed)
            .arg(Texts::number(now.planned), Texts::number(now.findings), Texts::number(now.unknown));
    InspectorSection whole;
    whole.heading = tr("Exposed host-days");
    whole.figure = InspectorFigure{Texts::number(std::uint64_t(std::llround(now.exposed.middle))), tr("host-days"),
                                   tr("%1 to %2")
                                       .arg(Texts::number(std::uint64_t(std::llround(now.exposed.low))),
                                            Texts::number(std::uint64_t(std::llround(now.exposed.high))))};
    whole.pairs = {{tr("With controls"), spread(now.exposedWithControls)},
                   {tr("Of planned ones"), Texts::number(std::uint64_t(std::llround(now.exposedPlanned)))},
                   {tr("Looks ahead"), tr("%1 days").arg(now.horizonDays)}};
    if (change.before && !change.sentence.empty())
        whole.prose = tr("Since your last change: %1").arg(Texts::of(change.sentence));
    content.sections.push_back(std::move(whole));
    for (const WaveForecast& wave : now.waves) {
        const Wave* known = waveOf(plan, wave.wave);
        InspectorSection section;
        section.heading = known ? Texts::of(known->name) : QString();
        section.pairs = {
            {tr("Installations"), Texts::number(wave.targets)},
            {tr("Finish"),
             wave.finish ? tr("%1, 95 % by %2")
                               .arg(BoardCards::dayMonth(wave.finish->middle), BoardCards::dayMonth(wave.finish->high))
                         : tr("never")},
            {tr("Fits in one window"), Texts::percent(wave.fits, 0)},
            {tr("Gate is reached"), Texts::percent(wave.gatePasses, 0)},
            {tr("Left open"), spread(wave.failed)}};
        content.sections.push_back(std::move(section));
    }
    return content;
}

std::vector<HeaderFigure> planFigures(const ForecastChange& change, bool ahead)
{
    std::vector<HeaderFigure> all;
    const Forecast& now = change.now;
    if (now.runs == 0)
        return all;
    if (now.finish) {
        all.push_back({BoardCards::dayMonth(now.finish->middle),
                       tr("expected finish, 95 % by %1").arg(BoardCards::dayMonth(now.finish->high)),
                       tr("Middle of %1 simulated runs: %2").arg(now.runs).arg(Texts::absolute(now.finish->middle))});
    } else {
        all.push_back({Texts::missing(), tr("no finish: some wave never runs, or there is no work"),
                       tr("A wave needs hosts, patches that they need, and a window.")});
    }
    const auto whole = [](double days) { return Texts::number(std::uint64_t(std::llround(std::max(0.0, days)))); };
    all.push_back(
        {whole(now.exposed.middle),
         tr("exposed host-days, %1 to %2").arg(whole(now.exposed.low), whole(now.exposed.high)),
         tr("Days until closed, summed over %1 open findings with a fix, up to %2 days ahead. With compensating "
            "controls: %3 (%4 to %5). %6 findings cannot be told and are in no figure.")
             .arg(Texts::number(now.findings))
             .arg(now.horizonDays)
             .arg(whole(now.exposedWithControls.middle), whole(now.exposedWithControls.low),
                  whole(now.exposedWithControls.high), Texts::number(now.unknown))});
    if (change.before) {
        const auto days = std::llround(change.hostDays);
        const QString number =
            days == 0 ? tr("±0") : (days > 0 ? u'+' : QChar(0x2212)) + Texts::number(std::uint64_t(std::abs(days)));
        const Tone tone = days == 0 ? Tone::Neutral : days > 0 ? Tone::OutOfCycle : Tone::Verified;
        all.push_back({number, ahead ? tr("if you drop it here") : tr("since your last change"),
                       Texts::of(change.sentence), tone});
    }
    return all;
}

} // namespace bw
