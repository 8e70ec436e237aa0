// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/engineform.h"

#include "models/items/runwavesmodel.h"
#include "models/services/enginesettings.h"
#include "views/widgets/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace bw {

namespace {

constexpr double FastSpeed = 600, SlowSpeed = 60;
const QString KindKey = QStringLiteral("engine/kind");
const QString FailuresKey = QStringLiteral("engine/rehearsal-failures");

QFormLayout* formIn(QWidget* box)
{
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace

EngineForm::EngineForm(QWidget* parent)
    : QWidget(parent)
    , m_engine(new QComboBox(this))
{
    for (const EngineKind kind : {EngineKind::Rehearsal, EngineKind::HandOff, EngineKind::Ansible})
        m_engine->addItem(RunWavesModel::word(kind), int(kind));
    m_pages = {makeRehearsal(), makeHandOff(), makeAnsible()};
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* row = formIn(new QWidget(this));
    row->addRow(tr("&Engine"), m_engine);
    layout->addWidget(row->parentWidget());
    for (QWidget* page : m_pages)
        layout->addWidget(page);
    connect(m_engine, &QComboBox::currentIndexChanged, this, [this](int index) {
        showPage(index);
        Q_EMIT engineChanged();
    });
    const auto last = engineFrom(QSettings().value(KindKey).toString().toStdString());
    setEngine(last.value_or(EngineKind::Rehearsal));
    showPage(m_engine->currentIndex());
}

/// Only the page that is shown takes room.
void EngineForm::showPage(int index)
{
    for (std::size_t page = 0; page < m_pages.size(); ++page)
        m_pages[page]->setVisible(int(page) == index);
}

QLineEdit* EngineForm::pathField(QFormLayout* form, const QString& label, const QString& placeholder, bool folder)
{
    auto* edit = new QLineEdit(this);
    edit->setPlaceholderText(placeholder);
    auto* choose = new QPushButton(tr("Choose…"), this);
    choose->setAutoDefault(false);
    choose->setAccessibleName(tr("Choose: %1").arg(QString(label).remove(u'&')));
    connect(choose, &QPushButton::clicked, this, [this, edit, folder] {
        const QString path = folder ? QFileDialog::getExistingDirectory(this) : QFileDialog::getOpenFileName(this);
        if (!path.isEmpty())
            edit->setText(path);
    });
    auto* row = new QHBoxLayout;
    row->addWidget(edit, 1);
    row->addWidget(choose);
    form->addRow(label, row);
    if (auto* caption = qobject_cast<QLabel*>(form->labelForField(row)))
        caption->setBuddy(edit);
    return edit;
}

QWidget* EngineForm::makeRehearsal()
{
    auto* box = new QWidget(this);
    auto* form = formIn(box);
    auto* note = plainLabel(tr("Plays the roll-out with made-up outcomes. No host is touched."), LabelLook::Muted, box);
    note->setWordWrap(true);
    form->addRow(note);
    m_speed = new QComboBox(box);
    m_speed->addItem(tr("An hour in 6 seconds"), FastSpeed);
    m_speed->addItem(tr("An hour in a minute"), SlowSpeed);
    m_speed->addItem(tr("At once"), 0.0);
    m_failures = new QDoubleSpinBox(box);
    m_failures->setRange(0, 100);
    m_failures->setDecimals(1);
    m_failures->setSuffix(tr(" %"));
    const EngineSettings last = loadEngineSettings();
    m_speed->setCurrentIndex(std::max(0, m_speed->findData(last.rehearsalSpeed)));
    m_failures->setValue(QSettings().value(FailuresKey, last.rehearsalFailures * 100).toDouble());
    form->addRow(tr("Spee&d"), m_speed);
    form->addRow(tr("&Failing hosts"), m_failures);
    return box;
}

QWidget* EngineForm::makeHandOff()
{
    auto* box = new QWidget(this);
    auto* form = formIn(box);
    auto* note = plainLabel(tr("Writes the order as a file and scripts for another tool, and reads its results back."),
                            LabelLook::Muted, box);
    note->setWordWrap(true);
    form->addRow(note);
    m_folder = pathField(form, tr("F&older"), tr("Where the order is written"), true);
    m_folder->setText(QString::fromStdString(loadEngineSettings().workFolder));
    return box;
}

QWidget* EngineForm::makeAnsible()
{
    auto* box = new QWidget(this);
    auto* form = formIn(box);
    const EngineSettings last = loadEngineSettings();
    m_user = new QLineEdit(QString::fromStdString(last.user), box);
    m_user->setPlaceholderText(tr("As ssh would"));
    m_become = new QCheckBox(tr("Become &root by sudo on the hosts"), box);
    m_become->setChecked(last.become);
    form->addRow(tr("&Log in as"), m_user);
    form->addRow(QString(), m_become);
    m_restart = new QComboBox(box);
    m_restart->addItem(tr("Where the host asks for it"), int(RestartRule::Needed));
    m_restart->addItem(tr("Only where the order says so"), int(RestartRule::Ordered));
    m_restart->addItem(tr("Never"), int(RestartRule::Never));
    m_restart->setCurrentIndex(m_restart->findData(int(last.restart)));
    form->addRow(tr("&Restart"), m_restart);
    m_key = pathField(form, tr("&Key file"), tr("The SSH agent, or ssh's own"), false);
    m_key->setText(QString::fromStdString(last.keyFile));
    m_knownHosts = pathField(form, tr("Know&n hosts"), tr("ssh's own"), false);
    m_knownHosts->setText(QString::fromStdString(last.knownHosts));
    m_inventory = pathField(form, tr("&Inventory of yours"), tr("None: addresses come from the fleet"), false);
    m_inventory->setText(QString::fromStdString(last.extraInventory));
    m_addresses = pathField(form, tr("A&ddresses"), tr("A JSON object of names and addresses"), false);
    m_addresses->setText(QString::fromStdString(last.addressFile));
    return box;
}

EngineKind EngineForm::engine() const
{
    return EngineKind(m_engine->currentData().toInt());
}

void EngineForm::setEngine(EngineKind engine)
{
    m_engine->setCurrentIndex(m_engine->findData(int(engine)));
}

EngineSettings EngineForm::settings() const
{
    EngineSettings settings = loadEngineSettings();
    settings.rehearsalSpeed = m_speed->currentData().toDouble();
    settings.rehearsalFailures = m_failures->value() / 100;
    settings.workFolder = engine() == EngineKind::HandOff ? m_folder->text().trimmed().toStdString() : std::string();
    settings.user = m_user->text().trimmed().toStdString();
    settings.become = m_become->isChecked();
    settings.keyFile = m_key->text().trimmed().toStdString();
    settings.knownHosts = m_knownHosts->text().trimmed().toStdString();
    settings.extraInventory = m_inventory->text().trimmed().toStdString();
    settings.addressFile = m_addresses->text().trimmed().toStdString();
    settings.restart = RestartRule(m_restart->currentData().toInt());
    return settings;
}

void EngineForm::remember() const
{
    EngineSettings chosen = settings();
    chosen.workFolder = m_folder->text().trimmed().toStdString(); // of the hand-off, whichever engine it is this time
    saveEngineSettings(chosen);
    const std::string_view kind = name(engine());
    QSettings().setValue(KindKey, QString::fromLatin1(kind.data(), qsizetype(kind.size())));
    QSettings().setValue(FailuresKey, m_failures->value());
}

EngineSettings EngineForm::settingsFor(EngineKind kind)
{
    EngineSettings settings = loadEngineSettings();
    if (kind != EngineKind::HandOff)
        settings.workFolder.clear(); // the other engines make folders of their own
    return settings;
}

} // namespace bw
