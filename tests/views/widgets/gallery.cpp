// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Shows every piece of the window with invented data, in both themes. With a folder as argument it writes PNGs there
// and ends; run with `-platform offscreen` where there is no screen.

#include "views/theme/style.h"
#include "views/theme/theme.h"
#include "views/widgets/accessibilityguard.h"
#include "views/widgets/celldelegates.h"
#include "views/widgets/dropoverlay.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/jobindicator.h"
#include "views/widgets/messagebar.h"
#include "views/widgets/navigationlist.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tableview.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QSplitter>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace {

using bw::Tone;

struct Line {
    Tone tone;
    const char* word;
    const char* patch;
    const char* platform;
    int hosts;
    int unknown;
    const char* due;
    const char* why;
};

constexpr std::array lines{
    Line{Tone::Immediate, "Immediate", "openssl 3.0.17-1~deb12u2", "Debian 12", 14, 2, "tomorrow",
         "Known exploited · 3 hosts open to the internet · no control"},
    Line{Tone::Immediate, "Immediate", "Windows 11 24H2 build 26100.8037", "Windows 11", 23, 4, "in 3 days",
         "Known exploited · automatable"},
    Line{Tone::OutOfCycle, "Out of cycle", "linux 6.1.140-1 (reboot)", "Debian 12", 19, 0, "in 6 days",
         "Proof of concept · database servers"},
    Line{Tone::OutOfCycle, "Out of cycle", "firefox 128.11 ESR", "Windows 11", 31, 1, "in 9 days",
         "Proof of concept · every office machine"},
    Line{Tone::Scheduled, "Scheduled", "curl 7.88.1-10+deb12u12", "Debian 12", 20, 0, "in 24 days",
         "No known exploit · internal only"},
    Line{Tone::Scheduled, "Scheduled", "7-Zip 24.09", "Windows 11", 1028, 3, "in 26 days",
         "Proof of concept · needs a person"},
    Line{Tone::Defer, "Defer", "vim 9.0.1378-2+deb12u2", "Debian 12", 20, 0, "next upgrade",
         "No exploit · admins only"},
    Line{Tone::Verified, "Verified", "sudo 1.9.13p3-1+deb12u2", "Debian 12", 0, 0, "done", "12 of 12 by inventory"},
    Line{Tone::CannotTell, "Cannot tell", "kernel 5.14.0-570.21.1.el9_6", "AlmaLinux 9", 6, 6, "–",
         "No inventory since the deployment"},
};

enum Role { ToneRole = Qt::UserRole + 10, UnknownRole };

QStandardItemModel* makeModel(QObject* parent)
{
    auto* model = new QStandardItemModel(parent);
    const QStringList titles{QStringLiteral("#"),   QStringLiteral("Decision"),   QStringLiteral("Patch"),
                             QStringLiteral("For"), QStringLiteral("Hosts open"), QStringLiteral("Due"),
                             QStringLiteral("Why")};
    model->setHorizontalHeaderLabels(titles);
    for (int row = 0; row < 40; ++row) {
        const Line& line = lines[std::size_t(row) % lines.size()];
        const auto item = [](const QString& text) { return new QStandardItem(text); };
        auto* decision = item(QLatin1String(line.word));
        decision->setData(int(line.tone), ToneRole);
        auto* hosts = item(QLocale().toString(line.hosts));
        hosts->setData(line.unknown, UnknownRole);
        model->appendRow({item(QString::number(row + 1)), decision, item(QString::fromUtf8(line.patch)),
                          item(QLatin1String(line.platform)), hosts, item(QString::fromUtf8(line.due)),
                          item(QString::fromUtf8(line.why))});
    }
    return model;
}

