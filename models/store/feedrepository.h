// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalog.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bw {

/// Stores a feed import with its encoded batch (advisories/feedcodec). `revision.id` is not looked at.
Result<std::int64_t> addFeedRevision(WriteTransaction& tx, const FeedRevision& revision, std::string_view payload);
/// All, oldest first.
Result<std::vector<FeedRevision>> feedRevisions(ReadConnection& db);
/// The newest revision made from a file with this digest.
Result<std::optional<FeedRevision>> feedRevisionByDigest(ReadConnection& db, std::string_view digest);
/// NotFound for an unknown revision.
Result<std::string> feedPayload(ReadConnection& db, std::int64_t revision);

} // namespace bw
