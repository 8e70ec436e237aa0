// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/boardedits.h"

#include <QObject>
#include <QStringList>
#include <QUndoStack>

#include <memory>
#include <optional>

namespace bw {

class PlanService;

/// The open plan's way from a wish to a change and back: dragging, menu, keyboard and dialogs all go through it. Each
/// change that comes back from the service, whoever wished it, is one step that can be undone; a step holds the plan
/// before and after.
class PlanEditor : public QObject {
    Q_OBJECT
public:
    explicit PlanEditor(PlanService& service, QObject* parent = nullptr);

    QUndoStack& undoStack() { return m_undo; }
    const Plan& plan() const;
    DropVerdict verdict(const BoardDrag& drag, WaveId to) const;
    /// False: refused (with a signal), or there was nothing to do.
    bool move(const BoardDrag& drag, WaveId to, int before = -1);
    bool order(const BoardDrag& drag, int step);
    bool apply(const PlanEdit& edit);

    /// Where the cards of a step are before and after it, so that undo finds them again.
    struct Place {
        WaveId before = 0;
        WaveId after = 0;
        QStringList cards;
    };

Q_SIGNALS:
    /// The open plan is another, or of another version; before any of the signals below.
    void planTaken();
    void refused(const QString& why);
    /// A change by a person is done: `what` as the Edit menu says it.
    void changed(const QString& what);
    /// Somebody else changed the plan: there is nothing to undo any more.
    void stepsLost();
    /// After a change, an undo or a redo: these cards are in that wave now.
    void cardsPlaced(bw::WaveId wave, const QStringList& cards);

private:
    class Step;
    void takePlan(const QString& what);
    void show(const std::shared_ptr<const Plan>& plan, const QString& what);

    PlanService& m_service;
    QUndoStack m_undo;
    std::shared_ptr<const Plan> m_last;
    bool m_showing = false; ///< an undo or redo asks for what comes
    std::optional<Place> m_place; ///< of the edit on its way
};

} // namespace bw
