// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/cardsmodel.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace bw {

/// "Move to wave…": a search field over the waves, each with what would come of it or why not.
class MoveToDialog : public QDialog {
    Q_OBJECT
public:
    struct Choice {
        WaveId wave = 0;
        QString name;
        DropVerdict verdict;
    };
    MoveToDialog(const QString& what, const std::vector<Choice>& choices, QWidget* parent = nullptr);

    WaveId wave() const { return m_wave; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& text);
    void take();

    QLineEdit* m_search;
    QListWidget* m_list;
    QPushButton* m_move;
    WaveId m_wave = 0;
};

} // namespace bw
