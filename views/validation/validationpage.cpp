// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/validation/validationpage.h"

#include "models/domain/hostfilter.h"
#include "models/items/texts.h"
#include "models/services/validationservice.h"
#include "models/services/workspace.h"
#include "views/lists/listpane.h"
#include "views/theme/style.h"
#include "views/validation/appcelldelegate.h"
#include "views/validation/appsdialog.h"
#include "views/validation/notedialog.h"
#include "views/validation/testinspector.h"
#include "views/validation/verdictdialog.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/tableview.h"

#include <QAction>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bw {

namespace {

/// Hosts of an application on which a patch is open, by name.
std::vector<std::pair<HostId, const Host*>> hostsToTryOn(const Assessment& assessment, const Patch& patch,
                                                         const CriticalApp& app)
{
    const auto carriers = hostsMatching(assessment, app.hostFilter);
    std::vector<std::pair<HostId, const Host*>> hosts;
    for (std::uint32_t i = 0; i < patch.findingCount; ++i) {
        const Finding& finding = assessment.findings[patch.firstFinding + i];
        if (std::binary_search(carriers.begin(), carriers.end(), finding.host)) {
            const Host& host = assessment.fleet->hosts[finding.host];
            hosts.emplace_back(host.id, &host);
        }
    }
    return hosts;
}

} // namespace

