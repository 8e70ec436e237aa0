// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rollout/stopdialog.h"

#include "views/theme/style.h"
#include "views/widgets/plaintext.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace bw {

StopDialog::StopDialog(const QString& what, std::uint32_t onTheirWay, std::uint32_t waiting, QWidget* parent)
    : QDialog(parent)
    , m_pause(new QRadioButton(tr("&Pause: no new hosts until somebody resumes it"), this))
    , m_halt(new QRadioButton(tr("&Halt: no new hosts, the wave needs a look"), this))
    , m_abort(new QRadioButton(tr("&Abort: also ask the hosts on their way to stop"), this))
    , m_why(new QLineEdit(this))
{
    setWindowTitle(tr("Stop the roll-out"));
    m_halt->setChecked(true);
    m_why->setPlaceholderText(tr("Kept in the run's log"));
    auto* facts = plainLabel(tr("%1: %2 hosts are on their way and will be waited for, %3 have not been started.")
                                 .arg(what)
                                 .arg(onTheirWay)
                                 .arg(waiting),
                             LabelLook::Muted, this);
    facts->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(this);
    QPushButton* keep = buttons->addButton(tr("&Let it run"), QDialogButtonBox::RejectRole);
    QPushButton* stop = buttons->addButton(tr("&Stop"), QDialogButtonBox::AcceptRole);
    setDangerous(stop);
    stop->setAutoDefault(false);
    keep->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Reason"), m_why);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(facts);
    for (QRadioButton* button : {m_pause, m_halt, m_abort})
        layout->addWidget(button);
    layout->addLayout(form);
    layout->addWidget(buttons);
    setMinimumWidth(480);
}

StopDialog::Way StopDialog::way() const
{
    return m_pause->isChecked() ? Way::Pause : m_halt->isChecked() ? Way::Halt : Way::Abort;
}

QString StopDialog::why() const
{
    return m_why->text().trimmed();
}

} // namespace bw
