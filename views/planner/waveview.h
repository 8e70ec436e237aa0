// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/plan.h"
#include "views/theme/tokens.h"

#include <QString>

#include <optional>

namespace bw {

/// What the head and the foot of a wave's column say.
struct WaveView {
    WaveId id = 0;
    QString name;
    QString window; ///< "Tue 22:00, 2 h"; empty: none chosen
    double minutes = 0; ///< needed
    std::optional<double> capacity; ///< minutes of the window; empty: no window
    QString truth; ///< one line: what a person must know of it
    Tone truthTone = Tone::Neutral;
    QString gate;
    QString tip;
    QString freeze; ///< the freeze that pushes its time away; empty: none
    bool locked = false;

    friend bool operator==(const WaveView&, const WaveView&) = default;
};

/// How a column shows itself while something is dragged.
struct DropHint {
    enum class State { None, Possible, Target, Forbidden };
    State state = State::None;
    bool hover = false; ///< the pointer is over it: only then it says why not
    QString text; ///< "drop: 104 → 116 of 120 min", or why not
    std::optional<double> after; ///< minutes

    friend bool operator==(const DropHint&, const DropHint&) = default;
};

} // namespace bw
