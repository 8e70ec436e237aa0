// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the verbs of a plan as a whole do: its beginning, its name, its approval and its end.
#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/planner/boardview.h"
#include "views/planner/planeditor.h"
#include "views/planner/planpage.h"
#include "views/planner/templatedialog.h"
#include "views/planner/versionsdialog.h"
#include "views/widgets/inspector.h"

#include <QDateTime>
#include <QInputDialog>
#include <QLocale>

#include <algorithm>

namespace bw {

void PlanPage::startFromTemplate()
{
    const auto ground = m_plans.ground();
    if (!ground)
        return say(tr("The fleet is still being looked at; try again in a moment."));
    Plan base = m_plans.plan();
    if (!m_plans.hasPlan())
        base.name = tr("%1 round")
                        .arg(QLocale().standaloneMonthName(QDateTime::currentDateTimeUtc().date().month()))
                        .toStdString();
    TemplateDialog dialog(base, ground, m_workspace.jobs(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (m_plans.hasPlan())
        m_editor->apply(ReplacePlan{dialog.plan(), tr("Start from a template").toStdString()});
    else
        m_plans.createPlan(dialog.plan(), tr("Start from a template"));
}

void PlanPage::startEmpty()
{
    if (m_plans.hasPlan())
        return addWave();
    Plan plan;
    plan.name =
        tr("%1 round").arg(QLocale().standaloneMonthName(QDateTime::currentDateTimeUtc().date().month())).toStdString();
    const auto first = edited(plan, AddWave{tr("Test ring").toStdString(), 0, true});
    if (first)
        m_plans.createPlan(*first, tr("Start empty"));
}

bool PlanPage::askReason(const QString& title, const QString& verb, QString& why)
{
    QInputDialog dialog(this);
    dialog.setWindowTitle(title);
    dialog.setLabelText(tr("Why (kept with the plan):"));
    dialog.setOkButtonText(verb);
    dialog.setMinimumWidth(420);
    if (dialog.exec() != QDialog::Accepted)
        return false;
    why = dialog.textValue().trimmed();
    return true;
}

void PlanPage::requestApproval()
{
    const auto board = m_plans.board();
    const auto blocking = board ? std::count_if(board->broken.begin(), board->broken.end(), blocks) : 0;
    if (blocking > 0) {
        m_shown = Shown::Rules;
        m_inspectorWish = true;
        m_inspector->show();
        showInspector();
        return say(
            blocking == 1
                ? tr("1 conflict stands against approval; the list at the right says the way out.")
                : tr("%1 conflicts stand against approval; the list at the right says the ways out.").arg(blocking));
    }
    QString why;
    if (askReason(tr("Request approval of version %1").arg(m_plans.current().number), tr("Request approval"), why))
        m_plans.requestApproval(why);
}

void PlanPage::approve()
{
    QString why;
    if (askReason(tr("Approve version %1").arg(m_plans.current().number), tr("Approve"), why))
        m_plans.grant(why);
}

void PlanPage::refuse()
{
    QString why;
    if (askReason(tr("Refuse version %1").arg(m_plans.current().number), tr("Refuse"), why))
        m_plans.refuse(why);
}

void PlanPage::renamePlan()
{
    if (!m_plans.hasPlan())
        return;
    bool ok = false;
    const QString name = QInputDialog::getText(this, tr("Rename the plan"), tr("Name:"), QLineEdit::Normal,
                                               Texts::of(m_plans.plan().name), &ok)
                             .trimmed();
    if (ok && !name.isEmpty())
        m_editor->apply(RenamePlan{name.toStdString(), m_plans.plan().notes});
}

void PlanPage::newPlan()
{
    bool ok = false;
    const QString name = QInputDialog::getText(this, tr("New plan"), tr("Name:"), QLineEdit::Normal, {}, &ok).trimmed();
    if (!ok || name.isEmpty())
        return;
    Plan plan;
    plan.name = name.toStdString();
    m_plans.createPlan(plan, tr("New plan"));
}

void PlanPage::closePlan()
{
    QString why;
    if (m_plans.hasPlan() && askReason(tr("Close “%1”").arg(Texts::of(m_plans.plan().name)), tr("Close the plan"), why))
        m_plans.closePlan(why);
}

void PlanPage::showVersions()
{
    if (!m_plans.hasPlan())
        return;
    VersionsDialog dialog(m_plans, this);
    dialog.exec();
}

} // namespace bw
