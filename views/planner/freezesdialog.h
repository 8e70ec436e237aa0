// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/window.h"

#include <QDialog>

#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace bw {

/// The freeze calendar: stretches in which nothing is changed, for every host or for some.
class FreezesDialog : public QDialog {
    Q_OBJECT
public:
    explicit FreezesDialog(const std::vector<Freeze>& freezes, QWidget* parent = nullptr);

    const std::vector<Freeze>& freezes() const { return m_freezes; }

private:
    void setupLayout();
    void addFreeze();
    void removeFreeze();
    void showFreeze(int row);
    void take();

    std::vector<Freeze> m_freezes;
    QListWidget* m_list;
    QLineEdit* m_name;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_until;
    QComboBox* m_zone;
    QLineEdit* m_hosts;
    QLineEdit* m_reason;
    QPushButton* m_remove;
    QPushButton* m_store = nullptr;
    bool m_filling = false;
};

} // namespace bw
