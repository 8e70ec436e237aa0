// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace bw {

/// A card: hairline box, 3 px edge and shape in the ink of its decision, name, and one muted line. All cards are of one
/// height, so that a wave of thousands is laid out at once.
class CardDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    static constexpr int gap = 6; ///< px between two cards

private:
    void paintName(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& box) const;
    void paintText(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& box) const;
};

} // namespace bw
