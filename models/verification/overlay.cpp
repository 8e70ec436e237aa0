// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verification/overlay.h"

#include "models/verification/patchref.h"

#include <algorithm>
#include <unordered_map>

namespace bw {

FindingState stateOf(const Expectation& expectation, const Verification& verdict)
{
    switch (verdict.verdict) {
    case Verdict::Contradicted:
        return FindingState::Contradicted;
    case Verdict::Regressed:
        return FindingState::Regressed;
    case Verdict::NotReinventoried:
        return FindingState::Claimed;
    default:
        break;
    }
    switch (expectation.state) {
    case TargetState::Dispatched:
    case TargetState::Running:
    case TargetState::Rebooting:
        return FindingState::Deploying;
    case TargetState::Waiting:
        return FindingState::Planned;
    default:
        return FindingState::Open;
    }
}

std::vector<FindingState> overlayStates(const Assessment& assessment, std::span<const Expectation> expectations,
                                        std::span<const Verification> verdicts)
{
    std::vector<FindingState> states;
    states.reserve(assessment.findings.size());
    for (const Finding& finding : assessment.findings)
        states.push_back(finding.state);
    if (expectations.empty())
        return states;
    std::unordered_map<HostId, std::uint32_t> hosts;
    for (std::uint32_t i = 0; i < assessment.fleet->hosts.size(); ++i)
        hosts.emplace(assessment.fleet->hosts[i].id, i);
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> patches;
    for (std::uint32_t i = 0; i < assessment.patches.size(); ++i) {
        if (!assessment.patches[i].fixed.empty())
            patches[patchKey(assessment.patches[i].id)].push_back(i);
    }
    for (std::size_t i = 0; i < expectations.size(); ++i) {
        const auto host = hosts.find(expectations[i].host);
        const auto named = patches.find(patchKey(expectations[i].patch));
        const FindingState state = stateOf(expectations[i], verdicts[i]);
        if (host == hosts.end() || named == patches.end() || state == FindingState::Open)
            continue;
        for (const std::uint32_t p : named->second) {
            const Patch& patch = assessment.patches[p];
            const auto begin = assessment.findings.begin() + patch.firstFinding;
            const auto end = begin + patch.findingCount;
            const auto it = std::lower_bound(begin, end, host->second,
                                             [](const Finding& f, std::uint32_t h) { return f.host < h; });
            if (it == end || it->host != host->second || it->state != FindingState::Open)
                continue;
            FindingState& now = states[std::size_t(it - assessment.findings.begin())];
            // Of several plans the one that is furthest has the word.
            if (now == FindingState::Open || now == FindingState::Planned)
                now = state;
        }
    }
    return states;
}

} // namespace bw
