// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fleet/fleetpage.h"

#include "models/foundation/jobrunner.h"
#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/findings/findingsource.h"
#include "views/findings/findingspane.h"
#include "views/fleet/componentswindow.h"
#include "views/fleet/hostinspector.h"
#include "views/lists/listpane.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/tableview.h"

#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw {

FleetPage::FleetPage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_filter(m_model)
    , m_list(new ListPane(m_model, m_filter, QStringLiteral("fleet"), this))
    , m_findings(new FindingsPane(FindingsPane::Of::Host, workspace, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    m_list->setBelow(m_findings);
    m_list->bar().setPlaceholder(tr("Filter, for example: name:web* state:stale -owner:none"));
    m_list->table().setAccessibleName(tr("Hosts"));
    m_list->sortFirst("decision", Qt::AscendingOrder);
    setupActions();
    updateEmpty();
    connect(m_list, &ListPane::currentRowChanged, this, &FleetPage::showCurrent);
    connect(m_list, &ListPane::selectionChanged, this, [this] {
        const bool any = !m_list->selectedRows().isEmpty();
        for (QPushButton* button : std::as_const(m_editButtons))
            button->setEnabled(any);
        Q_EMIT statusTextChanged();
    });
    connect(&m_filter, &ItemFilterModel::filterTextChanged, this, &FleetPage::updateResult);
    connect(&m_list->inspector(), &Inspector::linkActivated, this, &FleetPage::followLink);
    connect(m_list, &ListPane::emptyPrimaryChosen, this, &Page::importWanted);
    connect(m_findings, &FindingsPane::pageWanted, this, &Page::pageWanted);
    connect(&workspace, &Workspace::assessedChanged, this, &FleetPage::setAssessed);
    connect(&workspace.proving(), &ProofService::proofChanged, this, [this] {
        m_stale = true;
        if (isVisible())
            showCurrent();
    });
}

FleetPage::~FleetPage() = default;

QPushButton* FleetPage::menuButton(const QString& text, QMenu* menu)
{
    auto* button = new QPushButton(text, this);
    button->setMenu(menu);
    m_list->bar().addButton(button);
    return button;
}

QMenu* FleetPage::valueMenu(AttributeField field, const std::vector<std::pair<QString, QString>>& values)
{
    auto* menu = new QMenu(this);
    for (const auto& [value, label] : values)
        menu->addAction(label, this, [this, field, chosen = value] { set(field, chosen); });
    menu->addSeparator();
    menu->addAction(tr("Not told"), this, [this, field] { set(field, {}); });
    return menu;
}

void FleetPage::setupActions()
{
    const auto value = [](std::string_view text, const QString& label) { return std::pair(Texts::of(text), label); };
    QMenu* exposure = valueMenu(AttributeField::Exposure,
                                {value("small", tr("&Small: highly controlled network")),
                                 value("controlled", tr("&Controlled: restricted access")),
                                 value("open", tr("&Open: internet, or no restriction"))});
    QMenu* importance =
        valueMenu(AttributeField::Importance,
                  {value("low", tr("&Low: work goes on, degraded")), value("medium", tr("&Medium: support crippled")),
                   value("high", tr("&High: an essential function fails")),
                   value("critical", tr("&Critical: the mission fails"))});
    QMenu* safety = valueMenu(AttributeField::Safety,
                              {value("negligible", tr("&Negligible")), value("marginal", tr("&Marginal")),
                               value("critical", tr("&Critical")), value("catastrophic", tr("C&atastrophic"))});
    auto* more = new QMenu(this);
    more->addMenu(safety)->setText(tr("&Safety"));
    more->addAction(tr("&Owner…"), this, [this] { askFor(AttributeField::Owner, tr("Owner")); });
    more->addAction(tr("&Tags…"), this, [this] { askFor(AttributeField::Tags, tr("Tags, separated by commas")); });
    more->addAction(tr("S&ite…"), this, [this] { askFor(AttributeField::Site, tr("Site")); });
    more->addAction(tr("&Role…"), this, [this] { askFor(AttributeField::Role, tr("Role")); });
    m_editButtons = {menuButton(tr("Exposure"), exposure), menuButton(tr("Importance"), importance),
                     menuButton(tr("More"), more)};
    for (QPushButton* button : std::as_const(m_editButtons))
        button->setEnabled(false);
    m_list->addColumnsButton();
    connect(m_list, &ListPane::contextMenuWanted, this, [=, this](const QPoint& at) {
        QMenu context;
        context.addAction(themeIcon(Icon::Copy), tr("&Copy"), &m_list->table(), &TableView::copySelection);
        context.addAction(tr("Show the com&ponents"), this, &FleetPage::showComponents);
        context.addMenu(exposure)->setText(tr("&Exposure"));
        context.addMenu(importance)->setText(tr("&Importance"));
        context.addMenu(more)->setText(tr("&More"));
        context.exec(at);
    });
}

void FleetPage::setAssessed(const Assessed& assessed)
{
    // A walk over all findings and a sort of all names: not while somebody types.
    const auto assessment = assessed.assessment;
    m_workspace.jobs().start(
        QStringLiteral("fleet-rows"), tr("Listing the hosts"), this,
        [assessment](ProgressSink&) { return HostsModel::rowsOf(*assessment); },
        [this, assessment](std::vector<HostRow> rows) { showRows(assessment, std::move(rows)); });
}

void FleetPage::showRows(std::shared_ptr<const Assessment> assessment, std::vector<HostRow> rows)
{
    m_model.setAssessment(assessment, std::move(rows));
    updateEmpty();
    updateResult();
    showCurrent();
    const Coverage& c = assessment->coverage;
    Q_EMIT countChanged(Texts::number(c.hosts),
                        tr("%1 hosts: %2 current, %3 stale, %4 unknown, %5 excluded")
                            .arg(c.hosts)
                            .arg(c.current)
                            .arg(c.stale)
                            .arg(c.unknown)
                            .arg(c.excluded));
}

void FleetPage::updateEmpty()
{
    if (m_model.assessment())
        m_list->setEmpty(
            Icon::Fleet,
            tr("No hosts yet. Drop inventories on the window: dpkg, rpm, osquery, Ansible, GLPI, CycloneDX, CSV."),
            tr("Import inventories…"));
    else
        m_list->setEmpty(Icon::Fleet, tr("Loading the fleet…"));
}

void FleetPage::updateResult()
{
    if (!m_model.assessment())
        return;
    const Coverage& c = m_model.assessment()->coverage;
    QStringList parts;
    parts << (m_filter.rowCount() == m_model.rowCount()
                  ? tr("%1 hosts").arg(Texts::number(std::uint64_t(m_model.rowCount())))
                  : tr("%1 of %2 hosts").arg(m_filter.rowCount()).arg(m_model.rowCount()));
    parts << tr("%1 stale").arg(c.stale) << tr("%1 unknown").arg(c.unknown);
    if (c.hostsUncovered > 0)
        parts << tr("no feed covers %1").arg(c.hostsUncovered);
    m_list->bar().setResultText(parts.join(QStringLiteral(" · ")));
    Q_EMIT statusTextChanged();
}

void FleetPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_stale)
        showCurrent();
}

