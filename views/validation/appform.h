// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/validation.h"
#include "models/foundation/result.h"

#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace bw {

class CheckForm;

/// One critical application as fields: name, owner, the hosts that carry it with their count, checks.
class AppForm final : public QWidget {
    Q_OBJECT

public:
    /// How many hosts a filter names; an Error where it is none.
    using HostCount = std::function<Result<std::size_t>(const std::string& filter)>;
    explicit AppForm(HostCount hostCount, QWidget* parent = nullptr);

    void setApp(const CriticalApp& app);
    /// With the id that was set.
    CriticalApp app() const;
    void focusName();

Q_SIGNALS:
    /// By the person.
    void edited();

private:
    void setupLayout();
    void countHosts();
    void showChecks(int current);
    void takeCheck();
    void addCheck();
    void removeCheck();

    HostCount m_hostCount;
    CriticalApp m_app;
    QLineEdit* m_name;
    QLineEdit* m_owner;
    QLineEdit* m_hosts;
    QLabel* m_count;
    QListWidget* m_checks;
    CheckForm* m_check;
    QLabel* m_noChecks;
    QPushButton* m_remove;
};

} // namespace bw
