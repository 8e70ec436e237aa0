// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/validation.h"
#include "models/validation/testmatrix.h"

#include <QDialog>

#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
QT_END_NAMESPACE

namespace bw {

/// Asks what a trial of a patch against a critical application came to.
class VerdictDialog final : public QDialog {
    Q_OBJECT

public:
    struct HostChoice {
        HostId id = 0;
        QString name;
    };
    /// `tests` is a patch that concerns at least one application; `app` is the one to begin with, -1: the first.
    VerdictDialog(const TestMatrix& matrix, const PatchTests& tests, int app, const std::vector<HostChoice>& hosts,
                  QWidget* parent = nullptr);

    void setOutcome(TestOutcome outcome);
    /// Without who and when.
    TestVerdict verdict() const;
    /// Empty: none.
    QString evidencePath() const;

public Q_SLOTS:
    void accept() override;

private:
    void setupLayout();
    void fillChecks();
    void showSteps();
    void outcomeChanged();
    TestOutcome outcome() const;
    /// False: said in the dialog what is missing, with the focus on it.
    bool complain(QWidget* field, const QString& sentence);
    void chooseFile();

    const TestMatrix& m_matrix;
    const PatchTests& m_tests;
    QFormLayout* m_form = nullptr;
    QComboBox* m_app;
    QComboBox* m_check;
    QLabel* m_steps;
    QRadioButton* m_passed;
    QRadioButton* m_failed;
    QRadioButton* m_waived;
    QLabel* m_reasonLabel;
    QLineEdit* m_reason;
    QLabel* m_untilLabel;
    QDateEdit* m_until;
    QComboBox* m_host;
    QPlainTextEdit* m_evidence;
    QLineEdit* m_file;
    QLabel* m_message;
};

} // namespace bw
