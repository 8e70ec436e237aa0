// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/runheadview.h"

#include "models/items/targetsmodel.h"
#include "models/items/texts.h"
#include "models/planning/calendar.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::RunHead", text);
}

RunHeadView::Limit windowLimit(const RunHeadInput& input, Instant end)
{
    const auto& left = input.shown->estimate.secondsLeft;
    const QString when = zonedTime(end, input.zone);
    const QString distance = Texts::relative(end, input.now);
    if (left && input.now + std::chrono::seconds(std::int64_t(*left)) > end)
        return {Tone::OutOfCycle, tr("Window ends %1, %2: not all hosts will be started").arg(when, distance)};
    return {Tone::Neutral, tr("Window ends %1, %2").arg(when, distance)};
}

std::vector<RunHeadView::Limit> limitsOf(const RunHeadInput& input)
{
    const RolloutRun& run = *input.shown->picture.run;
    const RunProgress& progress = *input.shown->picture.progress;
    std::vector<RunHeadView::Limit> limits;
    if (run.gate.failureBudget) {
        const auto budget = std::uint32_t(std::max(0, *run.gate.failureBudget));
        limits.push_back({progress.failed() > budget ? Tone::Immediate : Tone::Neutral,
                          tr("Halts above %1 failed: %2 now").arg(budget).arg(progress.failed())});
    } else {
        limits.push_back({Tone::Neutral, tr("No failure budget: %1 failed now").arg(progress.failed())});
    }
    if (const auto& gate = input.gate; gate && gate->share) {
        const QString lower = gate->lowerBound ? Texts::percent(*gate->lowerBound) : Texts::missing();
        limits.push_back({gate->letsPass() ? Tone::Verified : Tone::Neutral,
                          tr("Gate needs %1: %2 now, at least %3 (95 % sure)")
                              .arg(Texts::percent(run.gate.minSuccess), Texts::percent(*gate->share), lower)});
        if (gate->soakUntil && *gate->soakUntil > input.now)
            limits.push_back({Tone::Neutral, tr("Soak ends %1").arg(Texts::relative(*gate->soakUntil, input.now))});
    }
    limits.push_back(run.windowEnd ? windowLimit(input, *run.windowEnd)
                                   : RunHeadView::Limit{Tone::Neutral, tr("No window is kept")});
    return limits;
}

std::vector<RunHeadView::Figure> figuresOf(const RunProgress& progress, const RunEstimate& estimate)
{
    const WaveShares shares = sharesOf(progress);
    std::vector<RunHeadView::Figure> figures{
        {tr("%1 of %2").arg(Texts::number(shares.claimed), Texts::number(shares.total())), tr("claimed")},
        {Texts::number(shares.failed + shares.unreachable), tr("failed")},
        {Texts::number(shares.unknown), tr("unknown")},
        {Texts::number(shares.onTheirWay), tr("on their way")},
        {Texts::number(shares.waiting), tr("waiting")},
        {TargetsModel::duration(estimate.elapsedSeconds), tr("elapsed")}};
    if (estimate.secondsLeft && progress.phase == RunPhase::Running)
        figures.push_back({TargetsModel::duration(*estimate.secondsLeft), tr("expected to go")});
    return figures;
}

/// A run that this program does not drive may be driven by another one, or by none any more: it can be paused and
/// resumed alike, and the store tells who is wrong.
void allowActs(RunHeadView& view, const RunProgress& progress, bool driven)
{
    const bool ended = progress.phase == RunPhase::Finished;
    const bool running = progress.phase == RunPhase::Running;
    view.canPause = running;
    view.canStop = running || progress.phase == RunPhase::Paused;
    view.canResume = driven ? progress.phase == RunPhase::Paused : !ended;
    view.canRetry =
        progress.onTheirWay() == 0 && std::any_of(progress.targets.begin(), progress.targets.end(), mayRetry);
}

} // namespace

QString zonedTime(Instant at, const std::string& zone)
{
    const QString utc = Texts::absolute(at);
    if (zone.empty() || zone == "UTC")
        return utc;
    return tr("%1 %2 (%3 UTC)")
        .arg(Texts::of(localText(at, zone)).left(16).replace(u'T', u' '), Texts::of(zoneAbbreviation(at, zone)),
             utc.mid(11, 5));
}

RunHeadView headOf(const RunHeadInput& input)
{
    RunHeadView view;
    if (!input.row) {
        view.title = tr("Deploy");
        return view;
    }
    const RunWaveRow& row = *input.row;
    view.title = row.name;
    view.canStart = input.inPlan && (!row.run || row.phase == RunPhase::Finished);
    view.chip = row.run ? RunWavesModel::word(row.phase) : tr("Not started");
    const RunPicture& picture = input.shown->picture;
    if (!row.run || !picture.run || picture.run->id != *row.run || !picture.progress) {
        if (!row.run)
            view.subtitle = tr("%1 hosts · %2").arg(Texts::number(row.hosts), row.when);
        return view;
    }
    const RunProgress& progress = *picture.progress;
    view.rehearsal = picture.run->engine == EngineKind::Rehearsal;
    view.subtitle = QStringLiteral("%1 %2").arg(RunWavesModel::word(picture.run->engine)).arg(picture.run->id);
    view.chip = RunWavesModel::word(progress.phase);
    view.chipTone = static_cast<Tone>(RunWavesModel::tone(progress.phase));
    if (progress.phase == RunPhase::Paused || progress.phase == RunPhase::Halted)
        view.why = Texts::of(progress.why);
    view.figures = figuresOf(progress, input.shown->estimate);
    view.limits = limitsOf(input);
    allowActs(view, progress, input.shown->driven);
    return view;
}

} // namespace bw
