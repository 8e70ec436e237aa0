// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <string>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace bw {

class PlanService;

/// Windows, freezes and waves as iCalendar files: asks for the file, reads or writes it, and says what came of it.
class PlanCalendars : public QObject {
    Q_OBJECT
public:
    PlanCalendars(PlanService& plans, QWidget* parent);

    void importCalendar();
    void exportCalendar();
    void exportWaves();

Q_SIGNALS:
    void said(const QString& text);

private:
    void saveText(const QString& title, const QString& name, const std::string& text);

    PlanService& m_plans;
    QWidget* m_parent;
};

} // namespace bw
