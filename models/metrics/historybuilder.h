// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundation/progress.h"
#include "models/foundation/result.h"
#include "models/metrics/exposurehistory.h"
#include "models/priority/assess.h"

#include <memory>

namespace bw {

/// Walks every host's inventories once; what distinct manifests are open to is worked out once. `options` are those of
/// the assessment. The fleet has to be loaded with its whole history. Errors: Cancelled.
Result<ExposureHistory> buildHistory(std::shared_ptr<const Assessment> assessment, const AssessOptions& options,
                                     ProgressSink& progress = ProgressSink::none());

} // namespace bw
