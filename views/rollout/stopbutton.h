// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/rolloutservice.h"

#include <QPointer>
#include <QPushButton>

namespace bw {

/// Stops a running roll-out from anywhere in the window (Ctrl+Shift+S); to be seen only while this program drives one.
class StopButton final : public QPushButton {
    Q_OBJECT

public:
    explicit StopButton(QWidget* parent = nullptr);
    /// Null: none.
    void setService(RolloutService* service);
    /// Asks how, for the newest run that is driven.
    void ask();

    /// Whether the window may close: true where nothing runs, else one question with three answers.
    static bool mayLeave(RolloutService& service, QWidget* parent);

private:
    void showRuns();

    QPointer<RolloutService> m_service;
};

} // namespace bw
