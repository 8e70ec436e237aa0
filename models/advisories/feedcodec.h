// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/feedbatch.h"
#include "models/foundation/result.h"

#include <string>
#include <string_view>

namespace bw {

/// A batch as one compact, versioned, compressed blob (what the workspace keeps for a feed revision) and back. `decode`
/// checks everything it reads and answers Damaged for bytes that are not ours.
std::string encodeBatch(const FeedBatch& batch);
Result<FeedBatch> decodeBatch(std::string_view bytes);

} // namespace bw
