// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/window.h"
#include "models/foundation/instant.h"
#include "views/planner/recurrencetext.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
QT_END_NAMESPACE

namespace bw {

/// A maintenance window: when it opens first, how it comes again, how long it is, and in whose time. Shows the coming
/// five occurrences and what a change of clocks does to them while it is edited.
class WindowDialog : public QDialog {
    Q_OBJECT
public:
    WindowDialog(const Window& window, Instant now, QWidget* parent = nullptr);

    Window window() const;

private:
    void setupFields();
    void setupLayout();
    void fill();
    void check();
    Recurrence recurrence() const;

    Window m_window;
    Instant m_now;
    QLineEdit* m_name;
    QDateTimeEdit* m_first;
    QComboBox* m_zone;
    QSpinBox* m_minutes;
    QCheckBox* m_hasLastStart;
    QSpinBox* m_lastStart;
    QComboBox* m_kind;
    QSpinBox* m_interval;
    QLabel* m_unit;
    QStackedWidget* m_how;
    std::vector<QCheckBox*> m_days;
    QComboBox* m_nth;
    QComboBox* m_nthDay;
    QLineEdit* m_rule;
    QSpinBox* m_offset;
    QLineEdit* m_except;
    QLineEdit* m_hosts;
    QLabel* m_next;
    QLabel* m_clocks;
    QPushButton* m_store = nullptr;
};

/// Lines for the coming occurrences of a window, or why there are none.
QString occurrenceLines(const Window& window, Instant now, std::size_t count = 5);
/// Names of time zones for a choice, sorted.
void fillZones(QComboBox& box, const QString& current);

} // namespace bw
