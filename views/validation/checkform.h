// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/validation.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
QT_END_NAMESPACE

namespace bw {

/// One check of a critical application as fields. A command is typed one word a line: what is typed is what the program
/// is given, no shell is in between.
class CheckForm final : public QWidget {
    Q_OBJECT

public:
    explicit CheckForm(QWidget* parent = nullptr);

    void setCheck(const AppCheck& check);
    /// The id is the one that was set.
    AppCheck check() const;
    void focusName();

Q_SIGNALS:
    /// By the person.
    void edited();

private:
    void setupLayout();
    void showKind();

    AppCheck m_check;
    QLineEdit* m_name;
    QComboBox* m_kind;
    QLabel* m_stepsLabel;
    QPlainTextEdit* m_steps;
    QLabel* m_commandLabel;
    QPlainTextEdit* m_command;
    QLabel* m_exitLabel;
    QSpinBox* m_exit;
    QLabel* m_outputLabel;
    QLineEdit* m_output;
};

} // namespace bw
