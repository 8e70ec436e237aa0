// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace bw {

/// Everything of a wave but its cards: name, window, pace, the gate behind it, notes. Windows and freezes can be
/// changed from here; they belong to the policy, so that policy() may differ afterwards.
class WaveDialog : public QDialog {
    Q_OBJECT
public:
    WaveDialog(const Wave& wave, const PlanningPolicy& policy, Instant now, QWidget* parent = nullptr);

    Wave wave() const;
    const PlanningPolicy& policy() const { return m_policy; }
    bool lockWanted() const;

private:
    QWidget* makeWavePage();
    QWidget* makeGatePage();
    QWidget* makeNotesPage();
    void fill();
    void fillWindows(const QString& current);
    void showWindow();
    void editWindow(bool fresh);
    void editFreezes();
    void check();

    Wave m_wave;
    PlanningPolicy m_policy;
    Instant m_now;
    QLineEdit* m_name;
    QCheckBox* m_testRing;
    QComboBox* m_window;
    QPushButton* m_editWindow;
    QLabel* m_next;
    QLabel* m_clocks;
    QCheckBox* m_hasNotBefore;
    QDateEdit* m_notBefore;
    QSpinBox* m_concurrency;
    QSpinBox* m_success;
    QComboBox* m_proof;
    QSpinBox* m_soak;
    QCheckBox* m_hasBudget;
    QSpinBox* m_budget;
    QCheckBox* m_tests;
    QSpinBox* m_approvals;
    QPlainTextEdit* m_notes;
    QCheckBox* m_lock;
    QPushButton* m_store = nullptr;
};

} // namespace bw
