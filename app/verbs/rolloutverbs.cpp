// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/verbs.h"
#include "app/verbs/rolloutoptions.h"
#include "app/verbs/rolloutprinting.h"
#include "models/services/loginname.h"
#include "models/services/plans.h"
#include "models/services/rollouts.h"

#include <atomic>
#include <csignal>

namespace bw::cli {

namespace {

std::atomic<int> interrupts = 0;
std::atomic<bool> leave = false;

void onInterrupt(int)
{
    if (++interrupts > 1)
        leave = true;
}

/// The first Ctrl+C halts the run in order, the second leaves it.
class Interrupts final : public ProgressSink {
public:
    Interrupts()
    {
        interrupts = 0;
        leave = false;
        for (const int number : {SIGINT, SIGTERM})
            std::signal(number, onInterrupt);
    }
    ~Interrupts() override
    {
        for (const int number : {SIGINT, SIGTERM})
            std::signal(number, SIG_DFL);
    }
    void report(std::uint64_t, std::uint64_t, std::string_view) override { }
    bool cancelled() const override { return interrupts > 0; }
};

/// Carries a stored run out, printing its events as they come.
int drive(const Options& options, Store& store, RunId run)
{
    const auto picture = loadRun(store, run);
    if (!picture)
        return fail(picture.error());
    EventPrinter printer(store, *picture->run, picture->progress->lastEvent, options.quiet());
    DriveWish wish;
    wish.run = run;
    wish.settings = settingsOf(options);
    wish.who = loginName();
    wish.leave = std::shared_ptr<const std::atomic<bool>>(std::shared_ptr<void>(), &leave);
    Interrupts interrupted;
    const auto end = driveRun(store, wish, Clock::system(), interrupted,
                              [&](const RunProgress& progress) { printer.follow(progress); });
    printer.rest();
    if (!end)
        return fail(end.error());
    const auto after = loadRun(store, run);
    if (!after)
        return fail(after.error());
    if (!options.quiet())
        printError(summaryLine(*after));
    if (*end == RunEnd::Interrupted)
        return Interrupted;
    const RunProgress& progress = *after->progress;
    const bool allWell = progress.count(TargetState::Claimed) == progress.hosts();
    return *end == RunEnd::HandedOver || (*end == RunEnd::Finished && allWell) ? Done : DoneWithIssues;
}

int runWave(const Options& options, Store& store)
{
    if (options.positional().size() < 2)
        return usage(QStringLiteral("Which plan? “breakwater plan list” shows them."));
    const auto version = findPlan(store, options.positional()[1].toStdString());
    if (!version)
        return fail(version.error());
    const auto wave = waveOf(options, version->plan);
    if (!wave)
        return fail(wave.error());
    const auto engine = engineFrom(isSet(options, "engine") ? value(options, "engine").toStdString() : "rehearsal");
    if (!engine)
        return usage(QStringLiteral("--engine knows: rehearsal, hand-off, ansible."));
    RolloutWish wish;
    wish.version = *version;
    wish.wave = *wave;
    wish.engine = *engine;
    wish.who = loginName();
    wish.outsideWindow = isSet(options, "outside-window");
    if (isSet(options, "seed"))
        wish.seed = value(options, "seed").toUInt();
    const auto assessed = assessWorkspace(store, {}, Clock::system(), ProgressSink::none());
    if (!assessed)
        return fail(assessed.error());
    const auto grounds = gateGrounds(store, *assessed);
    if (!grounds)
        return fail(grounds.error());
    const GateEvidence evidence = startEvidenceOf(grounds->proof, *grounds->tests, version->plan, *wave);
    const auto prepared = prepareRun(store, wish, *assessed, evidence, Clock::system());
    if (!prepared)
        return fail(prepared.error());
    if (isSet(options, "dry-run")) {
        printPrepared(*prepared, options.json());
        return prepared->refusals.empty() ? Done : Failed;
    }
    if (const auto ready = makeEngine(*engine, settingsOf(options))->check();
        !ready && !(*engine == EngineKind::HandOff && value(options, "folder").isEmpty()))
        return fail(ready.error()); // before anything is stored
    for (std::size_t i = 1; i < prepared->refusals.size(); ++i)
        printError(QString::fromStdString(prepared->refusals[i]));
    const auto run = createRun(store, *prepared, Clock::system());
    if (!run)
        return fail(run.error());
    return drive(options, store, *run);
}

int status(const Options& options, Store& store)
{
    if (options.positional().size() < 2 && !isSet(options, "run")) {
        const auto runs = loadRuns(store, {}, options.asOf);
        if (!runs)
            return fail(runs.error());
        printRuns(*runs, options.json());
        return Done;
    }
    const auto run = runOf(options, store);
    if (!run)
        return fail(run.error());
    const auto picture = loadRun(store, *run);
    if (!picture)
        return fail(picture.error());
    std::optional<GateVerdict> gate;
    if (const auto version = loadPlan(store, picture->run->plan, picture->run->planVersion)) {
        const auto verdict = gateNow(store, *version, picture->run->wave);
        if (!verdict)
            return fail(verdict.error());
        gate = *verdict;
    }
    printRun(*picture, gate, options.json());
    return Done;
}

int log(const Options& options, Store& store)
{
    const auto run = runOf(options, store);
    if (!run)
        return fail(run.error());
    const auto picture = loadRun(store, *run);
    if (!picture)
        return fail(picture.error());
    const auto hosts = hostsOf(options, *picture->run);
    if (!hosts)
        return fail(hosts.error());
    EventPrinter printer(store, *picture->run, 0, false);
    printer.only(*hosts);
    printer.rest();
    return Done;
}

int said(const Options& options, const Result<void>& outcome, const QString& sentence)
{
    if (!outcome)
        return fail(outcome.error());
    if (!options.quiet())
        printLine(sentence);
    return Done;
}

int resume(const Options& options, Store& store, RunId run)
{
    const auto picture = loadRun(store, run);
    if (!picture)
        return fail(picture.error());
    if (const auto unpaused = unpauseRun(store, run, loginName(), Clock::system()); unpaused)
        return said(options, unpaused, QStringLiteral("Goes on."));
    return drive(options, store, run);
}

/// retry and skip.
int choose(const Options& options, Store& store, RunId run, bool again)
{
    const auto picture = loadRun(store, run);
    if (!picture)
        return fail(picture.error());
    const auto hosts = hostsOf(options, *picture->run);
    if (!hosts)
        return fail(hosts.error());
    const auto count = (again ? retryHosts : skipHosts)(store, run, *hosts, loginName(),
                                                        value(options, "why").toStdString(), Clock::system());
    if (!count)
        return fail(count.error());
    if (!options.quiet())
        printLine((again ? QStringLiteral("%1 hosts go round again with “rollout resume”.")
                         : QStringLiteral("%1 hosts are left out."))
                      .arg(*count));
    return Done;
}

int collect(const Options& options, Store& store, RunId run)
{
    const auto picture = loadRun(store, run);
    if (!picture)
        return fail(picture.error());
    const auto hosts = hostsOf(options, *picture->run);
    if (!hosts)
        return fail(hosts.error());
    Interrupts interrupted;
    const auto report =
        collectInventories(store, run, *hosts, settingsOf(options), loginName(), Clock::system(), interrupted);
    if (!report)
        return fail(report.error());
    printCollected(*report, *picture->run, options.json());
    return report->silent.empty() ? Done : DoneWithIssues;
}

int result(const Options& options, Store& store)
{
    if (options.positional().size() < 2)
        return usage(QStringLiteral("Which file?"));
    const auto run = runOf(options, store, false);
    if (!run)
        return fail(run.error());
    std::vector<Issue> issues;
    const auto count = takeResults(store, *run, pathOf(options.positional()[1]), issues, Clock::system());
    if (!count)
        return fail(count.error());
    for (const Issue& issue : issues)
        printError(QStringLiteral("  line %1: %2: %3 (%4)")
                       .arg(QString::number(issue.place.line), QString::fromStdString(issue.place.field),
                            QString::fromStdString(issue.reason), QString::fromStdString(issue.raw).left(80)));
    if (!options.quiet())
        printLine(QStringLiteral("%1 results taken.").arg(*count));
    return issues.empty() ? Done : DoneWithIssues;
}

int say(const Options& options, Store& store, const QString& action)
{
    const auto run = runOf(options, store);
    if (!run)
        return fail(run.error());
    const std::string who = loginName();
    const std::string why = value(options, "why").toStdString();
    const Clock& clock = Clock::system();
    if (action == QLatin1String("pause"))
        return said(options, pauseRun(store, *run, who, why, clock),
                    QStringLiteral("Paused: no further host is started."));
    if (action == QLatin1String("halt"))
        return said(options, haltRun(store, *run, isSet(options, "abort"), who, why, clock), QStringLiteral("Halted."));
    if (action == QLatin1String("approve"))
        return said(options, approveRun(store, *run, who, why, clock), QStringLiteral("Approved."));
    if (action == QLatin1String("retry"))
        return choose(options, store, *run, true);
    if (action == QLatin1String("skip"))
        return choose(options, store, *run, false);
    if (action == QLatin1String("collect"))
        return collect(options, store, *run);
    return resume(options, store, *run);
}

} // namespace

int runRollout(const QStringList& arguments)
{
    Options options("rollout");
    addRolloutOptions(options);
    if (!options.parse(arguments))
        return options.exitCode;
    static const QStringList actions{QStringLiteral("run"),     QStringLiteral("status"), QStringLiteral("log"),
                                     QStringLiteral("pause"),   QStringLiteral("resume"), QStringLiteral("halt"),
                                     QStringLiteral("retry"),   QStringLiteral("skip"),   QStringLiteral("approve"),
                                     QStringLiteral("collect"), QStringLiteral("result")};
    const QString action = options.positional().value(0, QStringLiteral("status"));
    if (!actions.contains(action))
        return usage(QStringLiteral("Known actions: %1.").arg(actions.join(QStringLiteral(", "))));
    if (isSet(options, "restart")
        && !QStringList{QStringLiteral("never"), QStringLiteral("ordered"), QStringLiteral("needed")}.contains(
            value(options, "restart")))
        return usage(QStringLiteral("--restart knows: never, ordered, needed."));
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    if (action == QLatin1String("run"))
        return runWave(options, **store);
    if (action == QLatin1String("status"))
        return status(options, **store);
    if (action == QLatin1String("log"))
        return log(options, **store);
    if (action == QLatin1String("result"))
        return result(options, **store);
    return say(options, **store, action);
}

} // namespace bw::cli