bw::TableView* makeTable(QWidget* parent)
{
    auto* table = new bw::TableView(parent);
    table->setModel(makeModel(table));
    table->setAccessibleName(QStringLiteral("Queue"));
    table->setItemDelegateForColumn(0, new bw::NumberDelegate(-1, bw::TextLook::Muted, table));
    table->setItemDelegateForColumn(1, new bw::ChipDelegate(ToneRole, {}, table));
    table->setItemDelegateForColumn(2, new bw::StrongTextDelegate(-1, Qt::ElideMiddle, table));
    table->setItemDelegateForColumn(3, new bw::RowDelegate(bw::TextLook::Muted, Qt::ElideRight, table));
    table->setItemDelegateForColumn(4, new bw::NumberDelegate(UnknownRole, bw::TextLook::Plain, table));
    table->setItemDelegateForColumn(6, new bw::RowDelegate(bw::TextLook::Muted, Qt::ElideRight, table));
    const std::array widths{36, 122, 236, 100, 136, 108, 100};
    for (int column = 0; column < int(widths.size()); ++column) {
        table->setColumnWidth(column, widths[std::size_t(column)]);
    }
    table->horizontalHeader()->setSortIndicator(5, Qt::AscendingOrder);
    table->selectRow(0);
    return table;
}

bw::InspectorContent makeContent()
{
    using namespace bw;
    return {
        .title = QStringLiteral("openssl 3.0.17-1~deb12u2"),
        .subtitle = QStringLiteral("Debian 12 · DSA-5980-1 · fixes 3 CVEs · replaces 2 older fixes"),
        .sections =
            {
                {.heading = QStringLiteral("Why Immediate"),
                 .facts = {{QStringLiteral("Exploitation"), QStringLiteral("active")},
                           {QStringLiteral("Exposure"), QStringLiteral("open")},
                           {QStringLiteral("Automatable"), QStringLiteral("yes")},
                           {QStringLiteral("Human impact"), QStringLiteral("high")}}},
                {.heading = QStringLiteral("What would change it"),
                 .rows = {{.text = QStringLiteral("Web shop behind the WAF (control)"),
                           .chip = InspectorChip{Tone::OutOfCycle, QStringLiteral("Out of cycle")}},
                          {.text = QStringLiteral("Importance of web-01 … 03 lowered"),
                           .trailing = QStringLiteral("no change")}}},
                {.heading = QStringLiteral("Evidence"),
                 .rows =
                     {{.text = QStringLiteral("CVE-2026-31789"), .trailing = QStringLiteral("KEV 19 Nov · CVSS 9.8")},
                      {.text = QStringLiteral("CVE-2026-28387"), .trailing = QStringLiteral("EPSS 0.31 · 22 Nov")}}},
                {.heading = QStringLiteral("Hosts open, 14 of 20 · 2 cannot tell"),
                 .rows = {{.text = QStringLiteral("web-01"),
                           .detail = QStringLiteral("3.0.15-1~deb12u1"),
                           .trailing = QStringLiteral("open 4 d · internet")},
                          {.text = QStringLiteral("web-02"),
                           .detail = QStringLiteral("3.0.15-1~deb12u1"),
                           .trailing = QStringLiteral("open 4 d · internet"),
                           .id = QStringLiteral("host:web-02")}},
                 .links = {{QStringLiteral("more"), QStringLiteral("10 more and the comparison behind each")}}},
                {.heading = QStringLiteral("Facts"),
                 .pairs = {{QStringLiteral("Source"), QStringLiteral("debian-security-tracker, 24 Nov 05:00")},
                           {QStringLiteral("Owner"), QStringLiteral("Web team")}}},
                {.heading = QStringLiteral("Exposed so far"),
                 .figure =
                     InspectorFigure{QStringLiteral("56"), QStringLiteral("host-days"), QStringLiteral("+14 a day")}},
            },
    };
}

bw::FilterBar* makeFilterBar(QWidget* parent)
{
    auto* bar = new bw::FilterBar(parent);
    bar->setFilter(QStringLiteral("decision:<=scheduled exposure:open -owner:none"));
    bar->setFacets({
        {QStringLiteral("i"), QStringLiteral("Immediate"), Tone::Immediate, 2, true},
        {QStringLiteral("o"), QStringLiteral("Out of cycle"), Tone::OutOfCycle, 4, true},
        {QStringLiteral("s"), QStringLiteral("Scheduled"), Tone::Scheduled, 6, false},
        {QStringLiteral("d"), QStringLiteral("Defer"), Tone::Defer, 29, false},
        {QStringLiteral("k"), QStringLiteral("Known exploited"), Tone::Neutral, 2, false},
        {QStringLiteral("w"), QStringLiteral("In no wave"), Tone::Neutral, 31, false},
    });
    bar->setResultText(QStringLiteral("41 patches · 438 findings · 3 hosts cannot tell"));
    bar->addButton(new QPushButton(QStringLiteral("Save view")));
    bar->addButton(new QPushButton(QStringLiteral("Columns")));
    auto* plan = new QPushButton(QStringLiteral("Plan selected"));
    bw::setPrimary(plan);
    bar->addButton(plan);
    return bar;
}

