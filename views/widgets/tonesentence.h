// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/tokens.h"

#include <QLabel>

namespace bw {

/// A sentence of any length behind the shape of a tone: it wraps, and can be selected to be copied.
class ToneSentence : public QLabel {
    Q_OBJECT
public:
    explicit ToneSentence(Tone tone, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
};

} // namespace bw
