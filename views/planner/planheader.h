// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QString>
#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
QT_END_NAMESPACE

namespace bw {

/// One number a person looks for, and what it is.
struct HeaderFigure {
    QString number;
    QString words;
    QString tip = {};
    Tone tone = Tone::Neutral;
    friend bool operator==(const HeaderFigure&, const HeaderFigure&) = default;
};

/// The bar over the board: which plan, in what state, what is expected of it, what is wrong with it, and what can be
/// done with it as a whole.
class PlanHeader : public QWidget {
    Q_OBJECT
public:
    explicit PlanHeader(QWidget* parent = nullptr);

    void setTitle(const QString& name, const QString& state);
    void setFigures(const std::vector<HeaderFigure>& figures);
    void setConflicts(int blocking, int others);
    /// Filled anew each time it is opened.
    QMenu& planMenu() { return *m_menu; }
    QPushButton& addButton(const QString& text, bool primary = false);
    QPushButton& conflicts() { return *m_conflicts; }

Q_SIGNALS:
    void conflictsWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    class Figures;
    QPushButton* m_title;
    QMenu* m_menu;
    QLabel* m_state;
    QPushButton* m_conflicts;
    Figures* m_figures;
    QHBoxLayout* m_buttons = nullptr;
};

} // namespace bw
