// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/clock.h"
#include "models/foundation/jobrunner.h"
#include "models/planning/board.h"
#include "models/planning/difference.h"
#include "models/planning/ringtemplate.h"
#include "models/planning/simulate.h"
#include "models/services/plans.h"

#include <QObject>
#include <QString>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bw {

class Store;

/// The plan of the window: wishes go in as verbs, whole values come out as signals. Lives in the GUI thread, owned by
/// the workspace. The plan changes at once (rows move when planChanged comes back); board and simulation follow from
/// jobs of which the newest wins; each change is stored as a version of its own.
///
/// Undo is the page's: it keeps the plan before and after and calls apply() with the one or the other.
class PlanService final : public QObject {
    Q_OBJECT

public:
    PlanService(Store& store, JobRunner& jobs, const Clock& clock, std::string who, QObject* parent = nullptr);
    ~PlanService() override;

    /// Of every plan the newest version, newest first.
    const std::vector<PlanVersion>& plans() const { return m_plans; }
    /// plan.id 0 and no waves: no plan is open.
    const PlanVersion& current() const { return *m_current; }
    const Plan& plan() const { return m_current->plan; }
    /// For who keeps it: a plan of ten thousand hosts is shared, not copied.
    std::shared_ptr<const Plan> sharedPlan() const { return {m_current, &m_current->plan}; }
    bool hasPlan() const { return plan().id != 0; }
    /// Null before the first assessment.
    std::shared_ptr<const PlanGround> ground() const { return m_ground; }
    /// Null before the first layout.
    std::shared_ptr<const Board> board() const { return m_board; }
    /// False: it is of another plan, or of this one before its last change.
    bool boardIsCurrent() const { return m_board && m_boardOf == sharedPlan(); }
    const std::optional<ForecastChange>& forecast() const { return m_forecast; }
    const PlanningPolicy& policy() const { return m_inputs->policy; }

    /// For the hovering mouse; answers at once.
    std::optional<RuleBreak> refusal(const PlanEdit& edit) const;
    /// What a template would make of the open plan (or of a new one), to be shown before it is applied.
    Plan draft(const RingTemplate& rings, const std::vector<std::string>& patches,
               const std::vector<HostId>& hosts) const;
    /// Name of the wave in which a patch stands first; empty: in none.
    QString waveOfPatch(const std::string& patch) const;

public Q_SLOTS:
    /// The workspace was computed anew.
    void setAssessment(std::shared_ptr<const bw::Assessment> assessment);
    /// Reads plans, policy, verdicts and notes again (another room or program changed them).
    void reload();
    void openPlan(bw::PlanId plan);
    /// Stores a new plan and opens it.
    void createPlan(const bw::Plan& plan, const QString& why);
    /// The open plan becomes `next`; `what` is the text of the edit ("Move 3 patches to Early"). Nothing happens
    /// where it is the same.
    void apply(bw::Plan next, const QString& what);
    /// The same from an edit; a refusal comes as `refused`.
    void applyEdit(const bw::PlanEdit& edit);
    void setPolicy(const bw::PlanningPolicy& policy, const QString& why);
    void requestApproval(const QString& why);
    void grant(const QString& why);
    void refuse(const QString& why);
    void closePlan(const QString& why);
    /// Answers with versionsLoaded.
    void loadVersions();

Q_SIGNALS:
    void plansChanged(const std::vector<bw::PlanVersion>& plans);
    /// Another plan is open, or the open one is another; `what` is the edit's text, empty where it was only opened.
    void planChanged(const bw::PlanVersion& current, const QString& what);
    void boardChanged(std::shared_ptr<const bw::Board> board);
    /// With the comparison with the plan before the last change.
    void forecastChanged(const bw::ForecastChange& forecast);
    void policyChanged(const bw::PlanningPolicy& policy);
    /// Oldest first.
    void versionsLoaded(const std::vector<bw::PlanVersion>& versions);
    void refused(const bw::RuleBreak& rule);
    /// A verb is done and stored: "Approval of version 3 asked for".
    void done(const QString& text);
    /// Nothing was changed. Conflict: another program changed the plan meanwhile; the newest version was loaded.
    void failed(const bw::Error& error);

private:
    void takeContext(PlanningInputs inputs);
    void rebuildGround();
    void recompute();
    void simulateNow();
    void show(PlanVersion version, const QString& what);
    void setCurrent(PlanVersion version);
    void store();
    void storeNext();
    void approve(bool granted, const QString& why);
    void report(const Error& error);

    Store& m_store;
    JobRunner& m_jobs;
    const Clock& m_clock;
    std::string m_who;
    std::shared_ptr<const Assessment> m_assessment;
    std::shared_ptr<const PlanningInputs> m_inputs = std::make_shared<PlanningInputs>();
    std::vector<PlanVersion> m_plans;
    std::shared_ptr<const PlanVersion> m_current = std::make_shared<PlanVersion>();
    std::deque<std::shared_ptr<const PlanVersion>> m_waiting; ///< versions to be stored, oldest first
    int m_unsaved = 0;
    std::shared_ptr<const Plan> m_before; ///< the plan before the last change
    std::shared_ptr<const PlanGround> m_ground;
    std::shared_ptr<const Board> m_board;
    std::shared_ptr<const Plan> m_boardOf; ///< what m_board was laid out from
    std::optional<ForecastChange> m_forecast;
};

} // namespace bw