ValidationPage::ValidationPage(Workspace& workspace, QWidget* parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_service(workspace.validation())
    , m_filter(m_model)
    , m_list(new ListPane(m_model, m_filter, QStringLiteral("tests"), this))
    , m_cells(new AppCellDelegate(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    m_list->bar().setPlaceholder(tr("Filter, for example: state:not-tested app:erp -note:withdrawn"));
    m_list->table().setAccessibleName(tr("Patches against critical applications"));
    m_list->sortFirst("rank", Qt::AscendingOrder);
    setupActions();
    updateEmpty();
    // The cell under the cursor says which application is meant, so a move inside the row counts too.
    connect(m_list->table().selectionModel(), &QItemSelectionModel::currentChanged, this, &ValidationPage::showCurrent);
    connect(m_list, &ListPane::selectionChanged, this, &Page::statusTextChanged);
    connect(&m_filter, &ItemFilterModel::filterTextChanged, this, &ValidationPage::updateResult);
    connect(&m_list->inspector(), &Inspector::linkActivated, this, &ValidationPage::followLink);
    connect(m_list, &ListPane::emptyPrimaryChosen, this, [this] {
        const auto& assessment = m_workspace.assessed().assessment;
        if (assessment && assessment->fleet->hosts.empty())
            Q_EMIT importWanted();
        else
            editApps();
    });
    connect(&m_service, &ValidationService::matrixChanged, this, &ValidationPage::showMatrix);
    connect(&m_service, &ValidationService::done, this, [this](const QString& text) {
        Q_EMIT messageWanted({Message::Kind::Done, text, {}, 10'000});
    });
}

ValidationPage::~ValidationPage() = default;

void ValidationPage::setupActions()
{
    m_record = new QPushButton(tr("Record verdict…"), this);
    m_record->setToolTip(tr("V: verdict, W: waive, K: known issue"));
    setPrimary(m_record);
    connect(m_record, &QPushButton::clicked, this, [this] { recordVerdict(TestOutcome::Passed); });
    auto* apps = new QPushButton(tr("Applications…"), this);
    connect(apps, &QPushButton::clicked, this, &ValidationPage::editApps);
    m_more = new QPushButton(tr("More"), this);
    auto* menu = new QMenu(m_more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(*menu);
        QMenu* columns = menu->addMenu(tr("Colum&ns"));
        m_list->table().fillColumnMenu(*columns);
    });
    m_more->setMenu(menu);
    for (QPushButton* button : {m_more, apps, m_record})
        m_list->bar().addButton(button);
    connect(m_list, &ListPane::contextMenuWanted, this, [this](const QPoint& at) {
        QMenu context;
        context.addAction(themeIcon(Icon::Copy), tr("&Copy"), &m_list->table(), &TableView::copySelection);
        context.addSeparator();
        fillMenu(context);
        context.exec(at);
    });
    const auto key = [this](const QString& text, Qt::Key letter, auto act) {
        auto* action = new QAction(text, &m_list->table());
        action->setShortcut(letter);
        action->setShortcutContext(Qt::WidgetShortcut); // a letter acts in the list only
        connect(action, &QAction::triggered, this, act);
        m_list->table().addAction(action);
    };
    key(tr("Record a verdict"), Qt::Key_V, [this] { recordVerdict(TestOutcome::Passed); });
    key(tr("Waive"), Qt::Key_W, [this] { recordVerdict(TestOutcome::Waived); });
    key(tr("Known issue"), Qt::Key_K, [this] { noteOnPatch(PatchNoteKind::KnownIssue); });
}

void ValidationPage::fillMenu(QMenu& menu)
{
    const int row = m_list->currentRow();
    const bool concerned = row >= 0 && !m_model.at(row).tests.cells.empty();
    const auto verdict = [&](const QString& text, TestOutcome outcome) {
        menu.addAction(text, this, [this, outcome] { recordVerdict(outcome); })->setEnabled(concerned);
    };
    verdict(tr("Record a &verdict…\tV"), TestOutcome::Passed);
    verdict(tr("&Failed…"), TestOutcome::Failed);
    verdict(tr("&Waive…\tW"), TestOutcome::Waived);
    menu.addAction(tr("&Run command checks on the test ring…"), this, [this] { runChecks(currentApp()); })
        ->setEnabled(concerned);
    menu.addSeparator();
    menu.addAction(tr("&Known issue…\tK"), this, [this] { noteOnPatch(PatchNoteKind::KnownIssue); })
        ->setEnabled(row >= 0);
    menu.addAction(tr("With&drawn by the vendor…"), this, [this] { noteOnPatch(PatchNoteKind::Withdrawn); })
        ->setEnabled(row >= 0);
    menu.addSeparator();
    menu.addAction(
            tr("&Show in the queue"), this,
            [this] {
                Q_EMIT pageWanted(
                    QStringLiteral("queue"),
                    QStringLiteral("patch:\"%1\"").arg(m_model.at(m_list->currentRow()).title.section(u' ', 0, 0)));
            })
        ->setEnabled(row >= 0 && m_model.at(row).rank > 0);
}

void ValidationPage::showMatrix()
{
    m_model.setMatrix(m_service.matrix(), *m_workspace.assessed().assessment);
    for (int column = TestMatrixModel::FirstApp; column < m_model.columnCount(); ++column)
        m_list->table().setItemDelegateForColumn(column, m_cells);
    updateEmpty();
    updateResult();
    showCurrent();
    std::uint32_t failed = 0, blocked = 0, open = 0, waiting = 0;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const PatchTests& tests = m_model.at(row).tests;
        const bool concerned = !tests.cells.empty();
        failed += concerned && tests.state == TestState::Failed;
        open += concerned && tests.state == TestState::NotTested;
        blocked += tests.blocked;
        waiting += !tests.letsPass();
    }
    Q_EMIT countChanged(waiting > 0 ? Texts::number(waiting) : QString(),
                        tr("%1 patches wait: %2 not tested, %3 failed, %4 blocked by a note")
                            .arg(waiting)
                            .arg(open)
                            .arg(failed)
                            .arg(blocked));
}

void ValidationPage::updateEmpty()
{
    const auto& assessment = m_workspace.assessed().assessment;
    if (!m_service.matrix() || !assessment)
        m_list->setEmpty(Icon::Test, tr("Comparing patches with critical applications…"));
    else if (assessment->fleet->hosts.empty())
        m_list->setEmpty(Icon::Test, tr("No hosts yet: import inventories, or drop them on the window."),
                         tr("Import inventories…"));
    else if (m_service.matrix()->apps.empty())
        m_list->setEmpty(Icon::Test,
                         tr("No critical applications yet. Name those that must still work after a patch; the gate of "
                            "a wave can then wait for their tests."),
                         tr("Add a critical application…"));
    else
        m_list->setEmpty(Icon::Verify, tr("Nothing is open on the hosts of a critical application."),
                         tr("Applications…"));
    const bool any = m_model.rowCount() > 0;
    m_record->setEnabled(any);
    m_more->setEnabled(any);
}

void ValidationPage::updateResult()
{
    if (!m_model.matrix())
        return;
    const QString shown = m_filter.rowCount() == m_model.rowCount()
        ? Texts::number(std::uint64_t(m_model.rowCount()))
        : tr("%1 of %2").arg(m_filter.rowCount()).arg(m_model.rowCount());
    m_list->bar().setResultText(tr("%1 patches · %2 applications").arg(shown).arg(m_model.matrix()->apps.size()));
    Q_EMIT statusTextChanged();
}

int ValidationPage::currentApp() const
{
    return m_model.appOf(std::max(0, m_list->table().currentIndex().column()));
}

void ValidationPage::showCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || !m_model.matrix())
        return m_list->inspector().setEmpty(tr("Choose a patch to see its tests, check by check."));
    int app = currentApp();
    // A row by itself has one thing to say first: where it is worst.
    if (app < 0 || !m_model.at(row).tests.cellOf(std::uint32_t(app))) {
        const auto& cells = m_model.at(row).tests.cells;
        const auto worst = std::min_element(cells.begin(), cells.end(), [](const TestCell& a, const TestCell& b) {
            return a.tests.state < b.tests.state;
        });
        app = worst == cells.end() ? -1 : int(worst->app);
    }
    m_list->inspector().setContent(testInspector(m_model, row, app, m_service.records()));
}

