// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingsource.h"

namespace bw {

FindingSource findingSource(std::shared_ptr<const Assessment> assessment, const std::shared_ptr<const Proof>& proof)
{
    FindingSource source{std::move(assessment)};
    if (!proof || proof->assessment != source.assessment)
        return source;
    source.overlay = std::shared_ptr<const Overlay>(proof, &proof->overlay);
    source.expectations = std::shared_ptr<const std::vector<Expectation>>(proof, &proof->expectations);
    source.verdicts = std::shared_ptr<const std::vector<Verification>>(proof, &proof->verdicts);
    source.names = std::shared_ptr<const PlanNames>(proof, &proof->names);
    return source;
}

} // namespace bw
