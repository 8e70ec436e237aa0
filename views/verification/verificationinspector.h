// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/items/verificationmodel.h"
#include "views/widgets/inspectorcontent.h"

namespace bw {

/// What proves a verdict: the three words side by side, the inventory, the engine's claim. Pure.
InspectorContent verificationInspector(const VerificationRow& row, const Assessment& assessment);

} // namespace bw
