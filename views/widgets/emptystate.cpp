// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/emptystate.h"

#include "views/theme/style.h"
#include "views/theme/theme.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace bw {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconLabel(Icon::Info, 40, this))
    , m_sentence(plainLabel({}, LabelLook::Muted, this))
    , m_primary(new QPushButton(this))
    , m_second(new QPushButton(this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setPrimary(m_primary);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setFixedWidth(420);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_sentence, 0, Qt::AlignHCenter);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_primary);
    buttons->addWidget(m_second);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(3);
    connect(m_primary, &QPushButton::clicked, this, &EmptyState::primaryChosen);
    connect(m_second, &QPushButton::clicked, this, &EmptyState::secondChosen);
}

void EmptyState::setContent(Icon icon, const QString& sentence, const QString& primary, const QString& second)
{
    static_cast<IconLabel*>(m_icon)->setIcon(icon);
    m_sentence->setText(sentence);
    // Else one line of it. No text has no height (-1).
    m_sentence->setMinimumHeight(std::max(0, m_sentence->heightForWidth(m_sentence->width())));
    setAccessibleName(sentence);
    m_primary->setText(plainCaption(primary));
    m_primary->setVisible(!primary.isEmpty());
    m_second->setText(plainCaption(second));
    m_second->setVisible(!second.isEmpty());
}

bool EmptyState::focusPrimary()
{
    if (m_primary->isHidden())
        return false;
    m_primary->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace bw
