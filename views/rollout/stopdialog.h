// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QRadioButton;
QT_END_NAMESPACE

namespace bw {

/// Asks how a running roll-out is to be stopped.
class StopDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Way { Pause, Halt, Abort };
    StopDialog(const QString& what, std::uint32_t onTheirWay, std::uint32_t waiting, QWidget* parent = nullptr);

    Way way() const;
    QString why() const;

private:
    QRadioButton* m_pause;
    QRadioButton* m_halt;
    QRadioButton* m_abort;
    QLineEdit* m_why;
};

} // namespace bw
