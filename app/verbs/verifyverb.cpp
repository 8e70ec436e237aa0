// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/terminalprogress.h"
#include "app/verbs.h"
#include "app/verbs/verbio.h"
#include "models/services/plans.h"
#include "models/services/proof.h"

#include <algorithm>
#include <map>

namespace bw::cli {

namespace {

QJsonValue orNull(const std::string& s)
{
    return s.empty() ? QJsonValue() : QJsonValue(text(s));
}

QJsonValue orNull(std::optional<Instant> t)
{
    return t ? QJsonValue(text(toIso(*t))) : QJsonValue();
}

struct Loaded {
    Assessed assessed;
    Proof proof;
    std::map<HostId, const Host*> hosts;

    QString hostName(HostId id) const
    {
        const auto it = hosts.find(id);
        if (it == hosts.end())
            return QStringLiteral("host %1").arg(id);
        const HostIdentity& identity = it->second->identity;
        return text(identity.name.empty() ? identity.fqdn : identity.name);
    }
};

struct Wish {
    std::optional<PlanId> plan;
    QString wave, verdict;
    bool outstanding = false;
};

Result<Loaded> load(const Options& options, const QString& planName, std::optional<PlanId>& plan)
{
    auto store = options.openWorkspace();
    if (!store)
        return store.error();
    if (!planName.isEmpty()) {
        const auto found = findPlan(**store, planName.toStdString());
        if (!found)
            return found.error();
        plan = found->plan.id;
    }
    TerminalProgress progress(options.quiet());
    Loaded loaded;
    auto assessed = assessWorkspace(**store, options.asOf, Clock::system(), progress);
    if (!assessed)
        return assessed.error();
    loaded.assessed = std::move(*assessed);
    auto proof = proofOf(**store, loaded.assessed, options.asOf.has_value(), progress);
    if (!proof)
        return proof.error();
    loaded.proof = std::move(*proof);
    for (const Host& host : loaded.assessed.assessment->fleet->hosts)
        loaded.hosts.emplace(host.id, &host);
    return loaded;
}

bool wanted(const Loaded& loaded, std::size_t row, const Wish& wish)
{
    const Expectation& expectation = loaded.proof.expectations[row];
    const Verification& verdict = loaded.proof.verdicts[row];
    if (wish.plan && expectation.plan != *wish.plan)
        return false;
    if (wish.outstanding && verdict.verdict == Verdict::Verified)
        return false;
    if (!wish.verdict.isEmpty() && text(name(verdict.verdict)) != wish.verdict)
        return false;
    return wish.wave.isEmpty() || QString::number(expectation.wave) == wish.wave
        || text(loaded.proof.waveName(expectation.plan, expectation.wave)).compare(wish.wave, Qt::CaseInsensitive) == 0;
}

QJsonObject rowJson(const Loaded& loaded, std::size_t row)
{
    const Expectation& expectation = loaded.proof.expectations[row];
    const Verification& verdict = loaded.proof.verdicts[row];
    return {{QStringLiteral("host"), loaded.hostName(verdict.host)},
            {QStringLiteral("host_id"), qint64(verdict.host)},
            {QStringLiteral("patch"), text(verdict.patch)},
            {QStringLiteral("plan"), qint64(expectation.plan)},
            {QStringLiteral("wave"), qint64(verdict.wave)},
            {QStringLiteral("wave_name"), text(loaded.proof.waveName(expectation.plan, verdict.wave))},
            {QStringLiteral("verdict"), text(name(verdict.verdict))},
            {QStringLiteral("expected"), orNull(verdict.wanted)},
            {QStringLiteral("reported"), text(name(expectation.state))},
            {QStringLiteral("observed"), orNull(verdict.installed)},
            {QStringLiteral("run"), verdict.run ? QJsonValue(qint64(*verdict.run)) : QJsonValue()},
            {QStringLiteral("claimed_at"), orNull(verdict.claimedAt)},
            {QStringLiteral("inventory"), verdict.snapshot ? QJsonValue(qint64(verdict.snapshot)) : QJsonValue()},
            {QStringLiteral("inventory_taken_at"), orNull(verdict.takenAt)},
            {QStringLiteral("reason"), text(verdict.reason)}};
}

QJsonObject planJson(const Loaded& loaded, PlanId id)
{
    const RolloutFigures figures = loaded.proof.figures(id);
    QJsonArray waves;
    for (const WaveProgress& wave : figures.waves) {
        QJsonObject counts;
        for (std::size_t i = 0; i < WaveProgress::Buckets; ++i)
            counts.insert(text(name(WaveProgress::Bucket(i))).replace(u'-', u'_'), qint64(wave.counts[i]));
        waves.append(QJsonObject{{QStringLiteral("wave"), qint64(wave.wave)},
                                 {QStringLiteral("name"), text(wave.name)},
                                 {QStringLiteral("targets"), qint64(wave.targets)},
                                 {QStringLiteral("hosts"), qint64(wave.hosts)},
                                 {QStringLiteral("hosts_done"), qint64(wave.hostsDone)},
                                 {QStringLiteral("counts"), counts}});
    }
    const Funnel& funnel = figures.funnel;
    const PlanVersion* version = loaded.proof.plan(id);
    return {{QStringLiteral("plan"), qint64(id)},
            {QStringLiteral("name"), version ? QJsonValue(text(version->plan.name)) : QJsonValue()},
            {QStringLiteral("version"), version ? QJsonValue(version->number) : QJsonValue()},
            {QStringLiteral("waves"), waves},
            {QStringLiteral("funnel"),
             QJsonObject{{QStringLiteral("targets"), qint64(funnel.targets)},
                         {QStringLiteral("dispatched"), qint64(funnel.dispatched)},
                         {QStringLiteral("claimed"), qint64(funnel.claimed)},
                         {QStringLiteral("inventoried"), qint64(funnel.inventoried)},
                         {QStringLiteral("verified"), qint64(funnel.verified)},
                         {QStringLiteral("verified_unclaimed"), qint64(funnel.verifiedUnclaimed)},
                         {QStringLiteral("unknown"), qint64(funnel.unknown)}}}};
}

QString stateWord(const Expectation& expectation)
{
    return expectation.run ? text(name(expectation.state)) : QStringLiteral("planned");
}

void printPlan(const Loaded& loaded, PlanId id)
{
    const PlanVersion* version = loaded.proof.plan(id);
    printLine(version ? QStringLiteral("Plan %1, version %2").arg(text(version->plan.name)).arg(version->number)
                      : QStringLiteral("Plan %1").arg(id));
    for (const WaveProgress& wave : loaded.proof.figures(id).waves) {
        if (wave.targets == 0) {
            printLine(QStringLiteral("  %1: no targets").arg(text(wave.name)));
            continue;
        }
        QStringList rest;
        for (std::size_t i = 1; i < WaveProgress::Buckets; ++i) {
            if (wave.counts[i] > 0)
                rest << QStringLiteral("%1 %2").arg(wave.counts[i]).arg(text(name(WaveProgress::Bucket(i))));
        }
        printLine(QStringLiteral("  %1: %2 of %3 verified, %4 of %5 hosts done%6")
                      .arg(text(wave.name))
                      .arg(wave.counts[WaveProgress::Verified])
                      .arg(wave.targets)
                      .arg(wave.hostsDone)
                      .arg(wave.hosts)
                      .arg(rest.isEmpty() ? QString() : QStringLiteral(" · ") + rest.join(QStringLiteral(", "))));
    }
}

void printAll(const Loaded& loaded, const Wish& wish)
{
    if (loaded.proof.expectations.empty()) {
        printLine(QStringLiteral("No plan has targets yet, so there is nothing to verify. Next: breakwater plan new"));
        return;
    }
    Table table({QStringLiteral("Host"), QStringLiteral("Wave"), QStringLiteral("Verdict"), QStringLiteral("Patch"),
                 QStringLiteral("Reported"), QStringLiteral("Observed"), QStringLiteral("Why")});
    for (std::size_t i = 0; i < loaded.proof.expectations.size(); ++i) {
        if (!wanted(loaded, i, wish))
            continue;
        const Expectation& expectation = loaded.proof.expectations[i];
        const Verification& verdict = loaded.proof.verdicts[i];
        table.add({loaded.hostName(verdict.host), text(loaded.proof.waveName(expectation.plan, verdict.wave)),
                   text(name(verdict.verdict)), text(verdict.patch), stateWord(expectation),
                   verdict.installed.empty() ? QStringLiteral("–") : text(verdict.installed), text(verdict.reason)});
    }
    table.print();
    for (const PlanId id : loaded.proof.plansWithTargets()) {
        if (!wish.plan || *wish.plan == id)
            printPlan(loaded, id);
    }
}

bool knownVerdict(const QString& word)
{
    for (int i = 0; i <= int(Verdict::Unknown); ++i) {
        if (text(name(Verdict(i))) == word)
            return true;
    }
    return false;
}

} // namespace

int runVerify(const QStringList& arguments)
{
    Options options("verify");
    options.parser.addOption(
        {QStringLiteral("wave"), QStringLiteral("Only this wave (name or number)."), QStringLiteral("W")});
    options.parser.addOption(
        {QStringLiteral("verdict"), QStringLiteral("Only rows with this verdict."), QStringLiteral("V")});
    options.parser.addOption({QStringLiteral("outstanding"), QStringLiteral("Only what is not verified.")});
    if (!options.parse(arguments))
        return options.exitCode;
    if (options.positional().size() > 1)
        return usage(QStringLiteral("At most one plan is named."));
    Wish wish;
    wish.wave = options.parser.value(QStringLiteral("wave"));
    wish.verdict = options.parser.value(QStringLiteral("verdict"));
    wish.outstanding = options.parser.isSet(QStringLiteral("outstanding"));
    if (!wish.verdict.isEmpty() && !knownVerdict(wish.verdict))
        return usage(QStringLiteral("“%1” is no verdict.").arg(wish.verdict));
    const auto loaded = load(options, options.positional().value(0), wish.plan);
    if (!loaded)
        return fail(loaded.error());
    if (!options.json()) {
        printAll(*loaded, wish);
        return Done;
    }
    QJsonArray plans, targets;
    for (const PlanId id : loaded->proof.plansWithTargets()) {
        if (!wish.plan || *wish.plan == id)
            plans.append(planJson(*loaded, id));
    }
    for (std::size_t i = 0; i < loaded->proof.expectations.size(); ++i) {
        if (wanted(*loaded, i, wish))
            targets.append(rowJson(*loaded, i));
    }
    printJson(QJsonObject{{QStringLiteral("as_of"), text(toIso(loaded->proof.at))},
                          {QStringLiteral("plans"), plans},
                          {QStringLiteral("targets"), targets}});
    return Done;
}

} // namespace bw::cli
