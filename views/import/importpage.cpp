// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import/importpage.h"

#include "models/items/texts.h"
#include "models/services/workspace.h"
#include "views/lists/listpane.h"
#include "views/theme/style.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tableview.h"

#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace bw {

namespace {

constexpr std::size_t FewComponents = 12;

InspectorSection componentSection(const QString& heading, const ComponentPool& pool,
                                  const std::vector<ComponentId>& ids)
{
    InspectorSection section;
    section.heading = heading;
    for (std::size_t i = 0; i < ids.size() && i < FewComponents; ++i)
        section.rows.push_back({Texts::of(pool.view(ids[i]).name), {}, Texts::of(pool.view(ids[i]).version)});
    if (ids.size() > FewComponents)
        section.prose = ImportPage::tr("and %1 more").arg(ids.size() - FewComponents);
    return section;
}

InspectorSection changedSection(const ComponentPool& pool, const std::vector<VersionChange>& changes)
{
    InspectorSection section;
    section.heading = ImportPage::tr("Changed: %1").arg(changes.size());
    for (std::size_t i = 0; i < changes.size() && i < FewComponents; ++i)
        section.rows.push_back({Texts::of(pool.view(changes[i].after).name),
                                Texts::of(pool.view(changes[i].before).version),
                                QStringLiteral("→ ") + Texts::of(pool.view(changes[i].after).version)});
    if (changes.size() > FewComponents)
        section.prose = ImportPage::tr("and %1 more").arg(changes.size() - FewComponents);
    return section;
}

std::vector<FileRow> fileRows(const ImportReport& report)
{
    std::vector<FileRow> rows;
    for (const FileReport& file : report.files)
        rows.push_back({file.path, file.format, file.takenAt, file.timeSource, file.hosts, file.components,
                        file.issueCount, file.failed});
    return rows;
}

} // namespace

ImportPage::ImportPage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_changesFilter(m_changes)
    , m_issuesFilter(m_issues)
    , m_filesFilter(m_files)
{
    setupLayout();
    clear();
    connect(&workspace, &Workspace::importPrepared, this, &ImportPage::show);
    connect(&workspace, &Workspace::importFinished, this, &ImportPage::clear);
    connect(m_changesList, &ListPane::emptyPrimaryChosen, this, &Page::importWanted);
    connect(m_changesList, &ListPane::currentRowChanged, this, &ImportPage::showCurrent);
}

ImportPage::~ImportPage() = default;

void ImportPage::setupLayout()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(14, 10, 14, 10);
    m_summary = plainLabel({}, LabelLook::Strong, head);
    m_summary->setWordWrap(true);
    m_discard = new QPushButton(tr("&Discard"), head);
    m_confirm = new QPushButton(tr("&Import"), head);
    setPrimary(m_confirm);
    row->addWidget(m_summary, 1);
    row->addWidget(m_discard);
    row->addWidget(m_confirm);
    layout->addWidget(head);
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_changesList = new ListPane(m_changes, m_changesFilter, QStringLiteral("changes"), m_tabs);
    m_issuesList = new ListPane(m_issues, m_issuesFilter, QStringLiteral("issues"), m_tabs);
    m_filesList = new ListPane(m_files, m_filesFilter, QStringLiteral("files"), m_tabs);
    m_issuesList->withoutInspector();
    m_filesList->withoutInspector();
    for (ListPane* list : {m_changesList, m_issuesList, m_filesList})
        list->bar().setPlaceholder(tr("Words to look for"));
    m_changesList->table().setAccessibleName(tr("Hosts of this import"));
    m_issuesList->table().setAccessibleName(tr("What could not be read"));
    m_changesList->setEmpty(Icon::Import,
                            tr("Drop inventory files, folders or archives anywhere on the window. You see what would "
                               "change before anything is stored."),
                            tr("Choose files…"));
    m_issuesList->setEmpty(Icon::Verify, tr("Everything could be read."));
    m_filesList->table().setAccessibleName(tr("Files of this import"));
    m_filesList->setEmpty(Icon::Import, tr("No files to show."));
    m_tabs->addTab(m_changesList, tr("Hosts"));
    m_tabs->addTab(m_issuesList, tr("Issues"));
    m_tabs->addTab(m_filesList, tr("Files"));
    layout->addWidget(m_tabs, 1);
    for (ItemFilterModel* filter : {&m_changesFilter, &m_issuesFilter, &m_filesFilter})
        connect(filter, &ItemFilterModel::filterTextChanged, this, &ImportPage::updateCounts);
    connect(m_discard, &QPushButton::clicked, this, &ImportPage::clear);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_confirm->setEnabled(false);
        m_workspace.commitImport(m_prepared);
    });
}

