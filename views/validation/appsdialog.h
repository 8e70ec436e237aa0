// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/validation/appform.h"

#include <QDialog>

#include <vector>

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace bw {

/// Edits all critical applications; nothing is stored before Store is pressed.
class AppsDialog final : public QDialog {
    Q_OBJECT

public:
    AppsDialog(const std::vector<CriticalApp>& apps, AppForm::HostCount hostCount, QWidget* parent = nullptr);

    const std::vector<CriticalApp>& apps() const { return m_apps; }
    QString why() const;
    /// As if the button was pressed.
    void addApp();

public Q_SLOTS:
    void accept() override;

private:
    void setupLayout();
    void showCurrent();
    void takeCurrent();
    void removeApp();
    void importFile();
    void exportFile();
    void complain(const QString& sentence);
    void fill(int current);

    std::vector<CriticalApp> m_apps;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    AppForm* m_form;
    QLineEdit* m_why;
    QLabel* m_message;
    QPushButton* m_remove;
};

} // namespace bw
