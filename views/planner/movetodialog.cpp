// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/planner/movetodialog.h"

#include "views/theme/style.h"
#include "views/widgets/plaintext.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace bw {

MoveToDialog::MoveToDialog(const QString& what, const std::vector<Choice>& choices, QWidget* parent)
    : QDialog(parent)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setWindowTitle(tr("Move to wave"));
    m_search->setPlaceholderText(tr("Name of the wave"));
    m_search->setAccessibleName(tr("Name of the wave"));
    m_search->installEventFilter(this);
    m_list->setAccessibleName(tr("Waves"));
    m_list->setUniformItemSizes(true);
    for (const Choice& choice : choices) {
        QString text = choice.name;
        if (!choice.verdict.allowed())
            text = tr("%1: %2").arg(choice.name, choice.verdict.refusal);
        else if (choice.verdict.capacity > 0)
            text = tr("%1: %2 → %3 of %4 min")
                       .arg(choice.name)
                       .arg(std::ceil(choice.verdict.before))
                       .arg(std::ceil(choice.verdict.after))
                       .arg(std::floor(choice.verdict.capacity));
        auto* item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, choice.wave);
        item->setData(Qt::UserRole + 1, choice.name);
        item->setToolTip(plainToolTip(text));
        if (!choice.verdict.allowed())
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_move = buttons->addButton(tr("&Move"), QDialogButtonBox::AcceptRole);
    m_move->setDefault(true);
    setPrimary(m_move);
    connect(buttons, &QDialogButtonBox::accepted, this, &MoveToDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, &MoveToDialog::filter);
    connect(m_list, &QListWidget::itemActivated, this, &MoveToDialog::take);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(plainLabel(what, LabelLook::Strong, this));
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    resize(420, 320);
    filter({});
}

void MoveToDialog::filter(const QString& text)
{
    QListWidgetItem* first = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        const bool fits = item->data(Qt::UserRole + 1).toString().contains(text.trimmed(), Qt::CaseInsensitive);
        item->setHidden(!fits);
        if (fits && !first && item->flags().testFlag(Qt::ItemIsEnabled))
            first = item;
    }
    m_list->setCurrentItem(first);
    m_move->setEnabled(first);
}

bool MoveToDialog::eventFilter(QObject* watched, QEvent* event)
{
    // The search field keeps the keyboard; up and down walk through the list.
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int step = key == Qt::Key_Up ? -1 : 1;
            for (int row = m_list->currentRow() + step; row >= 0 && row < m_list->count(); row += step) {
                QListWidgetItem* item = m_list->item(row);
                if (!item->isHidden() && item->flags().testFlag(Qt::ItemIsEnabled)) {
                    m_list->setCurrentItem(item);
                    break;
                }
            }
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void MoveToDialog::take()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    m_wave = WaveId(item->data(Qt::UserRole).toUInt());
    accept();
}

} // namespace bw
