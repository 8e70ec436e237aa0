// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/priority/explain.h"
#include "models/services/assessing.h"

#include <algorithm>

namespace bw::cli {

namespace {

QJsonObject decisionJson(const DecisionPath& path)
{
    QJsonObject sources;
    for (const auto& [input, source] : path.sources)
        sources.insert(text(input), text(source));
    return {{QStringLiteral("host"), text(path.host)},
            {QStringLiteral("cve"), text(path.cve)},
            {QStringLiteral("exploitation"), text(name(path.exploitation))},
            {QStringLiteral("exposure"), text(name(path.exposure))},
            {QStringLiteral("automatable"), text(name(path.automatable))},
            {QStringLiteral("safety"), text(name(path.safety))},
            {QStringLiteral("mission"), text(name(path.importance))},
            {QStringLiteral("human_impact"), text(name(path.humanImpact))},
            {QStringLiteral("outcome"), text(name(path.outcome))},
            {QStringLiteral("outcome_without_controls"), text(name(path.rawOutcome))},
            {QStringLiteral("excepted"), path.excepted},
            {QStringLiteral("due"), path.due ? QJsonValue(text(toIso(*path.due))) : QJsonValue()},
            {QStringLiteral("due_rule"), text(path.dueRule)},
            {QStringLiteral("sources"), sources}};
}

void printExplanation(const Explanation& explanation)
{
    QJsonArray trace;
    for (const TraceLine& line : explanation.trace) {
        trace.append(QJsonObject{
            {QStringLiteral("advisory"), text(line.advisory)},
            {QStringLiteral("feed"), text(line.feed)},
            {QStringLiteral("revision"), qint64(line.revision)},
            {QStringLiteral("scheme"), text(name(line.scheme))},
            {QStringLiteral("package"), text(line.package)},
            {QStringLiteral("installed"), line.installed.empty() ? QJsonValue() : QJsonValue(text(line.installed))},
            {QStringLiteral("fixed"), line.fixed.empty() ? QJsonValue() : QJsonValue(text(line.fixed))},
            {QStringLiteral("comparison"), text(line.comparison)},
            {QStringLiteral("reason"), text(line.reason)},
            {QStringLiteral("affected"), line.affected}});
    }
    QJsonArray changes;
    for (const Counterfactual& change : explanation.wouldChange)
        changes.append(
            QJsonObject{{QStringLiteral("if"), text(change.condition)}, {QStringLiteral("then"), text(change.result)}});
    const QJsonObject object{{QStringLiteral("verdict"), text(explanation.verdict)},
                             {QStringLiteral("trace"), trace},
                             {QStringLiteral("decision"),
                              explanation.decision ? QJsonValue(decisionJson(*explanation.decision)) : QJsonValue()},
                             {QStringLiteral("would_change"), changes}};
    printJson(object);
}

void printDecision(const DecisionPath& path)
{
    printLine(QStringLiteral("\nDecision: %1 (%2 on %3)")
                  .arg(text(name(path.outcome)), text(path.cve.empty() ? "advisory" : path.cve), text(path.host)));
    const auto sourceOf = [&](std::string_view input) {
        for (const auto& [key, source] : path.sources) {
            if (key == input)
                return text(source);
        }
        return QString();
    };
    const auto line = [&](const char* label, std::string_view value, const char* key) {
        printLine(QStringLiteral("  %1 %2 %3")
                      .arg(QString::fromLatin1(label).leftJustified(16), text(value).leftJustified(11), sourceOf(key)));
    };
    line("exploitation", name(path.exploitation), "exploitation");
    line("system exposure", name(path.exposure), "exposure");
    line("automatable", name(path.automatable), "automatable");
    line("mission impact", name(path.importance), "importance");
    line("safety", name(path.safety), "safety");
    line("human impact", name(path.humanImpact), "human_impact");
    if (path.rawOutcome != path.outcome)
        printLine(QStringLiteral("  without controls: %1").arg(text(name(path.rawOutcome))));
    if (path.due)
        printLine(QStringLiteral("  due %1 (%2)").arg(text(toIso(*path.due)), text(path.dueRule)));
}

void printText(const Explanation& explanation)
{
    printLine(text(explanation.verdict));
    if (!explanation.trace.empty()) {
        printLine(QStringLiteral("\nTrace"));
        Table table({QStringLiteral("Advisory"), QStringLiteral("Feed"), QStringLiteral("Package"),
                     QStringLiteral("Comparison"), QStringLiteral("Reason")});
        for (const TraceLine& line : explanation.trace)
            table.add({text(line.advisory), QStringLiteral("%1 #%2").arg(text(line.feed)).arg(line.revision),
                       text(line.package), text(line.comparison), text(line.reason)});
        table.print();
    }
    if (explanation.decision)
        printDecision(*explanation.decision);
    if (!explanation.wouldChange.empty())
        printLine(QStringLiteral("\nWhat would change it"));
    for (const Counterfactual& change : explanation.wouldChange)
        printLine(QStringLiteral("  if %1: %2").arg(text(change.condition), text(change.result)));
}

Result<Explanation> explainHostNamed(const Assessed& assessed, const QString& wanted, const std::string& cve)
{
    const auto& hosts = assessed.assessment->fleet->hosts;
    for (std::uint32_t i = 0; i < hosts.size(); ++i) {
        const HostIdentity& identity = hosts[i].identity;
        if (text(identity.name).compare(wanted, Qt::CaseInsensitive) == 0
            || text(identity.fqdn).compare(wanted, Qt::CaseInsensitive) == 0 || QString::number(hosts[i].id) == wanted)
            return explainHost(*assessed.assessment, *assessed.options, i, cve);
    }
    return Error{ErrorKind::NotFound, "host " + wanted.toStdString(), {}};
}

Result<Explanation> explainPatchNamed(const Assessed& assessed, const std::string& id)
{
    const auto& patches = assessed.assessment->patches;
    const auto it = std::find_if(patches.begin(), patches.end(), [&](const Patch& patch) { return patch.id == id; });
    if (it == patches.end())
        return Error{
            ErrorKind::NotFound, "patch " + id + " in the queue (“breakwater queue --json” shows the ids)", {}};
    return explainPatch(*assessed.assessment, *assessed.options, std::uint32_t(it - patches.begin()));
}

} // namespace

int runExplain(const QStringList& arguments)
{
    Options options("explain");
    options.parser.addOption(
        {QStringLiteral("patch"), QStringLiteral("Why this patch stands where it stands."), QStringLiteral("P")});
    options.parser.addOption({QStringLiteral("host"),
                              QStringLiteral("Together with --cve: is this host affected, and why (not)."),
                              QStringLiteral("H")});
    options.parser.addOption({QStringLiteral("cve"), QStringLiteral("A CVE or advisory id."), QStringLiteral("C")});
    if (!options.parse(arguments))
        return options.exitCode;
    const QString patch = options.parser.value(QStringLiteral("patch"));
    const QString host = options.parser.value(QStringLiteral("host"));
    const QString cve = options.parser.value(QStringLiteral("cve"));
    if (patch.isEmpty() == (host.isEmpty() || cve.isEmpty()))
        return usage(QStringLiteral("“explain” needs --patch P, or --host H with --cve C."));
    auto store = options.openWorkspace();
    if (!store)
        return fail(store.error());
    const auto assessed = [&] {
        TerminalProgress progress(options.quiet());
        return assessWorkspace(**store, options.asOf, Clock::system(), progress);
    }();
    if (!assessed)
        return fail(assessed.error());
    const auto explanation = patch.isEmpty() ? explainHostNamed(*assessed, host, cve.toStdString())
                                             : explainPatchNamed(*assessed, patch.toStdString());
    if (!explanation)
        return fail(explanation.error());
    if (options.json())
        printExplanation(*explanation);
    else
        printText(*explanation);
    return Done;
}

} // namespace bw::cli
