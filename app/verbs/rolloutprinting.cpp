// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/rolloutprinting.h"

#include "app/commandline.h"
#include "app/verbs/verbio.h"
#include "models/planning/planparts.h"
#include "models/services/validations.h"

#include <algorithm>
#include <cstdio>

namespace bw::cli {

namespace {

QJsonObject countsJson(const RunProgress& progress)
{
    QJsonObject counts{{QStringLiteral("hosts"), qint64(progress.hosts())}};
    for (std::size_t state = 0; state < progress.counts.size(); ++state)
        counts.insert(text(name(TargetState(state))), qint64(progress.counts[state]));
    return counts;
}

QJsonObject runJson(const RunPicture& picture)
{
    const RolloutRun& run = *picture.run;
    const RunProgress& progress = *picture.progress;
    QJsonObject object{{QStringLiteral("id"), qint64(run.id)},
                       {QStringLiteral("plan"), qint64(run.plan)},
                       {QStringLiteral("plan_version"), run.planVersion},
                       {QStringLiteral("wave"), qint64(run.wave)},
                       {QStringLiteral("wave_name"), text(run.waveName)},
                       {QStringLiteral("engine"), text(name(run.engine))},
                       {QStringLiteral("started_by"), text(run.startedBy)},
                       {QStringLiteral("started_at"), text(toIso(run.startedAt))},
                       {QStringLiteral("phase"), text(name(progress.phase))},
                       {QStringLiteral("why"), text(progress.why)},
                       {QStringLiteral("counts"), countsJson(progress)}};
    if (run.windowEnd)
        object.insert(QStringLiteral("window_end"), text(toIso(*run.windowEnd)));
    return object;
}

QJsonObject gateJson(const GateVerdict& gate)
{
    QJsonArray checks;
    for (const GateCheck& check : gate.checks)
        checks.append(QJsonObject{{QStringLiteral("check"), text(name(check.kind))},
                                  {QStringLiteral("state"), text(name(check.state))},
                                  {QStringLiteral("text"), text(check.text)}});
    QJsonObject object{
        {QStringLiteral("state"), text(name(gate.state))},     {QStringLiteral("targeted"), qint64(gate.targeted)},
        {QStringLiteral("succeeded"), qint64(gate.succeeded)}, {QStringLiteral("failed"), qint64(gate.failed)},
        {QStringLiteral("silent"), qint64(gate.silent)},       {QStringLiteral("checks"), checks},
        {QStringLiteral("sentence"), text(gate.sentence)}};
    if (gate.share)
        object.insert(QStringLiteral("share"), *gate.share);
    if (gate.lowerBound)
        object.insert(QStringLiteral("lower_bound"), *gate.lowerBound);
    return object;
}

QJsonArray targetsJson(const RunPicture& picture)
{
    QJsonArray array;
    for (const TargetOrder& order : picture.run->targets) {
        const TargetProgress* target = picture.progress->target(order.host);
        array.append(QJsonObject{{QStringLiteral("host"), text(order.name)},
                                 {QStringLiteral("host_id"), qint64(order.host)},
                                 {QStringLiteral("state"), text(name(target->state))},
                                 {QStringLiteral("attempt"), target->attempt},
                                 {QStringLiteral("step"), text(target->step)},
                                 {QStringLiteral("text"), text(target->text)}});
    }
    return array;
}

} // namespace

EventPrinter::EventPrinter(const Store& store, const RolloutRun& run, std::int64_t after, bool quiet)
    : m_store(store)
    , m_run(run.id)
    , m_after(after)
    , m_quiet(quiet)
{
    for (const TargetOrder& target : run.targets)
        m_names.emplace(target.host, target.name);
}

void EventPrinter::follow(const RunProgress& progress)
{
    if (progress.lastEvent > m_after)
        rest();
}

void EventPrinter::rest()
{
    const auto events = runEvents(m_store, m_run, m_after);
    if (!events) {
        printError(QStringLiteral("The events could not be read."));
        return;
    }
    for (const RolloutEvent& event : *events) {
        m_after = event.id;
        if (!m_quiet && (m_only.empty() || std::find(m_only.begin(), m_only.end(), event.host) != m_only.end()))
            print(event);
    }
    std::fflush(stdout);
}

void EventPrinter::print(const RolloutEvent& event) const
{
    QJsonObject object{{QStringLiteral("id"), qint64(event.id)},
                       {QStringLiteral("run"), qint64(event.run)},
                       {QStringLiteral("at"), text(toIso(event.at))},
                       {QStringLiteral("kind"), text(name(event.kind))},
                       {QStringLiteral("who"), text(event.who)}};
    if (event.host != 0) {
        const auto known = m_names.find(event.host);
        object.insert(QStringLiteral("host"), known == m_names.end() ? QString() : text(known->second));
        object.insert(QStringLiteral("host_id"), qint64(event.host));
        object.insert(QStringLiteral("attempt"), event.attempt);
    }
    if (!event.step.empty())
        object.insert(QStringLiteral("step"), text(event.step));
    if (!event.text.empty())
        object.insert(QStringLiteral("text"), text(event.text));
    if (event.seconds)
        object.insert(QStringLiteral("seconds"), *event.seconds);
    cli::print(compact(object) + u'\n');
}

QString summaryLine(const RunPicture& picture)
{
    const RunProgress& progress = *picture.progress;
    QString line = QStringLiteral("Roll-out %1, wave “%2”: %3 of %4 hosts say done")
                       .arg(QString::number(picture.run->id), text(picture.run->waveName),
                            QString::number(progress.count(TargetState::Claimed)), QString::number(progress.hosts()));
    for (std::size_t state = 0; state < progress.counts.size(); ++state) {
        if (progress.counts[state] > 0 && TargetState(state) != TargetState::Claimed)
            line +=
                QStringLiteral(", %1 %2").arg(QString::number(progress.counts[state]), text(name(TargetState(state))));
    }
    QString phase = text(name(progress.phase));
    phase[0] = phase[0].toUpper();
    line += QStringLiteral(". %1").arg(phase);
    return progress.why.empty() ? line + u'.' : line + QStringLiteral(": ") + text(progress.why);
}

void printRuns(const std::vector<RunPicture>& runs, bool json)
{
    QJsonArray array;
    Table table({QStringLiteral("Id"), QStringLiteral("Plan"), QStringLiteral("Wave"), QStringLiteral("Engine"),
                 QStringLiteral("Started"), QStringLiteral("State"), QStringLiteral("Hosts"), QStringLiteral("Claimed"),
                 QStringLiteral("Failed"), QStringLiteral("Lost")});
    for (const RunPicture& picture : runs) {
        const RunProgress& progress = *picture.progress;
        array.append(runJson(picture));
        table.add({QString::number(picture.run->id),
                   QStringLiteral("%1.%2").arg(picture.run->plan).arg(picture.run->planVersion),
                   text(picture.run->waveName), text(name(picture.run->engine)), text(toIso(picture.run->startedAt)),
                   text(name(progress.phase)), QString::number(progress.hosts()),
                   QString::number(progress.count(TargetState::Claimed)), QString::number(progress.failed()),
                   QString::number(progress.count(TargetState::Lost))});
    }
    if (json)
        printJson(array);
    else if (runs.empty())
        printLine(QStringLiteral("No roll-outs yet."));
    else
        table.print();
}

void printRun(const RunPicture& picture, const std::optional<GateVerdict>& gate, bool json)
{
    if (json) {
        QJsonObject object = runJson(picture);
        object.insert(QStringLiteral("targets"), targetsJson(picture));
        if (gate)
            object.insert(QStringLiteral("gate"), gateJson(*gate));
        return printJson(object);
    }
    printLine(summaryLine(picture));
    Table table(
        {QStringLiteral("Host"), QStringLiteral("State"), QStringLiteral("Attempt"), QStringLiteral("Message")});
    for (const TargetOrder& order : picture.run->targets) {
        const TargetProgress* target = picture.progress->target(order.host);
        table.add({text(order.name), text(name(target->state)), QString::number(target->attempt),
                   text(target->text).left(120)});
    }
    table.print();
    if (gate)
        printLine(text(gate->sentence));
}

void printPrepared(const PreparedRun& prepared, bool json)
{
    const RolloutRun& run = prepared.wave.run;
    if (json) {
        QJsonArray hosts;
        for (const TargetOrder& target : run.targets) {
            QJsonArray lines;
            for (const OrderLine& line : target.lines)
                lines.append(QJsonObject{{QStringLiteral("patch"), text(line.patch)},
                                         {QStringLiteral("installed"), text(line.installed)},
                                         {QStringLiteral("wanted"), text(line.fixed)},
                                         {QStringLiteral("packages"), toJson(line.binaries)},
                                         {QStringLiteral("reboot"), line.reboot}});
            hosts.append(QJsonObject{{QStringLiteral("host"), text(target.name)}, {QStringLiteral("lines"), lines}});
        }
        QJsonObject object{{QStringLiteral("wave"), text(run.waveName)},
                           {QStringLiteral("hosts"), hosts},
                           {QStringLiteral("reboots"), qint64(prepared.wave.reboots)},
                           {QStringLiteral("refusals"), toJson(prepared.refusals)}};
        if (prepared.gateBefore)
            object.insert(QStringLiteral("gate_before"), gateJson(*prepared.gateBefore));
        return printJson(object);
    }
    printLine(
        QStringLiteral("Wave “%1”: %2 hosts, %3 restarts.")
            .arg(text(run.waveName), QString::number(run.targets.size()), QString::number(prepared.wave.reboots)));
    for (const LeftOut& left : prepared.wave.leftOut)
        printLine(QStringLiteral("  left out: %1%2 %3")
                      .arg(left.host ? QStringLiteral("host %1 ").arg(left.host) : QString(), text(left.patch),
                           text(left.reason)));
    for (const std::string& refusal : prepared.refusals)
        printLine(text(refusal));
}

void printCollected(const CollectReport& report, const RolloutRun& run, bool json)
{
    const auto nameOf = [&](HostId host) {
        const auto it = std::find_if(run.targets.begin(), run.targets.end(),
                                     [&](const TargetOrder& target) { return target.host == host; });
        return it == run.targets.end() ? QString() : text(it->name);
    };
    if (json) {
        QJsonArray silent;
        for (const CollectedInventory& host : report.silent)
            silent.append(QJsonObject{{QStringLiteral("host"), nameOf(host.host)},
                                      {QStringLiteral("host_id"), qint64(host.host)},
                                      {QStringLiteral("reason"), text(host.text)}});
        return printJson({{QStringLiteral("collected"), qint64(report.collected)},
                          {QStringLiteral("hosts_updated"), qint64(report.import.hostsUpdated)},
                          {QStringLiteral("hosts_unchanged"), qint64(report.import.hostsUnchanged)},
                          {QStringLiteral("silent"), silent}});
    }
    printLine(QStringLiteral("%1 inventories collected, %2 hosts changed.")
                  .arg(report.collected)
                  .arg(report.import.hostsUpdated));
    for (const CollectedInventory& host : report.silent)
        printError(QStringLiteral("  %1: %2").arg(nameOf(host.host), text(host.text).left(300)));
}

Result<GateGrounds> gateGrounds(const Store& store, const Assessed& assessed)
{
    auto proof = proofOf(store, assessed, false, ProgressSink::none());
    if (!proof)
        return proof.error();
    const auto records = testRecords(store);
    if (!records)
        return records.error();
    return GateGrounds{std::move(*proof), testMatrix(*assessed.assessment, *records, assessed.assessment->at)};
}

Result<GateVerdict> gateNow(const Store& store, const PlanVersion& version, WaveId wave)
{
    const Wave* found = waveOf(version.plan, wave);
    if (!found)
        return Error{ErrorKind::NotFound, "wave " + std::to_string(wave), {}};
    const auto runs = loadRuns(store, version.plan.id);
    if (!runs)
        return runs.error();
    const auto assessed = assessWorkspace(store, {}, Clock::system(), ProgressSink::none());
    if (!assessed)
        return assessed.error();
    const auto grounds = gateGrounds(store, *assessed);
    if (!grounds)
        return grounds.error();
    const GateEvidence evidence = gateEvidenceOf(grounds->proof, *grounds->tests, version.plan, wave);
    return gateOfWave(*found, *runs, evidence, Clock::system().now());
}

} // namespace bw::cli
