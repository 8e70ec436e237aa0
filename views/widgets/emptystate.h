// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/icons.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace bw {

/// What stands where a list has nothing to show: one sentence and the next act.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// An empty button text: no such button.
    void setContent(Icon icon, const QString& sentence, const QString& primary = {}, const QString& second = {});

    /// False: there is no act to focus.
    bool focusPrimary();

Q_SIGNALS:
    void primaryChosen();
    void secondChosen();

private:
    QWidget* m_icon;
    QLabel* m_sentence;
    QPushButton* m_primary;
    QPushButton* m_second;
};

} // namespace bw
