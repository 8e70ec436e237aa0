// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/cardsmodel.h"
#include "views/planner/waveview.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace bw {

class CardList;
class WaveHeader;

/// A wave of the board: head, cards, and the gate that stands behind it.
class WaveColumn : public QWidget {
    Q_OBJECT
public:
    explicit WaveColumn(WaveId wave, QWidget* parent = nullptr);
    ~WaveColumn() override;

    WaveId wave() const { return m_wave; }
    CardsModel& cards() { return m_cards; }
    CardList& list() { return *m_list; }
    WaveHeader& header() { return *m_header; }
    void setWave(const WaveView& wave);
    void setHint(const DropHint& hint);
    const DropHint& hint() const { return m_hint; }

    static constexpr int narrowest = 208; ///< px
    static constexpr int widest = 420;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    class Veil;
    WaveId m_wave;
    CardsModel m_cards;
    WaveHeader* m_header;
    CardList* m_list;
    QLabel* m_gate;
    QWidget* m_veil;
    DropHint m_hint;
};

} // namespace bw
