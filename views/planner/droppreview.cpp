// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/droppreview.h"

#include "models/foundation/jobrunner.h"
#include "models/items/boardedits.h"
#include "models/services/planservice.h"

namespace bw {

namespace {
constexpr int restMs = 120;
const QString channel = QStringLiteral("plan-ahead");
} // namespace

DropPreview::DropPreview(PlanService& plans, JobRunner& jobs, QObject* parent)
    : QObject(parent)
    , m_plans(plans)
    , m_jobs(jobs)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(restMs);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        if (m_job)
            m_job();
    });
}

void DropPreview::hover(const BoardDrag& drag, WaveId wave, int before)
{
    if (wave == m_wave)
        return; // asked for already
    m_wave = wave;
    m_job = {};
    const auto edit = wave == 0 ? std::nullopt : editOf(drag, wave, before, m_plans.plan());
    const auto ground = m_plans.ground();
    auto next = edit && ground ? edited(m_plans.plan(), *edit) : Result<Plan>(Error{});
    if (!next || !m_plans.forecast()) {
        m_delay.stop();
        return forget();
    }
    m_job = [this, plan = std::move(*next), ground, now = m_plans.forecast()->now] {
        m_jobs.start(
            channel, tr("Simulating the drop"), this,
            [plan, ground, now](ProgressSink& progress) -> Result<ForecastChange> {
                auto forecast = bw::simulate(plan, *ground, {}, progress);
                if (!forecast)
                    return forecast.error();
                return changeOf(std::move(*forecast), now);
            },
            [this](Result<ForecastChange> change) {
                if (!change || m_wave == 0)
                    return; // it was dropped, or the pointer went on
                m_change = std::move(*change);
                Q_EMIT changed();
            });
    };
    if (!m_delay.isActive())
        m_delay.start();
}

void DropPreview::end()
{
    m_delay.stop();
    m_wave = 0;
    m_jobs.cancelChannel(channel);
    forget();
}

void DropPreview::forget()
{
    if (!m_change)
        return;
    m_change.reset();
    Q_EMIT changed();
}

} // namespace bw
