// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingspane.h"

#include "models/foundation/dispose.h"
#include "models/items/ordering.h"
#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/findings/explainwindow.h"
#include "views/findings/findinginspector.h"
#include "views/findings/findingsource.h"
#include "views/findings/nofindings.h"
#include "views/lists/listpane.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/tableview.h"

#include <QMenu>
#include <QVBoxLayout>

namespace bw {

FindingsPane::FindingsPane(Of of, Workspace& workspace, QWidget* parent)
    : QWidget(parent)
    , m_of(of)
    , m_workspace(workspace)
    , m_model(workspace.jobs())
    , m_list(new ListPane(m_model, m_model,
                          of == Of::Host ? QStringLiteral("host-findings") : QStringLiteral("patch-findings"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    m_list->withoutInspector();
    m_list->bar().setPlaceholder(of == Of::Host ? tr("Findings, for example: state:open due:overdue openssl")
                                                : tr("Hosts, for example: host:web* state:contradicted"));
    m_list->table().setAccessibleName(of == Of::Host ? tr("Findings of the host") : tr("Hosts of the patch"));
    if (of == Of::Host) {
        m_list->showFirst("host", false);
        m_list->sortFirst("decision", Qt::DescendingOrder);
    } else {
        m_list->showFirst("patch", false);
        m_list->showFirst("installed", true);
        m_list->sortFirst("state", Qt::AscendingOrder);
    }
    setupActions();
    updateTexts();
    connect(&m_model, &FindingsModel::updated, this, &FindingsPane::updateTexts);
    connect(&m_model, &FindingsModel::busyChanged, this, &FindingsPane::updateTexts);
    connect(&workspace, &Workspace::assessedChanged, this, &FindingsPane::follow);
    connect(&workspace.proving(), &ProofService::proofChanged, this, &FindingsPane::follow);
}

FindingsPane::~FindingsPane()
{
    disposeLater(std::move(m_assessed));
}

void FindingsPane::setupActions()
{
    m_list->addColumnsButton();
    connect(&m_list->table(), &QAbstractItemView::activated, this, &FindingsPane::explain);
    connect(m_list, &ListPane::contextMenuWanted, this, [this](const QPoint& at) {
        QMenu context;
        context.addAction(themeIcon(Icon::Copy), tr("&Copy"), &m_list->table(), &TableView::copySelection);
        context.addAction(themeIcon(Icon::Info), tr("&Explain…"), this, &FindingsPane::explain);
        if (m_of == Of::Host)
            context.addAction(themeIcon(Icon::Queue), tr("Show the patch in the &queue"), this,
                              &FindingsPane::goElsewhere);
        else
            context.addAction(themeIcon(Icon::Fleet), tr("Show the &host in the fleet"), this,
                              &FindingsPane::goElsewhere);
        context.exec(at);
    });
}

void FindingsPane::showHost(std::optional<HostId> host, const QString& name)
{
    m_chosen = host.has_value();
    m_name = name;
    m_model.setHost(host.value_or(0)); // 0: no host has that number, and none is to be listed
    follow();
    updateTexts();
}

void FindingsPane::showPatch(const QString& id, const QString& name)
{
    m_chosen = true;
    m_name = name;
    m_model.setPatch(id);
    follow();
    updateTexts();
}

void FindingsPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void FindingsPane::follow()
{
    const Assessed& newest = m_workspace.assessed();
    if (!isVisible() || !newest.assessment)
        return;
    const auto proof = m_workspace.proving().proof();
    const bool proved = proof && proof->assessment == newest.assessment;
    // Until what is proved of the new findings is known, the old ones stand: a state is not to fall back to "open".
    if (!proved && m_model.source().overlay)
        return;
    disposeLater(std::exchange(m_assessed, newest));
    m_model.setSource(findingSource(newest.assessment, proof));
}

QString FindingsPane::emptySentence() const
{
    if (!m_chosen)
        return tr("Choose a host to see what is open on it.");
    if (m_model.isBusy() || !m_model.table())
        return tr("Looking for findings…");
    if (m_of == Of::Patch)
        return tr("No host has this patch open.");
    return whyNoFindings(*m_model.assessment(), *m_model.host());
}

void FindingsPane::updateTexts()
{
    m_list->setEmpty(m_of == Of::Host ? Icon::Queue : Icon::Fleet, emptySentence());
    const auto all = std::uint64_t(m_model.total());
    const auto rows = std::uint64_t(m_model.rowCount());
    const QString shown =
        rows == all ? Texts::number(all) : tr("%1 of %2").arg(Texts::number(rows), Texts::number(all));
    const QString count = m_of == Of::Host ? (all == 1 ? tr("1 finding") : tr("%1 findings").arg(shown))
        : all == 1                         ? tr("1 host")
                                           : tr("%1 hosts").arg(shown);
    // The whole name stands in the list above.
    constexpr int readable = 32;
    const QString name =
        m_name.size() <= readable ? m_name : m_name.left(readable / 2) + u'…' + m_name.right(readable / 2 - 1);
    m_list->bar().setResultText(!m_chosen || all == 0 ? name : tr("%1: %2").arg(name, count));
}

void FindingsPane::explain()
{
    const int row = m_list->currentRow();
    if (row < 0 || !m_model.table() || m_model.assessment() != m_assessed.assessment)
        return;
    const std::uint32_t place = m_model.place(row);
    const Patch& patch = m_model.table()->patch(place);
    const QString title = tr("%1 on %2").arg(Texts::of(patch.package), Texts::hostName(m_model.table()->host(place)));
    auto* window = new ExplainWindow(
        m_workspace.jobs(), title,
        [assessed = m_assessed, table = m_model.table(), place] { return findingInspector(assessed, *table, place); },
        this);
    window->show();
}

void FindingsPane::goElsewhere()
{
    const int row = m_list->currentRow();
    if (row < 0 || !m_model.table())
        return;
    const std::uint32_t place = m_model.place(row);
    if (m_of == Of::Host)
        Q_EMIT pageWanted(QStringLiteral("queue"),
                          filterTerm(QLatin1String("patch"), Texts::of(m_model.table()->patch(place).package)));
    else
        Q_EMIT pageWanted(QStringLiteral("fleet"),
                          filterTerm(QLatin1String("name"), Texts::hostName(m_model.table()->host(place))));
}

} // namespace bw
