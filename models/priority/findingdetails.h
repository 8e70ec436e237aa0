// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/assessment.h"
#include "models/matching/matcher.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bw {

/// What a row of findings shows beyond the numbers of Finding.
struct FindingDetail {
    std::string_view package; ///< name of the component that proves it
    std::string_view sourcePackage; ///< as told, or the component's own name
    std::string_view installed; ///< its version
    std::vector<std::string_view> advisories; ///< ids of those that the host's components are open to, sorted
    std::vector<CveIndex> cves; ///< sorted; a part of the patch's
    std::vector<Hit> hits; ///< per component and flaw
};

/// Details of findings, worked out when asked for and remembered per patch and set of components. All components of the
/// host that the patch is for take part, of kernel packages the one that proves the finding. Views live as long as the
/// assessment. One object per thread.
class FindingDetails {
public:
    explicit FindingDetails(const Assessment& assessment);

    const FindingDetail& of(const Finding& finding);

private:
    std::vector<ComponentId> componentsOf(const Finding& finding, const SnapshotEntry* entry) const;
    FindingDetail work(const std::vector<ComponentId>& components, const Patch& patch, std::string_view stream);

    const Assessment& m_assessment;
    ComponentMatcher m_matcher;
    std::unordered_map<std::string_view, std::vector<ComponentId>> m_named; ///< by source or own name
    std::map<std::pair<std::uint32_t, std::vector<ComponentId>>, FindingDetail> m_known;
};

} // namespace bw