bw::NavigationList* makeNavigation(QWidget* parent)
{
    using bw::Icon;
    auto* list = new bw::NavigationList(parent);
    const auto place = [](const char* id, const char* label, Icon icon) {
        return bw::NavigationEntry{QLatin1String(id), QLatin1String(label), icon};
    };
    const auto heading = [](const char* label) {
        return bw::NavigationEntry{.id = {}, .label = QLatin1String(label), .heading = true};
    };
    list->setEntries({place("exposure", "Exposure", Icon::Exposure), place("fleet", "Fleet", Icon::Fleet),
                      place("queue", "Queue", Icon::Queue), place("plan", "Plan", Icon::Plan),
                      place("test", "Test", Icon::Test), place("deploy", "Deploy", Icon::Deploy),
                      place("verify", "Verify", Icon::Verify), heading("Record"), place("audit", "Audit", Icon::Audit),
                      heading("Sources"), place("import", "Import", Icon::Import), place("feeds", "Feeds", Icon::Feeds),
                      place("settings", "Settings", Icon::Settings)});
    list->setCount(QStringLiteral("fleet"), QStringLiteral("62"));
    list->setCount(QStringLiteral("queue"), QStringLiteral("41"));
    list->setCount(QStringLiteral("plan"), QStringLiteral("3"));
    list->setCount(QStringLiteral("feeds"), QStringLiteral("1 old"));
    list->setCurrent(QStringLiteral("queue"));
    return list;
}

void fillMenus(QMenuBar& bar)
{
    QMenu* menu = bar.addMenu(QStringLiteral("&File"));
    menu->addAction(bw::themeIcon(bw::Icon::Folder), QStringLiteral("&Open…"))->setShortcut(QKeySequence::Open);
    menu->addAction(bw::themeIcon(bw::Icon::Export), QStringLiteral("&Export"))
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    menu->addSeparator();
    QAction* compact = menu->addAction(QStringLiteral("&Compact rows"));
    compact->setCheckable(true);
    compact->setChecked(true);
    menu->addAction(QStringLiteral("&Shown columns"))->setCheckable(true);
    menu->addMenu(QStringLiteral("&Recent"))->addAction(QStringLiteral("one"));
    menu->addAction(QStringLiteral("Undo nothing"))->setEnabled(false);
    for (const auto* name : {"&Edit", "&View", "&Plan", "&Run", "&Tools", "&Help"}) {
        bar.addMenu(QLatin1String(name))->addAction(QStringLiteral("Something"));
    }
}

/// The page of a list: bar, messages, table, inspector.
class QueueWindow : public QMainWindow {
public:
    QueueWindow()
    {
        fillMenus(*menuBar());
        auto* middle = new QWidget;
        auto* column = new QVBoxLayout(middle);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(makeFilterBar(middle));
        auto* body = new QSplitter;
        bw::TableView* table = makeTable(body);
        body->addWidget(table);
        inspector = new bw::Inspector(body);
        inspector->setContent(makeContent());
        body->addWidget(inspector);
        body->setSizes({900, 340});
        column->addWidget(body, 1);
        auto* toast = new bw::MessageBar(middle);
        auto* margins = new QVBoxLayout;
        margins->setContentsMargins(14, 8, 14, 8);
        margins->addWidget(toast);
        column->addLayout(margins);
        toast->showUndo(QStringLiteral("Moved 3 patches to Early."));
        auto* split = new QSplitter;
        split->addWidget(makeNavigation(split));
        split->addWidget(middle);
        split->setSizes({176, 1264});
        setCentralWidget(split);
        auto* jobs = new bw::JobIndicator;
        jobs->setJobs({{1, QStringLiteral("Importing fleet.csv"), QStringLiteral("41,000 rows"), 0.6},
                       {2, QStringLiteral("Reading the Debian feed"), {}, {}}});
        statusBar()->addWidget(bw::plainLabel(QStringLiteral("41 patches, 1 selected"), bw::LabelLook::Caption));
        statusBar()->addPermanentWidget(jobs);
        statusBar()->setSizeGripEnabled(false);
        statusBar()->setContentsMargins(12, 0, 12, 0);
        resize(1440, 900);
        table->setFocus();
    }
    bw::Inspector* inspector;
};

