// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/catalog.h"

#include <algorithm>

namespace bw {

std::span<const CatalogRow> Catalog::rowsFor(StringId stream, StringId package, PackageKind kind) const
{
    const auto run = runs.find(Key{stream, package, kind});
    if (run == runs.end())
        return {};
    return std::span(rows).subspan(run->second.first, run->second.second);
}

bool Catalog::covers(StringId stream) const
{
    return std::binary_search(coveredStreams.begin(), coveredStreams.end(), stream);
}

const CveFacts* Catalog::cve(std::string_view id) const
{
    const auto it = cveIndex.find(std::string(id));
    return it == cveIndex.end() ? nullptr : &cves[it->second];
}

} // namespace bw
