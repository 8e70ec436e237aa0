// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/exposure/exposurepage.h"

#include "models/domain/hostfilter.h"
#include "models/foundation/dispose.h"
#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/exposure/keytiles.h"
#include "views/figures/exposurecharts.h"
#include "views/figures/figuretexts.h"
#include "views/figures/rolloutcharts.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace bw {

namespace {

constexpr std::size_t MostHosts = 7, MostGroups = 12;

} // namespace

ExposurePage::ExposurePage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_bar(new FilterBar(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
    , m_scroll(new QScrollArea(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setupBar();
    layout->addWidget(m_bar);
    auto* content = new QWidget(m_scroll);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(14, 12, 14, 14);
    column->setSpacing(12);
    setupTiles(content);
    setupCharts(content);
    column->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setFocusPolicy(Qt::StrongFocus); // the keyboard scrolls
    m_scroll->setAccessibleName(tr("Figures"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    layout->addWidget(m_stack, 1);
    updateEmpty();
    connect(m_empty, &EmptyState::primaryChosen, this, &Page::importWanted);
    connect(&workspace.proving(), &ProofService::metricsChanged, this, &ExposurePage::takeMetrics);
    connect(&workspace.proving(), &ProofService::proofChanged, this, &ExposurePage::takeProof);
    connect(&workspace, &Workspace::assessedChanged, this, &ExposurePage::updateEmpty);
}

ExposurePage::~ExposurePage() = default;

void ExposurePage::setupBar()
{
    m_bar->setPlaceholder(tr("Filter hosts, for example: tag:webshop -owner:none"));
    auto* moment = new QPushButton(tr("As of…"), this);
    connect(moment, &QPushButton::clicked, this, &Page::momentWanted);
    m_bar->addButton(moment);
    connect(m_bar, &FilterBar::filterChanged, this, &ExposurePage::applyFilter);
}

void ExposurePage::setupTiles(QWidget* content)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    for (int i = 0; i < 5; ++i) {
        auto* tile = new KeyTile(content);
        connect(tile, &KeyTile::clicked, this, [this, tile] {
            if (!tile->view().page.isEmpty())
                Q_EMIT pageWanted(tile->view().page, tile->view().filter);
        });
        row->addWidget(tile, 1);
        m_tiles.push_back(tile);
    }
    static_cast<QVBoxLayout*>(content->layout())->addLayout(row);
}

ChartCard* ExposurePage::addCard(ChartCard::Kind kind)
{
    auto* card = new ChartCard(kind, this);
    connect(card, &ChartCard::saved, this, [this](const QString& sentence, bool good) {
        Q_EMIT messageWanted({good ? Message::Kind::Done : Message::Kind::Error, sentence, {}, good ? 6'000 : 0});
    });
    connect(card, &ChartCard::followed, this,
            [this](const QString& id) { Q_EMIT pageWanted(QStringLiteral("fleet"), id); });
    return card;
}

void ExposurePage::setupCharts(QWidget* content)
{
    m_grid = new QGridLayout;
    m_grid->setSpacing(12);
    m_grid->setColumnStretch(0, 10);
    m_grid->setColumnStretch(1, 7);
    static_cast<QVBoxLayout*>(content->layout())->addLayout(m_grid);
    m_openFindings = addCard(ChartCard::Kind::Plot);
    m_timeToVerified = addCard(ChartCard::Kind::Plot);
    m_progress = addCard(ChartCard::Kind::Bars);
    m_mostExposed = addCard(ChartCard::Kind::Bars);
    m_exposedDays = addCard(ChartCard::Kind::Plot);
    m_ages = addCard(ChartCard::Kind::Bars);
    m_compliance = addCard(ChartCard::Kind::Bars);
    m_funnel = addCard(ChartCard::Kind::Bars);
    placeCards(false);
    for (ChartCard* card : {m_openFindings, m_timeToVerified, m_exposedDays})
        card->setMinimumHeight(280);
    m_grouping = new QComboBox(m_compliance);
    m_grouping->setAccessibleName(tr("Group by"));
    for (const QString& text : {tr("by owner"), tr("by site"), tr("by operating system"), tr("by tag"), tr("by role")})
        m_grouping->addItem(text);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (m_metrics)
            m_compliance->setData(complianceChart(*m_metrics, Grouping(index), MostGroups));
    });
    m_compliance->addToHead(m_grouping);
}

/// Two in a row, in the order in which they are read; without a roll-out its two cards would only be holes.
void ExposurePage::placeCards(bool rollout)
{
    for (ChartCard* card : {m_progress, m_funnel}) {
        m_grid->removeWidget(card);
        card->setVisible(rollout);
    }
    const std::vector<ChartCard*> order = rollout
        ? std::vector<ChartCard*>{m_openFindings, m_timeToVerified, m_progress,   m_mostExposed,
                                  m_exposedDays,  m_ages,           m_compliance, m_funnel}
        : std::vector<ChartCard*>{m_openFindings, m_timeToVerified, m_exposedDays, m_mostExposed, m_compliance, m_ages};
    for (std::size_t i = 0; i < order.size(); ++i)
        m_grid->addWidget(order[i], int(i / 2), int(i % 2));
}

void ExposurePage::applyFilter(const QString& text)
{
    const auto filter = HostFilter::parse(text.toStdString());
    if (!filter) {
        const Error& error = filter.error();
        return m_bar->setInvalid(tr("At letter %1: %2").arg(error.place.column).arg(Texts::of(error.subject)));
    }
    m_bar->setInvalid({});
    m_workspace.proving().setFilter(text);
}

void ExposurePage::updateEmpty()
{
    const auto& assessment = m_workspace.assessed().assessment;
    if (assessment && assessment->fleet->hosts.empty())
        m_empty->setContent(Icon::Exposure, tr("No hosts yet, so there is nothing to measure."),
                            tr("Import inventories…"));
    else
        m_empty->setContent(Icon::Exposure, tr("Computing the figures…"));
    const bool ready = m_metrics && assessment && !assessment->fleet->hosts.empty();
    m_stack->setCurrentWidget(ready ? static_cast<QWidget*>(m_scroll) : m_empty);
}

void ExposurePage::takeMetrics()
{
    disposeLater(std::exchange(m_metrics, m_workspace.proving().metrics()));
    m_metricsStale = true;
    Q_EMIT countChanged(m_metrics->key.overdue > 0 ? Texts::number(m_metrics->key.overdue) : QString(),
                        tr("%1 findings are past their date").arg(m_metrics->key.overdue));
    if (isVisible())
        showMetrics();
}

void ExposurePage::takeProof()
{
    m_proofStale = true;
    if (isVisible())
        showProof();
}

void ExposurePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_metricsStale)
        showMetrics();
    if (m_proofStale)
        showProof();
}

void ExposurePage::showMetrics()
{
    m_metricsStale = false;
    const auto tiles = keyTiles(*m_metrics);
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setView(tiles[i]);
    m_openFindings->setData(openFindingsChart(*m_metrics));
    m_timeToVerified->setData(timeToVerifiedChart(*m_metrics));
    m_mostExposed->setData(mostExposedChart(*m_metrics, MostHosts));
    m_exposedDays->setData(exposedDaysChart(*m_metrics));
    m_ages->setData(agesChart(*m_metrics));
    m_compliance->setData(complianceChart(*m_metrics, Grouping(m_grouping->currentIndex()), MostGroups));
    m_bar->setResultText(tr("as of %1 · %2").arg(Texts::absolute(m_metrics->at), basisText(m_metrics->basis)));
    updateEmpty();
    Q_EMIT statusTextChanged();
}

void ExposurePage::showProof()
{
    m_proofStale = false;
    const auto proof = m_workspace.proving().proof();
    const PlanId plan = proof->planInFocus();
    const RolloutFigures figures = proof->figures(plan);
    const PlanVersion* version = proof->plan(plan);
    m_progress->setData(waveProgressChart(figures, version ? Texts::of(version->plan.name) : tr("Roll-out")));
    m_funnel->setData(funnelChart(figures));
    placeCards(plan != 0);
}

void ExposurePage::focusMain()
{
    if (m_stack->currentWidget() == m_empty)
        m_empty->focusPrimary();
    else
        m_scroll->setFocus(Qt::OtherFocusReason);
}

void ExposurePage::focusFilter()
{
    m_bar->focusFilter();
}

void ExposurePage::showFiltered(const QString& filter)
{
    m_bar->setFilter(filter);
    applyFilter(filter);
}

QString ExposurePage::statusText() const
{
    return tr("All figures: known hosts only, what is unknown stands beside");
}

} // namespace bw
