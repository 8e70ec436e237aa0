// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/findingtable.h"
#include "views/widgets/inspectorcontent.h"

#include <cstdint>

namespace bw {

/// What the inspector says of a host: its evidence and where it comes from, how much is open, and what people said of
/// it. `host` indexes the fleet of the source's assessment.
InspectorContent hostInspector(const FindingSource& source, std::uint32_t host);

} // namespace bw
