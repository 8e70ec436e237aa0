// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/cardsmodel.h"
#include "models/planning/board.h"

#include <optional>

namespace bw {

/// Where a drop goes that is meant for every wave.
inline constexpr WaveId EveryWave = WaveId(-1);

/// The one way from "these cards, there" to an edit: dragging, menu and keyboard all come through here. `to` 0: out of
/// its wave. `before`: place among the patches of that wave, -1: at the end. Empty: there is nothing to do.
std::optional<PlanEdit> editOf(const BoardDrag& drag, WaveId to, int before, const Plan& plan);

/// Moves patches of a wave up (-1) or down (1) in their order.
std::optional<PlanEdit> orderEdit(const BoardDrag& drag, int step, const Plan& plan);

/// What would come of it. `ground` may be null: then only what the plan itself forbids is known; `board` too: then no
/// minutes are told, which are dear.
DropVerdict verdictOf(const BoardDrag& drag, WaveId to, const Plan& plan, int revision, const Board* board,
                      const PlanGround* ground);

} // namespace bw
