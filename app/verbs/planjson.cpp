// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/planjson.h"

#include "app/commandline.h"
#include "app/verbs/verbio.h"

namespace bw::cli {

namespace {

QJsonValue time(const std::optional<Instant>& at)
{
    return at ? QJsonValue(text(toIso(*at))) : QJsonValue();
}

double tenth(double value)
{
    return QString::number(value, 'f', 1).toDouble();
}

QJsonArray names(const std::vector<HostId>& hosts, const PlanGround& ground)
{
    QJsonArray array;
    for (const HostId host : hosts)
        array.append(text(ground.hostName(host)));
    return array;
}

QJsonObject gateJson(const Gate& gate)
{
    return {{QStringLiteral("min_success"), gate.minSuccess},
            {QStringLiteral("claims_count"), gate.claimsCount},
            {QStringLiteral("soak_hours"), gate.soakHours},
            {QStringLiteral("failure_budget"), gate.failureBudget ? QJsonValue(*gate.failureBudget) : QJsonValue()},
            {QStringLiteral("needs_tests"), gate.needsTests},
            {QStringLiteral("approvals"), gate.approvals}};
}

QJsonObject cardJson(const BoardCard& card)
{
    return {{QStringLiteral("patch"), text(card.patch)},
            {QStringLiteral("title"), text(card.title)},
            {QStringLiteral("decision"), card.index == PlanGround::None ? QJsonValue() : text(name(card.decision))},
            {QStringLiteral("hosts"), qint64(card.hosts)},
            {QStringLiteral("hosts_unknown"), qint64(card.hostsUnknown)},
            {QStringLiteral("minutes"), card.minutes},
            {QStringLiteral("reboot"), card.reboot}};
}

QJsonObject waveJson(const Wave& wave, const BoardWave& shown, const PlanGround& ground)
{
    QJsonArray cards;
    for (const BoardCard& card : shown.cards)
        cards.append(cardJson(card));
    return {{QStringLiteral("id"), qint64(wave.id)},
            {QStringLiteral("name"), text(wave.name)},
            {QStringLiteral("test_ring"), wave.testRing},
            {QStringLiteral("locked"), wave.locked},
            {QStringLiteral("window"), wave.window.empty() ? QJsonValue() : QJsonValue(text(wave.window))},
            {QStringLiteral("not_before"), wave.notBefore ? QJsonValue(text(toIso(*wave.notBefore))) : QJsonValue()},
            {QStringLiteral("next"), shown.next ? time(shown.next->start) : QJsonValue()},
            {QStringLiteral("next_end"), shown.next ? time(shown.next->end) : QJsonValue()},
            {QStringLiteral("next_local"),
             shown.next ? QJsonValue(text(localText(shown.next->start, shown.zone))) : QJsonValue()},
            {QStringLiteral("zone"), text(shown.zone)},
            {QStringLiteral("clock_change"), text(shown.dst)},
            {QStringLiteral("finish"), time(shown.finish)},
            {QStringLiteral("concurrency"), wave.concurrency},
            {QStringLiteral("gate"), gateJson(wave.gate)},
            {QStringLiteral("targets"), qint64(shown.targets)},
            {QStringLiteral("target_hosts"), qint64(shown.targetHosts)},
            {QStringLiteral("minutes_needed"), tenth(shown.minutesNeeded)},
            {QStringLiteral("minutes_available"),
             shown.minutesAvailable ? QJsonValue(*shown.minutesAvailable) : QJsonValue()},
            {QStringLiteral("notes"), text(wave.notes)},
            {QStringLiteral("patches"), cards},
            {QStringLiteral("hosts"), names(wave.hosts, ground)}};
}

QJsonObject spread(const Spread& spread)
{
    return {{QStringLiteral("low"), tenth(spread.low)},
            {QStringLiteral("middle"), tenth(spread.middle)},
            {QStringLiteral("high"), tenth(spread.high)}};
}

QJsonValue spread(const std::optional<TimeSpread>& spread)
{
    if (!spread)
        return {};
    return QJsonObject{{QStringLiteral("low"), text(toIso(spread->low))},
                       {QStringLiteral("middle"), text(toIso(spread->middle))},
                       {QStringLiteral("high"), text(toIso(spread->high))}};
}

std::string_view name(DifferenceKind kind)
{
    static constexpr std::string_view names[] = {
        "plan", "wave-added", "wave-removed", "wave-changed", "waves-reordered", "patches", "hosts"};
    return names[std::size_t(kind)];
}

} // namespace

QJsonObject toJson(const PlanVersion& version)
{
    const Plan& plan = version.plan;
    std::size_t hosts = 0;
    for (const Wave& wave : plan.waves)
        hosts += wave.hosts.size();
    QJsonArray approvals;
    for (const PlanApproval& approval : version.approvals) {
        approvals.append(QJsonObject{{QStringLiteral("who"), text(approval.who)},
                                     {QStringLiteral("at"), text(toIso(approval.at))},
                                     {QStringLiteral("granted"), approval.granted},
                                     {QStringLiteral("why"), text(approval.why)}});
    }
    return {{QStringLiteral("id"), qint64(plan.id)},
            {QStringLiteral("name"), text(plan.name)},
            {QStringLiteral("version"), version.number},
            {QStringLiteral("state"), text(name(version.state))},
            {QStringLiteral("wave_count"), qint64(plan.waves.size())},
            {QStringLiteral("patch_count"), qint64(patchesOf(plan).size())},
            {QStringLiteral("host_count"), qint64(hosts)},
            {QStringLiteral("changed_at"), text(toIso(version.at))},
            {QStringLiteral("changed_by"), text(version.who)},
            {QStringLiteral("why"), text(version.why)},
            {QStringLiteral("requested_by"),
             version.requestedBy.empty() ? QJsonValue() : QJsonValue(text(version.requestedBy))},
            {QStringLiteral("approvals"), approvals}};
}

QJsonObject toJson(const PlanVersion& version, const Board& board, const PlanGround& ground)
{
    QJsonObject json = toJson(version);
    QJsonArray waves;
    for (std::size_t w = 0; w < board.waves.size(); ++w)
        waves.append(waveJson(version.plan.waves[w], board.waves[w], ground));
    json.insert(QStringLiteral("notes"), text(version.plan.notes));
    json.insert(QStringLiteral("finish"), time(board.finish));
    json.insert(QStringLiteral("waves"), waves);
    json.insert(QStringLiteral("hosts_in_no_wave"), qint64(board.freeHosts.size()));
    json.insert(QStringLiteral("broken"), toJson(board.broken, ground));
    return json;
}

QJsonArray toJson(const std::vector<RuleBreak>& rules, const PlanGround& ground)
{
    QJsonArray array;
    for (const RuleBreak& rule : rules) {
        array.append(
            QJsonObject{{QStringLiteral("rule"), text(bw::name(rule.kind))},
                        {QStringLiteral("weight"), text(bw::name(rule.weight))},
                        {QStringLiteral("wave"), rule.wave == 0 ? QJsonValue() : QJsonValue(qint64(rule.wave))},
                        {QStringLiteral("hosts"), names(rule.hosts, ground)},
                        {QStringLiteral("patches"), cli::toJson(rule.patches)},
                        {QStringLiteral("subject"), text(rule.subject)},
                        {QStringLiteral("sentence"), text(rule.sentence)},
                        {QStringLiteral("way_out"), text(rule.wayOut)}});
    }
    return array;
}

QJsonObject toJson(const ForecastChange& change, const Plan& plan)
{
    const Forecast& now = change.now;
    QJsonArray waves;
    for (std::size_t w = 0; w < now.waves.size(); ++w) {
        const WaveForecast& wave = now.waves[w];
        waves.append(QJsonObject{{QStringLiteral("id"), qint64(wave.wave)},
                                 {QStringLiteral("name"), text(plan.waves[w].name)},
                                 {QStringLiteral("targets"), qint64(wave.targets)},
                                 {QStringLiteral("finish"), spread(wave.finish)},
                                 {QStringLiteral("failed"), spread(wave.failed)},
                                 {QStringLiteral("window_fits"), wave.fits},
                                 {QStringLiteral("gate_passes"), wave.gatePasses}});
    }
    QJsonObject json{{QStringLiteral("runs"), now.runs},
                     {QStringLiteral("horizon_days"), now.horizonDays},
                     {QStringLiteral("findings"), qint64(now.findings)},
                     {QStringLiteral("planned"), qint64(now.planned)},
                     {QStringLiteral("unknown"), qint64(now.unknown)},
                     {QStringLiteral("finish"), spread(now.finish)},
                     {QStringLiteral("exposed_host_days"), spread(now.exposed)},
                     {QStringLiteral("exposed_host_days_with_controls"), spread(now.exposedWithControls)},
                     {QStringLiteral("waves"), waves}};
    if (change.before) {
        json.insert(QStringLiteral("change"),
                    QJsonObject{{QStringLiteral("host_days"), tenth(change.hostDays)},
                                {QStringLiteral("host_days_with_controls"), tenth(change.hostDaysWithControls)},
                                {QStringLiteral("finish_hours"),
                                 change.finishHours ? QJsonValue(tenth(*change.finishHours)) : QJsonValue()},
                                {QStringLiteral("sentence"), text(change.sentence)}});
    }
    return json;
}

QJsonArray toJson(const std::vector<DifferenceLine>& lines, const PlanGround& ground)
{
    QJsonArray array;
    for (const DifferenceLine& line : lines) {
        array.append(
            QJsonObject{{QStringLiteral("kind"), text(name(line.kind))},
                        {QStringLiteral("wave"), line.wave == 0 ? QJsonValue() : QJsonValue(qint64(line.wave))},
                        {QStringLiteral("hosts"), names(line.hosts, ground)},
                        {QStringLiteral("patches"), cli::toJson(line.patches)},
                        {QStringLiteral("text"), text(line.text)}});
    }
    return array;
}

} // namespace bw::cli
