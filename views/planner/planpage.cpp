// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/planpage.h"

#include "models/domain/hostfilter.h"
#include "models/domain/patchfilter.h"
#include "models/foundation/jobrunner.h"
#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/planner/boardview.h"
#include "views/planner/cardlist.h"
#include "views/planner/planeditor.h"
#include "views/planner/planheader.h"
#include "views/planner/planinspector.h"
#include "views/planner/wavecolumn.h"
#include "views/planner/waveheader.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/inspector.h"

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace bw {

namespace {

constexpr int roomForInspector = 1180; ///< px of the page
const QString splitterKey = QStringLiteral("plan/splitter");
const QString boardKey = QStringLiteral("plan/board");

QString stateText(const PlanVersion& version)
{
    QString state;
    switch (version.state) {
    case PlanState::Draft:
        state = PlanPage::tr("draft");
        break;
    case PlanState::Requested:
        state = PlanPage::tr("approval asked for by %1").arg(Texts::of(version.requestedBy));
        break;
    case PlanState::Approved:
        state = version.approvals.empty() ? PlanPage::tr("approved")
                                          : PlanPage::tr("approved by %1").arg(Texts::of(version.approvals.back().who));
        break;
    case PlanState::Rejected:
        state = PlanPage::tr("approval refused");
        break;
    case PlanState::Superseded:
        state = PlanPage::tr("superseded");
        break;
    }
    return PlanPage::tr("version %1, %2").arg(version.number).arg(state);
}

QString gateText(const BoardWave& wave)
{
    return wave.gate.empty() ? QString() : PlanPage::tr("Gate to next: %1").arg(Texts::of(wave.gate));
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
    view.gate = last && !wave.gate.empty() ? PlanPage::tr("Done when: %1").arg(Texts::of(wave.gate)) : gateText(wave);
    view.locked = wave.locked;
    QStringList tip{Texts::of(wave.truth)};
    for (const std::size_t index : wave.broken)
        tip << Texts::of(board.broken[index].sentence);
    tip << Texts::of(wave.dst);
    tip.removeAll(QString());
    view.tip = tip.mid(0, 8).join(u'\n');
    return view;
}

} // namespace

PlanPage::PlanPage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_plans(workspace.planning())
    , m_editor(new PlanEditor(m_plans, this))
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
        showInspector();
        Q_EMIT statusTextChanged();
    });
    connect(m_board, &BoardView::cardOpened, this, &PlanPage::openCurrent);
    connect(m_board, &BoardView::waveOpened, this, &PlanPage::openWave);
    connect(m_board, &BoardView::cardMenuWanted, this, &PlanPage::showCardMenu);
    connect(m_board, &BoardView::waveMenuWanted, this, &PlanPage::showWaveMenu);
    connect(m_board, &BoardView::addWaveWanted, this, &PlanPage::addWave);
    connect(m_board, &BoardView::hovered, this, &PlanPage::lookAhead);
    connect(m_board, &BoardView::hoverEnded, this, [this] {
        m_aheadDelay.stop();
        m_aheadWave = 0;
        m_workspace.jobs().cancelChannel(QStringLiteral("plan-ahead"));
        if (m_ahead) {
            m_ahead.reset();
            fillHeader();
        }
    });
    m_aheadDelay.setSingleShot(true);
    m_aheadDelay.setInterval(120);
    connect(&m_aheadDelay, &QTimer::timeout, this, [this] {
        if (m_aheadJob)
            m_aheadJob();
    });
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
                       m_plans.hasPlan() ? stateText(version) : QString());
    m_board->setPlan(version.plan.id, version.number);
    const auto known = m_plans.board();
    if (known && known->plan.id == version.plan.id && known->plan != version.plan) {
        // Rows move at once; their figures follow with the board.
        std::vector<WaveView> views;
        for (const Wave& wave : version.plan.waves) {
            const auto it = std::find_if(known->waves.begin(), known->waves.end(),
                                         [&](const BoardWave& w) { return w.id == wave.id; });
            WaveView view;
            if (it != known->waves.end())
                view = viewOf(*it, *known, &wave == &version.plan.waves.back());
            view.id = wave.id;
            view.name = Texts::of(wave.name);
            view.locked = wave.locked;
            views.push_back(view);
        }
        m_board->setWaves(views);
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
    std::vector<WaveView> views;
    for (const BoardWave& wave : board->waves)
        views.push_back(viewOf(wave, *board, &wave == &board->waves.back()));
    m_board->setPlan(m_plans.current().plan.id, m_plans.current().number);
    m_board->setWaves(views);
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
    const bool current = board && board->plan == m_plans.plan();
    for (WaveColumn* column : m_board->columns()) {
        const Wave* wave = waveOf(m_plans.plan(), column->wave());
        if (!wave)
            continue;
        if (m_mode == BoardMode::Hosts) {
            column->cards().setCards(ground ? BoardCards::hosts(wave->hosts, grouping(), *ground, m_open)
                                            : std::vector<Card>());
            continue;
        }
        if (!current) {
            column->cards().setCards(board ? BoardCards::patchesBefore(*wave, *board) : std::vector<Card>());
            continue;
        }
        for (const BoardWave& shown : board->waves) {
            if (shown.id == wave->id)
                column->cards().setCards(BoardCards::patches(shown.cards));
        }
    }
    fillWaiting();
}

