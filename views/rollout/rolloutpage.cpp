// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/rolloutpage.h"

#include "models/items/texts.h"
#include "models/services/planservice.h"
#include "models/services/proofservice.h"
#include "models/services/validationservice.h"
#include "models/services/workspace.h"
#include "views/lists/listpane.h"
#include "views/rollout/gatewatch.h"
#include "views/rollout/runinspector.h"
#include "views/rollout/runwaverows.h"
#include "views/rollout/runwavestable.h"
#include "views/rollout/startdialog.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/tableview.h"

#include <QComboBox>
#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bw {

namespace {

constexpr int SlowMs = 1000;

Instant now()
{
    return Clock::system().now();
}

} // namespace

RolloutPage::RolloutPage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_service(workspace.rollouts())
    , m_filter(m_targets)
    , m_head(new RunHead(this))
    , m_waveTable(new RunWavesTable(m_waves, this))
    , m_list(new ListPane(m_targets, m_filter, QStringLiteral("targets"), this))
    , m_empty(new EmptyState(this))
    , m_gate(new GateWatch(workspace, this))
    , m_stack(new QStackedWidget(this))
{
    setupLayout();
    setupMenu();
    connectParts();
    m_slow.setInterval(SlowMs);
    connect(&m_slow, &QTimer::timeout, this, &RolloutPage::refreshSlow);
    m_slow.start();
    updateEmpty();
}

RolloutPage::~RolloutPage() = default;

void RolloutPage::setupLayout()
{
    m_list->bar().setPlaceholder(tr("Filter, for example: state:failed,unreachable host:web*"));
    m_list->table().setAccessibleName(tr("Hosts of the run"));
    m_list->setEmpty(Icon::Deploy, tr("This wave has not been started."), tr("Start wave…"));
    auto* live = new QWidget(m_stack);
    auto* column = new QVBoxLayout(live);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_waveTable);
    column->addWidget(m_list, 1);
    m_stack->addWidget(live);
    m_stack->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_stack, 1);
}

