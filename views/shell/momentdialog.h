// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/instant.h"

#include <QDialog>

#include <optional>

QT_BEGIN_NAMESPACE
class QDateTimeEdit;
class QRadioButton;
QT_END_NAMESPACE

namespace bw {

/// Asks for the moment that the window shows: now, or one of the past (UTC).
class MomentDialog final : public QDialog {
    Q_OBJECT

public:
    explicit MomentDialog(std::optional<Instant> at, QWidget* parent = nullptr);
    /// Empty: now.
    std::optional<Instant> moment() const;

private:
    QRadioButton* m_now;
    QRadioButton* m_past;
    QDateTimeEdit* m_edit;
};

} // namespace bw
