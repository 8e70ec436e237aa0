// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/measured.h"

#include "models/store/rolloutrepository.h"
#include "models/store/store.h"

#include <algorithm>
#include <map>

namespace bw {

namespace {

constexpr auto HalfYear = std::chrono::days(183);

struct Sums {
    double minutes = 0;
    std::uint32_t timed = 0, done = 0, tried = 0;
};
using ByPackage = std::unordered_map<std::string, Sums>;

/// How a host's newest attempt ended; nothing for one that is still on its way.
std::optional<RolloutEvent> ending(const std::vector<RolloutEvent>& events)
{
    std::optional<RolloutEvent> last;
    for (const RolloutEvent& event : events) {
        switch (event.kind) {
        case RolloutEventKind::HostDone:
        case RolloutEventKind::HostFailed:
        case RolloutEventKind::HostUnreachable:
        case RolloutEventKind::HostLost:
            last = event;
            break;
        case RolloutEventKind::Dispatched:
            last.reset();
            break;
        default:
            break;
        }
    }
    return last;
}

void count(const TargetOrder& target, const RolloutEvent& end, ByPackage& packages)
{
    const bool done = end.kind == RolloutEventKind::HostDone;
    const bool plain = std::none_of(target.lines.begin(), target.lines.end(), [](const auto& l) { return l.reboot; });
    for (const OrderLine& line : target.lines) {
        Sums& sums = packages[line.package];
        ++sums.tried;
        sums.done += done;
        if (!done || !plain || !end.seconds || *end.seconds <= 0)
            continue;
        sums.minutes += *end.seconds / 60 / double(target.lines.size());
        ++sums.timed;
    }
}

Result<void> addRun(ReadConnection& db, const RolloutRun& run, ByPackage& packages)
{
    const auto events = rolloutEvents(db, {run.id, 0, {}, {}, {}});
    if (!events)
        return events.error();
    std::map<HostId, std::vector<RolloutEvent>> byHost;
    for (const RolloutEvent& event : *events) {
        if (event.host != 0)
            byHost[event.host].push_back(event);
    }
    for (const TargetOrder& target : run.targets) {
        if (const auto it = byHost.find(target.host); it != byHost.end()) {
            if (const auto end = ending(it->second))
                count(target, *end, packages);
        }
    }
    return {};
}

} // namespace

Result<Measured> measuredFigures(const Store& store)
{
    return store.read([](ReadConnection& db) -> Result<Measured> {
        RunQuery lists;
        lists.withTargets = false;
        const auto runs = rolloutRuns(db, lists);
        if (!runs)
            return runs.error();
        ByPackage packages;
        for (const RolloutRun& run : *runs) {
            if (run.engine == EngineKind::Rehearsal || run.startedAt + HalfYear < runs->back().startedAt)
                continue;
            const auto whole = rolloutRun(db, run.id);
            if (!whole)
                return whole.error();
            if (auto added = addRun(db, *whole, packages); !added)
                return added.error();
        }
        Measured measured;
        for (const auto& [package, sums] : packages) {
            measured.packages[package] = {sums.timed > 0 ? sums.minutes / sums.timed : 0.0,
                                          double(sums.done) / sums.tried, sums.tried};
        }
        return measured;
    });
}

} // namespace bw
