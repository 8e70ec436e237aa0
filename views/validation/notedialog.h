// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/validation.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QRadioButton;
QT_END_NAMESPACE

namespace bw {

/// Asks for a known issue of a patch, or its withdrawal.
class NoteDialog final : public QDialog {
    Q_OBJECT

public:
    explicit NoteDialog(const std::string& patch, PatchNoteKind kind, QWidget* parent = nullptr);
    /// Without who and when.
    PatchNote note() const;

public Q_SLOTS:
    void accept() override;

private:
    std::string m_patch;
    QRadioButton* m_issue;
    QRadioButton* m_withdrawn;
    QPlainTextEdit* m_text;
    QCheckBox* m_blocks;
    QLabel* m_message;
};

} // namespace bw
