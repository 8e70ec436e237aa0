// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/boardcards.h"
#include "models/services/planservice.h"
#include "views/planner/planheader.h"
#include "views/planner/waitingcolumn.h"
#include "views/widgets/page.h"

#include <QSet>
#include <QTimer>

#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
QT_END_NAMESPACE

namespace bw {

class BoardView;
class DropPreview;
class EmptyState;
class Inspector;
class PlanCalendars;
class PlanEditor;
class PlanVerbs;
class Workspace;

/// The wave board: which patches, for which hosts, in which waves, when. Dragging, menu, keyboard and dialogs say the
/// same wishes to the same editor.
class PlanPage final : public Page {
    Q_OBJECT

public:
    explicit PlanPage(Workspace& workspace, QWidget* parent = nullptr);
    ~PlanPage() override;

    void focusMain() override;
    void focusFilter() override;
    void toggleInspector() override;
    void showFiltered(const QString& filter) override;
    QString statusText() const override;
    QUndoStack* undoStack() const override;

    BoardView& board() { return *m_board; }
    PlanEditor& editor() { return *m_editor; }
    BoardMode mode() const { return m_mode; }
    void setMode(BoardMode mode);
    /// By its name in the menu, without the mnemonic's ampersand and dots; nullptr: none. For tests and the palette.
    QAction* action(const QString& id) const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What the right side is about.
    enum class Shown { Current, Rules, Simulation };

    void setupLayout();
    void setupHeader();
    void setupActions();
    void setupPlanMenu();
    void connectService();
    void connectBoard();

    // Values that come up.
    void takePlan();
    void takeBoard();
    void fillCards();
    void fillWaiting();
    GroupBy grouping() const;
    std::vector<HostId> waitingHosts(const PlanGround& ground) const;
    void fillHeader();
    void updateEmpty();
    void updateActions();
    void showInspector();

    // Verbs, planactions.cpp.
    void moveLeft();
    void moveRight();
    void moveBeside(int step);
    void moveTo();
    void cut();
    void paste();
    void orderUp();
    void orderDown();
    void takeOut();
    void addWave();
    void editWave();
    void removeWave();
    void lockWave();
    void startFromTemplate();
    void startEmpty();
    void simulate();
    void nextProblem();
    void requestApproval();
    void approve();
    void refuse();
    void renamePlan();
    void newPlan();
    void closePlan();
    void showVersions();
    void openCurrent();
    void openWave(WaveId wave);
    void showCardMenu(const QPoint& global);
    void showWaveMenu(WaveId wave, const QPoint& global);
    void followLink(const QString& id);
    void takeWayOut(std::size_t problem, std::size_t way);
    bool askReason(const QString& title, const QString& verb, QString& why);
    void say(const QString& text);

    Workspace& m_workspace;
    PlanService& m_plans;
    PlanEditor* m_editor;
    DropPreview* m_preview;
    PlanCalendars* m_calendars;
    PlanVerbs* m_verbs;
    PlanHeader* m_header;
    BoardView* m_board;
    Inspector* m_inspector;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    QPushButton* m_approval = nullptr;
    QPushButton* m_refuse = nullptr;
    BoardMode m_mode = BoardMode::Patches;
    QSet<QString> m_open; ///< groups of hosts that are unfolded
    Shown m_shown = Shown::Current;
    QTimer m_inspect; ///< the right side follows when the event is over
    std::optional<BoardDrag> m_cut;
    int m_problem = -1;
    std::optional<bool> m_inspectorWish; ///< empty: shown where there is room
};

} // namespace bw
