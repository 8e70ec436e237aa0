// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/freezesdialog.h"

#include "models/domain/hostfilter.h"
#include "models/items/texts.h"
#include "views/planner/windowdialog.h"
#include "views/theme/style.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

namespace bw {

namespace {

const QString wallFormat = QStringLiteral("yyyy-MM-ddTHH:mm");

QString lineOf(const Freeze& freeze)
{
    return Texts::of(freeze.name.empty() ? freeze.id : freeze.name) + QStringLiteral("  ")
        + Texts::of(freeze.from).left(10) + QStringLiteral(" – ") + Texts::of(freeze.until).left(10);
}

QDateTime wallTime(const std::string& text)
{
    QDateTime time = QDateTime::fromString(Texts::of(text).left(16), wallFormat);
    time.setTimeSpec(Qt::UTC); // wall-clock time: no hour of it is missing
    return time;
}

} // namespace

FreezesDialog::FreezesDialog(const std::vector<Freeze>& freezes, QWidget* parent)
    : QDialog(parent)
    , m_freezes(freezes)
    , m_list(new QListWidget(this))
    , m_name(new QLineEdit(this))
    , m_from(new QDateTimeEdit(this))
    , m_until(new QDateTimeEdit(this))
    , m_zone(new QComboBox(this))
    , m_hosts(new QLineEdit(this))
    , m_reason(new QLineEdit(this))
    , m_remove(new QPushButton(tr("&Remove"), this))
{
    setWindowTitle(tr("Freeze calendar"));
    setupLayout();
    for (const Freeze& freeze : m_freezes)
        m_list->addItem(lineOf(freeze));
    connect(m_list, &QListWidget::currentRowChanged, this, &FreezesDialog::showFreeze);
    for (QLineEdit* edit : {m_name, m_hosts, m_reason})
        connect(edit, &QLineEdit::textEdited, this, &FreezesDialog::take);
    for (QDateTimeEdit* edit : {m_from, m_until})
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, &FreezesDialog::take);
    connect(m_zone, &QComboBox::currentTextChanged, this, &FreezesDialog::take);
    m_list->setCurrentRow(m_freezes.empty() ? -1 : 0);
    showFreeze(m_list->currentRow());
}

void FreezesDialog::setupLayout()
{
    m_list->setAccessibleName(tr("Freezes"));
    m_hosts->setPlaceholderText(tr("Empty: every host"));
    fillZones(*m_zone, QStringLiteral("UTC"));
    for (QDateTimeEdit* edit : {m_from, m_until}) {
        edit->setTimeSpec(Qt::UTC);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
        edit->setCalendarPopup(true);
    }
    auto* add = new QPushButton(tr("&Add"), this);
    connect(add, &QPushButton::clicked, this, &FreezesDialog::addFreeze);
    connect(m_remove, &QPushButton::clicked, this, &FreezesDialog::removeFreeze);
    auto* left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    auto* acts = new QHBoxLayout;
    acts->addWidget(add);
    acts->addWidget(m_remove);
    acts->addStretch(1);
    left->addLayout(acts);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&From, local time"), m_from);
    form->addRow(tr("&Until, local time"), m_until);
    form->addRow(tr("Time &zone"), m_zone);
    form->addRow(tr("&Hosts"), m_hosts);
    form->addRow(tr("R&eason"), m_reason);
    auto* parts = new QHBoxLayout;
    parts->setSpacing(16);
    parts->addLayout(left, 1);
    parts->addLayout(form, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_store = buttons->addButton(tr("&Store the freezes"), QDialogButtonBox::AcceptRole);
    m_store->setDefault(true);
    setPrimary(m_store);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(parts, 1);
    layout->addWidget(buttons);
    resize(720, 360);
}

void FreezesDialog::addFreeze()
{
    Freeze freeze;
    freeze.id = "freeze-" + QUuid::createUuid().toString(QUuid::Id128).left(8).toStdString();
    freeze.name = tr("Freeze").toStdString();
    const QDate today = QDate::currentDate();
    freeze.from = QDateTime(today, QTime(0, 0)).toString(wallFormat).toStdString();
    freeze.until = QDateTime(today.addDays(7), QTime(0, 0)).toString(wallFormat).toStdString();
    if (m_list->currentRow() >= 0)
        freeze.zone = m_freezes[std::size_t(m_list->currentRow())].zone;
    m_freezes.push_back(freeze);
    m_list->addItem(lineOf(freeze));
    m_list->setCurrentRow(m_list->count() - 1);
    m_name->setFocus();
    m_name->selectAll();
}

void FreezesDialog::removeFreeze()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_freezes.erase(m_freezes.begin() + row);
    delete m_list->takeItem(row);
    showFreeze(m_list->currentRow());
}

void FreezesDialog::showFreeze(int row)
{
    const bool any = row >= 0 && row < int(m_freezes.size());
    for (QWidget* field : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_from), static_cast<QWidget*>(m_until),
                           static_cast<QWidget*>(m_zone), static_cast<QWidget*>(m_hosts),
                           static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_remove)})
        field->setEnabled(any);
    if (!any)
        return;
    const Freeze freeze = m_freezes[std::size_t(row)];
    m_filling = true;
    m_name->setText(Texts::of(freeze.name));
    m_from->setDateTime(wallTime(freeze.from));
    m_until->setDateTime(wallTime(freeze.until));
    m_zone->setCurrentText(Texts::of(freeze.zone));
    m_hosts->setText(Texts::of(freeze.hostFilter));
    m_reason->setText(Texts::of(freeze.reason));
    m_filling = false;
    take();
}

void FreezesDialog::take()
{
    const int row = m_list->currentRow();
    if (m_filling || row < 0)
        return;
    Freeze& freeze = m_freezes[std::size_t(row)];
    freeze.name = m_name->text().trimmed().toStdString();
    freeze.from = m_from->dateTime().toString(wallFormat).toStdString();
    freeze.until = m_until->dateTime().toString(wallFormat).toStdString();
    freeze.zone = m_zone->currentText().trimmed().toStdString();
    freeze.hostFilter = m_hosts->text().trimmed().toStdString();
    freeze.reason = m_reason->text().trimmed().toStdString();
    m_list->item(row)->setText(lineOf(freeze));
    const bool order = m_from->dateTime() < m_until->dateTime();
    const bool hosts = HostFilter::parse(freeze.hostFilter).ok();
    setInvalid(m_until, !order);
    setInvalid(m_hosts, !hosts);
    setInvalid(m_name, freeze.name.empty());
    m_store->setEnabled(order && hosts && !freeze.name.empty());
}

} // namespace bw
