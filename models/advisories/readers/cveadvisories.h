// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/feedbatch.h"

#include <string_view>
#include <vector>

namespace bw {

/// The advisories of a feed that speaks in CVEs: one record for each CVE or TEMP- id, whatever the number of packages.
class CveAdvisories {
public:
    explicit CveAdvisories(FeedBatch& batch)
        : m_batch(batch)
    {
    }
    /// Index of the record with this id, made at the first time; `title` fills a record that has none.
    std::uint32_t indexOf(std::string_view id, std::string_view title);

private:
    static constexpr std::size_t TitleBytes = 200;
    static constexpr std::uint32_t None = 0xffffffffu;

    FeedBatch& m_batch;
    std::vector<std::uint32_t> m_index; ///< by StringId
};

} // namespace bw
