// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/waitingcolumn.h"

#include "views/planner/cardlist.h"
#include "views/theme/controls.h"
#include "views/theme/style.h"
#include "views/theme/theme.h"
#include "views/widgets/filteredit.h"
#include "views/widgets/plaintext.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw {

WaitingColumn::WaitingColumn(QWidget* parent)
    : QWidget(parent)
    , m_title(plainLabel(tr("In no wave"), LabelLook::Strong, this))
    , m_count(plainLabel({}, LabelLook::Muted, this))
    , m_patches(new QPushButton(tr("Patches"), this))
    , m_hosts(new QPushButton(tr("Hosts"), this))
    , m_grouping(new QComboBox(this))
    , m_filter(new FilterEdit(this))
    , m_note(plainLabel({}, LabelLook::Muted, this))
    , m_list(new CardList(m_cards, this))
{
    setMinimumWidth(190);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter what is in no wave"));
    m_grouping->setAccessibleName(tr("How hosts go together"));
    m_list->setAccessibleName(tr("In no wave"));
    m_note->setWordWrap(true);
    m_note->setMinimumWidth(1);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* modes = new QButtonGroup(this);
    auto* switches = new QHBoxLayout;
    switches->setSpacing(4);
    for (QPushButton* button : {m_patches, m_hosts}) {
        button->setCheckable(true);
        button->setAccessibleDescription(tr("What the cards of the board are"));
        modes->addButton(button);
        switches->addWidget(button, 1);
    }
    m_patches->setChecked(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 8);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_count);
    column->addLayout(head);
    column->addLayout(switches);
    column->addWidget(m_grouping);
    column->addWidget(m_filter);
    column->addWidget(m_note);
    column->addWidget(m_list, 1);
    m_grouping->hide();
    m_note->hide();
    connect(m_patches, &QPushButton::clicked, this, [this] { Q_EMIT modeChosen(BoardMode::Patches); });
    connect(m_hosts, &QPushButton::clicked, this, [this] { Q_EMIT modeChosen(BoardMode::Hosts); });
    connect(m_filter, &QLineEdit::textChanged, this, &WaitingColumn::filterChanged);
    connect(m_filter, &FilterEdit::escaped, m_filter, &QLineEdit::clear);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, &WaitingColumn::groupingChanged);
}

WaitingColumn::~WaitingColumn()
{
    delete m_list; // it works on the model, which goes before the children do
}

void WaitingColumn::setMode(BoardMode mode)
{
    m_mode = mode;
    m_patches->setChecked(mode == BoardMode::Patches);
    m_hosts->setChecked(mode == BoardMode::Hosts);
    m_grouping->setVisible(mode == BoardMode::Hosts);
}

QString WaitingColumn::filter() const
{
    return m_filter->text();
}

void WaitingColumn::setFilter(const QString& text)
{
    m_filter->setText(text);
}

void WaitingColumn::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void WaitingColumn::setInvalid(const QString& why)
{
    bw::setInvalid(m_filter, !why.isEmpty());
    m_filter->setToolTip(plainToolTip(why));
    m_filter->setAccessibleDescription(why);
}

void WaitingColumn::setCount(const QString& shown)
{
    m_count->setText(shown);
}

void WaitingColumn::setEmptyText(const QString& text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void WaitingColumn::setHint(const DropHint& hint)
{
    if (hint == m_hint)
        return;
    m_hint = hint;
    update();
}

void WaitingColumn::setGroupings(const QList<std::pair<QString, QString>>& groupings)
{
    const QSignalBlocker quiet(m_grouping);
    m_grouping->clear();
    for (const auto& [id, text] : groupings)
        m_grouping->addItem(text, id);
}

QString WaitingColumn::grouping() const
{
    return m_grouping->currentData().toString();
}

void WaitingColumn::paintEvent(QPaintEvent*)
{
    const Tokens& t = Theme::tokensOf(this);
    QPainter p(this);
    const bool target = m_hint.state == DropHint::State::Target;
    p.fillRect(rect(), target ? t.accentGround : t.surface);
    if (!target)
        return;
    p.setRenderHint(QPainter::Antialiasing);
    QPen pen(t.accent, 2);
    pen.setDashPattern({3, 2});
    p.setPen(pen);
    p.drawRoundedRect(QRectF(rect()).adjusted(5, 5, -5, -5), controls::radius, controls::radius);
}

} // namespace bw
