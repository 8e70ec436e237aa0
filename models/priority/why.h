// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"

#include <string>
#include <vector>

namespace bw {

/// Why a patch stands where it stands: short sentences from data, the weightiest first. Looks at the patch's findings
/// and hosts in the assessment; everything but `why` has to be filled.
std::vector<std::string> whyOf(const Assessment& assessment, const Patch& patch);

} // namespace bw
