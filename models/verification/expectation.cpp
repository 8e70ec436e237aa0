// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verification/expectation.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace bw {

namespace {

void fold(TargetFold& target, const RolloutEvent& event)
{
    const auto become = [&](TargetState state) {
        target.state = state;
        target.touchedAt = event.at;
        target.message = event.text;
    };
    switch (event.kind) {
    case RolloutEventKind::Dispatched:
        target.claimedAt.reset();
        return become(TargetState::Dispatched);
    case RolloutEventKind::HostStarted:
        return become(TargetState::Running);
    case RolloutEventKind::Rebooting:
        return become(TargetState::Rebooting);
    case RolloutEventKind::HostDone:
        target.claimedAt = event.at;
        return become(TargetState::Claimed);
    case RolloutEventKind::HostFailed:
        target.claimedAt.reset();
        return become(TargetState::Failed);
    case RolloutEventKind::HostUnreachable:
        return become(TargetState::Unreachable);
    case RolloutEventKind::HostSkipped:
        return become(TargetState::Skipped);
    case RolloutEventKind::HostLost:
        return become(TargetState::Lost);
    default:
        return;
    }
}

} // namespace

TargetFold foldTarget(std::span<const RolloutEvent> events, HostId host, Instant at)
{
    TargetFold target;
    for (const RolloutEvent& event : events) {
        if (event.host == host && event.at <= at)
            fold(target, event);
    }
    return target;
}

std::vector<Expectation> expectationsOf(std::span<const RunRecord> runs, Instant at)
{
    std::vector<const RunRecord*> order;
    for (const RunRecord& record : runs) {
        if (record.run.startedAt <= at)
            order.push_back(&record);
    }
    std::stable_sort(order.begin(), order.end(), [](const RunRecord* a, const RunRecord* b) {
        return std::pair(a->run.startedAt, a->run.id) < std::pair(b->run.startedAt, b->run.id);
    });
    std::map<std::tuple<PlanId, HostId, std::string>, Expectation> rows;
    for (const RunRecord* record : order) {
        std::unordered_map<HostId, TargetFold> folds;
        for (const RolloutEvent& event : record->events) {
            if (event.host != 0 && event.at <= at)
                fold(folds[event.host], event);
        }
        for (const TargetOrder& target : record->run.targets) {
            const TargetFold& said = folds[target.host];
            for (const OrderLine& line : target.lines) {
                Expectation& row = rows[{record->run.plan, target.host, line.patch}];
                const auto firstClaim = row.firstClaim ? row.firstClaim : said.claimedAt;
                row = {target.host,      line.patch,       line.fixed,     line.binaries, line.reboot,
                       record->run.plan, record->run.wave, record->run.id, said.state,    firstClaim,
                       said.claimedAt,   said.touchedAt,   said.message};
            }
        }
    }
    std::vector<Expectation> out;
    out.reserve(rows.size());
    for (auto& [key, row] : rows)
        out.push_back(std::move(row));
    std::stable_sort(out.begin(), out.end(), [](const Expectation& a, const Expectation& b) {
        return std::tie(a.plan, a.wave) < std::tie(b.plan, b.wave);
    });
    return out;
}

} // namespace bw
