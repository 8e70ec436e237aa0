// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/planpage.h"

#include "models/domain/hostfilter.h"
#include "models/domain/patchfilter.h"
#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/planner/boardview.h"
#include "views/planner/cardlist.h"
#include "views/planner/droppreview.h"
#include "views/planner/plancalendars.h"
#include "views/planner/planeditor.h"
#include "views/planner/planheader.h"
#include "views/planner/planinspector.h"
#include "views/planner/planreports.h"
#include "views/planner/planverbs.h"
#include "views/planner/wavecolumn.h"
#include "views/planner/waveheader.h"
#include "views/planner/waveviews.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/inspector.h"

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bw {

namespace {

constexpr int roomForInspector = 1180; ///< px of the page
const QString splitterKey = QStringLiteral("plan/splitter");
const QString boardKey = QStringLiteral("plan/board");

} // namespace

PlanPage::PlanPage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_plans(workspace.planning())
    , m_editor(new PlanEditor(m_plans, this))
    , m_preview(new DropPreview(m_plans, workspace.jobs(), this))
    , m_calendars(new PlanCalendars(m_plans, this))
    , m_verbs(new PlanVerbs(*this))
    , m_header(new PlanHeader(this))
    , m_board(new BoardView(this))
    , m_inspector(new Inspector(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setupLayout();
    setupActions();
    setupHeader();
    setupPlanMenu();
    connectService();
    connectBoard();
    takePlan();
}

PlanPage::~PlanPage()
{
    QSettings settings;
    settings.setValue(splitterKey, m_splitter->saveState());
    settings.setValue(boardKey, m_board->splitter().saveState());
}

QAction* PlanPage::action(const QString& id) const
{
    return m_verbs->action(id);
}

void PlanPage::setupLayout()
{
    m_splitter->addWidget(m_board);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setHandleWidth(1);
    m_inspector->setMinimumWidth(250);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_stack, 1);
    const QSettings settings;
    if (!m_splitter->restoreState(settings.value(splitterKey).toByteArray()))
        m_splitter->setSizes({900, 300});
    m_board->splitter().restoreState(settings.value(boardKey).toByteArray());
    QList<std::pair<QString, QString>> groupings;
    for (const GroupBy by : {GroupBy::Role, GroupBy::Tag, GroupBy::Site, GroupBy::Os, GroupBy::Owner})
        groupings.push_back({Texts::of(name(by)), BoardCards::groupBy(by)});
    m_board->waiting().setGroupings(groupings);
}

void PlanPage::connectService()
{
    connect(m_editor, &PlanEditor::planTaken, this, &PlanPage::takePlan);
    connect(&m_plans, &PlanService::boardChanged, this, &PlanPage::takeBoard);
    connect(&m_plans, &PlanService::forecastChanged, this, [this] {
        fillHeader();
        if (m_shown == Shown::Simulation)
            showInspector();
    });
    connect(&m_plans, &PlanService::plansChanged, this, [this] {
        fillHeader();
        updateEmpty();
    });
    connect(&m_plans, &PlanService::done, this, [this](const QString& what) {
        Q_EMIT messageWanted({Message::Kind::Done, what + u'.', {}, 10'000});
    });
    connect(&m_workspace, &Workspace::assessedChanged, this, [this] { updateEmpty(); });
    connect(m_editor, &PlanEditor::refused, this, [this](const QString& why) {
        Q_EMIT messageWanted({Message::Kind::Warning, why, {}, 15'000});
    });
    connect(m_editor, &PlanEditor::stepsLost, this, [this] {
        Q_EMIT messageWanted({Message::Kind::Warning,
                              tr("Somebody else changed the plan. Your steps before that can no longer be undone."),
                              {},
                              15'000});
    });
    connect(m_editor, &PlanEditor::changed, this,
            [this](const QString& what) { Q_EMIT undoMessageWanted(what + u'.'); });
    connect(m_editor, &PlanEditor::cardsPlaced, this, [this](WaveId wave, const QStringList& cards) {
        // Who takes a card out goes on in the same wave, not at the left.
        const WaveId at = m_board->currentWave();
        if (wave != 0 || at == 0)
            m_board->focusCards(wave, cards);
        else if (CardList* list = m_board->list(at); list && list->cards().rowCount() > 0)
            m_board->focusCards(at, {list->cards().card(std::max(0, list->currentIndex().row())).id});
        else
            m_board->focusHeader(at);
    });
}

void PlanPage::connectBoard()
{
    m_inspect.setSingleShot(true);
    m_inspect.setInterval(0);
    connect(&m_inspect, &QTimer::timeout, this, &PlanPage::showInspector);
    m_board->setJudge([this](const BoardDrag& drag, WaveId wave) { return m_editor->verdict(drag, wave); });
    connect(m_board, &BoardView::dropWanted, this, [this](const BoardDrag& drag, WaveId wave, int before) {
        // After the drag's own loop has come to its end: the change may open a message or a dialog.
        QMetaObject::invokeMethod(
            this, [this, drag, wave, before] { m_editor->move(drag, wave, before); }, Qt::QueuedConnection);
    });
    connect(m_board, &BoardView::waveDropWanted, this, [this](WaveId wave, int place) {
        QMetaObject::invokeMethod(
            this,
            [this, wave, place] {
                m_editor->apply(ReorderWave{wave, std::size_t(place)});
            },
            Qt::QueuedConnection);
    });
    connect(m_board, &BoardView::currentChanged, this, [this] {
        m_shown = Shown::Current;
        updateActions();
        m_inspect.start(); // a drop changes what is current several times
        Q_EMIT statusTextChanged();
    });
    connect(m_board, &BoardView::cardOpened, this, &PlanPage::openCurrent);
    connect(m_board, &BoardView::waveOpened, this, &PlanPage::openWave);
    connect(m_board, &BoardView::cardMenuWanted, this, &PlanPage::showCardMenu);
    connect(m_board, &BoardView::waveMenuWanted, this, &PlanPage::showWaveMenu);
    connect(m_board, &BoardView::addWaveWanted, this, &PlanPage::addWave);
    connect(m_board, &BoardView::hovered, m_preview, &DropPreview::hover);
    connect(m_board, &BoardView::hoverEnded, m_preview, &DropPreview::end);
    connect(m_preview, &DropPreview::changed, this, &PlanPage::fillHeader);
    WaitingColumn& waiting = m_board->waiting();
    connect(&waiting, &WaitingColumn::modeChosen, this, &PlanPage::setMode);
    connect(&waiting, &WaitingColumn::filterChanged, this, &PlanPage::fillWaiting);
    connect(&waiting, &WaitingColumn::groupingChanged, this, [this] {
        m_open.clear();
        fillCards();
    });
    connect(m_inspector, &Inspector::linkActivated, this, &PlanPage::followLink);
    connect(m_empty, &EmptyState::primaryChosen, this, [this] {
        if (m_workspace.assessed().assessment && m_workspace.assessed().assessment->fleet->hosts.empty())
            Q_EMIT importWanted();
        else
            startFromTemplate();
    });
    connect(m_empty, &EmptyState::secondChosen, this, &PlanPage::startEmpty);
}

void PlanPage::takePlan()
{
    const PlanVersion& version = m_plans.current();
    m_header->setTitle(m_plans.hasPlan() ? Texts::of(version.plan.name) : tr("No plan"),
                       m_plans.hasPlan() ? planStateText(version) : QString());
    m_board->setPlan(version.plan.id, version.number);
    const auto known = m_plans.board();
    if (known && known->plan.id == version.plan.id && !m_plans.boardIsCurrent()) {
        // Rows move at once; their figures follow with the board.
        m_board->setWaves(waveViews(version.plan, *known));
    } else if (!known || known->plan.id != version.plan.id) {
        m_board->setWaves({});
    }
    fillCards();
    fillHeader();
    updateEmpty();
    updateActions();
    Q_EMIT countChanged(m_plans.hasPlan() ? QString::number(version.plan.waves.size()) : QString(),
                        tr("%1 waves").arg(version.plan.waves.size()));
}

void PlanPage::takeBoard()
{
    const auto board = m_plans.board();
    if (!board || board->plan.id != m_plans.plan().id)
        return;
    m_board->setPlan(m_plans.current().plan.id, m_plans.current().number);
    m_board->setWaves(waveViews(*board));
    fillCards();
    fillHeader();
    updateEmpty();
    updateActions();
    showInspector();
    Q_EMIT statusTextChanged();
}

void PlanPage::setMode(BoardMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    m_board->waiting().setMode(mode);
    fillCards();
    updateActions();
    showInspector();
}

void PlanPage::fillCards()
{
    const auto board = m_plans.board();
    const auto ground = m_plans.ground();
    const Plan& plan = m_plans.plan();
    std::vector<PatchCards> before;
    if (m_mode == BoardMode::Patches && board && !m_plans.boardIsCurrent())
        before = BoardCards::patchesBefore(plan, board);
    for (WaveColumn* column : m_board->columns()) {
        const Wave* wave = waveOf(plan, column->wave());
        if (!wave)
            continue;
        const auto place = std::size_t(wave - plan.waves.data());
        if (m_mode == BoardMode::Hosts)
            column->cards().setCards(ground ? BoardCards::hosts(wave->hosts, grouping(), *ground, m_open)
                                            : std::vector<Card>());
        else if (!before.empty())
            column->cards().setPatches(before[place]);
        else
            column->cards().setPatches(board ? BoardCards::patches(board, board->waves[place].cards) : PatchCards());
    }
    fillWaiting();
}

void PlanPage::fillHeader()
{
    const auto& ahead = m_preview->change();
    const auto& now = m_plans.forecast();
    m_header->setFigures(m_plans.hasPlan() && now ? planFigures(ahead ? *ahead : *now, ahead.has_value())
                                                  : std::vector<HeaderFigure>());
    const auto board = m_plans.board();
    int blocking = 0, others = 0;
    if (board && m_plans.hasPlan()) {
        for (const RuleBreak& rule : board->broken)
            ++(blocks(rule) ? blocking : others);
    }
    m_header->setConflicts(blocking, others);
    const PlanState state = m_plans.current().state;
    const bool asked = m_plans.hasPlan() && state == PlanState::Requested;
    m_approval->setText(asked ? tr("Approve") : tr("Request approval"));
    m_approval->setVisible(!m_plans.plan().waves.empty() && state != PlanState::Approved);
    m_refuse->setVisible(asked);
}

void PlanPage::updateEmpty()
{
    const Assessed& assessed = m_workspace.assessed();
    const bool waves = m_plans.hasPlan() && !m_plans.plan().waves.empty();
    m_header->setVisible(m_plans.hasPlan() || !m_plans.plans().empty());
    m_stack->setCurrentWidget(waves ? static_cast<QWidget*>(m_splitter) : m_empty);
    if (waves)
        return;
    if (assessed.assessment && assessed.assessment->fleet->hosts.empty())
        m_empty->setContent(Icon::Plan, tr("A plan needs hosts: import inventories first."), tr("Import inventories…"));
    else if (!m_plans.hasPlan())
        m_empty->setContent(Icon::Plan,
                            tr("No plan yet. A plan says which patches go to which hosts, in which waves, and when."),
                            tr("Use the 4-ring template…"), tr("Start empty"));
    else
        m_empty->setContent(Icon::Plan, tr("This plan has no waves yet."), tr("Use the 4-ring template…"),
                            tr("Add a wave"));
}

void PlanPage::showInspector()
{
    const auto board = m_plans.board();
    const auto ground = m_plans.ground();
    if (!board || !ground || !m_plans.hasPlan() || board->plan.id != m_plans.plan().id)
        return m_inspector->setEmpty(tr("Choose a card or the head of a wave to see why and when."));
    if (m_shown == Shown::Rules)
        return m_inspector->setContent(rulesInspector(m_plans.plan(), board->broken, *ground));
    if (m_shown == Shown::Simulation)
        return m_inspector->setContent(simulationInspector(m_plans.plan(), m_plans.forecast()));
    const WaveId wave = m_board->currentWave();
    const QModelIndexList chosen = m_board->chosen();
    if (chosen.size() == 1) {
        const Card& card = m_board->cards(wave)->card(chosen.front().row());
        m_inspector->setContent(card.kind == Card::Kind::Patch
                                    ? patchCardInspector(card, wave, m_plans.plan(), *board, *ground)
                                    : hostCardInspector(card, wave, m_plans.plan(), *board, *ground));
    } else if (chosen.size() > 1) {
        InspectorContent content;
        content.title = dragText(chosen);
        content.subtitle = tr("%1 cards chosen: they move together.").arg(chosen.size());
        m_inspector->setContent(content);
    } else if (wave != 0) {
        m_inspector->setContent(waveInspector(m_plans.plan(), wave, *board, *ground));
    } else {
        m_inspector->setEmpty(tr("Choose a card or the head of a wave to see why and when."));
    }
}

void PlanPage::focusMain()
{
    if (m_stack->currentWidget() == m_empty) {
        if (!m_empty->focusPrimary())
            setFocus(Qt::OtherFocusReason);
        return;
    }
    CardList* list = m_board->list(m_board->currentWave());
    (list ? list : m_board->list(0))->setFocus(Qt::OtherFocusReason);
}

void PlanPage::focusFilter()
{
    m_board->waiting().focusFilter();
}

void PlanPage::toggleInspector()
{
    m_inspectorWish = m_inspector->isHidden();
    m_inspector->setVisible(*m_inspectorWish);
}

void PlanPage::showFiltered(const QString& filter)
{
    m_board->waiting().setFilter(filter);
}

QString PlanPage::statusText() const
{
    if (!m_plans.hasPlan())
        return {};
    QStringList parts;
    const auto chosen = m_board->chosen().size();
    if (chosen > 0)
        parts << tr("%1 chosen").arg(chosen);
    if (m_plans.forecast() && m_plans.forecast()->now.runs > 0)
        parts << tr("simulated %1 runs, seed %2").arg(m_plans.forecast()->now.runs).arg(m_plans.plan().seed);
    QSet<QString> zones;
    if (const auto board = m_plans.board()) {
        for (const BoardWave& wave : board->waves) {
            if (!wave.zone.empty())
                zones.insert(Texts::of(wave.zone));
        }
    }
    if (zones.size() == 1)
        parts << tr("window times are %1").arg(*zones.begin());
    else if (zones.size() > 1)
        parts << tr("windows are in %1 time zones").arg(zones.size());
    return parts.join(QStringLiteral("  ·  "));
}

QUndoStack* PlanPage::undoStack() const
{
    return &m_editor->undoStack();
}

void PlanPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    m_inspector->setVisible(m_inspectorWish.value_or(width() >= roomForInspector));
    if (m_plans.hasPlan())
        m_header->setTitle(Texts::of(m_plans.plan().name), planStateText(m_plans.current()));
}

} // namespace bw