void ValidationPage::followLink(const QString& id)
{
    const QString verb = id.section(u':', 0, 0);
    const int number = id.section(u':', 1).toInt();
    TableView& table = m_list->table();
    if (verb == QLatin1String("app"))
        table.setCurrentIndex(table.currentIndex().siblingAtColumn(TestMatrixModel::FirstApp + number));
    else if (verb == QLatin1String("record"))
        recordVerdict(TestOutcome::Passed, number);
    else if (verb == QLatin1String("run"))
        runChecks(number);
    else if (verb == QLatin1String("note"))
        noteOnPatch(PatchNoteKind::KnownIssue);
    else if (verb == QLatin1String("end"))
        endNote(id.section(u':', 1).toLongLong());
}

void ValidationPage::recordVerdict(TestOutcome outcome, int app)
{
    const int row = m_list->currentRow();
    if (row < 0 || m_model.at(row).tests.cells.empty())
        return;
    // What is shown may be replaced while the dialog is open.
    const auto matrix = m_model.matrix();
    const PatchTests tests = m_model.at(row).tests;
    const int chosen = app >= 0 ? app : currentApp();
    const auto& assessment = *m_workspace.assessed().assessment;
    std::vector<VerdictDialog::HostChoice> hosts;
    if (m_model.at(row).rank > 0) {
        const TestCell* cell = chosen < 0 ? nullptr : tests.cellOf(std::uint32_t(chosen));
        const CriticalApp& asked = matrix->apps[cell ? cell->app : tests.cells.front().app];
        for (const auto& [id, host] : hostsToTryOn(assessment, assessment.patches[m_model.at(row).patch], asked))
            hosts.push_back({id, Texts::hostName(*host)});
    }
    VerdictDialog dialog(*matrix, tests, chosen, hosts, this);
    dialog.setOutcome(outcome);
    if (dialog.exec() == QDialog::Accepted)
        m_service.record(dialog.verdict(), dialog.evidencePath());
}

void ValidationPage::noteOnPatch(PatchNoteKind kind)
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    NoteDialog dialog(m_model.at(row).tests.patch, kind, this);
    if (dialog.exec() == QDialog::Accepted)
        m_service.addNote(dialog.note());
}

void ValidationPage::endNote(qint64 id)
{
    bool given = false;
    const QString why =
        QInputDialog::getText(this, tr("End this note"), tr("Why it no longer holds"), QLineEdit::Normal, {}, &given);
    if (given)
        m_service.endNote(id, why.trimmed());
}

void ValidationPage::runChecks(int app)
{
    const int row = m_list->currentRow();
    if (row < 0 || m_model.at(row).rank == 0 || m_model.at(row).tests.cells.empty())
        return;
    const TestMatrixModel::Row& r = m_model.at(row);
    const TestCell* cell = app < 0 ? nullptr : r.tests.cellOf(std::uint32_t(app));
    const CriticalApp& asked = m_model.matrix()->apps[cell ? cell->app : r.tests.cells.front().app];
    const auto& assessment = *m_workspace.assessed().assessment;
    const auto hosts = hostsToTryOn(assessment, assessment.patches[r.patch], asked);
    QStringList names;
    for (const auto& [id, host] : hosts)
        names << Texts::hostName(*host);
    if (names.isEmpty())
        return;
    bool given = false;
    const QString name = QInputDialog::getItem(this, tr("Run the command checks of %1").arg(Texts::of(asked.name)),
                                               tr("On which host of the test ring?"), names, 0, false, &given);
    const auto place = names.indexOf(name);
    if (!given || place < 0)
        return;
    const Host& host = *hosts[std::size_t(place)].second;
    CheckWish wish;
    wish.patch = r.tests.patch;
    wish.app = asked.id;
    CommandOrder order;
    order.host = host.id;
    order.name = host.identity.name;
    order.address = host.identity.fqdn.empty() ? host.identity.name : host.identity.fqdn;
    wish.hosts = {order};
    m_service.runChecks(wish);
}

void ValidationPage::editApps()
{
    const auto assessment = m_workspace.assessed().assessment;
    const auto count = [assessment](const std::string& filter) -> Result<std::size_t> {
        if (auto parsed = HostFilter::parse(filter); !parsed)
            return parsed.error();
        return assessment ? hostsMatching(*assessment, filter).size() : 0;
    };
    AppsDialog dialog(m_service.records().apps, count, this);
    if (m_service.records().apps.empty())
        dialog.addApp();
    if (dialog.exec() == QDialog::Accepted)
        m_service.setApps(dialog.apps(), dialog.why());
}

void ValidationPage::focusMain()
{
    m_list->focusList();
}

void ValidationPage::focusFilter()
{
    m_list->bar().focusFilter();
}

void ValidationPage::toggleInspector()
{
    m_list->toggleInspector();
}

void ValidationPage::showFiltered(const QString& filter)
{
    m_list->setFilter(filter);
}

QString ValidationPage::statusText() const
{
    return tr("%1 patches").arg(Texts::number(std::uint64_t(m_filter.rowCount())));
}

} // namespace bw
