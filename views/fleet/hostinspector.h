// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/inspectorcontent.h"

#include <cstdint>

namespace bw {

struct Assessment;

/// What the inspector says of a host: its evidence and where it comes from, what is open, and what people said of it.
/// `host` indexes the fleet.
InspectorContent hostInspector(const Assessment& assessment, std::uint32_t host);

} // namespace bw
