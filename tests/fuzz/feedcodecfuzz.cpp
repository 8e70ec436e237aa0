// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/advisories/bytecoder.h"
#include "models/advisories/catalogbuilder.h"
#include "models/advisories/feedcodec.h"

#include <cstdlib>

using namespace bw;

/// Any bytes as a blob, and as the payload of a blob with a good checksum: what decodes can be encoded again and made a
/// catalog of.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (decodeBatch(bytes) && !bytes.starts_with("BWFB1"))
        std::abort();
    auto batch = decodeBatch(packBlob(bytes));
    if (!batch)
        return 0;
    if (!decodeBatch(encodeBatch(*batch)))
        std::abort();
    std::vector<LoadedRevision> revisions;
    revisions.push_back({FeedRevision(), std::move(*batch)});
    const Catalog catalog = buildCatalog(std::move(revisions), Instant(std::chrono::hours(24 * 365 * 56)));
    for (const CatalogRow& row : catalog.rows) {
        if (row.row.advisory >= catalog.advisories.size())
            std::abort();
    }
    return 0;
}
