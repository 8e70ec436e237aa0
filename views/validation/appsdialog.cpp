// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/validation/appsdialog.h"

#include "models/items/texts.h"
#include "models/services/words.h"
#include "models/validation/appfile.h"
#include "views/theme/style.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tonesentence.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace bw {

AppsDialog::AppsDialog(const std::vector<CriticalApp>& apps, AppForm::HostCount hostCount, QWidget* parent)
    : QDialog(parent)
    , m_apps(apps)
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_form(new AppForm(std::move(hostCount), this))
    , m_why(new QLineEdit(this))
    , m_message(new ToneSentence(Tone::Immediate, this))
    , m_remove(new QPushButton(tr("&Remove"), this))
{
    setWindowTitle(tr("Critical applications"));
    resize(820, 620);
    setupLayout();
    connect(m_list, &QListWidget::currentRowChanged, this, &AppsDialog::showCurrent);
    connect(m_form, &AppForm::edited, this, &AppsDialog::takeCurrent);
    connect(m_remove, &QPushButton::clicked, this, &AppsDialog::removeApp);
    fill(apps.empty() ? -1 : 0);
}

void AppsDialog::setupLayout()
{
    m_list->setAccessibleName(tr("Critical applications"));
    m_list->setFixedWidth(208);
    m_message->setWordWrap(true);
    m_message->hide();
    m_why->setPlaceholderText(tr("Why it is changed; kept in the audit log"));
    m_why->setAccessibleName(tr("Reason of the change"));
    auto* add = new QPushButton(tr("&Add"), this);
    auto* import = new QPushButton(tr("&Import…"), this);
    auto* save = new QPushButton(tr("E&xport…"), this);
    connect(add, &QPushButton::clicked, this, &AppsDialog::addApp);
    connect(import, &QPushButton::clicked, this, &AppsDialog::importFile);
    connect(save, &QPushButton::clicked, this, &AppsDialog::exportFile);
    for (QPushButton* button : {add, m_remove, import, save})
        button->setAutoDefault(false);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* padded = new QWidget(scroll);
    auto* padding = new QVBoxLayout(padded);
    padding->setContentsMargins(2, 2, 12, 2);
    padding->addWidget(m_form);
    scroll->setWidget(padded);
    QLabel* none =
        plainLabel(tr("Name the applications that must still work after a patch. The gate of a wave can then "
                      "wait for their tests."),
                   LabelLook::Muted, this);
    none->setWordWrap(true);
    none->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(scroll);
    m_stack->addWidget(none);

    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    auto* leftButtons = new QHBoxLayout;
    leftButtons->addWidget(add);
    leftButtons->addWidget(m_remove);
    auto* fileButtons = new QHBoxLayout;
    fileButtons->addWidget(import);
    fileButtons->addWidget(save);
    left->addWidget(m_list, 1);
    left->addLayout(leftButtons);
    left->addLayout(fileButtons);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(16);
    middle->addLayout(left);
    middle->addWidget(m_stack, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* store = buttons->addButton(tr("&Store"), QDialogButtonBox::AcceptRole);
    setPrimary(store);
    connect(buttons, &QDialogButtonBox::accepted, this, &AppsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_why, 1);
    bottom->addWidget(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(middle, 1);
    layout->addWidget(m_message);
    layout->addLayout(bottom);
}

void AppsDialog::fill(int current)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const CriticalApp& app : m_apps)
        m_list->addItem(Texts::of(app.name));
    m_list->setCurrentRow(current);
    showCurrent();
}

void AppsDialog::showCurrent()
{
    const int row = m_list->currentRow();
    m_stack->setCurrentIndex(row < 0 ? 1 : 0);
    m_remove->setEnabled(row >= 0);
    if (row >= 0)
        m_form->setApp(m_apps[std::size_t(row)]);
}

void AppsDialog::takeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_apps[std::size_t(row)] = m_form->app();
    m_list->item(row)->setText(Texts::of(m_apps[std::size_t(row)].name));
    m_message->hide();
}

void AppsDialog::addApp()
{
    std::vector<std::string> taken;
    for (const CriticalApp& app : m_apps)
        taken.push_back(app.id);
    CriticalApp app;
    app.name = tr("New application").toStdString();
    app.id = idFromName("app", taken);
    m_apps.push_back(app);
    fill(int(m_apps.size()) - 1);
    m_form->focusName();
}

void AppsDialog::removeApp()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_apps.erase(m_apps.begin() + row);
    fill(std::min(row, int(m_apps.size()) - 1));
}

void AppsDialog::complain(const QString& sentence)
{
    m_message->setText(sentence);
    m_message->show();
}

void AppsDialog::importFile()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Import critical applications"), {}, tr("JSON (*.json)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return complain(sentence(Error{ErrorKind::NotReadable, path.toStdString(), {}}));
    auto apps = criticalAppsFromJson(file.readAll().toStdString());
    if (!apps)
        return complain(sentence(apps.error()));
    m_apps = *std::move(apps);
    fill(m_apps.empty() ? -1 : 0);
}

void AppsDialog::exportFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export critical applications"),
                                                      QStringLiteral("critical-apps.json"), tr("JSON (*.json)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    const QByteArray json = QByteArray::fromStdString(toJson(m_apps));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.flush())
        complain(sentence(Error{ErrorKind::NotWritable, path.toStdString(), {}}));
}

void AppsDialog::accept()
{
    for (std::size_t i = 0; i < m_apps.size(); ++i) {
        if (auto good = checkApps({m_apps[i]}); !good) {
            m_list->setCurrentRow(int(i));
            Error error = good.error();
            error.place = {};
            return complain(sentence(error));
        }
    }
    if (auto good = checkApps(m_apps); !good)
        return complain(sentence(good.error()));
    QDialog::accept();
}

QString AppsDialog::why() const
{
    return m_why->text().trimmed();
}

} // namespace bw
