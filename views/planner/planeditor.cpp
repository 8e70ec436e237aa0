// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/planeditor.h"

#include "models/items/texts.h"
#include "models/services/planservice.h"

#include <QUndoCommand>

namespace bw {

namespace {
constexpr int mostSteps = 100; // each holds a plan of its own
} // namespace

class PlanEditor::Step : public QUndoCommand {
public:
    using Kept = std::shared_ptr<const Plan>;

    Step(PlanEditor& editor, const QString& what, Kept before, Kept after, std::optional<Place> place)
        : QUndoCommand(what)
        , m_editor(editor)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_place(std::move(place))
    {
    }

    void undo() override
    {
        m_editor.show(m_before, PlanEditor::tr("Undo: %1").arg(text()));
        if (m_place)
            Q_EMIT m_editor.cardsPlaced(m_place->before, m_place->cards);
    }

    void redo() override
    {
        // The first time it is already so: the step was made from the change.
        if (std::exchange(m_done, false))
            return;
        m_editor.show(m_after, text());
        if (m_place)
            Q_EMIT m_editor.cardsPlaced(m_place->after, m_place->cards);
    }

private:
    PlanEditor& m_editor;
    Kept m_before, m_after;
    std::optional<Place> m_place;
    bool m_done = true;
};

PlanEditor::PlanEditor(PlanService& service, QObject* parent)
    : QObject(parent)
    , m_service(service)
    , m_last(service.sharedPlan())
{
    m_undo.setUndoLimit(mostSteps);
    connect(&service, &PlanService::planChanged, this,
            [this](const PlanVersion&, const QString& what) { takePlan(what); });
    connect(&service, &PlanService::refused, this,
            [this](const RuleBreak& rule) { Q_EMIT refused(Texts::of(rule.sentence)); });
}

const Plan& PlanEditor::plan() const
{
    return m_service.plan();
}

DropVerdict PlanEditor::verdict(const BoardDrag& drag, WaveId to) const
{
    return verdictOf(drag, to, plan(), m_service.current().number, m_service.board().get(), m_service.ground().get());
}

bool PlanEditor::move(const BoardDrag& drag, WaveId to, int before)
{
    const DropVerdict known =
        verdictOf(drag, to, plan(), m_service.current().number, nullptr, m_service.ground().get());
    if (!known.allowed()) {
        Q_EMIT refused(known.refusal);
        return false;
    }
    const auto edit = editOf(drag, to, before, plan());
    if (!edit)
        return false;
    Place place{drag.from, to == EveryWave ? 0 : to, {}};
    for (const std::string& patch : drag.patches)
        place.cards << Texts::of(patch);
    m_place = place;
    const bool done = apply(*edit);
    m_place.reset();
    return done;
}

bool PlanEditor::order(const BoardDrag& drag, int step)
{
    const auto edit = orderEdit(drag, step, plan());
    if (!edit)
        return false;
    Place place{drag.from, drag.from, {}};
    for (const std::string& patch : drag.patches)
        place.cards << Texts::of(patch);
    m_place = place;
    const bool done = apply(*edit);
    m_place.reset();
    return done;
}

bool PlanEditor::apply(const PlanEdit& edit)
{
    const int before = m_service.current().number;
    m_service.applyEdit(edit);
    return m_service.current().number != before;
}

void PlanEditor::takePlan(const QString& what)
{
    const auto before = std::exchange(m_last, m_service.sharedPlan());
    Q_EMIT planTaken();
    if (m_showing)
        return;
    if (what.isEmpty() || before->id != m_last->id) {
        if (*before == *m_last)
            return; // another state of the same plan: approved, stored
        // Another plan, or somebody else's change: a step holds whole plans, so going back would undo theirs as well.
        const bool lost = before->id == m_last->id && m_undo.count() > 0;
        m_undo.clear();
        if (lost)
            Q_EMIT stepsLost();
        return;
    }
    m_undo.push(new Step(*this, what, before, m_last, m_place));
    if (m_place)
        Q_EMIT cardsPlaced(m_place->after, m_place->cards);
    Q_EMIT changed(what);
}

void PlanEditor::show(const std::shared_ptr<const Plan>& plan, const QString& what)
{
    m_showing = true;
    m_service.apply(*plan, what);
    m_showing = false;
}

} // namespace bw
