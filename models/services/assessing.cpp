// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/assessing.h"

#include "models/advisories/catalogbuilder.h"
#include "models/advisories/feedcodec.h"
#include "models/priority/assess.h"
#include "models/priority/duepolicyfile.h"
#include "models/store/decisionrepository.h"
#include "models/store/feedrepository.h"
#include "models/store/fleetrepository.h"
#include "models/store/settingrepository.h"
#include "models/store/store.h"

#include <algorithm>
#include <charconv>
#include <future>
#include <map>

namespace bw {

namespace {

AssessSettings settingsFrom(const std::map<std::string, std::string>& stored)
{
    AssessSettings settings;
    if (const auto it = stored.find("policy"); it != stored.end())
        settings.policy = it->second;
    if (const auto it = stored.find("human-impact"); it != stored.end())
        settings.publishedHumanImpact = it->second == "published";
    if (const auto it = stored.find("stale-days"); it != stored.end())
        std::from_chars(it->second.data(), it->second.data() + it->second.size(), settings.staleDays);
    return settings;
}

using Payloads = std::vector<std::pair<FeedRevision, std::string>>;
using SharedCatalog = std::shared_ptr<const Catalog>;

/// Everything of one consistent view of the workspace that an assessment is computed from.
struct Inputs {
    Fleet fleet;
    std::future<Result<SharedCatalog>> catalog; ///< built while the fleet is loaded; not valid: that of before serves
    AssessOptions options;
    AssessSettings settings;
};

Result<SharedCatalog> catalogFrom(Payloads payloads, Instant at, ProgressSink& progress)
{
    std::vector<LoadedRevision> loaded;
    for (auto& [revision, payload] : payloads) {
        progress.report(loaded.size(), payloads.size(), revision.feed);
        if (progress.cancelled())
            return Error{ErrorKind::Cancelled, {}, {}};
        auto batch = decodeBatch(payload);
        if (!batch)
            return Error{ErrorKind::Damaged, "feed revision " + std::to_string(revision.id), {}};
        payload = {};
        loaded.push_back({revision, std::move(*batch)});
    }
    return SharedCatalog(std::make_shared<Catalog>(buildCatalog(std::move(loaded), at)));
}

bool sameRevisions(const Catalog& catalog, const std::vector<FeedRevision>& inForce)
{
    const auto ids = [](const std::vector<FeedRevision>& revisions) {
        std::vector<std::int64_t> out;
        for (const FeedRevision& revision : revisions)
            out.push_back(revision.id);
        std::sort(out.begin(), out.end());
        return out;
    };
    return ids(catalog.revisions) == ids(inForce);
}

/// A catalog counts KEV entries from their day on, so one of another day may differ even with the same revisions.
bool catalogServes(const Assessed* previous, const std::vector<FeedRevision>& inForce, Instant at)
{
    return previous && dayOf(previous->assessment->at) == dayOf(at)
        && sameRevisions(*previous->assessment->catalog, inForce);
}

Result<void> loadDecisions(ReadConnection& db, Instant at, Inputs& inputs)
{
    auto stored = settings(db, at);
    if (!stored)
        return stored.error();
    inputs.settings = settingsFrom(*stored);
    auto policy = bundledDuePolicy(inputs.settings.policy);
    if (!policy)
        return policy.error();
    inputs.options.policy = std::move(*policy);
    inputs.options.humanImpactTable =
        inputs.settings.publishedHumanImpact ? HumanImpactTable::Published : HumanImpactTable::Definition;
    inputs.options.staleAfterDays = inputs.settings.staleDays;
    auto controlRows = controls(db, at);
    if (!controlRows)
        return controlRows.error();
    for (StoredControl& row : *controlRows) {
        if (!row.ended)
            inputs.options.controls.push_back(std::move(row.control));
    }
    auto exceptionRows = exceptions(db, at);
    if (!exceptionRows)
        return exceptionRows.error();
    for (StoredException& row : *exceptionRows) {
        if (!row.ended)
            inputs.options.exceptions.push_back(std::move(row.exception));
    }
    return {};
}

/// Starts building the catalog of the revisions in force, unless the previous one holds the same.
Result<void> startCatalog(ReadConnection& db, Instant at, const Assessed* previous, ProgressSink& progress,
                          Inputs& inputs)
{
    auto revisions = feedRevisions(db);
    if (!revisions)
        return revisions.error();
    const auto ids = revisionsInForce(*revisions, at);
    std::erase_if(*revisions, [&](const FeedRevision& revision) {
        return std::find(ids.begin(), ids.end(), revision.id) == ids.end();
    });
    if (catalogServes(previous, *revisions, at))
        return {};
    Payloads payloads;
    for (const FeedRevision& revision : *revisions) {
        auto payload = feedPayload(db, revision.id);
        if (!payload)
            return payload.error();
        payloads.emplace_back(revision, std::move(*payload));
    }
    inputs.catalog = std::async(std::launch::async, [payloads = std::move(payloads), at, &progress]() mutable {
        return catalogFrom(std::move(payloads), at, progress);
    });
    return {};
}

Result<Inputs> loadInputs(ReadConnection& db, Instant at, bool asOf, const Assessed* previous, ProgressSink& progress)
{
    Inputs inputs;
    inputs.options.at = at;
    if (auto loaded = loadDecisions(db, at, inputs); !loaded)
        return loaded.error();
    if (auto started = startCatalog(db, at, previous, progress, inputs); !started)
        return started.error();
    auto fleet = loadFleet(db, {FleetHistory::Whole, asOf ? std::optional(at) : std::nullopt});
    if (!fleet)
        return fleet.error();
    inputs.fleet = std::move(*fleet);
    return inputs;
}

} // namespace

Result<Assessed> assessWorkspace(const Store& store, std::optional<Instant> at, const Clock& clock,
                                 ProgressSink& progress, const Assessed* previous)
{
    const Instant moment = at.value_or(clock.now());
    auto inputs =
        store.read([&](ReadConnection& db) { return loadInputs(db, moment, at.has_value(), previous, progress); });
    if (!inputs)
        return inputs.error();
    SharedCatalog catalog;
    if (inputs->catalog.valid()) {
        auto built = inputs->catalog.get();
        if (!built)
            return built.error();
        catalog = std::move(*built);
    } else {
        catalog = previous->assessment->catalog;
    }
    if (progress.cancelled())
        return Error{ErrorKind::Cancelled, {}, {}};
    const auto fleet = std::make_shared<const Fleet>(std::move(inputs->fleet));
    Assessed assessed;
    assessed.settings = inputs->settings;
    assessed.options = std::make_shared<const AssessOptions>(std::move(inputs->options));
    assessed.assessment = std::make_shared<const Assessment>(assess(fleet, catalog, *assessed.options));
    return assessed;
}

} // namespace bw
