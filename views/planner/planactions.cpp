// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the verbs of the board do: each says its wish to the editor.
#include "models/items/texts.h"
#include "models/planning/waysout.h"
#include "models/services/workspace.h"
#include "views/planner/boardview.h"
#include "views/planner/cardlist.h"
#include "views/planner/movetodialog.h"
#include "views/planner/plancalendars.h"
#include "views/planner/planeditor.h"
#include "views/planner/planheader.h"
#include "views/planner/planpage.h"
#include "views/planner/planverbs.h"
#include "views/planner/wavecolumn.h"
#include "views/planner/wavedialog.h"
#include "views/planner/waveheader.h"
#include "views/widgets/inspector.h"
#include "views/widgets/plaintext.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace bw {

void PlanPage::setupActions()
{
    m_verbs->connectTo("move-left", this, &PlanPage::moveLeft);
    m_verbs->connectTo("move-right", this, &PlanPage::moveRight);
    m_verbs->connectTo("move-to", this, &PlanPage::moveTo);
    m_verbs->connectTo("cut", this, &PlanPage::cut);
    m_verbs->connectTo("paste", this, &PlanPage::paste);
    m_verbs->connectTo("order-up", this, &PlanPage::orderUp);
    m_verbs->connectTo("order-down", this, &PlanPage::orderDown);
    m_verbs->connectTo("take-out", this, &PlanPage::takeOut);
    m_verbs->connectTo("add-wave", this, &PlanPage::addWave);
    m_verbs->connectTo("edit-wave", this, &PlanPage::editWave);
    m_verbs->connectTo("lock-wave", this, &PlanPage::lockWave);
    m_verbs->connectTo("remove-wave", this, &PlanPage::removeWave);
    m_verbs->connectTo("template", this, &PlanPage::startFromTemplate);
    m_verbs->connectTo("simulate", this, &PlanPage::simulate);
    m_verbs->connectTo("next-problem", this, &PlanPage::nextProblem);
    m_verbs->connectTo("versions", this, &PlanPage::showVersions);
    m_verbs->connectTo("new-plan", this, &PlanPage::newPlan);
    m_verbs->connectTo("rename-plan", this, &PlanPage::renamePlan);
    m_verbs->connectTo("close-plan", this, &PlanPage::closePlan);
    m_verbs->connectTo("import-calendar", m_calendars, &PlanCalendars::importCalendar);
    m_verbs->connectTo("export-calendar", m_calendars, &PlanCalendars::exportCalendar);
    m_verbs->connectTo("export-waves", m_calendars, &PlanCalendars::exportWaves);
    connect(m_calendars, &PlanCalendars::said, this, &PlanPage::say);
}

void PlanPage::setupHeader()
{
    connect(&m_header->addButton(tr("Start from template")), &QPushButton::clicked, this, &PlanPage::startFromTemplate);
    connect(&m_header->addButton(tr("Simulate")), &QPushButton::clicked, this, &PlanPage::simulate);
    m_refuse = &m_header->addButton(tr("Refuse"));
    connect(m_refuse, &QPushButton::clicked, this, &PlanPage::refuse);
    m_approval = &m_header->addButton(tr("Request approval"), true);
    connect(m_approval, &QPushButton::clicked, this,
            [this] { m_plans.current().state == PlanState::Requested ? approve() : requestApproval(); });
    connect(m_header, &PlanHeader::conflictsWanted, this, [this] {
        m_shown = Shown::Rules;
        m_inspectorWish = true;
        m_inspector->show();
        showInspector();
    });
}

void PlanPage::setupPlanMenu()
{
    QMenu& menu = m_header->planMenu();
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu] {
        menu.clear();
        for (const PlanVersion& version : m_plans.plans()) {
            QAction* one = menu.addAction(plainCaption(Texts::of(version.plan.name)), this,
                                          [this, id = version.plan.id] { m_plans.openPlan(id); });
            one->setCheckable(true);
            one->setChecked(version.plan.id == m_plans.plan().id);
        }
        menu.addSeparator();
        m_verbs->addTo(menu, {"new-plan", "rename-plan", "versions", "close-plan"});
        menu.addSeparator();
        m_verbs->addTo(menu, {"import-calendar", "export-calendar", "export-waves"});
    });
}

void PlanPage::updateActions()
{
    const Wave* wave = waveOf(m_plans.plan(), m_board->currentWave());
    PlanVerbs::State state;
    state.plan = m_plans.hasPlan();
    state.wave = wave;
    state.inWave = m_board->currentWave() != 0;
    state.cards = !m_board->chosen().isEmpty();
    state.locked = wave && wave->locked;
    state.onHeader = wave && m_board->onHeader();
    state.cut = m_cut.has_value();
    state.patches = m_mode == BoardMode::Patches;
    m_verbs->update(state);
}

