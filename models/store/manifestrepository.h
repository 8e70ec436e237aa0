// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fleet.h"
#include "models/store/transaction.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bw {

/// Row number of a manifest in the workspace.
using ManifestId = std::int64_t;

/// Stores manifests, each distinct set once. One object per transaction.
class ManifestWriter {
public:
    explicit ManifestWriter(WriteTransaction& tx);

    /// `components` must be sorted and unique (else BadValue); may be empty. Answers the number of the set, new or
    /// known.
    Result<ManifestId> add(std::span<const ComponentId> components);
    std::size_t added() const { return m_added; } ///< sets that were new

private:
    Result<void> start();

    WriteTransaction& m_tx;
    std::unordered_map<std::string, ManifestId> m_known; ///< hash -> id, of this transaction
    ManifestId m_next = 0;
    bool m_anyStored = false; ///< before this transaction
    std::size_t m_added = 0;
};

/// Sorted ids as differences in LEB128: canonical, so equal sets are equal bytes.
std::string encodeManifest(std::span<const ComponentId> sorted);
/// Damaged for bytes that are not exactly `count` ascending ids below `limit`.
Result<std::vector<ComponentId>> decodeManifest(std::string_view bytes, std::size_t count, ComponentId limit);

} // namespace bw