void FleetPage::showCurrent()
{
    m_stale = false;
    const int row = m_list->currentRow();
    m_findings->setVisible(m_model.rowCount() > 0);
    if (row < 0 || !m_model.assessment()) {
        m_findings->showHost({});
        m_workspace.jobs().cancelChannel(QStringLiteral("inspect-host"));
        return m_list->inspector().setEmpty(tr("Choose a host to see its evidence and what is open on it."));
    }
    m_findings->showHost(m_model.at(row).id, Texts::hostName(m_model.host(row)));
    // Counting what is open on it looks into the findings of each patch.
    m_workspace.jobs().start(
        QStringLiteral("inspect-host"), tr("Looking at %1").arg(Texts::hostName(m_model.host(row))), this,
        [source = findingSource(m_model.assessment(), m_workspace.proving().proof()),
         host = m_model.at(row).host](ProgressSink&) mutable {
            const FindingSource mine = std::move(source); // let go of here, not in the thread of the window
            return hostInspector(mine, host);
        },
        [this](const InspectorContent& content) {
            if (m_list->currentRow() >= 0)
                m_list->inspector().setContent(content);
        });
}

void FleetPage::set(AttributeField field, const QString& value)
{
    std::vector<HostId> hosts;
    for (const int row : m_list->selectedRows())
        hosts.push_back(m_model.at(row).id);
    if (!hosts.empty())
        m_workspace.setHostAttributes(hosts, field, value, {});
}

void FleetPage::askFor(AttributeField field, const QString& label)
{
    const auto rows = m_list->selectedRows();
    if (rows.isEmpty())
        return;
    const QString before = Texts::of(attributeText(m_model.host(rows.first()).attributes, field));
    bool chosen = false;
    const QString value =
        QInputDialog::getText(this, tr("Set for %1 hosts").arg(rows.size()), label, QLineEdit::Normal, before, &chosen);
    if (chosen)
        set(field, value.trimmed());
}

void FleetPage::followLink(const QString& id)
{
    if (id == QLatin1String("components"))
        showComponents();
}

void FleetPage::showComponents()
{
    const int row = m_list->currentRow();
    if (row >= 0)
        (new ComponentsWindow(m_model.assessment(), m_model.at(row).id, Texts::hostName(m_model.host(row)), this))
            ->show();
}

void FleetPage::focusMain()
{
    m_list->focusList();
}

void FleetPage::focusFilter()
{
    m_list->bar().focusFilter();
}

void FleetPage::toggleInspector()
{
    m_list->toggleInspector();
}

void FleetPage::showFiltered(const QString& filter)
{
    m_list->setFilter(filter);
}

QString FleetPage::statusText() const
{
    const auto selected = m_list->selectedRows().size();
    const QString hosts = tr("%1 hosts").arg(Texts::number(std::uint64_t(m_filter.rowCount())));
    return selected > 1 ? tr("%1, %2 selected").arg(hosts).arg(selected) : hosts;
}

} // namespace bw
