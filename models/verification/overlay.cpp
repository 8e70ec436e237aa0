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

Overlay overlayOf(const Assessment& assessment, std::span<const Expectation> expectations,
                  std::span<const Verification> verdicts)
{
    Overlay overlay;
    overlay.states.reserve(assessment.findings.size());
    for (const Finding& finding : assessment.findings)
        overlay.states.push_back(finding.state);
    overlay.rows.resize(assessment.findings.size(), Overlay::NoRow);
    if (expectations.empty())
        return overlay;
    std::unordered_map<HostId, std::uint32_t> hosts;
    for (std::uint32_t i = 0; i < assessment.fleet->hosts.size(); ++i)
        hosts.emplace(assessment.fleet->hosts[i].id, i);
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> patches;
    for (std::uint32_t i = 0; i < assessment.patches.size(); ++i) {
        if (!assessment.patches[i].fixed.empty())
            patches[patchKey(assessment.patches[i].id)].push_back(i);
    }
    for (std::uint32_t i = 0; i < expectations.size(); ++i) {
        const auto host = hosts.find(expectations[i].host);
        if (host == hosts.end())
            continue;
        const auto named = patches.find(patchKey(expectations[i].patch));
        bool left = false; // a finding of this very fix
        for (std::size_t p = 0; named != patches.end() && p < named->second.size(); ++p) {
            const Patch& patch = assessment.patches[named->second[p]];
            const auto begin = assessment.findings.begin() + patch.firstFinding;
            const auto end = begin + patch.findingCount;
            const auto it = std::lower_bound(begin, end, host->second,
                                             [](const Finding& f, std::uint32_t h) { return f.host < h; });
            if (it == end || it->host != host->second)
                continue;
            left = left || patch.id == expectations[i].patch;
            const auto place = std::size_t(it - assessment.findings.begin());
            const FindingState state = stateOf(expectations[i], verdicts[i]);
            FindingState& now = overlay.states[place];
            const bool further = it->state == FindingState::Open && state != FindingState::Open
                && (now == FindingState::Open || (now == FindingState::Planned && state != FindingState::Planned));
            if (further)
                now = state;
            // A proof of an older fix says nothing good of what is open now.
            const bool told = verdicts[i].verdict != Verdict::Verified;
            if (further || (told && overlay.rows[place] == Overlay::NoRow))
                overlay.rows[place] = i;
        }
        if (!left && verdicts[i].verdict == Verdict::Verified)
            overlay.closed.push_back(i);
    }
    return overlay;
}

} // namespace bw