void PlanPage::moveLeft()
{
    moveBeside(-1);
}

void PlanPage::moveRight()
{
    moveBeside(1);
}

void PlanPage::moveBeside(int step)
{
    const auto& waves = m_plans.plan().waves;
    const WaveId at = m_board->currentWave();
    const auto it = std::find_if(waves.begin(), waves.end(), [&](const Wave& wave) { return wave.id == at; });
    const int place = it == waves.end() ? -1 : int(it - waves.begin());
    const int next = place + step;
    if (m_board->onHeader()) {
        if (next < 0 || next >= int(waves.size()))
            return;
        if (m_editor->apply(ReorderWave{at, std::size_t(next)}))
            m_board->focusHeader(at);
        return;
    }
    if (next < -1 || next >= int(waves.size()))
        return;
    m_editor->move(m_board->chosenDrag(), next < 0 ? 0 : waves[std::size_t(next)].id);
}

void PlanPage::moveTo()
{
    const BoardDrag drag = m_board->chosenDrag();
    if (drag.empty())
        return;
    std::vector<MoveToDialog::Choice> choices;
    for (const Wave& wave : m_plans.plan().waves) {
        if (wave.id == drag.from)
            continue;
        const DropVerdict verdict = m_editor->verdict(drag, wave.id);
        choices.push_back({wave.id, Texts::of(wave.name), verdict});
    }
    if (drag.from != 0)
        choices.push_back({0, tr("In no wave"), m_editor->verdict(drag, 0)});
    else if (!drag.patches.empty() && !m_plans.plan().waves.empty())
        choices.push_back({EveryWave, tr("Every wave"), m_editor->verdict(drag, EveryWave)});
    MoveToDialog dialog(dragText(m_board->chosen()), choices, this);
    if (dialog.exec() == QDialog::Accepted)
        m_editor->move(drag, dialog.wave());
}

void PlanPage::cut()
{
    const BoardDrag drag = m_board->chosenDrag();
    if (drag.empty())
        return;
    m_cut = drag;
    say(tr("%1: choose a wave and paste.").arg(dragText(m_board->chosen())));
    updateActions();
}

void PlanPage::paste()
{
    if (!m_cut)
        return;
    BoardDrag drag = *m_cut;
    // What was cut is known by its ids; changes between cut and paste are no hindrance.
    drag.revision = m_plans.current().number;
    if (m_editor->move(drag, m_board->currentWave()))
        m_cut.reset();
    updateActions();
}

void PlanPage::orderUp()
{
    m_editor->order(m_board->chosenDrag(), -1);
}

void PlanPage::orderDown()
{
    m_editor->order(m_board->chosenDrag(), 1);
}

void PlanPage::takeOut()
{
    m_editor->move(m_board->chosenDrag(), 0);
}

void PlanPage::addWave()
{
    if (!m_plans.hasPlan())
        return;
    const std::size_t count = m_plans.plan().waves.size();
    const QString name = count == 0 ? tr("Test ring") : tr("Wave %1").arg(count + 1);
    const WaveId id = m_plans.plan().nextWave;
    if (m_editor->apply(AddWave{name.toStdString(), count, count == 0}))
        openWave(id);
}

void PlanPage::editWave()
{
    openWave(m_board->currentWave());
}

