// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QAbstractButton>
#include <QString>

namespace bw {

/// A number that a person looks for, with what it counts and what is not known of it.
struct KeyTileView {
    QString number;
    Tone tone = Tone::Neutral;
    QString label;
    QString detail;
    QString page; ///< where a click leads
    QString filter;

    bool operator==(const KeyTileView&) const = default;
};

/// A key figure as a link. Its sentence is its accessible name; the tone's colour is never alone, the label says it.
class KeyTile final : public QAbstractButton {
    Q_OBJECT

public:
    explicit KeyTile(QWidget* parent = nullptr);

    const KeyTileView& view() const { return m_view; }
    void setView(const KeyTileView& view);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    KeyTileView m_view;
};

} // namespace bw
