// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planning/board.h"
#include "views/planner/waveview.h"

#include <vector>

namespace bw {

/// Heads and feet of the columns for the waves of a board.
std::vector<WaveView> waveViews(const Board& board);
/// For a plan that was changed since the board was laid out: its waves, with the figures that are known.
std::vector<WaveView> waveViews(const Plan& plan, const Board& before);

} // namespace bw