void RolloutPage::connectParts()
{
    connect(m_head, &RunHead::startWanted, this, &RolloutPage::startWave);
    connect(m_head, &RunHead::stopWanted, this, &RolloutPage::stopRun);
    connect(m_head, &RunHead::resumeWanted, this, &RolloutPage::resume);
    connect(m_head, &RunHead::retryWanted, this, &RolloutPage::retryFailed);
    connect(m_head, &RunHead::pauseWanted, this, [this] {
        if (const RunWaveRow* row = waveRow(); row && row->run)
            m_service.pause(*row->run, {});
    });
    connect(&m_head->plans(), &QComboBox::activated, this, [this](int index) {
        m_plan = m_head->plans().itemData(index).toLongLong();
        takeWindows();
        rebuildWaves();
        m_waveTable->setCurrentIndex(m_waves.index(0, 0));
        waveChosen();
    });
    connect(m_waveTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RolloutPage::waveChosen);
    connect(m_list, &ListPane::currentRowChanged, this, &RolloutPage::showInspector);
    connect(m_list, &ListPane::emptyPrimaryChosen, this, &RolloutPage::startWave);
    connect(&m_list->inspector(), &Inspector::linkActivated, this, &RolloutPage::followLink);
    connect(m_empty, &EmptyState::primaryChosen, this, [this] { Q_EMIT pageWanted(QStringLiteral("plan"), {}); });
    connect(&m_service, &RolloutService::runsChanged, this, [this] {
        takeWindows();
        rebuildWaves();
        waveChosen(); // a run that was started elsewhere is the wave's newest now
        updateCount();
    });
    connect(&m_service, &RolloutService::shownChanged, this, &RolloutPage::takeShown);
    connect(m_gate, &GateWatch::changed, this, [this] {
        showHead();
        showInspector();
    });
    connect(&m_service, &RolloutService::log, this,
            [this](RunId run, HostId host, const std::vector<RolloutEvent>& events) {
                if (host != m_logHost || !shown().picture.run || shown().picture.run->id != run)
                    return;
                m_log = events;
                showInspector();
            });
    connect(&m_service, &RolloutService::prepared, this, [this](const std::shared_ptr<const PreparedRun>& prepared) {
        if (m_dialog && wave())
            m_dialog->setPrepared(prepared, m_dialog->keepsWindow() ? m_windows[wave()->id] : tr("not kept"));
    });
    connect(&m_service, &RolloutService::ended, this, [this](RunId, RunEnd end) {
        if (end == RunEnd::Finished)
            Q_EMIT messageWanted({Message::Kind::Done,
                                  tr("Every host of the wave is settled. What is installed, only a "
                                     "fresh inventory proves."),
                                  {},
                                  15'000});
    });
    connect(&m_service, &RolloutService::resultsTaken, this,
            [this](RunId, int count, const std::vector<Issue>& issues) {
                Q_EMIT messageWanted({issues.empty() ? Message::Kind::Done : Message::Kind::Warning,
                                      tr("%1 results taken, %2 not understood.").arg(count).arg(issues.size()),
                                      {},
                                      15'000});
            });
    connect(&m_workspace.planning(), &PlanService::plansChanged, this, &RolloutPage::takePlans);
    connect(&m_workspace.planning(), &PlanService::boardChanged, this, [this] { // windows can be told only now
        takeWindows();
        rebuildWaves();
        showHead();
    });
    connect(&m_workspace, &Workspace::assessedChanged, &m_service, &RolloutService::refresh);
    connect(&m_workspace.proving(), &ProofService::proofChanged, this, [this] { m_dirty = true; });
    connect(&m_workspace.validation(), &ValidationService::matrixChanged, this, [this] { m_dirty = true; });
}

const PlanVersion* RolloutPage::plan() const
{
    const auto& plans = m_workspace.planning().plans();
    const auto it =
        std::find_if(plans.begin(), plans.end(), [this](const PlanVersion& v) { return v.plan.id == m_plan; });
    return it == plans.end() ? nullptr : &*it;
}

const RunWaveRow* RolloutPage::waveRow() const
{
    const int row = m_waveTable->currentIndex().row();
    return row < 0 || row >= m_waves.rowCount() ? nullptr : &m_waves.at(row);
}

const Wave* RolloutPage::wave() const
{
    const PlanVersion* version = plan();
    const RunWaveRow* row = waveRow();
    if (!version || !row)
        return nullptr;
    const auto& waves = version->plan.waves;
    const auto it = std::find_if(waves.begin(), waves.end(), [&](const Wave& w) { return w.id == row->wave; });
    return it == waves.end() ? nullptr : &*it;
}

const ShownRun& RolloutPage::shown() const
{
    return m_service.shown();
}

void RolloutPage::takePlans()
{
    QComboBox& box = m_head->plans();
    box.clear();
    for (const PlanVersion& version : m_workspace.planning().plans())
        box.addItem(tr("%1, version %2").arg(Texts::of(version.plan.name)).arg(version.number),
                    qint64(version.plan.id));
    if (!plan() && box.count() > 0)
        m_plan = box.itemData(0).toLongLong();
    box.setCurrentIndex(box.findData(qint64(m_plan)));
    box.setVisible(box.count() > 0);
    takeWindows();
    rebuildWaves();
    waveChosen();
}

/// Expanding recurrences is nothing for ten times a second.
void RolloutPage::takeWindows()
{
    m_windows.clear();
    if (const PlanVersion* version = plan()) {
        for (const Wave& wave : version->plan.waves)
            m_windows[wave.id] = waveWindowText(wave, m_workspace.planning().ground().get(), now());
    }
}

void RolloutPage::rebuildWaves()
{
    m_waves.setWaves(runWaveRows(m_plan, plan(), m_service, m_windows, now()));
    m_waveTable->fitHeight();
    if (!m_waveTable->currentIndex().isValid() && m_waves.rowCount() > 0) {
        // What runs is what one wants to see; else the first wave that has not.
        int best = 0;
        for (int row = m_waves.rowCount() - 1; row >= 0; --row) {
            if (m_waves.at(row).run) {
                best = row;
                break;
            }
        }
        m_waveTable->setCurrentIndex(m_waves.index(best, 0));
    }
    updateEmpty();
}

void RolloutPage::waveChosen()
{
    const RunWaveRow* row = waveRow();
    const RunId wanted = row && row->run ? *row->run : 0;
    const RunId now = shown().picture.run ? shown().picture.run->id : 0;
    if (wanted != now) {
        m_log.clear();
        m_logHost = 0;
        m_service.show(wanted);
    }
    showHead();
    showInspector();
}

void RolloutPage::takeShown(const ShownRun& s)
{
    const RunWaveRow* row = waveRow();
    const bool mine = s.picture.run && row && row->run == s.picture.run->id;
    const bool first = mine && (!m_targets.run() || m_targets.run()->id != s.picture.run->id);
    m_targets.setProgress(mine ? s.picture.run : nullptr, mine ? s.picture.progress : nullptr, now());
    if (first || !mine)
        m_gate->forget();
    if (!mine)
        m_list->refresh();
    rebuildWaves();
    showHead();
    m_dirty = true;
    if (first || !mine)
        refreshSlow();
}

void RolloutPage::refreshSlow()
{
    if (!isVisible() && !m_dirty)
        return;
    const ShownRun& s = shown();
    const bool moving = s.driven && s.picture.progress && s.picture.progress->onTheirWay() > 0;
    if (moving) // elapsed times go on between two events
        m_targets.setProgress(m_targets.run(), m_targets.progress(), now());
    if (!m_dirty && !moving)
        return;
    if (wave())
        m_dirty = !m_gate->ask(plan()->plan, *wave(), s);
    else
        m_dirty = false;
    m_list->refresh();
    showHead();
    if (m_logHost != 0 && s.driven)
        m_service.askLog(m_logHost);
    showInspector();
    updateCount();
}

void RolloutPage::showHead()
{
    RunHeadInput input;
    input.row = waveRow();
    input.inPlan = wave() != nullptr;
    input.shown = &shown();
    input.gate = m_gate->verdict();
    const auto ground = m_workspace.planning().ground();
    if (const Window* window = wave() && ground ? ground->window(wave()->window) : nullptr)
        input.zone = window->zone;
    input.now = now();
    m_head->setView(headOf(input));
}

void RolloutPage::showInspector()
{
    const ShownRun& s = shown();
    const RunWaveRow* row = waveRow();
    if (!row || !row->run || !s.picture.run || s.picture.run->id != *row->run || m_targets.rowCount() == 0)
        return m_list->inspector().setEmpty(tr("Choose a wave that was started to see its gate and its hosts."));
    InspectorContent content;
    content.title = Texts::of(s.picture.run->waveName);
    content.subtitle = tr("Roll-out %1 · %2").arg(s.picture.run->id).arg(row->when);
    const int current = m_list->currentRow();
    if (current >= 0 && current < m_targets.rowCount()) {
        const TargetProgress& target = m_targets.target(current);
        if (m_logHost != target.host) {
            m_logHost = target.host;
            m_log.clear();
            m_service.askLog(m_logHost);
        }
        content.sections = hostSections(m_targets.order(current), target, m_log, now());
    }
    auto sections = runSections(s, m_gate->verdict());
    // The gate says more than any one host, unless that host needs a person.
    const bool hostFirst = current >= 0 && m_targets.pinned(current) < 3;
    content.sections.insert(hostFirst ? content.sections.end() : content.sections.begin(),
                            std::make_move_iterator(sections.begin()), std::make_move_iterator(sections.end()));
    m_list->inspector().setContent(content);
}

void RolloutPage::updateEmpty()
{
    const bool any = m_waves.rowCount() > 0;
    if (!any)
        m_empty->setContent(Icon::Deploy, tr("Nothing to roll out yet: plan waves first, and have a version approved."),
                            tr("Go to the plan"));
    m_stack->setCurrentIndex(any ? 0 : 1);
    m_list->bar().setVisible(m_targets.rowCount() > 0);
}

void RolloutPage::updateCount()
{
    std::uint32_t running = 0;
    for (const RunLine& run : m_service.runs())
        running += m_service.driving(run.id);
    Q_EMIT countChanged(running > 0 ? Texts::number(running) : QString(), tr("%1 roll-outs are running").arg(running));
    m_list->bar().setResultText(m_targets.rowCount() == 0
                                    ? QString()
                                    : tr("%1 of %2 hosts").arg(m_filter.rowCount()).arg(m_targets.rowCount()));
    Q_EMIT statusTextChanged();
}

void RolloutPage::focusMain()
{
    if (m_stack->currentIndex() == 1 && m_empty->focusPrimary())
        return;
    if (m_targets.rowCount() > 0)
        m_list->focusList();
    else
        m_waveTable->setFocus(Qt::OtherFocusReason);
}

void RolloutPage::focusFilter()
{
    m_list->bar().focusFilter();
}

void RolloutPage::toggleInspector()
{
    m_list->toggleInspector();
}

void RolloutPage::showFiltered(const QString& filter)
{
    m_list->setFilter(filter);
}

QString RolloutPage::statusText() const
{
    const RunProgress* progress = m_targets.progress().get();
    if (!progress)
        return tr("%1 waves").arg(m_waves.rowCount());
    return tr("%1 hosts, %2 failed, %3 unknown")
        .arg(Texts::number(progress->hosts()), Texts::number(progress->failed()),
             Texts::number(progress->count(TargetState::Lost)));
}

} // namespace bw
