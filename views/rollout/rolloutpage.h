// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "models/items/runwavesmodel.h"
#include "models/items/targetfilter.h"
#include "models/items/targetsmodel.h"
#include "models/services/rolloutservice.h"
#include "views/rollout/runhead.h"
#include "views/widgets/page.h"

#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QMenu;
class QStackedWidget;
QT_END_NAMESPACE

namespace bw {

class EmptyState;
class GateWatch;
class ListPane;
class RunWavesTable;
class StartDialog;
class Workspace;

/// Carrying waves out, live: waves with their bars, hosts with their states, the gate, thresholds beside what they are
/// now, and the acts. What comes ten times a second is shown ten times a second; what is dear (gate, inspector, facets)
/// once a second.
class RolloutPage final : public Page {
    Q_OBJECT

public:
    explicit RolloutPage(Workspace& workspace, QWidget* parent = nullptr);
    ~RolloutPage() override;

    void focusMain() override;
    void focusFilter() override;
    void toggleInspector() override;
    void showFiltered(const QString& filter) override;
    QString statusText() const override;

public Q_SLOTS:
    void startWave();
    void stopRun();

private:
    void setupLayout();
    void connectParts();
    void setupMenu();
    void takePlans();
    void takeWindows();
    void rebuildWaves();
    void waveChosen();
    void takeShown(const ShownRun& shown);
    void refreshSlow();
    void showHead();
    void showInspector();
    void updateEmpty();
    void updateCount();
    void followLink(const QString& id);
    void retryFailed();
    void resume();
    void approve();
    void takeResults();
    void prepare();
    void checkEngine();

    const PlanVersion* plan() const;
    const Wave* wave() const;
    const RunWaveRow* waveRow() const;
    const ShownRun& shown() const;
    RolloutWish wish(bool keepWindow, EngineKind engine) const;

    Workspace& m_workspace;
    RolloutService& m_service;
    RunWavesModel m_waves;
    TargetsModel m_targets;
    TargetFilterModel m_filter;
    RunHead* m_head;
    RunWavesTable* m_waveTable;
    ListPane* m_list;
    EmptyState* m_empty;
    GateWatch* m_gate;
    QStackedWidget* m_stack;
    PlanId m_plan = 0;
    std::map<WaveId, QString> m_windows; ///< when each opens, in words
    QTimer m_slow;
    bool m_dirty = false; ///< the slow parts are behind
    HostId m_logHost = 0;
    std::vector<RolloutEvent> m_log;
    StartDialog* m_dialog = nullptr; ///< while it is open
};

} // namespace bw
