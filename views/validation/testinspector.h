// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/testmatrixmodel.h"
#include "views/widgets/inspectorcontent.h"

namespace bw {

/// What the test stage knows of a patch; with `app` (index, -1: none) that application first, check by check.
/// Link ids: "app:N", "record:N" (verdict on application N), "run:N" (its command checks), "note", "end:ID".
InspectorContent testInspector(const TestMatrixModel& model, int row, int app, const TestRecords& records);

} // namespace bw
