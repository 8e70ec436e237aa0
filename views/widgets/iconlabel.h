// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/icons.h"
#include "views/theme/tokens.h"

#include <QWidget>

namespace bw {

/// A line icon standing by itself, in the ink of a tone. Says nothing to a screen reader: the words are beside it.
class IconLabel : public QWidget {
    Q_OBJECT
public:
    explicit IconLabel(Icon icon, int side, QWidget* parent = nullptr);
    void setIcon(Icon icon);
    void setTone(Tone tone);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_icon;
    Tone m_tone = Tone::Neutral;
};

} // namespace bw
