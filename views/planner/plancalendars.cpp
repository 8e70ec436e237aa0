// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/plancalendars.h"

#include "models/planning/icalendar.h"
#include "models/services/planservice.h"
#include "models/services/words.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace bw {

namespace {

QString calendarFilter()
{
    return PlanCalendars::tr("iCalendar (*.ics);;All files (*)");
}

constexpr qint64 mostCalendarBytes = 5 * 1024 * 1024;

} // namespace

PlanCalendars::PlanCalendars(PlanService& plans, QWidget* parent)
    : QObject(parent)
    , m_plans(plans)
    , m_parent(parent)
{
}

void PlanCalendars::importCalendar()
{
    const QString path = QFileDialog::getOpenFileName(m_parent, tr("Import windows and freezes"), {}, calendarFilter());
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Q_EMIT said(tr("%1 cannot be read: %2").arg(path, file.errorString()));
    const auto read = readCalendar(file.read(mostCalendarBytes + 1).toStdString());
    if (!read)
        return Q_EMIT said(sentence(read.error()));
    PlanningPolicy policy = m_plans.policy();
    const auto take = [](auto& list, const auto& fresh) {
        for (const auto& one : fresh) {
            const auto it =
                std::find_if(list.begin(), list.end(), [&](const auto& known) { return known.id == one.id; });
            it == list.end() ? list.push_back(one) : void(*it = one);
        }
    };
    take(policy.windows, read->windows);
    take(policy.freezes, read->freezes);
    m_plans.setPolicy(policy, tr("Import of %1").arg(QFileInfo(path).fileName()));
    Q_EMIT said(tr("%1 windows and %2 freezes read, %3 events could not be used.")
                    .arg(read->windows.size())
                    .arg(read->freezes.size())
                    .arg(read->issues.size()));
}

void PlanCalendars::exportCalendar()
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    saveText(tr("Export windows and freezes"), QStringLiteral("windows.ics"),
             writeCalendar(m_plans.policy().windows, m_plans.policy().freezes, now));
}

void PlanCalendars::exportWaves()
{
    if (const auto ground = m_plans.ground())
        saveText(tr("Export the waves as a calendar"), QStringLiteral("waves.ics"),
                 planCalendar(m_plans.plan(), *ground));
}

void PlanCalendars::saveText(const QString& title, const QString& name, const std::string& text)
{
    const QString path = QFileDialog::getSaveFileName(m_parent, title, name, calendarFilter());
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(text.data(), qint64(text.size())) >= 0 && file.commit();
    Q_EMIT said(written ? tr("Written: %1.").arg(path) : tr("%1 cannot be written: %2").arg(path, file.errorString()));
}

} // namespace bw