QWidget* makeFields(QWidget* parent)
{
    auto* box = new QGroupBox(QStringLiteral("Fields"), parent);
    auto* form = new QFormLayout(box);
    auto* bad = new QLineEdit(QStringLiteral("sev>>high"));
    bw::setInvalid(bad, true);
    auto* placeholder = new QLineEdit;
    placeholder->setPlaceholderText(QStringLiteral("Same filter as every list"));
    auto* off = new QLineEdit(QStringLiteral("disabled"));
    off->setEnabled(false);
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("Debian 12"), QStringLiteral("Windows 11")});
    auto* editable = new QComboBox;
    editable->setEditable(true);
    editable->addItem(QStringLiteral("Editable"));
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    auto* progress = new QProgressBar;
    progress->setValue(60);
    progress->setTextVisible(false);
    form->addRow(QStringLiteral("&Invalid"), bad);
    form->addRow(QStringLiteral("&Placeholder"), placeholder);
    form->addRow(QStringLiteral("&Off"), off);
    form->addRow(QStringLiteral("&Combo"), combo);
    form->addRow(QStringLiteral("&Editable"), editable);
    form->addRow(QStringLiteral("&Spin"), new QDoubleSpinBox);
    form->addRow(QStringLiteral("S&lider"), slider);
    form->addRow(QStringLiteral("P&rogress"), progress);
    return box;
}

QWidget* makeButtons(QWidget* parent)
{
    auto* box = new QGroupBox(QStringLiteral("Buttons"), parent);
    auto* column = new QVBoxLayout(box);
    auto* line = new QHBoxLayout;
    auto* primary = new QPushButton(bw::themeIcon(bw::Icon::Play), QStringLiteral("Start on 212 hosts"));
    bw::setPrimary(primary);
    auto* danger = new QPushButton(QStringLiteral("Stop"));
    bw::setDangerous(danger);
    auto* off = new QPushButton(QStringLiteral("Disabled"));
    off->setEnabled(false);
    auto* tool = new QToolButton;
    tool->setIcon(bw::themeIcon(bw::Icon::More));
    tool->setAutoRaise(true);
    for (QWidget* w : {static_cast<QWidget*>(new QPushButton(bw::themeIcon(bw::Icon::Copy), QStringLiteral("Copy"))),
                       static_cast<QWidget*>(primary), static_cast<QWidget*>(danger), static_cast<QWidget*>(off),
                       static_cast<QWidget*>(tool)}) {
        line->addWidget(w);
    }
    line->addStretch(1);
    column->addLayout(line);
    for (const auto state : {Qt::Unchecked, Qt::PartiallyChecked, Qt::Checked}) {
        auto* check = new QCheckBox(QStringLiteral("Check box"));
        check->setTristate();
        check->setCheckState(state);
        column->addWidget(check);
    }
    auto* radio = new QRadioButton(QStringLiteral("Radio on"));
    radio->setChecked(true);
    column->addWidget(radio);
    column->addWidget(new QRadioButton(QStringLiteral("Radio off")));
    auto* icons = new QHBoxLayout;
    icons->setSpacing(6);
    for (int i = 0; i < bw::iconCount; ++i) {
        auto* icon = new QLabel;
        icon->setPixmap(bw::themeIcon(static_cast<bw::Icon>(i)).pixmap(16, 16));
        icons->addWidget(icon);
    }
    column->addLayout(icons);
    auto* app = new QLabel;
    app->setPixmap(bw::applicationIcon().pixmap(64, 64));
    column->addWidget(app);
    column->addStretch(1);
    return box;
}

