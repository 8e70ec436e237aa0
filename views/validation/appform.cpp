// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/validation/appform.h"

#include "models/items/texts.h"
#include "models/validation/appfile.h"
#include "views/theme/style.h"
#include "views/validation/checkform.h"
#include "views/widgets/plaintext.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bw {

AppForm::AppForm(HostCount hostCount, QWidget* parent)
    : QWidget(parent)
    , m_hostCount(std::move(hostCount))
    , m_name(new QLineEdit(this))
    , m_owner(new QLineEdit(this))
    , m_hosts(new QLineEdit(this))
    , m_count(plainLabel({}, LabelLook::Muted, this))
    , m_checks(new QListWidget(this))
    , m_check(new CheckForm(this))
    , m_noChecks(plainLabel(tr("Without checks the application is judged as a whole."), LabelLook::Muted, this))
    , m_remove(new QPushButton(tr("Remo&ve"), this))
{
    setupLayout();
    for (QLineEdit* edit : {m_name, m_owner, m_hosts})
        connect(edit, &QLineEdit::textEdited, this, &AppForm::edited);
    connect(m_hosts, &QLineEdit::textChanged, this, &AppForm::countHosts);
    connect(m_checks, &QListWidget::currentRowChanged, this, &AppForm::showChecks);
    connect(m_check, &CheckForm::edited, this, &AppForm::takeCheck);
    connect(m_remove, &QPushButton::clicked, this, &AppForm::removeCheck);
}

void AppForm::setupLayout()
{
    m_hosts->setPlaceholderText(tr("Filter, for example: tag:webshop role:\"web server\""));
    m_count->setWordWrap(true);
    m_checks->setAccessibleName(tr("Checks"));
    m_checks->setMaximumHeight(112);
    auto* add = new QPushButton(tr("Add c&heck"), this);
    connect(add, &QPushButton::clicked, this, &AppForm::addCheck);
    for (QPushButton* button : {add, m_remove})
        button->setAutoDefault(false);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Owner"), m_owner);
    form->addRow(tr("Hos&ts"), m_hosts);
    form->addRow(QString(), m_count);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(plainLabel(tr("Checks"), LabelLook::Caption, this), 1);
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addLayout(buttons);
    layout->addWidget(m_checks);
    layout->addWidget(m_noChecks);
    layout->addWidget(m_check);
    layout->addStretch(1);
}

void AppForm::setApp(const CriticalApp& app)
{
    const QSignalBlocker quiet(this);
    m_app = app;
    m_name->setText(Texts::of(app.name));
    m_owner->setText(Texts::of(app.owner));
    m_hosts->setText(Texts::of(app.hostFilter));
    countHosts();
    const QSignalBlocker quietList(m_checks);
    m_checks->clear();
    for (const AppCheck& check : app.checks)
        m_checks->addItem(Texts::of(check.name));
    m_checks->setCurrentRow(app.checks.empty() ? -1 : 0);
    showChecks(m_checks->currentRow());
}

CriticalApp AppForm::app() const
{
    CriticalApp app = m_app;
    app.name = m_name->text().trimmed().toStdString();
    app.owner = m_owner->text().trimmed().toStdString();
    app.hostFilter = m_hosts->text().trimmed().toStdString();
    return app;
}

void AppForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void AppForm::countHosts()
{
    const std::string filter = m_hosts->text().trimmed().toStdString();
    const auto count = m_hostCount(filter);
    setInvalid(m_hosts, !count);
    if (!count)
        m_count->setText(tr("At letter %1: %2").arg(count.error().place.column).arg(Texts::of(count.error().subject)));
    else if (filter.empty())
        m_count->setText(tr("Which hosts carry it? An empty filter would be every host."));
    else
        m_count->setText(*count == 1 ? tr("1 host carries it now") : tr("%1 hosts carry it now").arg(*count));
}

void AppForm::showChecks(int current)
{
    const bool any = current >= 0;
    m_check->setVisible(any);
    m_noChecks->setVisible(m_checks->count() == 0);
    m_checks->setVisible(m_checks->count() > 0);
    m_remove->setEnabled(any);
    if (any)
        m_check->setCheck(m_app.checks[std::size_t(current)]);
}

void AppForm::takeCheck()
{
    const int row = m_checks->currentRow();
    if (row < 0)
        return;
    m_app.checks[std::size_t(row)] = m_check->check();
    m_checks->item(row)->setText(Texts::of(m_app.checks[std::size_t(row)].name));
    Q_EMIT edited();
}

void AppForm::addCheck()
{
    std::vector<std::string> taken;
    for (const AppCheck& check : m_app.checks)
        taken.push_back(check.id);
    AppCheck check;
    check.name = tr("New check").toStdString();
    check.id = idFromName("check", taken);
    m_app.checks.push_back(check);
    m_checks->addItem(Texts::of(check.name));
    m_checks->setCurrentRow(m_checks->count() - 1);
    m_check->focusName();
    Q_EMIT edited();
}

void AppForm::removeCheck()
{
    const int row = m_checks->currentRow();
    if (row < 0)
        return;
    m_app.checks.erase(m_app.checks.begin() + row);
    {
        const QSignalBlocker quiet(m_checks);
        delete m_checks->takeItem(row);
    }
    showChecks(m_checks->currentRow());
    Q_EMIT edited();
}

} // namespace bw