void PlanPage::openWave(WaveId id)
{
    const Wave* wave = waveOf(m_plans.plan(), id);
    if (!wave)
        return;
    if (wave->locked)
        return say(tr("%1 is locked: unlock it first.").arg(Texts::of(wave->name)));
    WaveDialog dialog(*wave, m_plans.policy(), m_plans.ground() ? m_plans.ground()->now() : Instant(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (dialog.policy() != m_plans.policy())
        m_plans.setPolicy(dialog.policy(), tr("Windows and freezes changed for %1").arg(Texts::of(wave->name)));
    if (dialog.wave() != *waveOf(m_plans.plan(), id))
        m_editor->apply(ChangeWave{dialog.wave()});
    if (dialog.lockWanted())
        m_editor->apply(LockWave{id, true});
}

void PlanPage::removeWave()
{
    if (waveOf(m_plans.plan(), m_board->currentWave()))
        m_editor->apply(RemoveWave{m_board->currentWave()});
}

void PlanPage::lockWave()
{
    const Wave* wave = waveOf(m_plans.plan(), m_board->currentWave());
    if (wave)
        m_editor->apply(LockWave{wave->id, !wave->locked});
}

void PlanPage::simulate()
{
    m_shown = Shown::Simulation;
    m_inspectorWish = true;
    m_inspector->show();
    showInspector();
}

void PlanPage::nextProblem()
{
    const auto board = m_plans.board();
    m_shown = Shown::Rules;
    m_inspectorWish = true;
    m_inspector->show();
    if (!board || board->broken.empty())
        return showInspector();
    m_problem = (m_problem + 1) % int(board->broken.size());
    followLink(QStringLiteral("problem:%1").arg(m_problem));
}

void PlanPage::followLink(const QString& id)
{
    const auto after = [&](QLatin1String prefix) { return id.mid(prefix.size()); };
    const auto board = m_plans.board();
    if (id.startsWith(QLatin1String("fleet:"))) {
        Q_EMIT pageWanted(QStringLiteral("fleet"), after(QLatin1String("fleet:")));
    } else if (id.startsWith(QLatin1String("queue:"))) {
        const QString title = Texts::of(patchTitle(after(QLatin1String("queue:")).toStdString()));
        Q_EMIT pageWanted(QStringLiteral("queue"), QStringLiteral("patch:") + title.section(u' ', 0, 0));
    } else if (id.startsWith(QLatin1String("wave:"))) {
        openWave(WaveId(after(QLatin1String("wave:")).toUInt()));
    } else if (id.startsWith(QLatin1String("way-out:"))) {
        takeWayOut(id.section(u':', 1, 1).toUInt(), id.section(u':', 2, 2).toUInt());
    } else if (id == QLatin1String("rules")) {
        m_shown = Shown::Rules;
        showInspector();
    } else if (id.startsWith(QLatin1String("problem:")) && board) {
        const std::size_t index = after(QLatin1String("problem:")).toUInt();
        if (index >= board->broken.size())
            return;
        const RuleBreak rule = board->broken[index];
        QStringList cards;
        for (const std::string& patch : rule.patches)
            cards << Texts::of(patch);
        if (!cards.isEmpty())
            setMode(BoardMode::Patches);
        if (rule.wave != 0 && cards.isEmpty())
            m_board->focusHeader(rule.wave);
        else
            m_board->focusCards(rule.wave, cards);
        m_shown = Shown::Rules;
        showInspector();
        say(Texts::of(rule.sentence) + u' ' + Texts::of(rule.wayOut));
    }
}

void PlanPage::takeWayOut(std::size_t problem, std::size_t way)
{
    const auto board = m_plans.board();
    const auto ground = m_plans.ground();
    if (!board || !ground || !m_plans.boardIsCurrent() || problem >= board->broken.size())
        return say(tr("The plan has changed meanwhile: look again."));
    const auto ways = waysOut(board->broken[problem], board->plan, *ground);
    if (way < ways.size())
        m_editor->apply(ways[way].edit);
}

void PlanPage::openCurrent()
{
    const QModelIndexList chosen = m_board->chosen();
    if (chosen.size() == 1) {
        const Card& card = m_board->cards(m_board->currentWave())->card(chosen.front().row());
        if (card.kind == Card::Kind::Group) {
            m_open.contains(card.id) ? void(m_open.remove(card.id)) : void(m_open.insert(card.id));
            return fillCards();
        }
    }
    m_inspectorWish = true;
    m_inspector->show();
    showInspector();
}

void PlanPage::showCardMenu(const QPoint& global)
{
    QMenu menu;
    const BoardDrag drag = m_board->chosenDrag();
    if (!drag.empty()) {
        QMenu* targets = menu.addMenu(tr("&Move to"));
        const auto addTarget = [&](WaveId wave, const QString& name) {
            const DropVerdict verdict = m_editor->verdict(drag, wave);
            QAction* to =
                targets->addAction(plainCaption(name), this, [this, drag, wave] { m_editor->move(drag, wave); });
            to->setEnabled(verdict.allowed());
            to->setData(wave);
            to->setToolTip(plainToolTip(verdict.refusal));
        };
        targets->setToolTipsVisible(true);
        for (const Wave& wave : m_plans.plan().waves) {
            if (wave.id != drag.from)
                addTarget(wave.id, Texts::of(wave.name));
        }
        if (drag.from == 0 && !drag.patches.empty())
            addTarget(EveryWave, tr("Every wave"));
    }
    m_verbs->addTo(menu, {"move-to", "move-left", "move-right", "order-up", "order-down", "take-out"});
    menu.addSeparator();
    m_verbs->addTo(menu, {"cut", "paste"});
    menu.exec(global);
}

void PlanPage::showWaveMenu(WaveId, const QPoint& global)
{
    QMenu menu;
    m_verbs->addTo(menu, {"edit-wave", "move-left", "move-right", "paste"});
    menu.addSeparator();
    m_verbs->addTo(menu, {"lock-wave", "remove-wave", "add-wave"});
    menu.exec(global);
}

void PlanPage::say(const QString& text)
{
    Q_EMIT messageWanted({Message::Kind::Info, text, {}, 15'000});
}

} // namespace bw
