// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/verification/verificationpage.h"

#include "models/items/ordering.h"
#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/charts/chartcard.h"
#include "views/figures/rolloutcharts.h"
#include "views/lists/listpane.h"
#include "views/verification/verificationinspector.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/keytile.h"
#include "views/widgets/tableview.h"

#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace bw {

namespace {

/// The rows of a plan, held through the proof that they belong to.
VerdictSource sourceOf(const std::shared_ptr<const Proof>& proof, std::shared_ptr<const Assessment> assessment,
                       PlanId plan)
{
    const Proof::PlanShare* share = proof->share(plan);
    if (!share)
        return {};
    return {std::move(assessment), std::shared_ptr<const std::vector<Expectation>>(proof, &proof->expectations),
            std::shared_ptr<const std::vector<Verification>>(proof, &proof->verdicts), plan, share->waves};
}

struct Counts {
    std::array<std::uint32_t, WaveProgress::Buckets> buckets{};
    std::uint32_t targets = 0;
};

Counts countsOf(const RolloutFigures& figures)
{
    Counts counts;
    for (const WaveProgress& wave : figures.waves) {
        counts.targets += wave.targets;
        for (std::size_t i = 0; i < counts.buckets.size(); ++i)
            counts.buckets[i] += wave.counts[i];
    }
    return counts;
}

const QString Outstanding = QStringLiteral("-verdict:verified");

} // namespace

