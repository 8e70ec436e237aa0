// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/boarddrag.h"
#include "models/planning/simulate.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace bw {

class JobRunner;
class PlanService;

/// What would come of the drop that is hovering: simulates it a moment after the pointer has come to rest over a wave.
class DropPreview : public QObject {
    Q_OBJECT
public:
    DropPreview(PlanService& plans, JobRunner& jobs, QObject* parent);

    /// Wave 0: nothing would change.
    void hover(const BoardDrag& drag, WaveId wave, int before);
    void end();
    const std::optional<ForecastChange>& change() const { return m_change; }

Q_SIGNALS:
    void changed();

private:
    void forget();

    PlanService& m_plans;
    JobRunner& m_jobs;
    std::optional<ForecastChange> m_change;
    WaveId m_wave = 0; ///< asked for
    QTimer m_delay;
    std::function<void()> m_job;
};

} // namespace bw
