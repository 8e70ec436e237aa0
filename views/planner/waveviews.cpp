// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/waveviews.h"

#include "models/items/boardcards.h"
#include "models/items/texts.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace bw {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("bw::PlanPage", text);
}

QString gateText(const BoardWave& wave)
{
    return wave.gate.empty() ? QString() : tr("Gate to next: %1").arg(Texts::of(wave.gate));
}

WaveView viewOf(const BoardWave& wave, const Board& board, bool last)
{
    WaveView view;
    view.id = wave.id;
    view.name = Texts::of(wave.name);
    view.window = BoardCards::window(wave);
    view.minutes = wave.minutesNeeded;
    view.capacity = wave.minutesAvailable;
    const auto [truth, tone] = BoardCards::truth(wave, board);
    view.truth = truth;
    view.truthTone = static_cast<Tone>(tone);
    view.gate = last && !wave.gate.empty() ? tr("Done when: %1").arg(Texts::of(wave.gate)) : gateText(wave);
    view.locked = wave.locked;
    view.freeze = Texts::of(wave.freeze);
    QStringList tip{Texts::of(wave.truth)};
    for (const std::size_t index : wave.broken)
        tip << Texts::of(board.broken[index].sentence);
    tip << Texts::of(wave.dst);
    if (!wave.freeze.empty())
        tip << tr("The window falls into the freeze “%1”: the wave waits for its end.").arg(view.freeze);
    tip.removeAll(QString());
    view.tip = tip.mid(0, 8).join(u'\n');
    return view;
}

} // namespace

std::vector<WaveView> waveViews(const Board& board)
{
    std::vector<WaveView> views;
    for (const BoardWave& wave : board.waves)
        views.push_back(viewOf(wave, board, &wave == &board.waves.back()));
    return views;
}

std::vector<WaveView> waveViews(const Plan& plan, const Board& before)
{
    std::vector<WaveView> views;
    for (const Wave& wave : plan.waves) {
        const auto it =
            std::find_if(before.waves.begin(), before.waves.end(), [&](const BoardWave& w) { return w.id == wave.id; });
        WaveView view;
        if (it != before.waves.end())
            view = viewOf(*it, before, &wave == &plan.waves.back());
        view.id = wave.id;
        view.name = Texts::of(wave.name);
        view.locked = wave.locked;
        views.push_back(view);
    }
    return views;
}

} // namespace bw