void ImportPage::show(std::shared_ptr<PreparedImport> prepared)
{
    m_prepared = std::move(prepared);
    const PreparedImport& p = *m_prepared;
    const auto fileOf = [&](std::size_t draft) { return p.report.files[p.draftFile[draft]].path; };
    m_changes.setChanges(changeRows(p.changes, p.drafts, p.fleet, fileOf), p.importedAt);
    std::vector<Issue> issues;
    for (const FileReport& file : p.report.files)
        issues.insert(issues.end(), file.issues.begin(), file.issues.end());
    m_issues.setIssues(std::move(issues), p.report.issueCount());
    m_files.setFiles(fileRows(p.report), p.importedAt);
    for (ListPane* list : {m_changesList, m_issuesList, m_filesList})
        list->refresh();
    updateCounts();
    m_tabs->setTabText(0, tr("Hosts (%1)").arg(p.changes.hosts.size()));
    m_tabs->setTabText(2, tr("Files (%1)").arg(p.report.files.size()));
    m_tabs->setTabText(1, tr("Issues (%1)").arg(p.report.issueCount()));
    m_tabs->setCurrentIndex(p.changes.hosts.empty() ? 1 : 0);
    m_discard->setEnabled(true);
    m_confirm->setEnabled(p.changes.added + p.changes.updated + p.changes.unchanged + p.changes.older > 0);
    updateSummary();
    showCurrent();
    m_confirm->setFocus(Qt::OtherFocusReason);
}

void ImportPage::clear()
{
    m_prepared.reset();
    m_changes.setChanges({}, {});
    m_issues.setIssues({});
    m_files.setFiles({}, {});
    for (ListPane* list : {m_changesList, m_issuesList, m_filesList}) {
        list->refresh();
        list->bar().setResultText({});
    }
    m_tabs->setTabText(0, tr("Hosts"));
    m_tabs->setTabText(1, tr("Issues"));
    m_tabs->setTabText(2, tr("Files"));
    m_confirm->setEnabled(false);
    m_discard->setEnabled(false);
    updateSummary();
    m_changesList->inspector().setEmpty(tr("Choose a host to see which packages would come, go and change."));
}

void ImportPage::updateSummary()
{
    if (!m_prepared) {
        m_summary->setText(tr("Nothing to import at the moment."));
        Q_EMIT countChanged({}, {});
    } else {
        const ImportReport& r = m_prepared->report;
        QStringList parts;
        const auto add = [&](std::uint32_t count, const QString& words) {
            if (count > 0)
                parts << QStringLiteral("%1 %2").arg(count).arg(words);
        };
        add(r.hostsAdded, tr("hosts added"));
        add(r.hostsUpdated, tr("updated"));
        add(r.hostsUnchanged, tr("unchanged"));
        add(r.hostsOlder, tr("older than what is known"));
        add(r.hostsAmbiguous, tr("ambiguous, left alone"));
        add(r.hostsRejected, tr("without a name, left out"));
        m_summary->setText(parts.isEmpty()
                               ? tr("These files tell of no host.")
                               : tr("Would be: %1. Nothing is stored yet.").arg(parts.join(QStringLiteral(", "))));
        Q_EMIT countChanged(Texts::number(m_prepared->changes.hosts.size()), tr("hosts in the preview"));
    }
    Q_EMIT statusTextChanged();
}

void ImportPage::showCurrent()
{
    const int row = m_changesList->currentRow();
    if (!m_prepared || row < 0)
        return;
    const ChangeRow& shown = m_changes.at(row);
    const HostChange& change = m_prepared->changes.hosts[shown.change];
    InspectorContent content;
    content.title = Texts::of(shown.host);
    content.subtitle = Texts::of(shown.reason.empty() ? shown.file : shown.reason);
    const ComponentPool& pool = *m_prepared->pool;
    if (change.host == 0) {
        content.sections.push_back(
            componentSection(tr("Components: %1").arg(change.components.size()), pool, change.components));
    } else {
        content.sections.push_back(changedSection(pool, change.changed));
        content.sections.push_back(componentSection(tr("Added: %1").arg(change.added.size()), pool, change.added));
        content.sections.push_back(
            componentSection(tr("Vanished: %1").arg(change.removed.size()), pool, change.removed));
    }
    m_changesList->inspector().setContent(content);
}

void ImportPage::updateCounts()
{
    const auto say = [](ListPane& list, const QAbstractItemModel& shown, const QAbstractItemModel& all) {
        list.bar().setResultText(shown.rowCount() == all.rowCount()
                                     ? tr("%1 rows").arg(Texts::number(std::uint64_t(all.rowCount())))
                                     : tr("%1 of %2 rows").arg(shown.rowCount()).arg(all.rowCount()));
    };
    say(*m_changesList, m_changesFilter, m_changes);
    say(*m_issuesList, m_issuesFilter, m_issues);
    say(*m_filesList, m_filesFilter, m_files);
}

ListPane* ImportPage::shownList() const
{
    return static_cast<ListPane*>(m_tabs->currentWidget());
}

void ImportPage::focusMain()
{
    if (m_confirm->isEnabled())
        m_confirm->setFocus(Qt::OtherFocusReason);
    else
        shownList()->focusList();
}

void ImportPage::focusFilter()
{
    shownList()->bar().focusFilter();
}

void ImportPage::toggleInspector()
{
    shownList()->toggleInspector();
}

QString ImportPage::statusText() const
{
    return m_prepared ? tr("Preview: nothing is stored yet") : QString();
}

} // namespace bw
