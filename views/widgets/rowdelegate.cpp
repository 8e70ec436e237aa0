// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/rowdelegate.h"

#include "views/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

namespace bw {

RowDelegate::RowDelegate(TextLook look, Qt::TextElideMode elide, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_elide(elide)
{
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem o(option);
    initStyleOption(&o, index);
    const int width = o.fontMetrics.horizontalAdvance(o.text) + 2 * padding;
    return {width, Theme::rowHeightOf(option.widget)};
}

void RowDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Tokens& tokens = Theme::tokensOf(option->widget);
    option->textElideMode = m_elide;
    if (!index.data(Qt::TextAlignmentRole).isValid()) {
        option->displayAlignment = alignment();
    }
    if (m_look == TextLook::Strong) {
        option->font = strongFont(option->font);
    } else if (m_look == TextLook::Mono) {
        option->font = monoFont();
    }
    option->fontMetrics = QFontMetrics(option->font);
    if (m_look == TextLook::Muted) {
        option->palette.setColor(QPalette::Text, tokens.muted);
        option->palette.setColor(QPalette::HighlightedText, tokens.muted);
    }
    // A table of whole rows shows its focus on the row, not on one cell of it.
    const auto* view = qobject_cast<const QAbstractItemView*>(option->widget);
    if (view && view->selectionBehavior() == QAbstractItemView::SelectRows) {
        option->state &= ~QStyle::State_HasFocus;
    }
}

QRect RowDelegate::paintGround(QPainter* painter, const QStyleOptionViewItem& option) const
{
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    return option.rect.adjusted(padding, 0, -padding, 0);
}

} // namespace bw
