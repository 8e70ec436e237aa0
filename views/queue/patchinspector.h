// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/inspectorcontent.h"

#include <cstdint>

namespace bw {

struct Assessed;

/// What the inspector says of a patch: the decision and its four inputs, what would change it, the CVEs with the date
/// of each fact, the hosts, and the comparison behind each. `patch` indexes the assessment's patches; `whole` shows
/// every host.
InspectorContent patchInspector(const Assessed& assessed, std::uint32_t patch, bool whole);

} // namespace bw
