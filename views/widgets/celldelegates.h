// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"
#include "views/widgets/rowdelegate.h"

#include <functional>

namespace bw {

/// State as shape + word + hairline border. The word is the index's text; the tone comes from `toneRole`, either as an
/// int of Tone or, where the model speaks of the domain only, through `toTone`, given by the page.
class ChipDelegate : public RowDelegate {
    Q_OBJECT
public:
    using ToTone = std::function<Tone(const QVariant&)>;
    explicit ChipDelegate(int toneRole, ToTone toTone = {}, QObject* parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Tone toneOf(const QModelIndex& index) const;

    int m_toneRole;
    ToTone m_toTone;
};

/// The one strong thing of a row and, where the index has text under `secondRole`, a muted second text behind it.
class StrongTextDelegate : public RowDelegate {
    Q_OBJECT
public:
    explicit StrongTextDelegate(int secondRole = -1, Qt::TextElideMode elide = Qt::ElideMiddle,
                                QObject* parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QString second(const QModelIndex& index) const;

    int m_secondRole;
};

/// A number at the right and, beside it in a place of its own, how many more are not known ("14  +2 ?"). `unknownRole`
/// gives that count as an int; 0 and invalid draw nothing. The number is the index's text, already in the locale's
/// form.
class NumberDelegate : public RowDelegate {
    Q_OBJECT
public:
    explicit NumberDelegate(int unknownRole = -1, TextLook look = TextLook::Plain, QObject* parent = nullptr);

    Qt::Alignment alignment() const override { return Qt::AlignRight | Qt::AlignVCenter; }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Width kept free for the unknown part in every row, so that the numbers stay under each other; px.
    int trailingSpace(const QFont& font) const override;

private:
    int m_unknownRole;
};

} // namespace bw
