// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do on the page Deploy, and the dialogs before it.
#include "models/foundation/jobrunner.h"
#include "models/items/texts.h"
#include "models/services/gateevidence.h"
#include "models/services/planservice.h"
#include "models/services/proofservice.h"
#include "models/services/validationservice.h"
#include "models/services/workspace.h"
#include "views/lists/listpane.h"
#include "views/rollout/engineform.h"
#include "views/rollout/rolloutpage.h"
#include "views/rollout/startdialog.h"
#include "views/rollout/stopdialog.h"
#include "views/widgets/tableview.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace bw {

void RolloutPage::setupMenu()
{
    auto* menu = new QMenu(&m_head->more());
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        const RunWaveRow* row = waveRow();
        const bool run = row && row->run;
        menu->addAction(tr("&Approve the next wave…"), this, &RolloutPage::approve)->setEnabled(run);
        menu->addAction(tr("Fetch fresh &inventories of the run's hosts"), this,
                        [this] { followLink(QStringLiteral("collect-all")); })
            ->setEnabled(run);
        menu->addAction(tr("Read the &results of another tool…"), this, &RolloutPage::takeResults)
            ->setEnabled(run && row->engine == EngineKind::HandOff);
        menu->addSeparator();
        menu->addAction(tr("&Stop the roll-out…\tCtrl+Shift+S"), this, &RolloutPage::stopRun)
            ->setEnabled(run && row->phase == RunPhase::Running);
        QMenu* columns = menu->addMenu(tr("Colum&ns"));
        m_list->table().fillColumnMenu(*columns);
    });
    m_head->more().setMenu(menu);
    connect(m_list, &ListPane::contextMenuWanted, this, [this](const QPoint& at) {
        QMenu context;
        context.addAction(themeIcon(Icon::Copy), tr("&Copy"), &m_list->table(), &TableView::copySelection);
        std::vector<HostId> retry, settledHosts;
        for (const int row : m_list->selectedRows()) {
            if (mayRetry(m_targets.target(row)))
                retry.push_back(m_targets.target(row).host);
            if (settled(m_targets.target(row).state))
                settledHosts.push_back(m_targets.target(row).host);
        }
        const RunId run = m_targets.run() ? m_targets.run()->id : 0;
        context
            .addAction(tr("Send &round again (%1)").arg(retry.size()), this,
                       [this, run, retry] { m_service.retry(run, retry, {}); })
            ->setEnabled(!retry.empty());
        context
            .addAction(tr("Fetch fresh &inventories (%1)").arg(settledHosts.size()), this,
                       [this, run, settledHosts] {
                           m_service.collect(run, settledHosts, EngineForm::settingsFor(m_targets.run()->engine));
                       })
            ->setEnabled(!settledHosts.empty());
        context.exec(at);
    });
}

RolloutWish RolloutPage::wish(bool keepWindow, EngineKind engine) const
{
    RolloutWish wish;
    wish.version = *plan();
    wish.wave = wave()->id;
    wish.engine = engine;
    wish.seed = wish.version.plan.seed;
    wish.outsideWindow = !keepWindow;
    return wish;
}

void RolloutPage::prepare()
{
    if (!m_dialog || !plan() || !wave())
        return;
    m_workspace.jobs().start(
        QStringLiteral("start-evidence"), tr("Looking at the wave before"), this,
        [proof = m_workspace.proving().proof(), matrix = m_workspace.validation().matrix(), plan = plan()->plan,
         wave = wave()->id](ProgressSink&) {
            return proof && matrix ? startEvidenceOf(*proof, *matrix, plan, wave) : GateEvidence();
        },
        [this](const GateEvidence& evidence) {
            if (m_dialog && plan() && wave())
                m_service.prepare(wish(m_dialog->keepsWindow(), m_dialog->engine()), m_workspace.assessed(), evidence);
        });
    checkEngine();
}

void RolloutPage::checkEngine()
{
    m_workspace.jobs().start(
        QStringLiteral("engine-check"), tr("Looking for the engine"), this,
        [kind = m_dialog->engine(), settings = m_dialog->settings()](ProgressSink&) {
            return makeEngine(kind, settings)->check();
        },
        [this](Result<void> good) {
            if (m_dialog)
                m_dialog->setEngineProblem(good ? QString() : Texts::of(good.error().subject));
        });
}

void RolloutPage::startWave()
{
    if (!wave() || !m_workspace.assessed().assessment)
        return;
    StartDialog dialog(Texts::of(wave()->name), this);
    m_dialog = &dialog;
    connect(&dialog, &StartDialog::wishChanged, this, &RolloutPage::prepare);
    prepare();
    const bool go = dialog.exec() == QDialog::Accepted;
    m_dialog = nullptr;
    if (go)
        m_service.start(dialog.prepared(), dialog.settings());
}

void RolloutPage::stopRun()
{
    const RunWaveRow* row = waveRow();
    const ShownRun& s = shown();
    if (!row || !row->run || !s.picture.progress)
        return;
    const RunId run = *row->run;
    StopDialog dialog(row->name, s.picture.progress->onTheirWay(), s.picture.progress->waiting(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (dialog.way() == StopDialog::Way::Pause)
        m_service.pause(run, dialog.why());
    else
        m_service.halt(run, dialog.way() == StopDialog::Way::Abort, dialog.why());
}

void RolloutPage::resume()
{
    if (const RunWaveRow* row = waveRow(); row && row->run)
        m_service.resume(*row->run, EngineForm::settingsFor(row->engine));
}

void RolloutPage::retryFailed()
{
    const RunWaveRow* row = waveRow();
    if (!row || !row->run)
        return;
    m_service.retry(*row->run, {}, {});
    Q_EMIT messageWanted({Message::Kind::Info,
                          tr("The hosts that may go round again wait now. Resume the run to hand them over."),
                          {},
                          15'000});
}

void RolloutPage::approve()
{
    const RunWaveRow* row = waveRow();
    if (!row || !row->run)
        return;
    bool given = false;
    const QString why = QInputDialog::getText(this, tr("Approve the wave after “%1”").arg(row->name), tr("Why"),
                                              QLineEdit::Normal, {}, &given);
    if (given)
        m_service.approve(*row->run, why.trimmed());
}

void RolloutPage::takeResults()
{
    const RunWaveRow* row = waveRow();
    if (!row || !row->run)
        return;
    const QString path = QFileDialog::getOpenFileName(this, tr("Results of another tool"), {},
                                                      tr("Results (*.json *.csv);;All files (*)"));
    if (!path.isEmpty())
        m_service.takeResults(*row->run, path);
}

void RolloutPage::followLink(const QString& id)
{
    const RunWaveRow* wave = waveRow();
    if (!wave || !wave->run)
        return;
    const int row = m_list->currentRow();
    if (id == QLatin1String("approve"))
        return approve();
    if (id == QLatin1String("collect-all"))
        return m_service.collect(*wave->run, {}, EngineForm::settingsFor(wave->engine));
    if (row < 0)
        return;
    const HostId host = m_targets.target(row).host;
    if (id == QLatin1String("retry"))
        m_service.retry(*wave->run, {host}, {});
    else if (id == QLatin1String("collect"))
        m_service.collect(*wave->run, {host}, EngineForm::settingsFor(wave->engine));
    else if (id == QLatin1String("fleet"))
        Q_EMIT pageWanted(QStringLiteral("fleet"),
                          QStringLiteral("name:\"%1\"").arg(Texts::of(m_targets.order(row).name)));
}

} // namespace bw