QWidget* makeControls()
{
    auto* page = new QWidget;
    page->setWindowTitle(QStringLiteral("Controls"));
    auto* column = new QVBoxLayout(page);
    auto* top = new QHBoxLayout;
    top->addWidget(makeFields(page), 1);
    top->addWidget(makeButtons(page), 1);
    column->addLayout(top);
    using Kind = bw::Message::Kind;
    const auto message = [&](Kind kind, const char* text, const char* action) {
        auto* bar = new bw::MessageBar(page);
        bar->showMessage({kind, QLatin1String(text), QLatin1String(action)});
        column->addWidget(bar);
    };
    message(Kind::Info, "12 rows moved.", "Show");
    message(Kind::Warning, "Inventory is 9 days old; 212 hosts were never matched.", "Import");
    message(Kind::Error, "The feed could not be read: line 118 is not JSON. The copy of yesterday is still used.", "");
    auto* tabs = new QTabWidget;
    auto* empty = new bw::EmptyState;
    empty->setContent(bw::Icon::Fleet,
                      QStringLiteral("No hosts yet. Import a CSV, an Ansible inventory, or scanner output."),
                      QStringLiteral("Import an inventory"), QStringLiteral("Open the demo project"));
    tabs->addTab(empty, QStringLiteral("Hosts"));
    auto* tree = new QTreeWidget;
    tree->setHeaderLabels({QStringLiteral("Name"), QStringLiteral("Value")});
    auto* root = new QTreeWidgetItem(tree, {QStringLiteral("Policy"), QStringLiteral("3")});
    new QTreeWidgetItem(root, {QStringLiteral("Immediate"), QStringLiteral("3 days")});
    root->setExpanded(true);
    tabs->addTab(tree, QStringLiteral("Tree"));
    tabs->addTab(new QPlainTextEdit(QStringLiteral("log line")), QStringLiteral("Log"));
    tabs->setMinimumHeight(300);
    column->addWidget(tabs, 1);
    page->resize(1100, 900);
    return page;
}

void save(QWidget& widget, const QDir& folder, const QString& name)
{
    widget.show();
    widget.activateWindow();
    QApplication::processEvents();
    widget.grab().save(folder.filePath(name + QStringLiteral(".png")));
}

void saveAll(bw::Theme& theme, const QDir& folder)
{
    QueueWindow queue;
    std::unique_ptr<QWidget> controls(makeControls());
    QWidget dropTarget;
    dropTarget.resize(600, 300);
    bw::DropOverlay overlay(&dropTarget);
    overlay.setGeometry(dropTarget.rect());
    for (const auto scheme : {bw::Scheme::Light, bw::Scheme::Dark}) {
        theme.setScheme(scheme);
        QApplication::processEvents();
        const QString name = scheme == bw::Scheme::Light ? QStringLiteral("light") : QStringLiteral("dark");
        save(queue, folder, QStringLiteral("queue-") + name);
        save(*controls, folder, QStringLiteral("controls-") + name);
        save(*queue.menuBar()->actions().front()->menu(), folder, QStringLiteral("menu-") + name);
        queue.menuBar()->actions().front()->menu()->hide();
        overlay.show();
        save(dropTarget, folder, QStringLiteral("drop-") + name);
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    bw::installAccessibilityGuard();
    bw::Theme theme;
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() > 1) {
        QDir().mkpath(arguments.at(1));
        saveAll(theme, QDir(arguments.at(1)));
        return 0;
    }
    QueueWindow queue;
    queue.show();
    std::unique_ptr<QWidget> controls(makeControls());
    auto* swap = new QPushButton(QStringLiteral("Other theme"), controls.get());
    controls->layout()->addWidget(swap);
    QObject::connect(swap, &QPushButton::clicked, &theme,
                     [&theme] { theme.setScheme(theme.tokens().dark ? bw::Scheme::Light : bw::Scheme::Dark); });
    controls->show();
    return QApplication::exec();
}
