// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/queue/queuepage.h"

#include "models/foundation/jobrunner.h"
#include "models/items/ordering.h"
#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/findings/findingsource.h"
#include "views/findings/findingswindow.h"
#include "views/findings/patchinspector.h"
#include "views/lists/listpane.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/tableview.h"

#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw {

QueuePage::QueuePage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_filter(m_model)
    , m_list(new ListPane(m_model, m_filter, QStringLiteral("queue"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    m_list->bar().setPlaceholder(tr("Filter, for example: decision:>=out-of-cycle kev:yes -for:Ubuntu*"));
    m_list->table().setAccessibleName(tr("Patch queue"));
    m_list->sortFirst("rank", Qt::AscendingOrder);
    setupActions();
    updateEmpty();
    connect(m_list, &ListPane::currentRowChanged, this, &QueuePage::showCurrent);
    connect(m_list, &ListPane::selectionChanged, this, &Page::statusTextChanged);
    connect(&m_filter, &ItemFilterModel::filterTextChanged, this, &QueuePage::updateResult);
    connect(&m_list->inspector(), &Inspector::linkActivated, this, &QueuePage::followLink);
    connect(&workspace, &Workspace::assessedChanged, this, &QueuePage::setAssessed);
    connect(&workspace.proving(), &ProofService::proofChanged, this, [this] {
        m_stale = true;
        if (isVisible())
            showCurrent();
    });
    connect(&workspace, &Workspace::queueRemembered, this, &QueuePage::showRemembered);
}

QueuePage::~QueuePage() = default;

void QueuePage::setupActions()
{
    m_list->addColumnsButton();
    auto* plan = new QAction(themeIcon(Icon::Plan), tr("&Plan"), this);
    plan->setShortcut(Qt::Key_P);
    plan->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    plan->setToolTip(tr("Add the selected patches to every wave of the plan (P)"));
    connect(plan, &QAction::triggered, this, &QueuePage::planSelected);
    m_list->table().addAction(plan);
    auto* planButton = new QPushButton(plan->icon(), tr("Plan"), this);
    planButton->setToolTip(plan->toolTip());
    connect(planButton, &QPushButton::clicked, plan, &QAction::trigger);
    m_list->bar().addButton(planButton);
    connect(m_list, &ListPane::emptyPrimaryChosen, this, [this] {
        const Assessed& assessed = m_workspace.assessed();
        const bool hosts = assessed.assessment && !assessed.assessment->fleet->hosts.empty();
        if (hosts)
            Q_EMIT feedImportWanted();
        else
            Q_EMIT importWanted();
    });
    connect(m_list, &ListPane::contextMenuWanted, this, [this](const QPoint& at) {
        QMenu context;
        context.addAction(themeIcon(Icon::Copy), tr("&Copy"), &m_list->table(), &TableView::copySelection);
        context.addAction(themeIcon(Icon::Plan), tr("Add to the &plan"), this, &QueuePage::planSelected);
        context.addAction(themeIcon(Icon::Fleet), tr("&List its hosts and their states…"), this, &QueuePage::listHosts);
        const QString hosts = hostsOfCurrent();
        context
            .addAction(themeIcon(Icon::Fleet), tr("Show the &hosts in the fleet"), this,
                       [this, hosts] { Q_EMIT pageWanted(QStringLiteral("fleet"), hosts); })
            ->setEnabled(!hosts.isEmpty());
        context.exec(at);
    });
}

void QueuePage::planSelected()
{
    PlanService& plans = m_workspace.planning();
    AddPatches edit;
    for (const int row : m_list->selectedRows()) {
        const Patch& patch = m_model.patch(row);
        if (!patch.fixed.empty())
            edit.patches.push_back(patch.id);
    }
    if (edit.patches.empty())
        return Q_EMIT messageWanted({Message::Kind::Info, tr("None of these patches has a fix yet.")});
    if (!plans.hasPlan() || plans.plan().waves.empty()) {
        Q_EMIT messageWanted({Message::Kind::Info, tr("No wave yet: make a plan first, then add patches to it.")});
        return Q_EMIT pageWanted(QStringLiteral("plan"), {});
    }
    const bool refused = plans.refusal(edit).has_value();
    const int before = plans.current().number;
    plans.applyEdit(edit); // the plan page says what came of it, with a way back
    if (!refused && plans.current().number == before)
        Q_EMIT messageWanted({Message::Kind::Info, tr("They are in every wave of the plan already."), {}, 10'000});
}

QString QueuePage::hostsOfCurrent() const
{
    constexpr std::uint32_t readable = 100; // more names are no filter that a person reads
    const int row = m_list->currentRow();
    if (row < 0 || m_model.patch(row).findingCount > readable)
        return {};
    const Patch& patch = m_model.patch(row);
    const Assessment& assessment = *m_model.assessment();
    QStringList names;
    for (std::uint32_t i = 0; i < patch.findingCount; ++i) {
        const std::string& name =
            assessment.fleet->hosts[assessment.findings[patch.firstFinding + i].host].identity.name;
        if (!name.empty())
            names << filterTerm(QLatin1String(), Texts::of(name));
    }
    names.removeAll(QString());
    return names.isEmpty() ? QString() : QStringLiteral("name:") + names.join(u',');
}

void QueuePage::setAssessed(const Assessed& assessed)
{
    m_model.setAssessment(assessed.assessment);
    updateEmpty();
    showQueue(*assessed.assessment);
}

void QueuePage::showRemembered(const KeptQueue& kept)
{
    m_model.setAssessment(kept.queue);
    showQueue(*kept.queue);
    m_list->bar().setResultText(tr("as computed %1 · computing it anew…").arg(Texts::absolute(kept.computedAt)));
}

void QueuePage::showQueue(const Assessment& queue)
{
    updateResult();
    showCurrent();
    std::uint32_t urgent = 0;
    for (const Patch& patch : queue.patches)
        urgent += patch.decision >= Decision::OutOfCycle;
    Q_EMIT countChanged(Texts::number(queue.patches.size()),
                        tr("%1 patches, %2 of them immediate or out of cycle").arg(queue.patches.size()).arg(urgent));
}

void QueuePage::updateEmpty()
{
    const Assessed& assessed = m_workspace.assessed();
    if (!assessed.assessment)
        m_list->setEmpty(Icon::Queue, tr("Computing the queue…"));
    else if (assessed.assessment->fleet->hosts.empty())
        m_list->setEmpty(Icon::Queue, tr("No hosts yet: import inventories, or drop them on the window."),
                         tr("Import inventories…"));
    else if (assessed.assessment->catalog->revisions.empty())
        m_list->setEmpty(Icon::Feeds, tr("No feeds yet, so nothing can be told about these hosts."),
                         tr("Import feeds…"));
    else
        m_list->setEmpty(Icon::Verify, tr("Nothing is open that touches the fleet."));
}

void QueuePage::updateResult()
{
    const auto& assessment = m_workspace.assessed().assessment;
    if (!assessment)
        return;
    std::uint64_t findings = 0, unknown = 0;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const Patch& patch = m_model.patch(m_filter.mapToSource(m_filter.index(row, 0)).row());
        findings += patch.hostsOpen;
        unknown += patch.hostsUnknown;
    }
    const QString shown = m_filter.rowCount() == m_model.rowCount()
        ? Texts::number(std::uint64_t(m_model.rowCount()))
        : tr("%1 of %2").arg(m_filter.rowCount()).arg(m_model.rowCount());
    m_list->bar().setResultText(
        tr("%1 patches · %2 findings · %3 cannot tell").arg(shown, Texts::number(findings), Texts::number(unknown)));
    Q_EMIT statusTextChanged();
}

void QueuePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_stale)
        showCurrent();
}

void QueuePage::showCurrent()
{
    m_stale = false;
    const int row = m_list->currentRow();
    const Assessed& assessed = m_workspace.assessed();
    if (row < 0 || !assessed.assessment) {
        m_workspace.jobs().cancelChannel(QStringLiteral("explain-patch"));
        return m_list->inspector().setEmpty(row < 0 ? tr("Choose a patch to see why it stands where it stands.")
                                                    : tr("The hosts and the reasons are being read…"));
    }
    // Deciding a patch of thousands of hosts again, which is what an explanation does, takes longer than a frame.
    m_workspace.jobs().start(
        QStringLiteral("explain-patch"), tr("Explaining %1").arg(Texts::of(m_model.patch(row).package)), this,
        [assessed, patch = m_model.patchIndex(row), proof = m_workspace.proving().proof()](ProgressSink&) mutable {
            const auto mine = std::move(proof); // let go of here, not in the thread of the window
            return patchInspector(assessed, findingSource(assessed.assessment, mine), patch);
        },
        [this](const InspectorContent& content) {
            if (m_list->currentRow() >= 0)
                m_list->inspector().setContent(content);
        });
}

void QueuePage::followLink(const QString& id)
{
    if (id.startsWith(QLatin1String("host:"))) {
        Q_EMIT pageWanted(QStringLiteral("fleet"), filterTerm(QLatin1String("name"), id.mid(5)));
    } else if (id == QLatin1String("all-hosts")) {
        listHosts();
    }
}

void QueuePage::listHosts()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const Patch& patch = m_model.patch(row);
    auto* window = new FindingsWindow(m_workspace, Texts::of(patch.id),
                                      Texts::of(patch.package + ' ' + patch.fixed).trimmed(), this);
    connect(window, &FindingsWindow::pageWanted, this, &Page::pageWanted);
    window->show();
}

void QueuePage::focusMain()
{
    m_list->focusList();
}

void QueuePage::focusFilter()
{
    m_list->bar().focusFilter();
}

void QueuePage::toggleInspector()
{
    m_list->toggleInspector();
}

void QueuePage::showFiltered(const QString& filter)
{
    m_list->setFilter(filter);
}

QString QueuePage::statusText() const
{
    const auto selected = m_list->selectedRows().size();
    const QString patches = tr("%1 patches").arg(Texts::number(std::uint64_t(m_filter.rowCount())));
    return selected > 1 ? tr("%1, %2 selected").arg(patches).arg(selected) : patches;
}

} // namespace bw