void PlanPage::fillHeader()
{
    m_header->setFigures(figures());
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

std::vector<HeaderFigure> PlanPage::figures() const
{
    std::vector<HeaderFigure> all;
    if (!m_plans.hasPlan() || !m_plans.forecast())
        return all;
    const ForecastChange& change = m_ahead ? *m_ahead : *m_plans.forecast();
    const Forecast& now = change.now;
    if (now.runs == 0)
        return all;
    if (now.finish) {
        all.push_back({BoardCards::dayMonth(now.finish->middle),
                       tr("expected finish, 95 % by %1").arg(BoardCards::dayMonth(now.finish->high)),
                       tr("Middle of %1 simulated runs: %2").arg(now.runs).arg(Texts::absolute(now.finish->middle))});
    } else {
        all.push_back({Texts::missing(), tr("no finish: some wave never runs, or there is no work"),
                       tr("A wave needs hosts, patches that they need, and a window.")});
    }
    const auto whole = [](double days) { return Texts::number(std::uint64_t(std::llround(std::max(0.0, days)))); };
    all.push_back(
        {whole(now.exposed.middle),
         tr("exposed host-days, %1 to %2").arg(whole(now.exposed.low), whole(now.exposed.high)),
         tr("Days until closed, summed over %1 open findings with a fix, up to %2 days ahead. With compensating "
            "controls: %3 (%4 to %5). %6 findings cannot be told and are in no figure.")
             .arg(Texts::number(now.findings))
             .arg(now.horizonDays)
             .arg(whole(now.exposedWithControls.middle), whole(now.exposedWithControls.low),
                  whole(now.exposedWithControls.high), Texts::number(now.unknown))});
    if (change.before) {
        const auto days = std::llround(change.hostDays);
        const QString number =
            days == 0 ? tr("±0") : (days > 0 ? u'+' : QChar(0x2212)) + Texts::number(std::uint64_t(std::abs(days)));
        const Tone tone = days == 0 ? Tone::Neutral : days > 0 ? Tone::OutOfCycle : Tone::Verified;
        all.push_back({number, m_ahead ? tr("if you drop it here") : tr("since your last change"),
                       Texts::of(change.sentence), tone});
    }
    return all;
}

void PlanPage::lookAhead(const BoardDrag& drag, WaveId wave, int before)
{
    if (wave == m_aheadWave)
        return; // asked for already
    m_aheadWave = wave;
    m_aheadJob = {};
    const auto edit = wave == 0 ? std::nullopt : editOf(drag, wave, before, m_plans.plan());
    const auto ground = m_plans.ground();
    auto next = edit && ground ? edited(m_plans.plan(), *edit) : Result<Plan>(Error{});
    if (!next || !m_plans.forecast()) {
        m_aheadDelay.stop();
        if (m_ahead) {
            m_ahead.reset();
            fillHeader();
        }
        return;
    }
    m_aheadJob = [this, plan = std::move(*next), ground, now = m_plans.forecast()->now] {
        m_workspace.jobs().start(
            QStringLiteral("plan-ahead"), tr("Simulating the drop"), this,
            [plan, ground, now](ProgressSink& progress) -> Result<ForecastChange> {
                auto forecast = bw::simulate(plan, *ground, {}, progress);
                if (!forecast)
                    return forecast.error();
                return changeOf(std::move(*forecast), now);
            },
            [this](Result<ForecastChange> change) {
                if (!change || !m_board->isDragging())
                    return;
                m_ahead = std::move(*change);
                fillHeader();
            });
    };
    if (!m_aheadDelay.isActive())
        m_aheadDelay.start();
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
        return m_inspector->setContent(rulesContent());
    if (m_shown == Shown::Simulation)
        return m_inspector->setContent(simulationContent());
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

InspectorContent PlanPage::rulesContent() const
{
    InspectorContent content;
    content.title = tr("Conflicts of the plan");
    const auto& broken = m_plans.board()->broken;
    const auto blocking = std::count_if(broken.begin(), broken.end(), blocks);
    content.subtitle = broken.empty() ? tr("None: the plan keeps every rule.")
                                      : tr("%1 block approval and roll-out, %2 are warnings. Editing is always free.")
                                            .arg(blocking)
                                            .arg(qsizetype(broken.size()) - blocking);
    constexpr std::size_t most = 40;
    for (std::size_t i = 0; i < broken.size() && i < most; ++i) {
        const RuleBreak& rule = broken[i];
        InspectorSection section;
        const Wave* wave = waveOf(m_plans.plan(), rule.wave);
        section.heading = wave ? Texts::of(wave->name) : tr("Plan");
        section.chips = {blocks(rule) ? InspectorChip{Tone::Immediate, tr("blocks")}
                                      : InspectorChip{Tone::OutOfCycle, tr("warns")}};
        section.prose = Texts::of(rule.sentence) + (rule.wayOut.empty() ? QString() : u'\n' + Texts::of(rule.wayOut));
        if (wave || !rule.patches.empty() || !rule.hosts.empty())
            section.links = {{QStringLiteral("problem:%1").arg(i), tr("Show it on the board")}};
        content.sections.push_back(std::move(section));
    }
    if (broken.size() > most)
        content.sections.push_back({.heading = {}, .prose = tr("and %1 more").arg(broken.size() - most)});
    return content;
}

InspectorContent PlanPage::simulationContent() const
{
    InspectorContent content;
    content.title = tr("Simulation");
    if (!m_plans.forecast() || m_plans.forecast()->now.runs == 0) {
        content.subtitle = tr("Nothing to simulate yet.");
        return content;
    }
    const ForecastChange& change = *m_plans.forecast();
    const Forecast& now = change.now;
    const auto spread = [](const Spread& s) {
        return tr("%1 (%2 to %3)")
            .arg(Texts::number(std::uint64_t(std::llround(s.middle))),
                 Texts::number(std::uint64_t(std::llround(s.low))), Texts::number(std::uint64_t(std::llround(s.high))));
    };
    content.subtitle =
        tr("%1 runs, seed %2; nine runs in ten lie in the intervals. %3 of %4 findings with a fix stand in "
           "the plan; %5 cannot be told.")
            .arg(now.runs)
            .arg(m_plans.plan().seed)
            .arg(Texts::number(now.planned), Texts::number(now.findings), Texts::number(now.unknown));
    InspectorSection whole;
    whole.heading = tr("Exposed host-days");
    whole.figure = InspectorFigure{Texts::number(std::uint64_t(std::llround(now.exposed.middle))), tr("host-days"),
                                   tr("%1 to %2")
                                       .arg(Texts::number(std::uint64_t(std::llround(now.exposed.low))),
                                            Texts::number(std::uint64_t(std::llround(now.exposed.high))))};
    whole.pairs = {{tr("With controls"), spread(now.exposedWithControls)},
                   {tr("Of planned ones"), Texts::number(std::uint64_t(std::llround(now.exposedPlanned)))},
                   {tr("Looks ahead"), tr("%1 days").arg(now.horizonDays)}};
    if (change.before && !change.sentence.empty())
        whole.prose = tr("Since your last change: %1").arg(Texts::of(change.sentence));
    content.sections.push_back(std::move(whole));
    for (const WaveForecast& wave : now.waves) {
        const Wave* known = waveOf(m_plans.plan(), wave.wave);
        InspectorSection section;
        section.heading = known ? Texts::of(known->name) : QString();
        section.pairs = {
            {tr("Installations"), Texts::number(wave.targets)},
            {tr("Finish"),
             wave.finish ? tr("%1, 95 % by %2")
                               .arg(BoardCards::dayMonth(wave.finish->middle), BoardCards::dayMonth(wave.finish->high))
                         : tr("never")},
            {tr("Fits in one window"), Texts::percent(wave.fits, 0)},
            {tr("Gate is reached"), Texts::percent(wave.gatePasses, 0)},
            {tr("Left open"), spread(wave.failed)}};
        content.sections.push_back(std::move(section));
    }
    return content;
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
        m_header->setTitle(Texts::of(m_plans.plan().name), stateText(m_plans.current()));
}

} // namespace bw
