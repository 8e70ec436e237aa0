// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/validation/appcelldelegate.h"

#include "models/items/roles.h"
#include "views/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>

namespace bw {

AppCellDelegate::AppCellDelegate(QObject* parent)
    : ChipDelegate(ToneRole, {}, parent)
{
}

void AppCellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    ChipDelegate::paint(painter, option, index);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (!view || view->currentIndex() != index)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(Theme::tokensOf(option.widget).accent, 1.5));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(3, 3, -3, -3), 6, 6);
    painter->restore();
}

} // namespace bw
