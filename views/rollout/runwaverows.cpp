// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/runwaverows.h"

#include "models/items/texts.h"
#include "models/planning/calendar.h"
#include "views/rollout/runheadview.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw {

static QString tr(const char* text)
{
    return QCoreApplication::translate("bw::RolloutPage", text);
}

QString waveWindowText(const Wave& wave, const PlanGround* ground, Instant now)
{
    const Window* window = ground ? ground->window(wave.window) : nullptr;
    if (!window)
        return tr("no window");
    const auto next = nextForWave(*ground, wave, now);
    if (!next)
        return tr("%1: does not open again").arg(Texts::of(window->name));
    const QString from = zonedTime(next->start, window->zone);
    return next->start <= now ? tr("%1: open until %2").arg(Texts::of(window->name), zonedTime(next->end, window->zone))
                              : tr("%1: %2").arg(Texts::of(window->name), from);
}

std::vector<RunWaveRow> runWaveRows(PlanId plan, const PlanVersion* version, const RolloutService& service,
                                    const std::map<WaveId, QString>& windows, Instant now)
{
    std::vector<RunWaveRow> rows;
    const auto fill = [&](RunWaveRow& row) {
        for (const RunLine& run : service.runs()) {
            if (run.plan != plan || run.wave != row.wave)
                continue;
            row.run = run.id; // the last one is the newest
            row.phase = run.phase;
            row.engine = run.engine;
            row.hosts = run.hosts;
            row.shares = {};
            row.shares.claimed = run.claimed;
            row.shares.failed = run.failed;
            row.shares.unknown = run.lost;
            row.shares.waiting = run.hosts - run.claimed - run.failed - run.lost;
            row.when = tr("%1 by %2").arg(Texts::relative(run.startedAt, now), run.startedBy);
        }
        const ShownRun& s = service.shown();
        if (row.run && s.picture.run && s.picture.run->id == *row.run) {
            row.shares = sharesOf(*s.picture.progress);
            row.phase = s.picture.progress->phase;
        }
    };
    if (version) {
        for (const Wave& wave : version->plan.waves) {
            RunWaveRow row;
            row.wave = wave.id;
            row.name = Texts::of(wave.name);
            row.hosts = std::uint32_t(wave.hosts.size());
            row.when = windows.at(wave.id);
            fill(row);
            rows.push_back(std::move(row));
        }
    }
    // Waves that the plan no longer has were carried out all the same.
    for (const RunLine& run : service.runs()) {
        const bool known = std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.wave == run.wave; });
        if (run.plan != plan || known)
            continue;
        RunWaveRow row;
        row.wave = run.wave;
        row.name = run.waveName;
        fill(row);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace bw
