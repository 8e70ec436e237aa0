// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/rollouts.h"

#include "models/planning/calendar.h"
#include "models/planning/planparts.h"
#include "models/rollout/ansibleengine.h"
#include "models/rollout/handoffengine.h"
#include "models/rollout/rehearsalengine.h"
#include "models/services/plans.h"
#include "models/services/rolloutsayings.h"
#include "models/services/runlog.h"
#include "models/store/auditrepository.h"
#include "models/store/rolloutrepository.h"
#include "models/store/store.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>

namespace bw {

namespace {

Result<std::vector<RunPicture>> picturesOf(ReadConnection& db, const RunQuery& query, std::optional<Instant> until)
{
    auto runs = rolloutRuns(db, query);
    if (!runs)
        return runs.error();
    std::vector<RunPicture> pictures;
    for (RolloutRun& run : *runs) {
        auto picture = pictureOf(db, std::move(run), until);
        if (!picture)
            return picture.error();
        pictures.push_back(std::move(*picture));
    }
    return pictures;
}

std::string quoted(const std::string& name)
{
    return "“" + name + "”";
}

/// Hosts that the wave would still get and that none of its runs had.
std::uint32_t untargetedOf(const PlanVersion& version, const Wave& wave, const std::vector<RunPicture>& runs,
                           const Assessment& assessment)
{
    std::set<HostId> had;
    for (const RunPicture& picture : runs) {
        for (const TargetOrder& target : picture.run->targets)
            had.insert(target.host);
    }
    const FrozenWave now = freezeWave(version, wave, assessment);
    return std::uint32_t(std::count_if(now.run.targets.begin(), now.run.targets.end(),
                                       [&](const TargetOrder& target) { return !had.contains(target.host); }));
}

/// Sentences that forbid a start.
void addRefusals(PreparedRun& prepared, const Wave& wave, const Wave* before, const std::vector<RunPicture>& all,
                 Instant now)
{
    auto& refusals = prepared.refusals;
    const PlanVersion& version = prepared.wish.version;
    if (version.state != PlanState::Approved)
        refusals.push_back("Version " + std::to_string(version.number) + " of the plan is not approved.");
    if (prepared.gateBefore && !prepared.gateBefore->letsPass())
        refusals.push_back("Wave " + quoted(before->name) + ": " + prepared.gateBefore->sentence);
    if (prepared.wave.run.targets.empty())
        refusals.push_back("Wave " + quoted(wave.name)
                           + " has nothing to do: none of its patches is open on its hosts.");
    if (prepared.wish.windowStart && now < *prepared.wish.windowStart)
        refusals.push_back("The window opens at " + toIso(*prepared.wish.windowStart) + ".");
    if (prepared.wish.windowEnd && now >= *prepared.wish.windowEnd)
        refusals.push_back("The window ended at " + toIso(*prepared.wish.windowEnd) + ".");
    std::uint32_t busy = 0;
    for (const RunPicture& picture : all) {
        const RunProgress& progress = *picture.progress;
        const bool same = picture.run->plan == version.plan.id && picture.run->wave == wave.id;
        if (same && progress.phase != RunPhase::Finished && progress.waiting() + progress.onTheirWay() > 0)
            refusals.push_back("Roll-out " + std::to_string(picture.run->id)
                               + " of the wave has not ended: resume it, or skip what waits in it.");
        for (const TargetOrder& target : prepared.wave.run.targets) {
            const TargetProgress* other = same ? nullptr : progress.target(target.host);
            busy += other && inFlight(other->state);
        }
    }
    if (busy > 0)
        refusals.push_back(std::to_string(busy) + (busy == 1 ? " host is" : " hosts are")
                           + " on the way in another roll-out.");
}

/// The wave's window goes into the wish; a refusal where it never comes.
void keepWindow(PreparedRun& prepared, const Wave& wave, const PlanGround& ground)
{
    RolloutWish& wish = prepared.wish;
    if (wish.outsideWindow || wish.windowStart || wish.windowEnd)
        return;
    if (wave.window.empty()) {
        prepared.refusals.push_back("Wave " + quoted(wave.name)
                                    + " has no maintenance window. Choose one in the plan, or start the wave outside"
                                      " windows, on purpose.");
        return;
    }
    const auto occurrence = nextForWave(ground, wave, ground.now());
    if (!occurrence) {
        prepared.refusals.push_back("The window of wave " + quoted(wave.name) + " does not come within a year.");
        return;
    }
    wish.windowStart = occurrence->start;
    wish.windowEnd = occurrence->end;
}

/// Minutes of a host's order by the planning policy: the first rule that fits a package counts.
std::function<double(const TargetOrder&)> minutesBy(const PlanningPolicy& policy)
{
    struct Rule {
        QRegularExpression pattern;
        double minutes;
    };
    auto rules = std::make_shared<std::vector<Rule>>();
    for (const DurationRule& rule : policy.durations)
        rules->push_back(
            {QRegularExpression(QRegularExpression::wildcardToRegularExpression(QString::fromStdString(rule.package))),
             rule.minutes});
    return [rules, each = policy.minutesPerPatch, restart = policy.rebootMinutes](const TargetOrder& target) {
        double minutes = 0;
        bool reboot = false;
        for (const OrderLine& line : target.lines) {
            const QString package = QString::fromStdString(line.package);
            const auto rule = std::find_if(rules->begin(), rules->end(),
                                           [&](const Rule& r) { return r.pattern.match(package).hasMatch(); });
            minutes += rule == rules->end() ? each : rule->minutes;
            reboot = reboot || line.reboot;
        }
        return minutes + (reboot ? restart : 0);
    };
}

Result<PreparedRun> prepare(const std::vector<RunPicture>& all, const RolloutWish& wish, const Assessed& assessed,
                            const GateEvidence& evidence, const PlanGround& ground, Instant now)
{
    const Plan& plan = wish.version.plan;
    const Wave* wave = waveOf(plan, wish.wave);
    if (!wave)
        return Error{ErrorKind::NotFound, "wave " + std::to_string(wish.wave), {}};
    PreparedRun prepared;
    prepared.wish = wish;
    prepared.wave = freezeWave(wish.version, *wave, *assessed.assessment);
    keepWindow(prepared, *wave, ground);
    RolloutRun& run = prepared.wave.run;
    run.engine = wish.engine;
    run.seed = wish.seed;
    run.startedBy = wish.who;
    run.startedAt = now;
    run.windowStart = prepared.wish.windowStart;
    run.windowEnd = prepared.wish.windowEnd;
    const Wave* before = wave == plan.waves.data() ? nullptr : wave - 1;
    if (before) {
        std::vector<RunPicture> runs;
        std::copy_if(all.begin(), all.end(), std::back_inserter(runs), [&](const RunPicture& picture) {
            return picture.run->plan == plan.id && picture.run->wave == before->id;
        });
        prepared.gateBefore =
            gateOfWave(*before, runs, evidence, now, untargetedOf(wish.version, *before, runs, *assessed.assessment));
        if (!runs.empty())
            prepared.runBefore = runs.back().run->id;
    }
    addRefusals(prepared, *wave, before, all, now);
    prepared.refusals.insert(prepared.refusals.end(), evidence.withdrawn.begin(), evidence.withdrawn.end());
    return prepared;
}

} // namespace

Result<PreparedRun> prepareRun(const Store& store, const RolloutWish& wish, const Assessed& assessed,
                               const GateEvidence& evidenceBefore, const Clock& clock)
{
    const auto all = loadRuns(store);
    if (!all)
        return all.error();
    auto inputs = planningInputs(store);
    if (!inputs)
        return inputs.error();
    const PlanGround ground(planContext(std::move(*inputs), assessed.assessment, clock.now()));
    return prepare(*all, wish, assessed, evidenceBefore, ground, clock.now());
}

Result<RunId> createRun(Store& store, const PreparedRun& prepared, const Clock& clock)
{
    if (!prepared.refusals.empty()) {
        if (prepared.runBefore && prepared.gateBefore && !prepared.gateBefore->letsPass()) {
            const auto noted = sayOfRun(store, *prepared.runBefore,
                                        {sayingOf(*prepared.runBefore, RolloutEventKind::GateClosed, "gate",
                                                  prepared.gateBefore->sentence, clock)});
            if (!noted)
                return noted.error();
        }
        return Error{ErrorKind::Refused, prepared.refusals.front(), {}};
    }
    return store.write([&](WriteTransaction& tx) -> Result<RunId> {
        const RolloutRun& run = prepared.wave.run;
        RunQuery same; // somebody else may have been faster
        same.plan = run.plan;
        same.wave = run.wave;
        const auto others = picturesOf(tx, same, {});
        if (!others)
            return others.error();
        for (const RunPicture& other : *others) {
            if (other.progress->phase != RunPhase::Finished
                && other.progress->waiting() + other.progress->onTheirWay() > 0)
                return Error{ErrorKind::Conflict,
                             "Roll-out " + std::to_string(other.run->id) + " of the wave has not ended.",
                             {}};
        }
        const auto id = addRun(tx, run);
        if (!id)
            return id.error();
        AuditNote note;
        note.at = clock.now();
        note.who = run.startedBy;
        note.verb = "rollout.start";
        note.objectKind = "rollout";
        note.objectId = std::to_string(*id);
        note.summary = "Roll-out of wave " + quoted(run.waveName) + " of plan " + std::to_string(run.plan)
            + ", version " + std::to_string(run.planVersion) + ", on " + std::to_string(run.targets.size())
            + " hosts by " + std::string(name(run.engine));
        if (const auto entry = tx.audit(note); !entry)
            return entry.error();
        if (prepared.gateBefore && prepared.gateBefore->state == GateState::Open) {
            const auto opened = appendRolloutEvents(
                tx,
                std::vector{sayingOf(*id, RolloutEventKind::GateOpened, "gate", prepared.gateBefore->sentence, clock)});
            if (!opened)
                return opened.error();
        }
        return id;
    });
}

Result<RunPicture> loadRun(const Store& store, RunId id)
{
    return store.read([&](ReadConnection& db) -> Result<RunPicture> {
        auto run = rolloutRun(db, id);
        if (!run)
            return run.error();
        return pictureOf(db, std::move(*run), {});
    });
}

Result<std::vector<RunPicture>> loadRuns(const Store& store, std::optional<PlanId> plan, std::optional<Instant> asOf)
{
    RunQuery query;
    query.plan = plan;
    query.startedBy = asOf;
    return store.read([&](ReadConnection& db) { return picturesOf(db, query, asOf); });
}

GateVerdict gateOfWave(const Wave& wave, const std::vector<RunPicture>& runs, const GateEvidence& evidence, Instant now,
                       std::uint32_t untargeted)
{
    std::vector<GateRun> gateRuns;
    for (const RunPicture& picture : runs) {
        if (picture.run->wave == wave.id)
            gateRuns.push_back({picture.run.get(), picture.progress.get()});
    }
    GateInput input;
    input.gate = wave.gate;
    input.runs = gateRuns;
    input.untargeted = untargeted;
    input.verifications = evidence.verifications;
    input.tests = evidence.tests;
    input.now = now;
    return judgeGate(input);
}

Result<std::vector<RolloutEvent>> runEvents(const Store& store, RunId run, std::int64_t after,
                                            std::optional<HostId> host)
{
    EventQuery query;
    query.run = run;
    query.after = after;
    query.host = host;
    return store.read([&](ReadConnection& db) { return rolloutEvents(db, query); });
}

std::unique_ptr<Engine> makeEngine(EngineKind kind, const EngineSettings& settings, std::shared_ptr<const Fleet> fleet)
{
    switch (kind) {
    case EngineKind::Rehearsal:
        return std::make_unique<RehearsalEngine>(settings, std::move(fleet));
    case EngineKind::HandOff:
        return std::make_unique<HandOffEngine>(settings);
    case EngineKind::Ansible:
        return std::make_unique<AnsibleEngine>(settings);
    }
    return {};
}

Result<RunEnd> driveRun(Store& store, const DriveWish& wish, const Clock& clock, ProgressSink& progress,
                        const WaveRunner::Publish& publish)
{
    DriverLock lock(store, wish.run);
    if (!lock.taken())
        return Error{
            ErrorKind::Refused, "Roll-out " + std::to_string(wish.run) + " is carried out by another program.", {}};
    const auto run = store.read([&](ReadConnection& db) { return rolloutRun(db, wish.run); });
    if (!run)
        return run.error();
    EngineSettings settings = wish.settings;
    if (run->engine == EngineKind::HandOff && settings.workFolder.empty())
        settings.workFolder = store.path() + ".hand-off";
    const auto engine = makeEngine(run->engine, settings);
    if (!engine)
        return Error{ErrorKind::Unsupported, std::string(name(run->engine)), {}};
    if (const auto ready = engine->check(); !ready)
        return ready.error();
    StoreRunLog log(store);
    WaveOptions options;
    options.who = wish.who;
    options.minutes = wish.minutes;
    if (!options.minutes) {
        const auto policy = planningPolicy(store);
        if (!policy)
            return policy.error();
        options.minutes = minutesBy(*policy);
    }
    options.beat = wish.beat;
    options.leave = wish.leave;
    WaveRunner runner(*run, *engine, log, clock, options);
    auto end = runner.run(progress, publish);
    if (!end)
        engine->leave(); // hosts on their way are better finished unheard than cut off
    return end;
}

} // namespace bw
