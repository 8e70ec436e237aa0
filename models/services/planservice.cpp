// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/planservice.h"

#include "models/foundation/dispose.h"
#include "models/store/store.h"

#include <algorithm>
#include <utility>

namespace bw {

namespace {

QString text(const std::string& s)
{
    return QString::fromStdString(s);
}

RuleBreak refusedBy(const Error& error)
{
    RuleBreak rule;
    rule.sentence = error.subject;
    return rule;
}

} // namespace

PlanService::PlanService(Store& store, JobRunner& jobs, const Clock& clock, std::string who, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_jobs(jobs)
    , m_clock(clock)
    , m_who(std::move(who))
{
}

PlanService::~PlanService()
{
    m_jobs.drain(this); // they work on the store
}

void PlanService::report(const Error& error)
{
    if (error.kind != ErrorKind::Cancelled)
        Q_EMIT failed(error);
}

std::optional<RuleBreak> PlanService::refusal(const PlanEdit& edit) const
{
    if (m_ground)
        return bw::refusal(plan(), edit, *m_ground);
    const auto next = edited(plan(), edit);
    return next ? std::nullopt : std::optional(refusedBy(next.error()));
}

Plan PlanService::draft(const RingTemplate& rings, const std::vector<std::string>& patches,
                        const std::vector<HostId>& hosts) const
{
    if (!m_ground)
        return plan();
    DraftWish wish;
    wish.name = plan().name;
    wish.patches = patches;
    wish.hosts = hosts;
    wish.seed = plan().seed;
    wish.base = plan();
    return draftPlan(rings, wish, *m_ground);
}

QString PlanService::waveOfPatch(const std::string& patch) const
{
    for (const Wave& wave : plan().waves) {
        if (std::find(wave.patches.begin(), wave.patches.end(), patch) != wave.patches.end())
            return text(wave.name);
    }
    return {};
}

void PlanService::setAssessment(std::shared_ptr<const Assessment> assessment)
{
    const bool first = !m_assessment;
    disposeLater(std::exchange(m_assessment, std::move(assessment)));
    if (first)
        reload();
    else
        rebuildGround();
}

void PlanService::reload()
{
    struct Answer {
        PlanningInputs inputs;
        std::vector<PlanVersion> plans;
    };
    m_jobs.start(
        QStringLiteral("plan-reload"), tr("Reading plans"), this,
        [this](ProgressSink&) -> Result<Answer> {
            auto inputs = planningInputs(m_store);
            if (!inputs)
                return inputs.error();
            auto plans = listPlans(m_store);
            if (!plans)
                return plans.error();
            return Answer{std::move(*inputs), std::move(*plans)};
        },
        [this](Result<Answer> answer) {
            if (!answer)
                return report(answer.error());
            disposeLater(std::exchange(m_plans, std::move(answer->plans)));
            Q_EMIT plansChanged(m_plans);
            takeContext(std::move(answer->inputs));
            if (!hasPlan() && !m_plans.empty())
                show(m_plans.front(), {});
            for (const PlanVersion& version : m_plans) {
                if (version.plan.id == plan().id && m_unsaved == 0 && version != current())
                    show(version, {});
            }
        });
}

void PlanService::takeContext(PlanningInputs inputs)
{
    if (m_ground && inputs == *m_inputs)
        return;
    const bool policyIsNew = inputs.policy != policy();
    m_inputs = std::make_shared<const PlanningInputs>(std::move(inputs));
    if (policyIsNew)
        Q_EMIT policyChanged(policy());
    rebuildGround();
}

void PlanService::rebuildGround()
{
    if (!m_assessment)
        return;
    m_jobs.start(
        QStringLiteral("plan-ground"), tr("Looking at the plan's hosts"), this,
        [inputs = m_inputs, assessment = m_assessment, now = m_clock.now()](ProgressSink&) {
            return std::shared_ptr<const PlanGround>(
                std::make_shared<PlanGround>(planContext(*inputs, assessment, now)));
        },
        [this](std::shared_ptr<const PlanGround> ground) {
            // The one before may be the last that holds a whole assessment.
            disposeLater(std::exchange(m_ground, std::move(ground)));
            recompute();
        });
}

void PlanService::recompute()
{
    if (!m_ground || !hasPlan())
        return;
    m_jobs.start(
        QStringLiteral("plan-board"), tr("Laying out the plan"), this,
        [plan = sharedPlan(), ground = m_ground](ProgressSink&) {
            return std::shared_ptr<const Board>(std::make_shared<Board>(layOut(*plan, *ground)));
        },
        [this, plan = sharedPlan()](std::shared_ptr<const Board> board) {
            auto before = std::exchange(m_board, std::move(board));
            m_boardOf = plan;
            Q_EMIT boardChanged(m_board);
            disposeLater(std::move(before)); // after its cards are gone from the lists
        });
    simulateNow();
}

void PlanService::simulateNow()
{
    m_jobs.start(
        QStringLiteral("plan-simulation"), tr("Simulating the plan"), this,
        [plan = sharedPlan(), before = m_before, ground = m_ground](ProgressSink& progress) -> Result<ForecastChange> {
            auto now = simulate(*plan, *ground, {}, progress);
            if (!now)
                return now.error();
            std::optional<Forecast> earlier;
            if (before) {
                auto simulated = simulate(*before, *ground, {}, progress);
                if (!simulated)
                    return simulated.error();
                earlier = std::move(*simulated);
            }
            return changeOf(std::move(*now), std::move(earlier));
        },
        [this](Result<ForecastChange> change) {
            if (!change)
                return report(change.error());
            m_forecast = std::move(*change);
            Q_EMIT forecastChanged(*m_forecast);
        });
}

/// Another plan, or another version of this one, comes up from the store.
void PlanService::show(PlanVersion version, const QString& what)
{
    if (version.plan.id != plan().id) {
        disposeLater(std::exchange(m_before, nullptr));
        m_forecast.reset();
    }
    const bool boardStays = boardIsCurrent() && version.plan == plan();
    setCurrent(std::move(version));
    if (boardStays)
        m_boardOf = sharedPlan();
    const auto shown = m_current; // whoever hears of it may change it again
    Q_EMIT planChanged(*shown, what);
    recompute();
}

void PlanService::setCurrent(PlanVersion version)
{
    disposeLater(std::exchange(m_current, std::make_shared<const PlanVersion>(std::move(version))));
}

void PlanService::openPlan(PlanId plan)
{
    m_jobs.start(
        QStringLiteral("plan-open"), tr("Opening the plan"), this,
        [this, plan](ProgressSink&) { return loadPlan(m_store, plan); },
        [this](Result<PlanVersion> version) {
            if (!version)
                return report(version.error());
            show(std::move(*version), {});
        });
}

void PlanService::createPlan(const Plan& plan, const QString& why)
{
    Plan fresh = plan;
    fresh.id = 0;
    m_jobs.start(
        QString(), tr("Storing the plan"), this,
        [this, fresh, stamp = Stamp{m_who, m_clock.now(), why.toStdString()}](ProgressSink&) {
            return savePlan(m_store, fresh, stamp);
        },
        [this](Result<PlanVersion> version) {
            if (!version)
                return report(version.error());
            show(std::move(*version), {});
            reload();
        });
}

void PlanService::apply(Plan next, const QString& what)
{
    if (!hasPlan() || next == plan())
        return;
    disposeLater(std::exchange(m_before, sharedPlan()));
    PlanVersion version;
    version.plan = std::move(next);
    version.plan.id = plan().id;
    version.number = current().number + 1;
    version.who = m_who;
    version.at = m_clock.now();
    version.why = what.toStdString();
    setCurrent(std::move(version));
    const auto shown = m_current; // whoever hears of it may change it again
    Q_EMIT planChanged(*shown, what);
    recompute();
    store();
}

/// The writer thread keeps the order of the versions; each says on which one it stands, so that nobody's change is
/// written over.
void PlanService::store()
{
    ++m_unsaved;
    m_waiting.push_back(m_current);
    if (m_unsaved == 1)
        storeNext();
}

void PlanService::storeNext()
{
    const auto version = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_jobs.start(
        QString(), text(version->why), this,
        [this, version](ProgressSink&) {
            return savePlan(m_store, version->plan, {version->who, version->at, version->why}, version->number - 1);
        },
        [this](Result<PlanVersion> stored) {
            --m_unsaved;
            if (!stored) {
                m_unsaved = 0;
                m_waiting.clear();
                report(stored.error());
                return openPlan(plan().id);
            }
            if (!m_waiting.empty())
                return storeNext();
            reload();
        });
}

void PlanService::applyEdit(const PlanEdit& edit)
{
    if (const auto rule = refusal(edit)) {
        Q_EMIT refused(*rule);
        return;
    }
    auto next = edited(plan(), edit);
    if (!next)
        return report(next.error());
    const QString what = text(textOf(edit, plan()));
    apply(std::move(*next), what);
}

void PlanService::setPolicy(const PlanningPolicy& policy, const QString& why)
{
    m_jobs.start(
        QString(), tr("Storing the planning policy"), this,
        [this, policy, stamp = Stamp{m_who, m_clock.now(), why.toStdString()}](ProgressSink&) {
            return setPlanningPolicy(m_store, policy, stamp);
        },
        [this](Result<void> stored) {
            if (!stored)
                return report(stored.error());
            Q_EMIT done(tr("Planning policy stored"));
            reload();
        });
}

void PlanService::requestApproval(const QString& why)
{
    m_jobs.start(
        QString(), tr("Asking for approval"), this,
        [this, id = plan().id, ground = m_ground, stamp = Stamp{m_who, m_clock.now(), why.toStdString()}](
            ProgressSink&) { return bw::requestApproval(m_store, id, stamp, ground.get()); },
        [this](Result<PlanVersion> version) {
            if (!version)
                return report(version.error());
            const QString what = version->state == PlanState::Approved
                ? tr("Version %1 approved").arg(version->number)
                : tr("Approval of version %1 asked for").arg(version->number);
            show(std::move(*version), {});
            Q_EMIT done(what);
            reload();
        });
}

void PlanService::grant(const QString& why)
{
    approve(true, why);
}

void PlanService::refuse(const QString& why)
{
    approve(false, why);
}

void PlanService::approve(bool granted, const QString& why)
{
    m_jobs.start(
        QString(), granted ? tr("Approving") : tr("Refusing approval"), this,
        [this, id = plan().id, granted, stamp = Stamp{m_who, m_clock.now(), why.toStdString()}](ProgressSink&) {
            return decidePlan(m_store, id, granted, stamp);
        },
        [this, granted](Result<PlanVersion> version) {
            if (!version)
                return report(version.error());
            const QString what =
                (granted ? tr("Version %1 approved") : tr("Approval of version %1 refused")).arg(version->number);
            show(std::move(*version), {});
            Q_EMIT done(what);
            reload();
        });
}

void PlanService::closePlan(const QString& why)
{
    m_jobs.start(
        QString(), tr("Closing the plan"), this,
        [this, id = plan().id, stamp = Stamp{m_who, m_clock.now(), why.toStdString()}](ProgressSink&) {
            return bw::closePlan(m_store, id, stamp);
        },
        [this](Result<void> closed) {
            if (!closed)
                return report(closed.error());
            show({}, {});
            Q_EMIT done(tr("Plan closed"));
            reload();
        });
}

void PlanService::loadVersions()
{
    m_jobs.start(
        QStringLiteral("plan-versions"), tr("Reading the plan's versions"), this,
        [this, id = plan().id](ProgressSink&) { return planVersions(m_store, id); },
        [this](Result<std::vector<PlanVersion>> versions) {
            if (!versions)
                return report(versions.error());
            Q_EMIT versionsLoaded(*versions);
        });
}

} // namespace bw
