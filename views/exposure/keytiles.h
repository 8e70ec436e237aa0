// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/metrics.h"
#include "views/widgets/keytile.h"

#include <vector>

namespace bw {

/// The five figures on top of the page, in the order in which they are read. Pure.
std::vector<KeyTileView> keyTiles(const Metrics& metrics);

} // namespace bw
