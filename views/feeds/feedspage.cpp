// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/feeds/feedspage.h"

#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/lists/listpane.h"
#include "views/theme/style.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/tableview.h"

#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw {

namespace {

/// What each feed is for, in words; the keys are FeedRevision::feed.
QString purposeOf(const std::string& feed)
{
    if (feed == "kev")
        return FeedsPage::tr("What is exploited now (CISA KEV). An entry makes exploitation active.");
    if (feed == "epss")
        return FeedsPage::tr("Probability of exploitation. Orders the queue inside a decision, never lowers one.");
    if (feed == "cve")
        return FeedsPage::tr("CVE records with CISA's SSVC assessment and CVSS.");
    if (feed == "osv")
        return FeedsPage::tr("Advisories of distributions: which version fixes what.");
    if (feed == "debian-tracker" || feed == "debian-list")
        return FeedsPage::tr("State of every CVE in every Debian release.");
    if (feed == "debsecan")
        return FeedsPage::tr("The compact Debian feed of the debsecan tool.");
    return {};
}

constexpr std::size_t FewIssues = 8;

} // namespace

FeedsPage::FeedsPage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_filter(m_model)
    , m_list(new ListPane(m_model, m_filter, QStringLiteral("feeds"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    m_list->bar().setPlaceholder(tr("Words to look for"));
    m_list->table().setAccessibleName(tr("Feed revisions"));
    auto* import = new QPushButton(tr("Import feeds…"), this);
    setPrimary(import);
    m_list->bar().addButton(import);
    m_list->setEmpty(Icon::Feeds,
                     tr("No feeds yet: without them nothing can be told. Download KEV, EPSS and the advisories of your "
                        "distributions, and drop the files here."),
                     tr("Import feeds…"));
    connect(import, &QPushButton::clicked, this, &Page::feedImportWanted);
    connect(m_list, &ListPane::emptyPrimaryChosen, this, &Page::feedImportWanted);
    connect(m_list, &ListPane::currentRowChanged, this, &FeedsPage::showCurrent);
    connect(&workspace, &Workspace::assessedChanged, this, &FeedsPage::updateFeeds);
    connect(&workspace, &Workspace::feedsImported, this, &FeedsPage::showReport);
}

FeedsPage::~FeedsPage() = default;

void FeedsPage::updateFeeds()
{
    const auto& assessment = m_workspace.assessed().assessment;
    m_model.setFeeds(m_workspace.feeds(), assessment->catalog->revisions, assessment->at);
    m_list->refresh();
    showCurrent();
    std::uint32_t old = 0;
    for (const FeedRevision& revision : assessment->catalog->revisions)
        old += assessment->at - revision.effective() > std::chrono::days(7);
    m_list->bar().setResultText(
        tr("%1 revisions, %2 in force").arg(m_workspace.feeds().size()).arg(assessment->catalog->revisions.size()));
    Q_EMIT countChanged(old > 0 ? tr("%1 old").arg(old) : QString(),
                        tr("%1 feeds in force are older than a week").arg(old));
    Q_EMIT statusTextChanged();
}

void FeedsPage::showCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return m_list->inspector().setEmpty(tr("Choose a revision to see what it is for."));
    const FeedRevision& revision = m_model.revision(row);
    InspectorContent content;
    content.title =
        Texts::of(revision.feed).toUpper() + (revision.scope.empty() ? QString() : u' ' + Texts::of(revision.scope));
    content.subtitle = m_model.inForce(row) ? tr("in force") : tr("replaced by a newer revision, kept for the past");
    InspectorSection facts;
    facts.heading = tr("Revision %1").arg(revision.id);
    facts.pairs = {{tr("Date of the feed"), revision.asOf ? Texts::absolute(*revision.asOf) : tr("not told")},
                   {tr("Imported"), Texts::absolute(revision.importedAt)},
                   {tr("Version"), Texts::of(revision.version)},
                   {tr("Records"), Texts::number(revision.records)},
                   {tr("Issues"), Texts::number(revision.issues)},
                   {tr("File"), Texts::of(revision.source)},
                   {tr("SHA-256"), Texts::of(revision.digest)}};
    std::erase_if(facts.pairs, [](const InspectorPair& pair) { return pair.value.isEmpty(); });
    InspectorSection purpose;
    purpose.heading = tr("What it is for");
    purpose.prose = purposeOf(revision.feed);
    content.sections = {purpose, facts};
    m_list->inspector().setContent(content);
}

void FeedsPage::showReport(const FeedReport& report)
{
    std::uint64_t records = 0;
    QStringList refused;
    for (const FeedFileReport& file : report.files) {
        records += file.records;
        if (file.failed)
            refused << QFileInfo(Texts::of(file.path)).fileName();
    }
    if (refused.isEmpty())
        Q_EMIT messageWanted({Message::Kind::Done,
                              tr("Feeds imported: %1 records, %2 issues.").arg(records).arg(report.issueCount()),
                              {},
                              10'000});
    else
        Q_EMIT messageWanted({Message::Kind::Warning,
                              tr("Not used: %1. What was in force before stays in force.")
                                  .arg(refused.mid(0, int(FewIssues)).join(QStringLiteral(", ")))});
}

void FeedsPage::focusMain()
{
    m_list->focusList();
}

void FeedsPage::focusFilter()
{
    m_list->bar().focusFilter();
}

void FeedsPage::toggleInspector()
{
    m_list->toggleInspector();
}

QString FeedsPage::statusText() const
{
    return tr("%1 feed revisions").arg(m_model.rowCount());
}

} // namespace bw
