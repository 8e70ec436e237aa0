// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rollout/rehearsalengine.h"
#include "models/services/rollouts.h"
#include "models/services/runlog.h"
#include "models/store/fleetrepository.h"
#include "models/store/rolloutrepository.h"
#include "models/store/settingrepository.h"
#include "models/store/snapshotrepository.h"
#include "models/store/store.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

namespace bw {

namespace {

/// What an engine needs to know of the workspace to collect.
struct Grounds {
    RunPicture picture;
    std::shared_ptr<const Fleet> fleet; ///< of a rehearsal
    bool madeUpAllowed = false;
};

Result<Grounds> load(const Store& store, RunId run)
{
    auto picture = loadRun(store, run);
    if (!picture)
        return picture.error();
    Grounds grounds;
    grounds.picture = std::move(*picture);
    if (grounds.picture.run->engine != EngineKind::Rehearsal)
        return grounds;
    const auto read = store.read([&](ReadConnection& db) -> Result<void> {
        auto allowed = setting(db, "rehearsal-evidence");
        if (!allowed)
            return allowed.error();
        grounds.madeUpAllowed = *allowed == "allowed";
        auto fleet = loadFleet(db);
        if (!fleet)
            return fleet.error();
        grounds.fleet = std::make_shared<const Fleet>(std::move(*fleet));
        return {};
    });
    if (!read)
        return read.error();
    return grounds;
}

/// Those asked for, or all that were handed over and are not on their way.
std::vector<const TargetOrder*> targetsOf(const RunPicture& picture, const std::vector<HostId>& hosts)
{
    std::vector<const TargetOrder*> targets;
    for (const TargetOrder& order : picture.run->targets) {
        const TargetProgress* progress = picture.progress->target(order.host);
        const bool asked = hosts.empty() ? progress && progress->dispatched
                                         : std::find(hosts.begin(), hosts.end(), order.host) != hosts.end();
        if (asked && (!progress || !inFlight(progress->state)))
            targets.push_back(&order);
    }
    return targets;
}

void tellRehearsal(Engine& engine, const RunPicture& picture, Instant now)
{
    auto* rehearsal = dynamic_cast<RehearsalEngine*>(&engine);
    if (!rehearsal)
        return;
    std::vector<RehearsalEngine::Attempt> attempts;
    for (const TargetProgress& target : picture.progress->targets)
        attempts.push_back(
            {target.host, target.attempt, target.state == TargetState::Claimed || target.state == TargetState::Failed});
    rehearsal->setAttempts(std::move(attempts));
    rehearsal->setCollectTime(now);
}

/// An inventory proves a claim only where it is later, and times are whole seconds.
void waitPast(std::optional<Instant> moment, const Clock& clock)
{
    for (int tries = 0; moment && clock.now() <= *moment && tries < 30; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

/// Imports the files; answers which hosts they were of, by file.
Result<std::map<std::string, HostId>> importFiles(Store& store, const std::vector<CollectedInventory>& files,
                                                  const std::string& who, const Clock& clock, ProgressSink& progress,
                                                  ImportReport& report)
{
    ImportRequest request;
    request.who = who;
    for (const CollectedInventory& file : files) {
        if (!file.path.empty())
            request.paths.push_back(file.path);
    }
    std::map<std::string, HostId> hosts;
    if (request.paths.empty())
        return hosts;
    auto prepared = prepareImport(store, request, clock, progress);
    if (!prepared)
        return prepared.error();
    for (const HostChange& change : prepared->changes.hosts)
        hosts[prepared->report.files[prepared->draftFile[change.draft]].path] = change.host;
    auto done = commitImport(store, std::move(*prepared), clock, progress);
    if (!done)
        return done.error();
    report = std::move(*done);
    return hosts;
}

Result<std::map<std::string, ImportId>> importIds(const Store& store)
{
    const auto records = store.read([](ReadConnection& db) { return imports(db); });
    if (!records)
        return records.error();
    std::map<std::string, ImportId> ids;
    for (const ImportRecord& record : *records)
        ids[record.path] = record.id;
    return ids;
}

} // namespace

Result<CollectReport> collectInventories(Store& store, RunId run, const std::vector<HostId>& hosts,
                                         const EngineSettings& settings, const std::string& who, const Clock& clock,
                                         ProgressSink& progress)
{
    const auto grounds = load(store, run);
    if (!grounds)
        return grounds.error();
    const RunPicture& picture = grounds->picture;
    if (picture.run->engine == EngineKind::Rehearsal && !grounds->madeUpAllowed)
        return Error{
            ErrorKind::Refused, "A rehearsal's inventories are made up; they go into a sample workspace only.", {}};
    const auto engine = makeEngine(picture.run->engine, settings, grounds->fleet);
    if (!engine)
        return Error{ErrorKind::Unsupported, std::string(name(picture.run->engine)), {}};
    if (const auto ready = engine->check(); !ready)
        return ready.error();
    waitPast(picture.progress->endedAt, clock);
    tellRehearsal(*engine, picture, clock.now());
    const QTemporaryDir folder; // an inventory is told to nobody but the import
    if (!folder.isValid())
        return Error{ErrorKind::NotWritable, folder.path().toStdString(), {}};
    const auto targets = targetsOf(picture, hosts);
    auto files = engine->collect(*picture.run, targets, folder.path().toStdString(), progress);
    if (!files)
        return files.error();
    CollectReport report;
    const auto owners = importFiles(store, *files, who, clock, progress, report.import);
    if (!owners)
        return owners.error();
    const auto ids = importIds(store);
    if (!ids)
        return ids.error();
    std::vector<RolloutEvent> events;
    for (CollectedInventory& file : *files) {
        const auto owner = owners->find(file.path);
        if (!file.path.empty() && (owner == owners->end() || owner->second != file.host))
            file.text = "What answered at the host's address says that it is another host, or does not say which.";
        if (!file.text.empty() || file.path.empty()) {
            report.silent.push_back(std::move(file));
            continue;
        }
        RolloutEvent event;
        event.run = run;
        event.at = clock.now();
        event.kind = RolloutEventKind::InventoryCollected;
        event.host = file.host;
        event.attempt = picture.progress->target(file.host)->attempt;
        event.who = who;
        event.step = "collect";
        const auto id = ids->find(file.path);
        event.text = id == ids->end() ? std::string() : std::to_string(id->second);
        events.push_back(std::move(event));
    }
    report.collected = std::uint32_t(events.size());
    if (!events.empty()) {
        StoreRunLog log(store);
        if (auto kept = log.append(events); !kept)
            return kept.error();
    }
    return report;
}

} // namespace bw
