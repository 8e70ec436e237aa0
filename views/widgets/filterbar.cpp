// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/filterbar.h"

#include "views/theme/style.h"
#include "views/theme/theme.h"
#include "views/widgets/filteredit.h"
#include "views/widgets/flowlayout.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tonelabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace bw {

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , m_edit(new FilterEdit(this))
    , m_message(new ToneLabel(Tone::Immediate, this))
    , m_result(plainLabel({}, LabelLook::Caption, this))
    , m_facetRow(new QWidget(this))
    , m_facets(new FlowLayout(m_facetRow))
{
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(tr("Filter"));
    m_edit->setClearButtonEnabled(false);
    m_message->hide();
    m_result->hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    setFocusProxy(m_edit);
    setupLayout();
    connect(m_edit, &QLineEdit::textEdited, this, [this] { m_delay.start(); });
    connect(m_edit, &QLineEdit::returnPressed, this, &FilterBar::apply);
    connect(m_edit, &FilterEdit::escaped, this, &FilterBar::apply);
    connect(&m_delay, &QTimer::timeout, this, &FilterBar::apply);
}

void FilterBar::setupLayout()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 10);
    column->setSpacing(8);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(8);
    m_buttons->addWidget(m_edit, 1);
    column->addLayout(m_buttons);
    column->addWidget(m_message);
    m_buttons->addWidget(m_result);
    m_second = new QHBoxLayout;
    m_second->setSpacing(12);
    m_second->addWidget(m_facetRow, 1);
    column->addLayout(m_second);
    m_facetRow->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_facetRow->installEventFilter(this);
    m_facetRow->hide();
}

QString FilterBar::filter() const
{
    return m_edit->text();
}

void FilterBar::setFilter(const QString& text)
{
    m_delay.stop();
    m_applied = text;
    if (m_edit->text() != text) {
        m_edit->setText(text);
    }
}

void FilterBar::setPlaceholder(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

void FilterBar::setInvalid(const QString& message)
{
    bw::setInvalid(m_edit, !message.isEmpty());
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_edit->setAccessibleDescription(message);
}

void FilterBar::setFacets(const std::vector<FacetView>& facets)
{
    std::vector<FacetChip*> kept;
    while (QLayoutItem* item = m_facets->takeAt(0)) {
        delete item;
    }
    for (const FacetView& facet : facets) {
        FacetChip* chip = chipFor(facet.id);
        if (chip) {
            std::erase(m_chips, chip);
            if (chip->facet() != facet) {
                chip->setFacet(facet);
            }
        } else {
            chip = new FacetChip(facet, m_facetRow);
            connect(chip, &QAbstractButton::toggled, this,
                    [this, id = facet.id](bool on) { Q_EMIT facetToggled(id, on); });
        }
        m_facets->addWidget(chip);
        kept.push_back(chip);
    }
    for (FacetChip* gone : m_chips) {
        gone->hide();
        gone->deleteLater(); // may be the sender of the signal that led here
    }
    m_chips = std::move(kept);
    for (std::size_t i = 1; i < m_chips.size(); ++i) {
        QWidget::setTabOrder(m_chips[i - 1], m_chips[i]);
    }
    if (!m_chips.empty()) {
        showFacetRow();
    }
    fitChips();
}

void FilterBar::showFacetRow()
{
    if (!m_facetRow->isHidden()) {
        return;
    }
    // From now on the row stays, so that the list does not jump when a filter leaves nothing to choose.
    m_facetRow->setFixedHeight(m_chips.front()->sizeHint().height());
    m_buttons->removeWidget(m_result);
    m_second->addWidget(m_result, 0, Qt::AlignRight | Qt::AlignVCenter);
    m_facetRow->show();
}

void FilterBar::fitChips()
{
    int room = m_facetRow->width();
    const auto widthOf = [this](const FacetChip* chip) { return chip->sizeHint().width() + m_facets->spacing(); };
    for (const FacetChip* chip : m_chips) {
        room -= chip->facet().checked ? widthOf(chip) : 0;
    }
    bool full = false;
    for (FacetChip* chip : m_chips) {
        if (chip->facet().checked) {
            chip->show();
            continue;
        }
        full = full || room + m_facets->spacing() < widthOf(chip);
        room -= full ? 0 : widthOf(chip);
        chip->setVisible(!full);
    }
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_facetRow && event->type() == QEvent::Resize) {
        fitChips();
    }
    return QWidget::eventFilter(watched, event);
}

FacetChip* FilterBar::chipFor(const QString& id)
{
    const auto found =
        std::find_if(m_chips.begin(), m_chips.end(), [&](const FacetChip* c) { return c->facet().id == id; });
    return found == m_chips.end() ? nullptr : *found;
}

void FilterBar::setResultText(const QString& text)
{
    m_result->setText(text);
    m_result->setVisible(!text.isEmpty());
}

void FilterBar::addButton(QWidget* button)
{
    m_buttons->addWidget(button);
}

void FilterBar::focusFilter()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), Theme::tokensOf(this).line);
}

void FilterBar::apply()
{
    m_delay.stop();
    if (m_edit->text() != m_applied) {
        m_applied = m_edit->text();
        Q_EMIT filterChanged(m_applied);
    }
}

} // namespace bw
