// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/boardcards.h"
#include "views/widgets/inspectorcontent.h"

namespace bw {

class PlanGround;

/// What the inspector of the board says. All but links are plain text. Link ids: "queue:PATCH", "fleet:FILTER",
/// "wave:NUMBER" (edit it), "rules".
InspectorContent waveInspector(const Plan& plan, WaveId wave, const Board& board, const PlanGround& ground);
InspectorContent patchCardInspector(const Card& card, WaveId wave, const Plan& plan, const Board& board,
                                    const PlanGround& ground);
InspectorContent hostCardInspector(const Card& card, WaveId wave, const Plan& plan, const Board& board,
                                   const PlanGround& ground);

} // namespace bw
