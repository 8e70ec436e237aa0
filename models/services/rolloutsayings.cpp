// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/rolloutsayings.h"

#include "models/services/runlog.h"
#include "models/store/rolloutrepository.h"
#include "models/store/store.h"

#include <algorithm>

namespace bw {

Result<RunPicture> pictureOf(ReadConnection& db, RolloutRun run, std::optional<Instant> until)
{
    EventQuery query;
    query.run = run.id;
    query.until = until;
    const auto events = rolloutEvents(db, query);
    if (!events)
        return events.error();
    RunPicture picture;
    picture.progress = std::make_shared<const RunProgress>(foldEvents(run, *events));
    picture.run = std::make_shared<const RolloutRun>(std::move(run));
    return picture;
}

Result<void> sayOfRun(Store& store, RunId id, const std::vector<RolloutEvent>& events)
{
    return store.write([&](WriteTransaction& tx) -> Result<void> {
        auto run = rolloutRun(tx, id);
        if (!run)
            return run.error();
        const auto picture = pictureOf(tx, std::move(*run));
        if (!picture)
            return picture.error();
        RunProgress progress = *picture->progress;
        for (const RolloutEvent& event : events) {
            if (!fold(progress, event))
                return Error{ErrorKind::Refused,
                             "Roll-out " + std::to_string(id) + ": " + progress.ignored.back().reason + ".",
                             {}};
        }
        const auto appended = appendRolloutEvents(tx, events);
        return appended ? Result<void>() : Result<void>(appended.error());
    });
}

RolloutEvent sayingOf(RunId run, RolloutEventKind kind, const std::string& who, const std::string& why,
                      const Clock& clock)
{
    RolloutEvent event;
    event.run = run;
    event.at = clock.now();
    event.kind = kind;
    event.who = who;
    event.text = why;
    return event;
}

Result<void> pauseRun(Store& store, RunId run, const std::string& who, const std::string& why, const Clock& clock)
{
    return sayOfRun(store, run, {sayingOf(run, RolloutEventKind::Paused, who, why, clock)});
}

Result<void> unpauseRun(Store& store, RunId run, const std::string& who, const Clock& clock)
{
    if (!isDriven(store, run))
        return Error{ErrorKind::Refused, "Nobody carries roll-out " + std::to_string(run) + " out at the moment.", {}};
    return sayOfRun(store, run, {sayingOf(run, RolloutEventKind::Resumed, who, {}, clock)});
}

Result<void> haltRun(Store& store, RunId run, bool abort, const std::string& who, const std::string& why,
                     const Clock& clock)
{
    RolloutEvent event = sayingOf(run, RolloutEventKind::Halted, who, why, clock);
    if (abort)
        event.step = "abort";
    return sayOfRun(store, run, {std::move(event)});
}

Result<std::uint32_t> retryHosts(Store& store, RunId run, const std::vector<HostId>& hosts, const std::string& who,
                                 const std::string& why, const Clock& clock)
{
    const auto picture = loadRun(store, run);
    if (!picture)
        return picture.error();
    std::vector<RolloutEvent> events;
    for (const TargetProgress& target : picture->progress->targets) {
        const bool asked = hosts.empty() || std::find(hosts.begin(), hosts.end(), target.host) != hosts.end();
        if (!asked || (hosts.empty() && !mayRetry(target)))
            continue;
        events.push_back(sayingOf(run, RolloutEventKind::RetryWanted, who, why, clock));
        events.back().host = target.host;
        events.back().attempt = target.attempt + 1;
    }
    if (events.empty())
        return Error{ErrorKind::Refused, "No host of roll-out " + std::to_string(run) + " can go round again.", {}};
    if (const auto said = sayOfRun(store, run, events); !said)
        return said.error();
    return std::uint32_t(events.size());
}

Result<void> approveRun(Store& store, RunId run, const std::string& who, const std::string& why, const Clock& clock)
{
    return sayOfRun(store, run, {sayingOf(run, RolloutEventKind::Approved, who, why, clock)});
}

Result<std::uint32_t> skipHosts(Store& store, RunId run, const std::vector<HostId>& hosts, const std::string& who,
                                const std::string& why, const Clock& clock)
{
    const auto picture = loadRun(store, run);
    if (!picture)
        return picture.error();
    RunProgress progress = *picture->progress;
    std::vector<RolloutEvent> events;
    for (const TargetProgress& target : picture->progress->targets) {
        const bool asked = hosts.empty() || std::find(hosts.begin(), hosts.end(), target.host) != hosts.end();
        if (!asked || target.state != TargetState::Waiting)
            continue;
        events.push_back(sayingOf(run, RolloutEventKind::HostSkipped, who, why, clock));
        events.back().host = target.host;
        events.back().attempt = target.attempt;
        fold(progress, events.back());
    }
    const auto count = std::uint32_t(events.size());
    if (count == 0)
        return Error{ErrorKind::Refused, "No host of roll-out " + std::to_string(run) + " waits.", {}};
    RolloutEvent finished = sayingOf(run, RolloutEventKind::RunFinished, who, {}, clock);
    if (!isDriven(store, run) && fold(progress, finished)) // a driver finds the end by itself
        events.push_back(std::move(finished));
    if (const auto said = sayOfRun(store, run, events); !said)
        return said.error();
    return count;
}

} // namespace bw
