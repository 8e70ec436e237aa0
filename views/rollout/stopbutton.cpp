// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/stopbutton.h"

#include "views/rollout/stopdialog.h"
#include "views/theme/icons.h"
#include "views/theme/style.h"

#include <QMessageBox>

#include <algorithm>

namespace bw {

namespace {

const RunLine* newestDriven(const RolloutService& service)
{
    const auto& runs = service.runs();
    const auto it =
        std::find_if(runs.rbegin(), runs.rend(), [&](const RunLine& run) { return service.driving(run.id); });
    return it == runs.rend() ? nullptr : &*it;
}

bool drivesAny(const RolloutService& service)
{
    return newestDriven(service) != nullptr;
}

} // namespace

StopButton::StopButton(QWidget* parent)
    : QPushButton(themeIcon(Icon::Stop), tr("Stop roll-out…"), parent)
{
    setDangerous(this);
    setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    setToolTip(tr("Pause, halt or abort the running roll-out (Ctrl+Shift+S)"));
    connect(this, &QPushButton::clicked, this, &StopButton::ask);
    hide();
}

void StopButton::setService(RolloutService* service)
{
    if (m_service)
        disconnect(m_service, nullptr, this, nullptr);
    m_service = service;
    if (m_service) {
        connect(m_service, &RolloutService::runsChanged, this, &StopButton::showRuns);
        connect(m_service, &RolloutService::started, this, &StopButton::showRuns);
        connect(m_service, &RolloutService::ended, this, &StopButton::showRuns);
    }
    showRuns();
}

void StopButton::showRuns()
{
    setVisible(m_service && drivesAny(*m_service));
}

void StopButton::ask()
{
    const RunLine* run = m_service ? newestDriven(*m_service) : nullptr;
    if (!run)
        return;
    const RunId id = run->id;
    const auto& shown = m_service->shown().picture;
    const bool known = shown.run && shown.run->id == id && shown.progress;
    StopDialog dialog(run->waveName, known ? shown.progress->onTheirWay() : 0,
                      known ? shown.progress->waiting() : run->hosts - run->claimed - run->failed, this->window());
    if (dialog.exec() != QDialog::Accepted || !m_service)
        return;
    if (dialog.way() == StopDialog::Way::Pause)
        m_service->pause(id, dialog.why());
    else
        m_service->halt(id, dialog.way() == StopDialog::Way::Abort, dialog.why());
}

bool StopButton::mayLeave(RolloutService& service, QWidget* parent)
{
    const RunLine* run = newestDriven(service);
    if (!run)
        return true;
    QMessageBox box(
        QMessageBox::Warning, tr("A roll-out is running"),
        tr("%1 is being rolled out. If the window closes now, the wave is halted, and hosts on their way are "
           "unknown until a fresh inventory proves what they have.")
            .arg(run->waveName),
        QMessageBox::NoButton, parent);
    box.setTextFormat(Qt::PlainText);
    QPushButton* stay = box.addButton(tr("&Keep the window open"), QMessageBox::RejectRole);
    QPushButton* halt = box.addButton(tr("&Halt, and stay until the hosts are done"), QMessageBox::ActionRole);
    QPushButton* leave = box.addButton(tr("&Close now"), QMessageBox::DestructiveRole);
    box.setDefaultButton(stay);
    box.exec();
    if (box.clickedButton() == halt)
        service.halt(run->id, false, tr("Closing the window"));
    return box.clickedButton() == leave;
}

} // namespace bw
