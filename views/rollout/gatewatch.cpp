// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/gatewatch.h"

#include "models/services/gateevidence.h"
#include "models/services/proofservice.h"
#include "models/services/validationservice.h"
#include "models/services/workspace.h"

#include <algorithm>
#include <utility>

namespace bw {

GateWatch::GateWatch(Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

void GateWatch::forget()
{
    m_run = 0;
    m_verdict.reset();
}

bool GateWatch::ask(const Plan& plan, const Wave& wave, const ShownRun& shown)
{
    const auto proof = m_workspace.proving().proof();
    const auto matrix = m_workspace.validation().matrix();
    if (!shown.picture.run || !shown.picture.progress || !proof || !matrix) {
        forget();
        return true;
    }
    // On a slow machine an answer that is a second old is better than none, which newest-wins would come to.
    if (m_workspace.jobs().isRunning(m_job))
        return false;
    m_run = shown.picture.run->id;
    // The shown run is newer than the list knows it; others of the wave count as they stood.
    std::vector<RunPicture> runs;
    for (const RunPicture& picture : m_workspace.rollouts().pictures()) {
        if (picture.run->plan == plan.id && picture.run->id != m_run)
            runs.push_back(picture);
    }
    runs.push_back(shown.picture);
    std::sort(runs.begin(), runs.end(), [](const RunPicture& a, const RunPicture& b) { return a.run->id < b.run->id; });
    m_job = m_workspace.jobs().start(
        QStringLiteral("run-gate"), tr("Judging the gate"), this,
        [runs = std::move(runs), proof, matrix, plan, wave, at = Clock::system().now()](ProgressSink&) {
            return gateOfWave(wave, runs, gateEvidenceOf(*proof, *matrix, plan, wave.id), at);
        },
        [this, run = m_run](GateVerdict verdict) {
            if (run != m_run || m_verdict == verdict)
                return;
            m_verdict = std::move(verdict);
            Q_EMIT changed();
        });
    return true;
}

} // namespace bw
