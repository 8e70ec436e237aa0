// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/rolloutfigures.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace bw {

std::string_view name(WaveProgress::Bucket bucket)
{
    static constexpr std::array<std::string_view, WaveProgress::Buckets> names = {
        "verified", "reboot-pending", "claimed", "contradicted", "failed", "running", "waiting", "unknown"};
    return names[std::size_t(bucket)];
}

WaveProgress::Bucket bucketOf(const RolloutRow& row)
{
    switch (row.verdict) {
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
        return row.verdict == Verdict::Unknown ? WaveProgress::Unknown : WaveProgress::Waiting;
    }
}

static void count(Funnel& funnel, const RolloutRow& row)
{
    ++funnel.targets;
    const Verdict verdict = row.verdict;
    funnel.unknown += verdict == Verdict::Unknown;
    if (!row.claimed) {
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
    std::vector<std::tuple<WaveId, HostId, bool>> done; // is all of it verified?
    WaveProgress* wave = nullptr; // rows of one wave, and of one host, mostly stand together
    for (const RolloutRow& row : rows) {
        if (!wave || wave->wave != row.wave) {
            wave = &waves[row.wave];
            wave->wave = row.wave;
        }
        const auto bucket = bucketOf(row);
        ++wave->counts[bucket];
        ++wave->targets;
        if (done.empty() || std::get<0>(done.back()) != row.wave || std::get<1>(done.back()) != row.host)
            done.emplace_back(row.wave, row.host, true);
        std::get<2>(done.back()) &= bucket == WaveProgress::Verified;
        count(out.funnel, row);
    }
    std::sort(done.begin(), done.end()); // of a host's stretches an unfinished one comes first
    for (std::size_t i = 0; i < done.size(); ++i) {
        const auto& [id, host, all] = done[i];
        if (i > 0 && std::get<0>(done[i - 1]) == id && std::get<1>(done[i - 1]) == host)
            continue;
        ++waves[id].hosts;
        waves[id].hostsDone += all;
    }
    for (const auto& [id, text] : names) {
        WaveProgress named = waves[id];
        named.wave = id;
        named.name = text;
        out.waves.push_back(std::move(named));
        waves.erase(id);
    }
    for (auto& [id, left] : waves) {
        left.name = "Wave " + std::to_string(id);
        out.waves.push_back(std::move(left));
    }
    return out;
}

} // namespace bw