VerificationPage::VerificationPage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_model(workspace.jobs())
    , m_head(new QWidget(this))
    , m_share(new KeyTile(m_head))
    , m_progress(new ChartCard(ChartCard::Kind::Bars, m_head))
    , m_funnel(new ChartCard(ChartCard::Kind::Bars, m_head))
    , m_list(new ListPane(m_model, m_model, QStringLiteral("verify"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setupHead();
    layout->addWidget(m_head);
    layout->addWidget(m_list, 1);
    m_list->table().setAccessibleName(tr("Verdicts"));
    m_list->sortFirst("verdict", Qt::AscendingOrder);
    setupBar();
    m_list->setFilter(Outstanding);
    updateEmpty();
    connect(m_list, &ListPane::currentRowChanged, this, &VerificationPage::showCurrent);
    connect(m_list, &ListPane::selectionChanged, this, &Page::statusTextChanged);
    connect(&m_model, &VerificationModel::updated, this, [this] {
        updateEmpty();
        updateResult();
        showCurrent();
    });
    connect(&m_list->inspector(), &Inspector::linkActivated, this, &VerificationPage::followLink);
    connect(m_list, &ListPane::emptyPrimaryChosen, this, [this] { Q_EMIT pageWanted(QStringLiteral("plan"), {}); });
    connect(&workspace.proving(), &ProofService::proofChanged, this, &VerificationPage::showProof);
}

VerificationPage::~VerificationPage() = default;

void VerificationPage::setupHead()
{
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins(14, 12, 14, 2);
    row->setSpacing(12);
    m_share->setFixedWidth(220);
    row->addWidget(m_share, 0, Qt::AlignTop);
    row->addWidget(m_progress, 5);
    row->addWidget(m_funnel, 3);
    connect(m_share, &KeyTile::clicked, this, [this] { m_list->setFilter(Outstanding); });
    for (ChartCard* card : {m_progress, m_funnel})
        connect(card, &ChartCard::saved, this, [this](const QString& sentence, bool good) {
            Q_EMIT messageWanted({good ? Message::Kind::Done : Message::Kind::Error, sentence, {}, good ? 6'000 : 0});
        });
    m_head->hide();
}

void VerificationPage::setupBar()
{
    FilterBar& bar = m_list->bar();
    bar.setPlaceholder(tr("Filter, for example: verdict:contradicted wave:Early host:web*"));
    m_plan = new QComboBox(this);
    m_plan->setObjectName(QStringLiteral("plan"));
    m_plan->setAccessibleName(tr("Plan"));
    m_plan->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_plan, &QComboBox::activated, this, [this](int index) {
        m_shown = m_plan->itemData(index).toLongLong();
        m_chosen = true;
        showPlan();
    });
    bar.addButton(m_plan);
    auto* fresh = new QPushButton(themeIcon(Icon::Import), tr("Import fresh inventory…"), this);
    connect(fresh, &QPushButton::clicked, this, &Page::importWanted);
    bar.addButton(fresh);
    connect(m_list, &ListPane::contextMenuWanted, this, [this](const QPoint& at) {
        QMenu context;
        context.addAction(themeIcon(Icon::Copy), tr("&Copy"), &m_list->table(), &TableView::copySelection);
        context.addAction(themeIcon(Icon::Fleet), tr("Show the &host"), this,
                          [this] { followLink(QStringLiteral("host")); });
        context.addAction(themeIcon(Icon::Queue), tr("Show the patch in the &queue"), this,
                          [this] { followLink(QStringLiteral("queue")); });
        context.exec(at);
    });
}

void VerificationPage::showProof()
{
    const auto proof = m_workspace.proving().proof();
    fillPlans(*proof);
    announce(*proof);
    m_stale = true;
    if (isVisible())
        showPlan();
}

void VerificationPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_stale)
        showPlan();
}

void VerificationPage::fillPlans(const Proof& proof)
{
    const auto plans = proof.plansWithTargets();
    m_plan->clear();
    for (const PlanId id : plans) {
        const PlanVersion* version = proof.plan(id);
        m_plan->addItem(version ? Texts::of(version->plan.name) : tr("Plan %1").arg(id), qlonglong(id));
    }
    m_plan->setVisible(plans.size() > 1);
    m_chosen = m_chosen && m_shown && std::find(plans.begin(), plans.end(), *m_shown) != plans.end();
    if (!m_chosen)
        m_shown = plans.empty() ? std::nullopt : std::optional(proof.planInFocus());
    if (m_shown)
        m_plan->setCurrentIndex(m_plan->findData(qlonglong(*m_shown)));
}

void VerificationPage::showPlan()
{
    const auto proof = m_workspace.proving().proof();
    const auto& assessment = m_workspace.assessed().assessment;
    if (!proof || !assessment)
        return;
    m_stale = false;
    m_model.setSource(m_shown ? sourceOf(proof, assessment, *m_shown) : VerdictSource());
    m_head->setVisible(m_shown.has_value());
    if (m_shown)
        showHead(*proof);
    announce(*proof);
    updateEmpty();
    updateResult();
}

void VerificationPage::showHead(const Proof& proof)
{
    const RolloutFigures figures = proof.figures(*m_shown);
    const PlanVersion* version = proof.plan(*m_shown);
    m_progress->setData(waveProgressChart(figures, version ? Texts::of(version->plan.name) : tr("Roll-out")));
    m_funnel->setData(funnelChart(figures));
    const auto [counts, targets] = countsOf(figures);
    const std::uint32_t verified = counts[WaveProgress::Verified];
    KeyTileView tile;
    tile.number = targets == 0 ? Texts::missing() : Texts::percent(double(verified) / double(targets));
    tile.tone = targets > 0 && verified == targets ? Tone::Verified : Tone::Neutral;
    tile.label = tr("verified: %1 of %2").arg(Texts::number(verified), Texts::number(targets));
    QStringList rest;
    for (const auto bucket : {WaveProgress::Contradicted, WaveProgress::RebootPending, WaveProgress::Claimed,
                              WaveProgress::Failed, WaveProgress::Unknown}) {
        if (counts[bucket] > 0)
            rest << Texts::number(counts[bucket]) + u' ' + bucketWord(bucket);
    }
    tile.detail = rest.isEmpty() ? tr("hosts × patches") : rest.join(QStringLiteral(" · "));
    m_share->setView(tile);
}

/// What stands beside the page's name; also while another page is shown.
void VerificationPage::announce(const Proof& proof)
{
    const auto [counts, targets] = countsOf(m_shown ? proof.figures(*m_shown) : RolloutFigures());
    const std::uint32_t bad = counts[WaveProgress::Contradicted];
    Q_EMIT countChanged(
        bad > 0 ? Texts::number(bad) : QString(),
        tr("%1 of %2 verified, %3 contradicted")
            .arg(Texts::number(counts[WaveProgress::Verified]), Texts::number(targets), Texts::number(bad)));
}

void VerificationPage::updateEmpty()
{
    if (!m_workspace.proving().proof() || m_model.isBusy())
        m_list->setEmpty(Icon::Verify, tr("Computing…"));
    else
        m_list->setEmpty(Icon::Verify,
                         tr("No plan has targets yet. Once patches and hosts stand in waves, later inventories prove "
                            "here what is really installed."),
                         tr("Go to the plan"));
}

void VerificationPage::updateResult()
{
    const auto all = std::uint64_t(m_model.total());
    const auto rows = std::uint64_t(m_model.rowCount());
    const QString shown =
        rows == all ? Texts::number(all) : tr("%1 of %2").arg(Texts::number(rows), Texts::number(all));
    m_list->bar().setResultText(all == 0 ? QString() : tr("%1 hosts × patches").arg(shown));
    m_list->refresh();
    Q_EMIT statusTextChanged();
}

void VerificationPage::showCurrent()
{
    const int row = m_list->currentRow();
    const auto& assessment = m_workspace.assessed().assessment;
    if (row < 0 || !assessment)
        return m_list->inspector().setEmpty(tr("Choose a row to see what proves it."));
    m_list->inspector().setContent(verificationInspector(m_model.at(row), *assessment));
}

void VerificationPage::followLink(const QString& id)
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const VerificationRow current = m_model.at(row);
    if (id == QLatin1String("host"))
        Q_EMIT pageWanted(QStringLiteral("fleet"), filterTerm(QLatin1String("name"), Texts::of(current.hostName)));
    else if (id == QLatin1String("queue"))
        Q_EMIT pageWanted(QStringLiteral("queue"), filterTerm(QLatin1String("patch"), Texts::of(current.package)));
}

void VerificationPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    m_funnel->setVisible(width() >= 1000);
}

void VerificationPage::focusMain()
{
    m_list->focusList();
}

void VerificationPage::focusFilter()
{
    m_list->bar().focusFilter();
}

void VerificationPage::toggleInspector()
{
    m_list->toggleInspector();
}

void VerificationPage::showFiltered(const QString& filter)
{
    m_list->setFilter(filter);
}

QString VerificationPage::statusText() const
{
    const int selected = m_list->selectedCount();
    const QString rows = tr("%1 verdicts").arg(Texts::number(std::uint64_t(m_model.rowCount())));
    return selected > 1 ? tr("%1, %2 selected").arg(rows).arg(selected) : rows;
}

} // namespace bw
