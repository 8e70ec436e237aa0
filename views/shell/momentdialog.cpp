// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/momentdialog.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace bw {

MomentDialog::MomentDialog(std::optional<Instant> at, QWidget* parent)
    : QDialog(parent)
    , m_now(new QRadioButton(tr("&Now"), this))
    , m_past(new QRadioButton(tr("&As it was on (UTC)"), this))
    , m_edit(new QDateTimeEdit(this))
{
    setWindowTitle(tr("Show the state as of"));
    m_edit->setCalendarPopup(true);
    m_edit->setTimeSpec(Qt::UTC);
    m_edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_edit->setMaximumDateTime(QDateTime::currentDateTimeUtc());
    m_edit->setAccessibleName(tr("Moment, UTC"));
    m_edit->setDateTime(at ? QDateTime::fromSecsSinceEpoch(at->time_since_epoch().count(), Qt::UTC)
                           : QDateTime::currentDateTimeUtc().addDays(-30));
    (at ? m_past : m_now)->setChecked(true);
    m_edit->setEnabled(at.has_value());
    connect(m_past, &QRadioButton::toggled, m_edit, &QWidget::setEnabled);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* show = buttons->addButton(tr("&Show"), QDialogButtonBox::AcceptRole);
    show->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    for (QWidget* part : {static_cast<QWidget*>(m_now), static_cast<QWidget*>(m_past), static_cast<QWidget*>(m_edit),
                          static_cast<QWidget*>(buttons)})
        layout->addWidget(part);
}

std::optional<Instant> MomentDialog::moment() const
{
    if (m_now->isChecked())
        return {};
    return Instant(std::chrono::seconds(m_edit->dateTime().toSecsSinceEpoch()));
}

} // namespace bw
