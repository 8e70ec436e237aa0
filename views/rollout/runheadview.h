// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/runwavesmodel.h"
#include "models/rollout/gate.h"
#include "models/services/rolloutservice.h"
#include "views/theme/tokens.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace bw {

/// What the head of the page Deploy says.
struct RunHeadView {
    struct Figure {
        QString number;
        QString unit;
        bool operator==(const Figure&) const = default;
    };
    /// A threshold beside the present value.
    struct Limit {
        Tone tone = Tone::Neutral;
        QString text;
        bool operator==(const Limit&) const = default;
    };
    QString title;
    QString subtitle;
    QString chip; ///< empty: none
    Tone chipTone = Tone::Neutral;
    bool rehearsal = false;
    QString why; ///< of a pause or halt
    std::vector<Figure> figures;
    std::vector<Limit> limits;
    bool canStart = false, canPause = false, canStop = false, canResume = false, canRetry = false;

    bool operator==(const RunHeadView&) const = default;
};

/// What the head is made of.
struct RunHeadInput {
    const RunWaveRow* row = nullptr; ///< the wave that is chosen; null: none
    bool inPlan = false; ///< the wave is one of the newest version, so it can be started
    const ShownRun* shown = nullptr; ///< never null; may be of another wave, then it is not looked at
    std::optional<GateVerdict> gate;
    std::string zone; ///< of the wave's window
    Instant now;
};
RunHeadView headOf(const RunHeadInput& input);

/// "2026-11-24 23:00 CET (22:00 UTC)"
QString zonedTime(Instant at, const std::string& zone);

} // namespace bw
