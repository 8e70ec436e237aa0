// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace bw {

enum class TextLook { Plain, Muted, Strong, Mono };

/// A cell of the row height in force, on the soft ground of a selected row, in one of four looks of text. Base of all
/// delegates here. `elide` is Qt::ElideMiddle for hosts and paths, whose two ends tell them apart.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit RowDelegate(TextLook look = TextLook::Plain, Qt::TextElideMode elide = Qt::ElideRight,
                         QObject* parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Numbers stand at the right; the header asks here too, so that it stands above them.
    virtual Qt::Alignment alignment() const { return Qt::AlignLeft | Qt::AlignVCenter; }

    /// Space, in px, between the number and the right end of its cell, beyond the padding.
    virtual int trailingSpace(const QFont&) const { return 0; }

    /// Space at each side of a cell's content, in px.
    static constexpr int padding = 9;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
    /// Ground only; returns the box that is left for the content.
    QRect paintGround(QPainter* painter, const QStyleOptionViewItem& option) const;

private:
    TextLook m_look;
    Qt::TextElideMode m_elide;
};

} // namespace bw
