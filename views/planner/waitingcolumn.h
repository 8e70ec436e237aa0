// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/cardsmodel.h"
#include "views/planner/waveview.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace bw {

class CardList;
class FilterEdit;

/// What the cards of the board are.
enum class BoardMode { Patches, Hosts };

/// The left side of the board: what is in no wave, as patches or as hosts, with a filter. Something dropped here leaves
/// its wave.
class WaitingColumn : public QWidget {
    Q_OBJECT
public:
    explicit WaitingColumn(QWidget* parent = nullptr);
    ~WaitingColumn() override;

    CardsModel& cards() { return m_cards; }
    CardList& list() { return *m_list; }
    BoardMode mode() const { return m_mode; }
    void setMode(BoardMode mode);
    QString filter() const;
    void setFilter(const QString& text);
    void focusFilter();
    /// A sentence for a filter that cannot be read; empty: it can.
    void setInvalid(const QString& why);
    void setCount(const QString& shown);
    /// What to say in the place of cards.
    void setEmptyText(const QString& text);
    void setHint(const DropHint& hint);
    /// Choices of how hosts go together, by id; shown with hosts only.
    void setGroupings(const QList<std::pair<QString, QString>>& groupings);
    QString grouping() const;

Q_SIGNALS:
    void modeChosen(bw::BoardMode mode);
    void filterChanged();
    void groupingChanged();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CardsModel m_cards;
    QLabel* m_title;
    QLabel* m_count;
    QPushButton* m_patches;
    QPushButton* m_hosts;
    QComboBox* m_grouping;
    FilterEdit* m_filter;
    QLabel* m_note;
    CardList* m_list;
    BoardMode m_mode = BoardMode::Patches;
    DropHint m_hint;
    QString m_empty;
};

} // namespace bw
