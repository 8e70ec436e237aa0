// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tableheader.h"

#include "views/theme/fonts.h"
#include "views/widgets/celldelegates.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QStyleOptionHeader>

#include <algorithm>

namespace bw {

TableHeader::TableHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setStretchLastSection(true);
    setMinimumSectionSize(28);
    setSortIndicatorClearable(true);
    setSortIndicator(-1, Qt::AscendingOrder);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

void TableHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    const auto* view = qobject_cast<const QAbstractItemView*>(parentWidget());
    if (!view || !model()) {
        return;
    }
    const auto* delegate =
        qobject_cast<const RowDelegate*>(view->itemDelegateForIndex(model()->index(0, logicalIndex)));
    if (delegate) {
        if (!model()->headerData(logicalIndex, Qt::Horizontal, Qt::TextAlignmentRole).isValid()) {
            option->textAlignment = delegate->alignment();
        }
        if (const int space = delegate->trailingSpace(font()); space > 0) {
            const QChar blank(QChar::Nbsp);
            const int width = QFontMetrics(smallFont(font())).horizontalAdvance(blank);
            option->text += QString(space / std::max(1, width), blank);
        }
    }
}

} // namespace bw
