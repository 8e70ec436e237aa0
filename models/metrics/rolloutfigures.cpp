// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/rolloutfigures.h"

#include <algorithm>
#include <map>

namespace bw {

std::string_view name(WaveProgress::Bucket bucket)
{
    static constexpr std::array<std::string_view, WaveProgress::Buckets> names = {
        "verified", "reboot-pending", "claimed", "contradicted", "failed", "running", "waiting", "unknown"};
    return names[std::size_t(bucket)];
}

WaveProgress::Bucket bucketOf(const RolloutRow& row)
{
    switch (row.verdict.verdict) {
    case Verdict::Verified:
        return WaveProgress::Verified;
    case Verdict::RebootPending:
        return WaveProgress::RebootPending;
    case Verdict::NotReinventoried:
    case Verdict::InventoryTooOld:
        return WaveProgress::Claimed;
    case Verdict::Contradicted:
    case Verdict::Regressed:
        return WaveProgress::Contradicted;
    case Verdict::Superseded:
    case Verdict::Open:
    case Verdict::Unknown:
        break;
    }
    switch (row.state) {
    case TargetState::Dispatched:
    case TargetState::Running:
    case TargetState::Rebooting:
        return WaveProgress::Running;
    case TargetState::Failed:
    case TargetState::Unreachable:
    case TargetState::Lost:
        return WaveProgress::Failed;
    default:
        return row.verdict.verdict == Verdict::Unknown ? WaveProgress::Unknown : WaveProgress::Waiting;
    }
}

static void count(Funnel& funnel, const RolloutRow& row)
{
    ++funnel.targets;
    const Verdict verdict = row.verdict.verdict;
    funnel.unknown += verdict == Verdict::Unknown;
    if (!row.verdict.claimedAt) {
        funnel.verifiedUnclaimed += verdict == Verdict::Verified;
        funnel.dispatched += row.state != TargetState::Waiting && row.state != TargetState::Skipped;
        return;
    }
    ++funnel.dispatched;
    ++funnel.claimed;
    funnel.inventoried += verdict != Verdict::NotReinventoried;
    funnel.verified += verdict == Verdict::Verified;
}

RolloutFigures rolloutFigures(std::span<const RolloutRow> rows, std::span<const std::pair<WaveId, std::string>> names)
{
    RolloutFigures out;
    std::map<WaveId, WaveProgress> waves;
    std::map<WaveId, std::map<HostId, bool>> done; // host: is all of it verified?
    for (const RolloutRow& row : rows) {
        WaveProgress& wave = waves[row.verdict.wave];
        const auto bucket = bucketOf(row);
        ++wave.counts[bucket];
        ++wave.targets;
        const auto [host, isNew] = done[row.verdict.wave].emplace(row.verdict.host, true);
        host->second = host->second && bucket == WaveProgress::Verified;
        count(out.funnel, row);
    }
    for (auto& [id, wave] : waves) {
        wave.wave = id;
        wave.hosts = std::uint32_t(done[id].size());
        for (const auto& [host, all] : done[id])
            wave.hostsDone += all;
    }
    for (const auto& [id, text] : names) {
        WaveProgress wave = waves[id];
        wave.wave = id;
        wave.name = text;
        out.waves.push_back(std::move(wave));
        waves.erase(id);
    }
    for (auto& [id, wave] : waves) {
        wave.name = "Wave " + std::to_string(id);
        out.waves.push_back(std::move(wave));
    }
    return out;
}

} // namespace bw
